using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Households;

/// <summary>Households of hamlets that end or divide: how many go with them, and how many nobody has given a part.</summary>
internal sealed class AffectedHouseholds(AppDb db) : IAffectedByAreas, IBlocksUndo
{
    public string Kind => "areas.affected.households";

    public int Rank => 10;

    public async Task<IReadOnlyList<Affected>> LookAsync(AreaChange change, CancellationToken ct)
    {
        var hamlets = change.EndedHamlets.ToList();
        if (hamlets.Count == 0)
        {
            return [];
        }

        var open = await db.Households.AsNoTracking().Where(h => hamlets.Contains(h.HamletId)).Select(h => new { h.Id, h.HamletId, h.LaneId, Open = h.ClosedDay == null }).ToListAsync(ct);
        var people = await db.People.CountAsync(p => p.GoneDay == null && db.Households.Any(h => h.Id == p.HouseholdId && h.ClosedDay == null && hamlets.Contains(h.HamletId)), ct);
        var lost = open.Where(h => change.Divided.TryGetValue(h.HamletId, out var division) && division.PartOf(h.Id, h.LaneId) is null).ToList();
        return
        [
            new("areas.affected.households.follow", open.Count(h => h.Open), [.. hamlets.Select(change.NameOf)]),
            new("areas.affected.people.follow", people, []),
            new("areas.affected.households.lost", lost.Count, [.. lost.Select(h => h.HamletId).Distinct().Select(change.NameOf)], Choices: []),
        ];
    }

    /// <summary>Households that came to a new hamlet by themselves would be nowhere without it.</summary>
    public async Task<IReadOnlyList<(string Reason, int Count)>> WhyNotAsync(IReadOnlySet<Guid> born, DateOnly day, DateTime appliedAt, CancellationToken ct)
    {
        var places = born.Select(b => $"{b}").ToList();
        var there = await db.Households.AsNoTracking().Where(h => born.Contains(h.HamletId)).Select(h => h.Id)
            .Union(db.FieldEdits.Where(e => e.Field == FieldCode.Hamlet && places.Contains(e.Before!)).Select(e => e.HouseholdId)).ToListAsync(ct);
        var followed = new HashSet<Guid>();
        foreach (var some in there.Chunk(1000))
        {
            followed.UnionWith(await db.FieldEdits.Where(e => some.Contains(e.HouseholdId) && e.Field == FieldCode.Hamlet && e.Source == EditSource.Reorganisation && places.Contains(e.After!))
                .Select(e => e.HouseholdId).ToListAsync(ct));
        }

        return there.Count - followed.Count is > 0 and var own ? [("areas.reorganise.built.households", own)] : [];
    }
}
