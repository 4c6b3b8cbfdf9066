using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;

namespace TungNgo.Reports.Targets;

/// <summary>All targets in memory, followed by the feed, and how far units are on their way.</summary>
internal sealed class TargetBook(IDbContextFactory<AppDb> databases) : IFeedReader
{
    private static readonly Dictionary<Guid, Target> Nothing = [];
    private volatile Dictionary<(string Indicator, string Period), Dictionary<Guid, Target>> columns = [];

    public Target? Find(string indicator, Guid areaId, string period) => Of(indicator, period).GetValueOrDefault(areaId);

    /// <summary>The targets of an indicator for a period, by unit.</summary>
    public IReadOnlyDictionary<Guid, Target> Of(string indicator, string period) => columns.GetValueOrDefault((indicator, period), Nothing);

    /// <summary>Targets of a unit whose periods have not ended by a day.</summary>
    public IEnumerable<Target> OpenOf(Guid areaId, DateOnly day) =>
        columns.Values.Select(c => c.GetValueOrDefault(areaId)).OfType<Target>().Where(t => t.To >= day);

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        columns = (await db.Targets.AsNoTracking().ToListAsync(ct)).GroupBy(t => (t.Indicator, t.Period))
            .ToDictionary(g => g.Key, g => g.ToDictionary(t => t.AreaId));
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct) => changes.Any(c => c.Kind == ChangeKind.Target) ? LoadAsync(ct) : Task.CompletedTask;

    /// <summary>Whether a unit will miss a target if it goes on as it went.</summary>
    public bool IsBehind(IndicatorTable table, string code, Guid areaId, Period period, DateOnly today) => PaceOf(table, code, areaId, period, today) is { State: PaceState.Behind };

    /// <returns>Null without a target, without a figure, or before the period.</returns>
    public Pace? PaceOf(IndicatorTable table, string code, Guid areaId, Period period, DateOnly today)
    {
        if (Find(code, areaId, period.Code) is not { } target || table.Value(code, areaId, period) is not { Value: { } value } now || today < period.From)
        {
            return null;
        }

        var days = (decimal)(period.To.DayNumber - period.From.DayNumber + 1);
        var elapsed = Math.Min(1, (today.DayNumber - period.From.DayNumber + 1) / days);
        return Pace.Of(now.Indicator.Direction, value, now.Indicator.Kind == IndicatorKind.Flow ? 0 : StartOf(table, now.Indicator, areaId, period) ?? value, target.Value, elapsed);
    }

    /// <summary>What the system counts is known for the day before; what offices tell, for the period before.</summary>
    private static decimal? StartOf(IndicatorTable table, Indicator indicator, Guid areaId, Period period) =>
        indicator.Origin == IndicatorOrigin.Entered ? table.Value(indicator.Code, areaId, period.Before)?.Value
            : table.Value(indicator.Code, areaId, Period.Days(period.From.AddDays(-1), period.From.AddDays(-1)))?.Value ?? 0;
}
