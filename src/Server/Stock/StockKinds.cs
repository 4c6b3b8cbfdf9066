using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Stock;

/// <summary>Which kinds of material there are: everybody's, and those of units.</summary>
internal sealed class StockKinds(AppDb db, AreaReach reach)
{
    /// <summary>Kinds that a unit's teams may have, ended ones too.</summary>
    public async Task<IReadOnlyList<StockKind>> OfAsync(Guid areaId, CancellationToken ct)
    {
        var own = await db.StockKinds.AsNoTracking().OrderBy(k => k.Id).ToListAsync(ct);
        var heard = reach.HeardIn([.. own.Select(k => k.AreaId).OfType<Guid>().Distinct()], new HashSet<Guid> { areaId });
        return [.. StockKind.Standard, .. own.Where(k => k.AreaId is { } area && heard.Contains(area))];
    }

    public async Task<IReadOnlyList<StockKind>> FindAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        [.. StockKind.Standard.Where(k => ids.Contains(k.Id)), .. await db.StockKinds.AsNoTracking().Where(k => ids.Contains(k.Id)).OrderBy(k => k.Id).ToListAsync(ct)];
}
