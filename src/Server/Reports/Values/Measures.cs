using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Reports.Periods;
using TungNgo.Services;

namespace TungNgo.Reports.Values;

/// <summary>A unit and a period on one tree, as measures read them.</summary>
internal sealed record Measured(FigureImage Image, DayTree Tree, Guid AreaId, Period Period, DateOnly Until, ITeamCounts Teams, FigureList Figures)
{
    public Leaves Leaves { get; } = Image.LeavesOf(Tree, AreaId);

    public bool IsReporting => Image.ReportingOn(Until.Number(), Leaves) > 0;

    public TeamCount TeamCount => Teams.On(Until, Tree, AreaId);
}

/// <summary>What the system counts by itself.</summary>
/// <param name="Code">What an indicator names as its origin.</param>
/// <param name="Unit">Its unit in Vietnamese; null where any will do.</param>
/// <param name="IsFlow">Counted over the period, not at its end.</param>
/// <param name="Of">Null where nothing is known yet, which is not nought.</param>
internal sealed record Measure(string Code, string? Unit, bool IsFlow, Func<Measured, long?> Of);

/// <summary>The closed list of measures: the fixed ones, and every plain count of the live figures under its own code.</summary>
internal sealed class Measures(FigureList figures)
{
    private static readonly Measure[] Fixed =
    [
        new("teams", "tổ", false, m => m.TeamCount.Teams),
        new("members", "thành viên", false, m => m.TeamCount.Members),
        new("zalo-groups", "nhóm", false, m => m.TeamCount.ZaloGroups),
        new("zalo-members", "lượt thành viên", false, m => m.TeamCount is { ZaloGroups: > 0, ZaloMembers: 0 } ? null : m.TeamCount.ZaloMembers),
        new("communes", "đơn vị", false, m => m.Tree.Below(m.AreaId).Count(u => u.Tier == AreaTier.Commune)),
        new("hamlets", "ấp, khóm", false, m => m.Tree.HamletsOf(m.AreaId).Count),
        new("hamlets-with-team", "ấp, khóm", false, m => m.Tree.HamletsOf(m.AreaId).Count(h => m.Teams.On(m.Until, m.Tree, h).Teams > 0)),
        new("communes-guided-payment", "đơn vị", false, CommunesGuided),
        Stock("people-reached", "người", Indicators.PeopleReached),
        Stock("households-met", "hộ", Indicators.HouseholdsMet),
        Stock("households-visited", "hộ", Indicators.HouseholdsVisited),
        Stock("smartphone-households", "hộ", Indicators.SmartphoneHouseholds),
        Stock("five-skill-households", "hộ", Indicators.FiveSkillHouseholds),
        new("hamlets-reporting", "ấp, khóm", false, m => m.Image.ReportingOn(m.Until.Number(), m.Leaves)),
    ];

    public IEnumerable<Measure> All => Fixed.Concat(figures.All.Where(IsPlainCount).Select(Of));

    public Measure? Find(string? code) =>
        Array.Find(Fixed, m => m.Code == code) ?? (figures.Find(code) is { } figure && IsPlainCount(figure) ? Of(figure) : null);

    private static bool IsPlainCount(Figure figure) => figure is { IsShare: false, OfTeams: false };

    private static Measure Stock(string code, string unit, int indicator) =>
        new(code, unit, false, m => m.IsReporting ? m.Image.ColumnOf(indicator).UpTo(m.Until.Number(), m.Leaves) : null);

    private static Measure Of(Figure figure) => new(figure.Code, null, figure.Flow, m => !m.IsReporting ? null : figure.Above.Sum(i => figure.Flow
        ? m.Image.ColumnOf(i).Between(m.Period.From.Number(), m.Until.Number(), m.Leaves)
        : m.Image.ColumnOf(i).UpTo(m.Until.Number(), m.Leaves)));

    /// <summary>Communes in which at least one resident was guided to pay without cash, by the end of the period.</summary>
    private static long? CommunesGuided(Measured m)
    {
        if (!m.IsReporting || m.Figures.Find("service.payment.introduced") is not { } guided)
        {
            return null;
        }

        return m.Tree.Below(m.AreaId).Where(u => u.Tier == AreaTier.Commune)
            .Count(u => guided.Above.Sum(i => m.Image.ColumnOf(i).UpTo(m.Until.Number(), m.Image.LeavesOf(m.Tree, u.AreaId))) > 0);
    }
}
