using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Reports.Periods;
using TungNgo.Services;

namespace TungNgo.Reports.Values;

/// <summary>Some units and a period on one tree, as measures read them: what the units share is found once. All lists are by unit.</summary>
internal sealed class Measured(FigureImage image, DayTree tree, IReadOnlyList<Guid> units, Period period, DateOnly until, ITeamCounts teams)
{
    private readonly LevelLeaves leaves = new(image.Index, tree, units);
    private readonly int day = until.Number();

    public DayTree Tree => tree;

    public IReadOnlyList<Guid> Units => units;

    private IReadOnlyDictionary<Guid, TeamCount> TeamCounts => field ??= teams.On(until, tree);

    public long?[] Reporting => field ??= Each(i => image.ReportingOn(day, leaves.At(i, day)));

    public long?[] Each(Func<int, long?> of)
    {
        var all = new long?[units.Count];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = of(i);
        }

        return all;
    }

    /// <param name="of">What is counted; null where teams serve partly the unit and partly others of the tree.</param>
    public long?[] OfTeams(Func<TeamCount, long?> of) =>
        Each(i => TeamCounts.GetValueOrDefault(units[i], TeamCount.None) is { Undetermined: false } count ? of(count) : null);

    public long HamletsWithTeam(Guid unit)
    {
        var (count, known) = (0, TeamCounts);
        foreach (var hamlet in tree.HamletsOf(unit))
        {
            count += known.TryGetValue(hamlet, out var there) && there.Teams > 0 ? 1 : 0;
        }

        return count;
    }

    public long?[] UpTo(int indicator) => WhereHeard(leaves.UpTo(image.ColumnOf(indicator), day));

    public long?[] Between(int indicator) => WhereHeard(leaves.Between(image.ColumnOf(indicator), period.From.Number(), day));

    /// <summary>The same of other units.</summary>
    public Measured Of(IReadOnlyList<Guid> others) => new(image, tree, others, period, until, teams);

    /// <summary>Where no hamlet is heard of yet, nothing is known, which is not nought.</summary>
    private long?[] WhereHeard(long?[] sums)
    {
        for (var i = 0; i < sums.Length; i++)
        {
            sums[i] = Reporting[i] > 0 ? sums[i] : null;
        }

        return sums;
    }
}

/// <summary>What the system counts by itself.</summary>
/// <param name="Code">What an indicator names as its origin.</param>
/// <param name="Unit">Its unit in Vietnamese; null where any will do.</param>
/// <param name="IsFlow">Counted over the period, not at its end.</param>
/// <param name="Of">By unit; null where nothing is known yet, which is not nought.</param>
internal sealed record Measure(string Code, string? Unit, bool IsFlow, Func<Measured, long?[]> Of);

/// <summary>The closed list of measures: the fixed ones, and every plain count of the live figures under its own code.</summary>
internal sealed class Measures(FigureList figures)
{
    private readonly Measure[] all =
    [
        new("teams", "tổ", false, m => m.OfTeams(t => t.Teams)),
        new("members", "thành viên", false, m => m.OfTeams(t => t.Members)),
        new("zalo-groups", "nhóm", false, m => m.OfTeams(t => t.ZaloGroups)),
        new("zalo-members", "lượt thành viên", false, m => m.OfTeams(t => t is { ZaloGroups: > 0, ZaloMembers: 0 } ? null : t.ZaloMembers)),
        new("communes", "đơn vị", false, m => m.Each(i => CommunesOf(m, i).Count())),
        new("hamlets", "ấp, khóm", false, m => m.Each(i => m.Tree.HamletsOf(m.Units[i]).Count)),
        new("hamlets-with-team", "ấp, khóm", false, m => m.Each(i => m.HamletsWithTeam(m.Units[i]))),
        new("communes-guided-payment", "đơn vị", false, m => figures.Find("service.payment.introduced") is { } guided
            ? m.Each(i => CommunesGuided(m, i, guided)) : new long?[m.Units.Count]),
        Stock("people-reached", "người", Indicators.PeopleReached),
        Stock("households-met", "hộ", Indicators.HouseholdsMet),
        Stock("households-visited", "hộ", Indicators.HouseholdsVisited),
        Stock("smartphone-households", "hộ", Indicators.SmartphoneHouseholds),
        Stock("five-skill-households", "hộ", Indicators.FiveSkillHouseholds),
        new("hamlets-reporting", "ấp, khóm", false, m => [.. m.Reporting]),
    ];

    public IEnumerable<Measure> All => all.Concat(figures.All.Where(IsPlainCount).Select(Of));

    public Measure? Find(string? code) =>
        Array.Find(all, m => m.Code == code) ?? (figures.Find(code) is { } figure && IsPlainCount(figure) ? Of(figure) : null);

    private static bool IsPlainCount(Figure figure) => figure is { IsShare: false, OfTeams: false };

    private static Measure Stock(string code, string unit, int indicator) =>
        new(code, unit, false, m => m.UpTo(indicator));

    private static Measure Of(Figure figure) => new(figure.Code, null, figure.Flow, m =>
    {
        var parts = Array.ConvertAll(figure.Above, i => figure.Flow ? m.Between(i) : m.UpTo(i));
        return m.Each(i => Array.ConvertAll(parts, p => p[i]).Aggregate((long?)0, (sum, part) => sum + part));
    });

    private static IEnumerable<Guid> CommunesOf(Measured m, int unit) =>
        m.Tree.Below(m.Units[unit]).Where(u => u.Tier == AreaTier.Commune).Select(u => u.AreaId);

    /// <summary>Communes in which at least one resident was guided to pay without cash, by the end of the period.</summary>
    private static long? CommunesGuided(Measured m, int unit, Figure guided)
    {
        if (m.Reporting[unit] == 0)
        {
            return null;
        }

        var communes = m.Of([.. CommunesOf(m, unit)]);
        var parts = Array.ConvertAll(guided.Above, communes.UpTo);
        return communes.Units.Where((_, i) => Array.Exists(parts, p => p[i] > 0)).Count();
    }
}
