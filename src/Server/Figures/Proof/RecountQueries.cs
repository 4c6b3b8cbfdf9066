using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Figures.Proof;

/// <summary>What the figures of some leaves should be, by the features' own counting, and what the cells say.</summary>
internal sealed class RecountQueries(AppDb db, IEnumerable<ICountsCells> counters)
{
    /// <param name="hamlets">Some hamlets; null compares the teams.</param>
    public async Task<(int Cells, List<CellDifference> Differences)> CompareAsync(Guid[]? hamlets, CancellationToken ct)
    {
        var counted = new CellDeltas();
        foreach (var counter in counters)
        {
            await counter.CountAsync(db, hamlets, counted, ct);
        }

        var asked = hamlets?.ToHashSet();
        var expected = counted.ByHamlet().Where(h => asked is null || asked.Contains(h.HamletId))
            .SelectMany(h => h.Cells.Where(c => c.Indicator == Indicators.TeamVisits == hamlets is null).Select(c => (Key: (h.HamletId, c.Indicator, c.Day), c.Delta)))
            .ToDictionary(c => c.Key, c => c.Delta);
        var stored = hamlets is null
            ? db.Cells.Where(c => c.Indicator == Indicators.TeamVisits)
            : db.Cells.Where(c => hamlets.Contains(c.HamletId) && c.Indicator != Indicators.TeamVisits);
        var actual = await stored.Where(c => c.Value != 0).AsNoTracking().ToDictionaryAsync(c => (c.HamletId, c.Indicator, c.Day), c => c.Value, ct);
        var keys = expected.Keys.Union(actual.Keys).ToList();
        var differences = keys.Select(k => new CellDifference(k.HamletId, k.Indicator, k.Day, expected.GetValueOrDefault(k), actual.GetValueOrDefault(k)))
            .Where(d => d.Expected != d.Actual).OrderBy(d => d.Leaf).ThenBy(d => d.Indicator).ThenBy(d => d.Day).ToList();
        return (keys.Count, differences);
    }
}
