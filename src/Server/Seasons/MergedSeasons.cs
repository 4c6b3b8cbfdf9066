using Microsoft.EntityFrameworkCore;
using TungNgo.Feed;
using TungNgo.Households;

namespace TungNgo.Seasons;

/// <summary>
/// The surviving household has the seasons of its duplicate. Of one that both have told its own account stays: what it said itself could not be given back
/// when the merging is. Where the last word of either was no, there is nothing to take over, and its own go as well.
/// </summary>
internal sealed class MergedSeasons : IFollowsHousehold
{
    public string What => "seasons";

    /// <remarks>Consents have followed already: features stand in this order in Server.cs.</remarks>
    public async Task<IReadOnlyList<Guid>> FollowAsync(Write write, Guid duplicate, Guid survivor, CancellationToken ct)
    {
        if (!await SeasonConsents.StandsAsync(write.Db, survivor, ct))
        {
            await new SeasonConsents().ForgetAsync(write, survivor, ct);
            return [];
        }

        var own = await write.Db.SeasonAccounts.Where(a => a.HouseholdId == survivor).ToListAsync(ct);
        var made = new List<Guid>();
        foreach (var told in await write.Db.SeasonAccounts.Where(a => a.HouseholdId == duplicate).ToListAsync(ct))
        {
            if (!own.Exists(a => IsSame(a, told)))
            {
                var copy = new SeasonAccount
                {
                    Id = write.NewId(), HouseholdId = survivor, Crop = told.Crop, Year = told.Year, Season = told.Season,
                    At = told.At, MemberId = told.MemberId, By = told.By,
                };
                copy.Take(told.Said);
                write.Db.SeasonAccounts.Add(copy);
                made.Add(copy.Id);
            }
        }

        return made;
    }

    /// <summary>An account of which somebody has spoken since is the survivor's own by now.</summary>
    public async Task ReturnAsync(Write write, Guid duplicate, Guid survivor, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        var originals = await write.Db.SeasonAccounts.Where(a => a.HouseholdId == duplicate).ToListAsync(ct);
        var copies = await write.Db.SeasonAccounts.AsTracking().Where(a => a.HouseholdId == survivor && ids.Contains(a.Id)).ToListAsync(ct);
        write.Db.SeasonAccounts.RemoveRange(copies.Where(c => originals.Exists(o => IsSame(o, c) && o.At == c.At)));
    }

    private static bool IsSame(SeasonAccount one, SeasonAccount other) => (one.Crop, one.Year, one.Season) == (other.Crop, other.Year, other.Season);
}
