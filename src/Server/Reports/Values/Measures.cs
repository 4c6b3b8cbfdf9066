using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Reports.Periods;
using TungNgo.Services;

namespace TungNgo.Reports.Values;

/// <summary>A unit and a period on one tree, as measures read them.</summary>
internal sealed record Measured(FigureImage Image, DayTree Tree, Guid AreaId, Period Period, DateOnly Until, ITeamCounts Teams, FigureList Figures)
{
    public UnitLeaves Leaves { get; } = new(Image.Index, Tree, AreaId);

    public int Reporting => Image.ReportingOn(Until.Number(), Leaves.At(Until.Number()));

    /// <summary>Null where teams serve partly this unit and partly others of the tree.</summary>
    public TeamCount? TeamCount => Teams.On(Until, Tree, AreaId) is { Undetermined: false } count ? count : null;

    public long? UpTo(int indicator) => Reporting > 0 ? Leaves.UpTo(Image.ColumnOf(indicator), Until.Number()) : null;

    public long? Between(int indicator) => Reporting > 0 ? Leaves.Between(Image.ColumnOf(indicator), Period.From.Number(), Until.Number()) : null;
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
        new("teams", "tổ", false, m => m.TeamCount?.Teams),
        new("members", "thành viên", false, m => m.TeamCount?.Members),
        new("zalo-groups", "nhóm", false, m => m.TeamCount?.ZaloGroups),
        new("zalo-members", "lượt thành viên", false, m => m.TeamCount is { ZaloGroups: > 0, ZaloMembers: 0 } ? null : m.TeamCount?.ZaloMembers),
        new("communes", "đơn vị", false, m => m.Tree.Below(m.AreaId).Count(u => u.Tier == AreaTier.Commune)),
        new("hamlets", "ấp, khóm", false, m => m.Tree.HamletsOf(m.AreaId).Count),
        new("hamlets-with-team", "ấp, khóm", false, m => m.Tree.HamletsOf(m.AreaId).Count(h => m.Teams.On(m.Until, m.Tree, h).Teams > 0)),
        new("communes-guided-payment", "đơn vị", false, CommunesGuided),
        Stock("people-reached", "người", Indicators.PeopleReached),
        Stock("households-met", "hộ", Indicators.HouseholdsMet),
        Stock("households-visited", "hộ", Indicators.HouseholdsVisited),
        Stock("smartphone-households", "hộ", Indicators.SmartphoneHouseholds),
        Stock("five-skill-households", "hộ", Indicators.FiveSkillHouseholds),
        new("hamlets-reporting", "ấp, khóm", false, m => m.Reporting),
    ];

    public IEnumerable<Measure> All => Fixed.Concat(figures.All.Where(IsPlainCount).Select(Of));

    public Measure? Find(string? code) =>
        Array.Find(Fixed, m => m.Code == code) ?? (figures.Find(code) is { } figure && IsPlainCount(figure) ? Of(figure) : null);

    private static bool IsPlainCount(Figure figure) => figure is { IsShare: false, OfTeams: false };

    private static Measure Stock(string code, string unit, int indicator) =>
        new(code, unit, false, m => m.UpTo(indicator));

    private static Measure Of(Figure figure) => new(figure.Code, null, figure.Flow, m =>
        figure.Above.Aggregate((long?)0, (sum, i) => sum + (figure.Flow ? m.Between(i) : m.UpTo(i))));

    /// <summary>Communes in which at least one resident was guided to pay without cash, by the end of the period.</summary>
    private static long? CommunesGuided(Measured m)
    {
        if (m.Reporting == 0 || m.Figures.Find("service.payment.introduced") is not { } guided)
        {
            return null;
        }

        var communes = m.Tree.Below(m.AreaId).Where(u => u.Tier == AreaTier.Commune)
            .Select(u => new Measured(m.Image, m.Tree, u.AreaId, m.Period, m.Until, m.Teams, m.Figures));
        return communes.Count(c => guided.Above.Any(i => c.UpTo(i) > 0));
    }
}
