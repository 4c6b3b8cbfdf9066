using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Areas.Boundaries;

/// <summary>The thinned boundaries of all units and days in memory, followed by the feed.</summary>
internal sealed class BoundaryBook(IDbContextFactory<AppDb> databases, AreaTree areas) : IFeedReader
{
    private volatile Land land = new(areas, new Dictionary<Guid, List<ToldShape>>());

    /// <summary>Another one after each change of boundaries or units: what was drawn from the one before is out of date.</summary>
    public Land Land => land;

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        land = new(areas, await ReadAsync(db, b => b.Simple, ct));
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct) =>
        changes.Any(c => c.Kind is ChangeKind.Boundary or ChangeKind.Area) ? LoadAsync(ct) : Task.CompletedTask;

    /// <summary>The boundaries as they were told, for whoever takes them elsewhere or compares with them.</summary>
    public async Task<Land> WholeAsync(AppDb db, CancellationToken ct) => new(areas, await ReadAsync(db, b => b.Shape, ct));

    private static async Task<Dictionary<Guid, List<ToldShape>>> ReadAsync(AppDb db, System.Linq.Expressions.Expression<Func<Boundary, byte[]>> which, CancellationToken ct)
    {
        // Lists, units and shapes of one instant; whoever is inside of a write sees one already.
        await using var instant = db.Database.CurrentTransaction is null ? await db.BeginSnapshotAsync(ct) : null;
        var lists = await db.BoundaryLists.AsNoTracking().ToDictionaryAsync(l => l.Id, ct);
        var rows = db.Boundaries.AsNoTracking().Where(b => b.ReplacedBy == null);
        var shapes = await rows.OrderBy(b => b.Id).Select(which).ToListAsync(ct);
        var told = await rows.OrderBy(b => b.Id).Select(b => new { b.AreaId, b.ValidFrom, b.ListId }).ToListAsync(ct);
        return told.Zip(shapes, (t, s) => (t.AreaId, Told: new ToldShape(t.ValidFrom, Ground.Of(s), lists[t.ListId].Synthetic, lists[t.ListId].Source)))
            .GroupBy(t => t.AreaId).ToDictionary(g => g.Key, g => g.Select(t => t.Told).OrderBy(t => t.From).ToList());
    }
}
