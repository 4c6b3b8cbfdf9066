using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Reports.Values;

/// <summary>
/// The figures that offices told, as they count now, in memory and followed by the feed: a trend of sixty months over a province asks for tens of thousands.
/// </summary>
internal sealed class EnteredBook(IDbContextFactory<AppDb> databases) : IFeedReader
{
    private static readonly ConcurrentDictionary<Guid, EnteredValue> Nothing = new();
    private readonly ConcurrentDictionary<(string Indicator, string Period), ConcurrentDictionary<Guid, EnteredValue>> columns = new();
    private readonly ConcurrentDictionary<(string Indicator, Guid AreaId), IReadOnlyList<EnteredValue>> byUnit = new();

    /// <summary>What was told of an indicator in a period, by unit.</summary>
    public IReadOnlyDictionary<Guid, EnteredValue> Of(string indicator, string period) => columns.GetValueOrDefault((indicator, period), Nothing);

    /// <summary>The newest value of a unit whose period was over by a day.</summary>
    public EnteredValue? NewestBy(string indicator, Guid areaId, DateOnly day) =>
        byUnit.GetValueOrDefault((indicator, areaId))?.LastOrDefault(v => v.To <= day && v.Value is not null);

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await TakeAsync(db.EnteredValues, ct);
    }

    public async Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        var ids = changes.Where(c => c.Kind == ChangeKind.Report).Select(c => c.EntityId).ToHashSet();
        if (ids.Contains(Guid.Empty))
        {
            await LoadAsync(ct);
        }
        else if (ids.Count > 0)
        {
            // A report's figures are those of its unit and period, whichever revision told them.
            await using var db = await databases.CreateDbContextAsync(ct);
            await TakeAsync(db.EnteredValues.Where(v => db.Reports.Any(r => ids.Contains(r.Id) && r.AreaId == v.AreaId && r.Period == v.Period)), ct);
        }
    }

    private async Task TakeAsync(IQueryable<EnteredValue> rows, CancellationToken ct)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        var told = new List<EnteredValue>();
        await foreach (var value in rows.AsNoTracking().Where(v => v.SupersededAt == null).AsAsyncEnumerable().WithCancellation(ct))
        {
            columns.GetOrAdd((Same(texts, value.Indicator), Same(texts, value.Period)), _ => new())[value.AreaId] = value;
            told.Add(value);
        }

        foreach (var unit in told.GroupBy(v => (v.Indicator, v.AreaId)))
        {
            // What was known of the unit's other periods stays.
            var now = unit.ToDictionary(v => v.Period);
            byUnit[unit.Key] = [.. (byUnit.GetValueOrDefault(unit.Key) ?? []).Where(v => !now.ContainsKey(v.Period)).Concat(now.Values).OrderBy(v => v.To)];
        }
    }

    /// <summary>Codes stand in every row: one copy of each is kept.</summary>
    private static string Same(Dictionary<string, string> texts, string text) => texts.TryGetValue(text, out var known) ? known : texts[text] = text;
}
