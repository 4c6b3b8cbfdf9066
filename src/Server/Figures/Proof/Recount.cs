using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Figures.Proof;

/// <summary>A cell that is not what the recount gave.</summary>
internal sealed record CellDifference(Guid Leaf, int Indicator, int Day, long Expected, long Actual);

internal sealed record RecountResult(int Cells, int Repaired, IReadOnlyList<CellDifference> Differences, TimeSpan Took);

/// <summary>
/// Proves the figures: counts them anew from registers and visits, day by day, and compares with the cells. It takes the hamlets a
/// few at a time, each group at one instant, so that it runs beside the phones' pushes in little memory.
/// </summary>
internal sealed class Recount(AppDb db, Writer writer, IEnumerable<ICountsCells> counters)
{
    public const string Checked = "figures.recount", Repaired = "figures.repair";
    private const int HamletsAtATime = 20;

    /// <param name="fix">Whether cells that differ are set right; the audit keeps what they were.</param>
    public async Task<RecountResult> RunAsync(bool fix, Actor actor, IProgress<(int Done, int Of)>? progress, CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        var counting = new RecountQueries(db, counters);
        var (cells, repaired, differences) = (0, 0, new List<CellDifference>());
        var hamlets = await db.AreaVersions.Where(v => v.Kind >= AreaKind.Hamlet).Select(v => v.AreaId)
            .Union(db.Cells.Where(c => c.Indicator != Indicators.TeamVisits).Select(c => c.HamletId)).Union(db.Households.Select(h => h.HamletId))
            .OrderBy(id => id).ToListAsync(ct);
        var groups = hamlets.Chunk(HamletsAtATime).Append(null).ToList();
        foreach (var (group, i) in groups.Select((g, i) => (g, i)))
        {
            progress?.Report((i, groups.Count));
            var found = await CompareAsync(counting, group, ct);
            cells += found.Cells;
            if (found.Differences.Count > 0 && fix)
            {
                repaired += await RepairAsync(counting, group, actor, ct);
            }

            differences.AddRange(found.Differences);
        }

        progress?.Report((groups.Count, groups.Count));
        await RememberAsync(cells, repaired, differences.Count, watch.Elapsed, actor, ct);
        return new RecountResult(cells, repaired, differences, watch.Elapsed);
    }

    private async Task<(int Cells, List<CellDifference> Differences)> CompareAsync(RecountQueries counting, Guid[]? group, CancellationToken ct)
    {
        await using var instant = await db.BeginSnapshotAsync(ct);
        return await counting.CompareAsync(group, ct);
    }

    /// <summary>Compares once more inside a write, which holds all other writers back, so that nothing true is undone.</summary>
    private async Task<int> RepairAsync(RecountQueries counting, Guid[]? group, Actor actor, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(actor, ct);
        var (_, differences) = await counting.CompareAsync(group, ct);
        if (differences.Count == 0)
        {
            return 0;
        }

        foreach (var difference in differences)
        {
            write.Cells.Add(difference.Leaf, difference.Indicator, difference.Day, checked((int)(difference.Expected - difference.Actual)));
        }

        write.Audit(Repaired, Guid.Empty, null, differences.Select(d => new { d.Leaf, d.Indicator, d.Day, Value = d.Actual }), differences.Select(d => new { d.Leaf, d.Indicator, d.Day, Value = d.Expected }));
        await write.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return differences.Count;
    }

    private async Task RememberAsync(int cells, int repaired, int differences, TimeSpan took, Actor actor, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(actor, ct);
        var check = new FigureCheck
        {
            Id = write.NewId(), At = write.Now, Cells = cells, Differences = differences, Repaired = repaired, Milliseconds = (int)took.TotalMilliseconds,
        };
        db.FigureChecks.Add(check);
        write.Changed(ChangeKind.FigureCheck, check.Id);
        write.Audit(Checked, check.Id, null, null, new { check.Cells, check.Differences, check.Repaired });
        await write.CommitAsync(ct);
    }
}
