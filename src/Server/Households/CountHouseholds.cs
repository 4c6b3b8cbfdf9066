using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Visits;

namespace TungNgo.Households;

/// <summary>Counts households and visits anew, from nothing but the registers.</summary>
internal sealed class CountHouseholds : ICountsCells
{
    private const int AtATime = 2_000;

    public async Task CountAsync(AppDb db, IReadOnlyCollection<Guid>? hamlets, CellDeltas cells, CancellationToken ct)
    {
        if (hamlets is null)
        {
            await CountTeamsAsync(db, cells, ct);
            return;
        }

        var services = await db.Services.AsNoTracking().ToDictionaryAsync(s => s.Id, ct);
        var places = hamlets.Select(h => $"{h}").ToList();
        var ids = await db.Households.Where(h => hamlets.Contains(h.HamletId)).Select(h => h.Id)
            .Union(db.FieldEdits.Where(e => e.Field == FieldCode.Hamlet && places.Contains(e.Before!)).Select(e => e.HouseholdId)).OrderBy(id => id).ToListAsync(ct);
        var counted = new HashSet<Guid>();
        foreach (var some in ids.Chunk(AtATime))
        {
            var works = new HouseholdWorks(db, services);
            await db.ReadRowsAsync(works.Reads(some), ct);
            await works.FollowAsync(ct);
            await works.WholeAsync(works.All.ToList(), ct);
            foreach (var work in some.Select(id => works.Find(id)?.Living).OfType<HouseholdWork>().Where(w => counted.Add(w.Household.Id)))
            {
                HouseholdStocks.Count(work, services, cells, 1);
            }
        }
    }

    private static async Task CountTeamsAsync(AppDb db, CellDeltas cells, CancellationToken ct)
    {
        foreach (var g in await db.Visits.AtDoors().Where(v => v.TeamId != null && v.SupersededById == null).GroupBy(v => new { v.TeamId, v.Day })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
        {
            cells.Add(g.Key.TeamId!.Value, Indicators.TeamVisits, g.Key.Day, g.Count);
        }
    }
}
