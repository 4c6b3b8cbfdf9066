using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Lists;

namespace TungNgo.Households;

/// <summary>Two households of one hamlet that may be one.</summary>
internal sealed record Twin(Guid Id, string Head, string? Phone, string? Door, string? Landmark, Guid? LaneId, int AddedDay, DateTime? LastVisitAt);

/// <summary>Finds households that may be the same as another one: a head of the same name without anything that speaks against it, or the same phone.</summary>
internal sealed class Twins(AppDb db)
{
    /// <summary>Likely twins of a household that is there, or is just being added.</summary>
    public async Task<IReadOnlyList<Twin>> OfAsync(Household household, int? headsBirthYear, CancellationToken ct)
    {
        var others = await db.Households.AsNoTracking().Where(h => h.HamletId == household.HamletId && h.Closed == null && h.Id != household.Id)
            .Select(h => new
            {
                Twin = new Twin(h.Id, h.Head, h.Phone, h.Door, h.Landmark, h.LaneId, h.AddedDay, h.LastVisitAt), h.Code,
                Birth = db.People.Where(p => p.HouseholdId == h.Id && p.Relation == "head" && p.GoneDay == null).Select(p => p.BirthYear).FirstOrDefault(),
            }).ToListAsync(ct);
        var key = SearchKey.Fold(household.Head);
        var own = new Traits(household.Code, household.Phone, headsBirthYear, $"{household.LaneId}", null);
        return [.. others.Where(o => IsTwin(o.Twin, o.Code, o.Birth)).Select(o => o.Twin)];

        bool IsTwin(Twin other, string? code, int? birth) =>
            (household.Phone is not null && other.Phone == household.Phone)
            || (SearchKey.Fold(other.Head) == key && SameHousehold.Judge(own with { Place = null }, new Traits(code, other.Phone, birth, $"{other.LaneId}", null)) != Likeness.Different);
    }

    /// <summary>Pairs that may be twins in some hamlets: heads of the same folded name.</summary>
    public async Task<IReadOnlyList<(Guid HamletId, IReadOnlyList<Twin> Households)>> InAsync(IReadOnlyCollection<Guid> hamlets, int most, CancellationToken ct)
    {
        var found = new List<(Guid, IReadOnlyList<Twin>)>();
        foreach (var some in hamlets.Chunk(50))
        {
            var all = await db.Households.AsNoTracking().Where(h => some.Contains(h.HamletId) && h.Closed == null)
                .Select(h => new { h.HamletId, h.Code, Twin = new Twin(h.Id, h.Head, h.Phone, h.Door, h.Landmark, h.LaneId, h.AddedDay, h.LastVisitAt) }).ToListAsync(ct);
            foreach (var same in all.GroupBy(h => (h.HamletId, SearchKey.Fold(h.Twin.Head))).Where(g => g.Count() > 1))
            {
                var likely = same.Where(a => same.Any(b => b != a && SameHousehold.Judge(TraitsOf(a.Twin, a.Code), TraitsOf(b.Twin, b.Code)) != Likeness.Different)).Select(a => a.Twin).ToList();
                if (likely.Count > 1)
                {
                    found.Add((same.Key.HamletId, likely));
                }
            }

            if (found.Count >= most)
            {
                break;
            }
        }

        return [.. found.Take(most)];
    }

    private static Traits TraitsOf(Twin twin, string? code) => new(code, twin.Phone, null, twin.LaneId?.ToString(), SearchKey.Fold(twin.Door ?? twin.Landmark) is { Length: > 0 } place ? place : null);
}
