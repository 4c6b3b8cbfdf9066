using TungNgo.Water.Fresh;
using TungNgo.Water.Now;
using TungNgo.Water.Readings;
using TungNgo.Water.Risks;
using TungNgo.Water.Stations;

namespace TungNgo.Water.Salt;

/// <summary>Days that one pair of columns speaks of, both included.</summary>
internal readonly record struct SaltSpan(DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>As many days, just before.</summary>
    public SaltSpan Before => new(From.AddDays(-Days), From.AddDays(-1));

    public bool Holds(DateOnly day) => day >= From && day <= To;
}

/// <summary>The highest and lowest of a span, g/l.</summary>
/// <param name="IsWhole">Every day of it was measured often enough; otherwise the highest may have been missed.</param>
internal sealed record SaltExtremes(double? Max, double? Min, bool IsWhole)
{
    public static SaltExtremes Of(SaltSpan span, IEnumerable<StationDay> days)
    {
        var within = days.Where(d => span.Holds(d.Day) && d.Max is not null).ToList();
        return new(within.Max(d => d.Max), within.Min(d => d.Min), within.Count(d => d.IsWhole) == span.Days);
    }
}

/// <summary>A point of the bulletin.</summary>
/// <param name="Spans">In the order of <see cref="SaltBulletin.Spans"/>.</param>
/// <param name="Change">Highest of the last span against the span before it, g/l; null where either may have been missed.</param>
/// <param name="Peak">The highest of the days foreseen; null where nothing may be shown.</param>
/// <param name="Water">As its hamlets see it now; null in a bulletin of days long past.</param>
/// <param name="Risk">Level of disaster risk as the forecasting station issued it for the last day; never computed.</param>
internal sealed record SaltRow(
    Station Station, IReadOnlyList<SaltExtremes> Spans, double? Change, StationForecast? Peak, StationWater? Water, IssuedRisk? Risk)
{
    public IReadOnlyList<FreshWindow> Fresh => Water?.Windows ?? [];
}

/// <summary>
/// The salt bulletin of some days, as the province's offices lay it out: river, point, distance, highest and lowest, what is foreseen, what to do.
/// </summary>
/// <param name="Spans">Each day for itself while there are two at most, otherwise all of them as one.</param>
/// <param name="Foreseen">From the first to the last day that is foreseen for any point.</param>
/// <param name="Issuer">Whose stations most of them are.</param>
/// <param name="Place">The unit of most of them.</param>
internal sealed record SaltBulletin(
    IReadOnlyList<SaltSpan> Spans, IReadOnlyList<SaltRow> Rows, SaltSpan? Foreseen, DateOnly Issued, string Issuer, string Place)
{
    public DateOnly From => Spans[0].From;

    public DateOnly To => Spans[^1].To;

    public bool IsWhole => Rows.All(r => r.Spans.All(s => s.IsWhole || s.Max is null));
}
