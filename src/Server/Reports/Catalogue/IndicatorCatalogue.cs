using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Reports.Periods;

namespace TungNgo.Reports.Catalogue;

/// <summary>All versions of all indicators and the kinds of periods in memory, followed by the feed.</summary>
internal sealed class IndicatorCatalogue(IDbContextFactory<AppDb> databases) : IFeedReader
{
    private volatile Image image = new([], []);

    public IReadOnlyList<Indicator> Versions => image.Versions;

    /// <summary>In their order; days with a name stand last, the newest first.</summary>
    public IReadOnlyList<PeriodKind> PeriodKinds => image.Kinds;

    /// <summary>The version that holds in a year; the newest of those that do.</summary>
    public Indicator? Find(string code, int year) => image.Find(code, year);

    /// <summary>The indicators of a year, in their order.</summary>
    public IReadOnlyList<Indicator> Of(int year) => image.Of(year);

    /// <summary>A formula read once; what is kept has been checked.</summary>
    public Formula FormulaOf(Indicator indicator) => image.Formulas.GetOrAdd(indicator.Id, _ => Formula.Parse(indicator.From!));

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var kinds = await db.PeriodKinds.AsNoTracking().ToListAsync(ct);
        image = new Image(await db.Indicators.AsNoTracking().ToListAsync(ct), InOrder(kinds));
    }

    private static List<PeriodKind> InOrder(List<PeriodKind> kinds) =>
        [.. kinds.OrderBy(k => k.IsNamedDays).ThenByDescending(k => k.From).ThenBy(k => k.Order).ThenBy(k => k.Code, StringComparer.Ordinal)];

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct) => changes.Any(c => c.Kind == ChangeKind.Indicator) ? LoadAsync(ct) : Task.CompletedTask;

    private sealed class Image(List<Indicator> versions, List<PeriodKind> kinds)
    {
        private readonly ConcurrentDictionary<int, IReadOnlyList<Indicator>> years = new();
        private readonly ILookup<string, Indicator> byCode = versions.OrderByDescending(v => v.Version).ToLookup(v => v.Code, StringComparer.Ordinal);

        public List<Indicator> Versions { get; } = versions;

        public List<PeriodKind> Kinds { get; } = kinds;

        public ConcurrentDictionary<Guid, Formula> Formulas { get; } = new();

        public Indicator? Find(string code, int year) => byCode[code].FirstOrDefault(v => v.IsOf(year));

        public IReadOnlyList<Indicator> Of(int year) => years.Count > 200 && !years.ContainsKey(year) ? Read(year) : years.GetOrAdd(year, Read);

        private IReadOnlyList<Indicator> Read(int year) =>
            [.. byCode.Select(g => g.FirstOrDefault(v => v.IsOf(year))).OfType<Indicator>().OrderBy(i => i.Order).ThenBy(i => i.Code, StringComparer.Ordinal)];
    }
}
