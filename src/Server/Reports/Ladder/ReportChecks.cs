using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;

namespace TungNgo.Reports.Ladder;

/// <summary>What stands out in a report.</summary>
internal enum FindingKind
{
    /// <summary>A part is greater than its whole: cannot be sent.</summary>
    PartAboveWhole = 1,

    /// <summary>Below nought, a fraction of a person, a share above one: cannot be sent.</summary>
    Impossible = 2,

    /// <summary>An office's figure is not there.</summary>
    Missing = 3,

    /// <summary>What has been counted since the beginning has become less.</summary>
    Fallen = 4,

    /// <summary>Far from the unit's own past.</summary>
    UnlikePast = 5,

    /// <summary>Far from the units beside it, measured by their households.</summary>
    UnlikeSiblings = 6,
}

/// <param name="Than">What it is held against: the whole, the value before, or the usual one.</param>
internal sealed record Finding(FindingKind Kind, Indicator Indicator, decimal? Value, decimal? Than)
{
    /// <summary>Has to be put right; the others may be sent with a remark.</summary>
    public bool IsHard => Kind is FindingKind.PartAboveWhole or FindingKind.Impossible;
}

/// <summary>Looks at the figures of a report as they stand.</summary>
internal static class ReportChecks
{
    /// <summary>So many periods before are its past.</summary>
    public const int PastPeriods = 12;

    /// <summary>What units are measured by when they are held against each other.</summary>
    private const string SizeIndicator = "HO";

    /// <param name="table">Holds the period and the ones before it.</param>
    /// <param name="siblings">Units of the same parent and tier, without the unit itself.</param>
    public static IReadOnlyList<Finding> Of(IndicatorTable table, ReportForm form, Guid areaId, Period period, IReadOnlyList<Guid> siblings)
    {
        var past = period.Last(PastPeriods + 1).SkipLast(1).ToList();
        return [.. form.Indicators.Select(c => table.Value(c, areaId, period)).OfType<IndicatorValue>().SelectMany(v => Of(v, table, areaId, period, past, siblings))];
    }

    private static IEnumerable<Finding> Of(
        IndicatorValue value, IndicatorTable table, Guid areaId, Period period, IReadOnlyList<Period> past, IReadOnlyList<Guid> siblings)
    {
        var indicator = value.Indicator;
        if (value.Value is not { } v)
        {
            if (indicator.Origin == IndicatorOrigin.Entered)
            {
                yield return new(FindingKind.Missing, indicator, null, null);
            }

            yield break;
        }

        if (indicator.IsShare && value is { Above: { } above, Below: { } below } && above > below)
        {
            yield return new(FindingKind.PartAboveWhole, indicator, above, below);
            yield break;
        }

        if (v < 0 || (indicator.IsShare && v > 1) || (indicator.Origin == IndicatorOrigin.Entered && !indicator.IsShare && indicator.Decimals == 0 && v != decimal.Truncate(v)))
        {
            yield return new(FindingKind.Impossible, indicator, v, null);
            yield break;
        }

        // What the system counts is what it is; only what somebody told is asked about.
        if (indicator.Origin != IndicatorOrigin.Entered || value.Entered is null || indicator.AreaRule == AreaRule.None)
        {
            yield break;
        }

        var before = past.Select(p => table.Value(indicator.Code, areaId, p)?.Value).OfType<decimal>().ToList();
        if (indicator.Kind == IndicatorKind.Cumulative && before.Count > 0 && v < before[^1])
        {
            yield return new(FindingKind.Fallen, indicator, v, before[^1]);
        }
        else if (Plausibility.IsUnlike(v, before))
        {
            yield return new(FindingKind.UnlikePast, indicator, v, before[^1]);
        }

        decimal? BySize(Guid unit) => table.Value(indicator.Code, unit, period)?.Value is { } told && table.Value(SizeIndicator, unit, period)?.Value is { } size and > 0 ? told * 1000 / size : null;
        if (BySize(areaId) is { } own && Plausibility.IsUnlike(own, [.. siblings.Select(BySize).OfType<decimal>()]))
        {
            yield return new(FindingKind.UnlikeSiblings, indicator, v, null);
        }
    }
}
