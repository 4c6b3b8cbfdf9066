using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;
using TungNgo.Web;
using TungNgo.Web.Components;

namespace TungNgo.Reports.Pages;

/// <summary>What the addresses of the indicators' pages ask: a unit, a period, the boundaries.</summary>
/// <param name="Boundaries">The day whose units are shown; null shows each period on its own.</param>
internal sealed record IndicatorQuestion(Guid AreaId, Period Period, DateOnly? Boundaries);

/// <param name="Place">Rank among the units; equal figures share one. Null where the figure is missing or too few stand behind it.</param>
internal sealed record RankedUnit(AreaVersion Unit, IndicatorValue? Value, int? Place);

/// <summary>Reads indicators for pages, sheets and the API in the caller's scope.</summary>
internal sealed class IndicatorView(IndicatorReader reader, IndicatorCatalogue catalogue, AreaTree areas, CurrentUser user, TimeProvider clock)
{
    /// <summary>A quotient over fewer says more of chance than of a unit's work, and may point at somebody.</summary>
    public const int FewestForRank = 20;

    public const string Today = "today";

    /// <summary>Day before the districts were abolished, offered by name beside "as then" and "today".</summary>
    public static readonly DateOnly LastOfDistricts = new(2025, 6, 30);

    /// <param name="boundaries">"then", "today" or a day.</param>
    /// <exception cref="Refusal">A unit out of scope, a period or a day that is none.</exception>
    public IndicatorQuestion Ask(Guid areaId, string? period, string? boundaries)
    {
        user.Require(Permission.ViewFigures, areaId);
        var asked = string.IsNullOrEmpty(period) ? catalogue.PeriodKinds.First(k => k.Code == "M").At(clock.Today())! : reader.PeriodOf(period) ?? throw new Refusal(Problems.ReportPeriod);
        return new(areaId, asked, BoundariesOf(boundaries, clock));
    }

    /// <summary>What the address asks; where it asks for a period that is none, the usual one and what was wrong.</summary>
    public (IndicatorQuestion Question, Refusal? Wrong) AskOrUsual(Guid areaId, string? period, string? boundaries) =>
        Usual.Or(() => Ask(areaId, period, boundaries), () => Ask(areaId, null, null));

    /// <returns>The day whose units are shown; null shows each period on its own.</returns>
    /// <exception cref="Refusal">Neither "then" nor "today" nor a day.</exception>
    public static DateOnly? BoundariesOf(string? boundaries, TimeProvider clock) => boundaries switch
    {
        null or "" or "then" => null,
        Today => clock.Today(),
        _ => Formats.DayOf(boundaries) is { Year: >= 2000 and <= 2199 } d ? d : throw new Refusal(Problems.Invalid, nameof(boundaries)),
    };

    /// <summary>Whether a unit is the caller's to see. On boundaries of another day a unit may hold parts that are somebody else's today.</summary>
    public bool Sees(AreaVersion unit) => user.Can(Permission.ViewFigures, unit.AreaId);

    public IndicatorTable Read(IndicatorQuestion question) => reader.Read(question.Boundaries);

    /// <summary>The unit on the tree that is shown; null where it is not there.</summary>
    public AreaVersion? UnitOf(IndicatorQuestion question, IndicatorTable table) => table.TreeOf(question.Period).Find(question.AreaId) ?? (areas.VersionsOf(question.AreaId) is [.., var last] ? last : null);

    /// <summary>A quotient over so few that it is neither ranked nor put into a class.</summary>
    public static bool IsOfFew(IndicatorValue? value) => value is { Value: not null, Indicator.Kind: IndicatorKind.Ratio, Below: < FewestForRank };

    /// <summary>The units one step down, by their figure; those without one stand at the end.</summary>
    /// <param name="among">These instead of those one step down.</param>
    public static IReadOnlyList<RankedUnit> Ranked(
        Indicator indicator, IndicatorQuestion question, IndicatorTable table, Func<AreaVersion, bool>? shown = null, IReadOnlyList<AreaVersion>? among = null)
    {
        var below = (among ?? table.TreeOf(question.Period).ChildrenOf(question.AreaId)).Where(u => shown?.Invoke(u) != false).ToList();
        var units = below.Zip(table.Values(indicator.Code, below.ConvertAll(u => u.AreaId), question.Period), (u, v) => (Unit: u, Value: v)).ToList();
        bool Counts((AreaVersion Unit, IndicatorValue? Value) u) =>
            u.Value is { Value: not null } && !IsOfFew(u.Value);
        var sign = indicator.Direction == Direction.Down ? 1 : -1;
        var sorted = units.Where(Counts).OrderBy(u => sign * u.Value!.Value!.Value).ThenBy(u => u.Unit.Name, AreaNames.Order).ToList();
        return
        [
            .. sorted.Select(u => new RankedUnit(u.Unit, u.Value, indicator.Direction == Direction.None ? null : 1 + sorted.Count(o => sign * o.Value!.Value < sign * u.Value!.Value))),
            .. units.Where(u => !Counts(u)).Select(u => new RankedUnit(u.Unit, u.Value, null)),
        ];
    }
}
