using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Seasons;

namespace TungNgo.Demo;

/// <summary>
/// Eight households of the visitor's hamlet told of their rice in two dry seasons, the second of them a salt one. No chance is used, so that nothing else
/// of the demo depends on it.
/// </summary>
internal sealed class DemoSeasons(AppDb db)
{
    /// <summary>Đồng per công before: seed, fertiliser, pesticide, water, labour, machines; what they spent otherwise nobody said.</summary>
    private static readonly int[] Before = [150_000, 800_000, 500_000, 80_000, 250_000, 400_000];

    /// <summary>Công, how far from what others spend, the change of the cost, kilograms per công and percent lost to salt; all percent.</summary>
    private static readonly (int Area, int Apart, int Change, int Harvest, int Lost)[] Told =
    [
        (6, 0, KnownFigures.SeasonChange, 690, 5), (4, 6, -13, 640, 10), (10, -4, -15, 720, 0), (3, 9, -8, 610, 15),
        (7, 2, 4, 655, 10), (5, -3, -25, 700, 0), (8, 4, -10, 675, 5), (12, -6, -18, 735, 0),
    ];

    public async Task AddAsync(DemoCommune commune, Write write, CancellationToken ct)
    {
        var hamlet = commune.Hamlets.Single(h => h.Name == DemoAccounts.Hamlet).Id;
        var asked = await (
            from household in db.Households.Where(h => h.HamletId == hamlet)
            join consent in db.Consents.Where(c => c.Purpose == "store") on household.Id equals consent.HouseholdId
            orderby household.Number
            select consent).Take(Told.Length).ToListAsync(ct);
        foreach (var (consent, told) in asked.Zip(Told))
        {
            db.Consents.Add(new Consent
            {
                Id = write.NewId(), HouseholdId = consent.HouseholdId, Purpose = ChangeConsent.Season, Method = consent.Method, Language = consent.Language,
                At = consent.At, MemberId = consent.MemberId, By = consent.By,
            });
            var year = KnownFigures.Day.Year;
            Add(consent, year - 1, told.Area, told.Apart, 0, told.Harvest + 20, null, write);
            Add(consent, year, told.Area, told.Apart, told.Change, told.Harvest, told.Lost, write);
        }
    }

    private void Add(Consent consent, int year, int area, int apart, int change, int yield, int? lost, Write write)
    {
        int Cost(int line) => (int)((long)Before[line] * area * (100 + apart) * (100 + change) / 10_000);
        db.SeasonAccounts.Add(new SeasonAccount
        {
            Id = write.NewId(), HouseholdId = consent.HouseholdId, Crop = "rice", Year = year, Season = GrowingSeason.WinterSpring, Area = area * 1000,
            Seed = Cost(0), Fertiliser = Cost(1), Pesticide = Cost(2), Water = Cost(3), Labour = Cost(4), Machines = Cost(5),
            Harvest = area * yield, Damage = lost, Cause = lost is null ? null : lost > 0 ? DamageCause.Salt : DamageCause.None,
            At = consent.At, MemberId = consent.MemberId, By = consent.By,
        });
    }
}
