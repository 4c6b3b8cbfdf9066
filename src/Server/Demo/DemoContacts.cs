using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Teams;

namespace TungNgo.Demo;

/// <summary>
/// By what a household can be reached: the community group it reads, its Zalo account where it follows the province's, and whether it
/// agreed to be written to. Chance of its own, so that the visits stay what the seed makes them.
/// </summary>
internal sealed class DemoContacts(int seed, Write write, ILookup<Guid, ZaloGroup> groupsOfTeam, IReadOnlyDictionary<Guid, int> groupSizes)
{
    /// <summary>Simulated Zalo counts its users upwards from here.</summary>
    private const long FirstUser = 5_600_000_000_000_000_000;
    private static readonly DateTime Morning = LegalDay.Start(KnownFigures.Day).AddHours(7);
    private readonly Random random = new(seed + 1);
    private readonly Dictionary<Guid, int> seats = groupSizes.ToDictionary();
    private int users;

    public List<ContactPoint> Points { get; } = [];
    public List<Consent> Consents { get; } = [];

    /// <summary>Adds the hamlet's ways of contact to what is collected.</summary>
    public void Add(DemoTeam team, List<DemoHousehold> doors, IReadOnlyList<Consent> kept)
    {
        var asked = kept.ToLookup(c => c.HouseholdId);
        var groups = groupsOfTeam[team.Row.Id].Where(g => g.Purpose != "team").ToList();
        foreach (var row in doors.Select(d => d.Row))
        {
            if (asked[row.Id].FirstOrDefault() is { } stored && random.Chance(0.8))
            {
                Consents.Add(new Consent
                {
                    Id = write.NewId(), HouseholdId = row.Id, Purpose = ContactConsents.Purpose, Method = stored.Method, Language = stored.Language, At = stored.At, MemberId = stored.MemberId, By = stored.By,
                });
            }

            if (!(row.Smartphones > 0))
            {
                continue;
            }

            if (random.Chance(0.45))
            {
                Points.Add(new ContactPoint
                {
                    Id = write.NewId(), HouseholdId = row.Id, Kind = ContactKind.Zalo, Address = $"{FirstUser + users++}", Follows = true,
                    LastInteractionAt = Morning.AddHours(-random.Next(2, random.Chance(0.8) ? 140 : 900)), AddedAt = Morning.AddDays(-random.Next(40, 200)),
                });
            }

            // Most read the group of their own language, where there is one with room.
            var own = groups.Where(g => seats.GetValueOrDefault(g.Id) > 0).OrderByDescending(g => g.Language == (row.Language ?? "vi")).ThenByDescending(g => seats[g.Id]).FirstOrDefault();
            if (own is not null && random.Chance(0.5))
            {
                seats[own.Id]--;
                Points.Add(new ContactPoint { Id = write.NewId(), HouseholdId = row.Id, Kind = ContactKind.Group, Address = $"{own.Id}", AddedAt = Morning.AddDays(-random.Next(20, 200)) });
            }
        }
    }
}
