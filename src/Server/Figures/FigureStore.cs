using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Live;

namespace TungNgo.Figures;

/// <summary>
/// All cells in memory, right at once after each commit: rebuilt at start, then fed by the change feed. Readers take
/// <see cref="Now"/> and sum; nothing is cached that a change could make stale, and no reader waits for a writer.
/// </summary>
internal sealed class FigureStore(IDbContextFactory<AppDb> databases, AreaTree areas) : IFeedReader
{
    private volatile FigureImage image = FigureImage.Empty;

    public FigureImage Now => image;

    /// <summary>Raised when figures have changed; then <see cref="Now"/> is already new.</summary>
    public Signal Changed { get; } = new();

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var instant = await db.BeginSnapshotAsync(ct);
        // One instant: the cells, and the number of the last change that is in them.
        var number = await db.FeedCounters.Select(c => c.Value).SingleAsync(ct);
        var cells = await db.Cells.AsNoTracking().Select(c => new CellChange(c.HamletId, c.Indicator, c.Day, c.Value)).ToListAsync(ct);
        var at = await db.Changes.OrderByDescending(c => c.Number).Select(c => c.At).FirstOrDefaultAsync(ct);
        image = Build(number, at, cells);
        Changed.Raise();
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        // What the load has seen already comes again after a start, and must not count twice.
        var fresh = changes.Where(c => c.Number > image.Number).ToList();
        var cells = fresh.Where(c => c is { Kind: ChangeKind.Figures, Data: not null, HamletId: not null })
            .SelectMany(c => CellDeltas.Decode(c.Data!).Select(d => new CellChange(c.HamletId!.Value, d.Indicator, d.Day, d.Delta))).ToList();
        if (cells.Count > 0)
        {
            image = image.With(fresh[^1].Number, fresh[^1].At, cells);
        }

        if (cells.Count > 0 || changes.Any(c => c.Kind is ChangeKind.Team or ChangeKind.Member or ChangeKind.ZaloGroup or ChangeKind.Area))
        {
            Changed.Raise();
        }

        return Task.CompletedTask;
    }

    private FigureImage Build(long number, DateTime at, List<CellChange> cells)
    {
        // Tree order makes the runs of today's units long; hamlets that ended before today and teams come after.
        var today = areas.Today;
        var order = today.Roots.SelectMany(r => today.HamletsOf(r.AreaId)).Concat(cells.Select(c => c.Leaf));
        return new FigureImage(0, at, new LeafIndex(order), [], [], []).With(number, DateTime.SpecifyKind(at, DateTimeKind.Utc), cells);
    }
}
