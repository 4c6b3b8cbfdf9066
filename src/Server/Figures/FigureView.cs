using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Figures;

/// <summary>Which tree the sums follow: the units as they were on the date, or as they are today.</summary>
public enum Boundaries { Then, Today }

/// <summary>What a reader asks: stocks on <see cref="Date"/>, flows from <see cref="From"/> to <see cref="To"/>, both inclusive.</summary>
internal sealed record FigureQuestion(Guid AreaId, DateOnly Date, DateOnly From, DateOnly To, Boundaries Boundaries)
{
    /// <summary>Longest period: the charts show days.</summary>
    public const int MostDays = 732;

    /// <summary>Fills what was not said: today, and the 30 days up to it.</summary>
    public static FigureQuestion Of(Guid areaId, DateOnly? date, DateOnly? from, DateOnly? to, string? boundaries, DateOnly today)
    {
        var end = to ?? date ?? today;
        var on = date ?? end;
        var start = from ?? (end.DayNumber > 30 ? end.AddDays(-29) : end);
        if (start > end || end.DayNumber - start.DayNumber >= MostDays || on.Year is < 2000 or > 2199 || end.Year is < 2000 or > 2199)
        {
            throw new Refusal(Problems.FigurePeriod, MostDays);
        }

        var tree = boundaries?.ToUpperInvariant() switch { null or "" or "THEN" => Boundaries.Then, "TODAY" => Boundaries.Today, _ => throw new Refusal(Problems.Invalid, boundaries) };
        return new FigureQuestion(areaId, on, start, end, tree);
    }
}

/// <summary>A figure's sum: null means that nothing is known, which is not zero.</summary>
internal readonly record struct FigureSum(double? Value, long? Numerator, long? Denominator, int Reporting, int Of)
{
    public static FigureSum Missing(int of) => new(null, null, null, 0, of);
}

/// <summary>How many subjects stand on each stage of a service, over all known.</summary>
internal sealed record StageSum(Service Service, long Known, long[] Stages)
{
    public long Reached => Stages[2] + Stages[3];
}

/// <summary>A unit on the tree that was asked for, ready to be summed.</summary>
internal sealed record FigureUnitView(AreaVersion Area, Leaves Leaves, int Reporting);

/// <summary>
/// Reads figures: one image, one tree, one question. Everything is summed when asked; two answers of one view agree with each other
/// because they come from the same image.
/// </summary>
internal sealed class FigureView(FigureImage image, DayTree tree, FigureQuestion question, ITeamCounts teams)
{
    private bool[]? activeTeams;

    public FigureImage Image => image;
    public DayTree Tree => tree;
    public FigureQuestion Question => question;

    public AreaVersion Area => tree.Find(question.AreaId)!;

    public FigureUnitView Unit(Guid areaId)
    {
        var leaves = image.LeavesOf(tree, areaId);
        return new FigureUnitView(tree.Find(areaId)!, leaves, image.ReportingOn(question.Date.Number(), leaves));
    }

    /// <summary>The units one step down that have hamlets below them, or are hamlets.</summary>
    public IReadOnlyList<FigureUnitView> Children() => [.. tree.ChildrenOf(question.AreaId).Select(c => Unit(c.AreaId))];

    public FigureSum Sum(Figure figure, FigureUnitView unit)
    {
        if (figure.OfTeams)
        {
            return SumTeams(figure, unit);
        }

        if (unit.Reporting == 0)
        {
            return FigureSum.Missing(unit.Leaves.Count);
        }

        var above = Sum(figure.Above, figure.Flow, unit.Leaves);
        if (!figure.IsShare)
        {
            return new FigureSum(above, above, null, unit.Reporting, unit.Leaves.Count);
        }

        var below = Sum(figure.Below, figure.Flow, unit.Leaves);
        return new FigureSum(below > 0 ? (double)above / below : null, above, below, unit.Reporting, unit.Leaves.Count);
    }

    public StageSum Stages(Service service, FigureUnitView unit)
    {
        var day = question.Date.Number();
        var known = image.ColumnOf(Indicators.Over(service)).UpTo(day, unit.Leaves);
        return new StageSum(service, known, [.. Enumerable.Range(1, 4).Select(s => image.ColumnOf(Indicators.StageOf(service.Number, (Stage)s)).UpTo(day, unit.Leaves))]);
    }

    /// <summary>A flow per day of the period.</summary>
    public long[] PerDay(int indicator, FigureUnitView unit) =>
        image.ColumnOf(indicator).PerDay(question.From.Number(), question.To.Number(), unit.Leaves);

    /// <summary>A stock figure on each of the days, which must ascend; null where the denominator is nothing yet.</summary>
    public double?[] On(Figure figure, ReadOnlySpan<int> days, FigureUnitView unit)
    {
        var above = new long[days.Length];
        var below = new long[days.Length];
        Add(above, figure.Above, days, unit.Leaves);
        Add(below, figure.Below, days, unit.Leaves);
        return [.. above.Zip(below, (a, b) => !figure.IsShare ? a : b > 0 ? (double)a / b : (double?)null)];
    }

    /// <summary>Day by day over the period: a stock as it stood at the end of each day, a flow as it happened on it.</summary>
    public double?[] Series(Figure figure, FigureUnitView unit)
    {
        if (!figure.Flow)
        {
            return On(figure, [.. Enumerable.Range(question.From.Number(), question.To.DayNumber - question.From.DayNumber + 1)], unit);
        }

        var above = figure.Above.Select(i => PerDay(i, unit)).ToList();
        var below = figure.Below.Select(i => PerDay(i, unit)).ToList();
        return [.. Enumerable.Range(0, above[0].Length).Select(d => figure.IsShare
            ? below.Sum(b => b[d]) is > 0 and var all ? (double?)above.Sum(a => a[d]) / all : null
            : above.Sum(a => a[d]))];
    }

    private void Add(long[] sums, int[] indicators, ReadOnlySpan<int> days, Leaves leaves)
    {
        foreach (var indicator in indicators)
        {
            var stocks = image.ColumnOf(indicator).On(days, leaves);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += stocks[i];
            }
        }
    }

    /// <summary>A flow figure's count over any days.</summary>
    public long Between(Figure figure, int from, int to, FigureUnitView unit) => figure.Above.Sum(i => image.ColumnOf(i).Between(from, to, unit.Leaves));

    private long Sum(int[] indicators, bool flow, Leaves leaves)
    {
        var sum = 0L;
        foreach (var indicator in indicators)
        {
            sum += flow
                ? image.ColumnOf(indicator).Between(question.From.Number(), question.To.Number(), leaves)
                : image.ColumnOf(indicator).UpTo(question.Date.Number(), leaves);
        }

        return sum;
    }

    private FigureSum SumTeams(Figure figure, FigureUnitView unit)
    {
        var count = teams.On(question.Date, tree, unit.Area.AreaId);
        var of = unit.Leaves.Count;
        if (figure.Code != "active-teams")
        {
            var number = figure.Code switch { "teams" => count.Teams, "members" => count.Members, "zalo-groups" => count.ZaloGroups, _ => count.ZaloMembers };
            return new FigureSum(number, number, null, of, of);
        }

        activeTeams ??= image.ColumnOf(Indicators.TeamVisits).Touched(question.Date.Number() - 29, question.Date.Number(), image.Index.Count);
        var active = count.TeamIds.Count(t => image.Index.TryFind(t, out var place) && activeTeams[place]);
        return new FigureSum(count.Teams == 0 ? null : (double)active / count.Teams, active, count.Teams, of, of);
    }
}

/// <summary>Answers questions in the caller's scope.</summary>
internal sealed class FigureReader(FigureStore store, AreaTree areas, ITeamCounts teams, CurrentUser user, TimeProvider clock)
{
    public FigureView Ask(Guid areaId, DateOnly? date, DateOnly? from, DateOnly? to, string? boundaries)
    {
        user.Require(Permission.ViewFigures, areaId);
        var question = FigureQuestion.Of(areaId, date, from, to, boundaries, clock.Today());
        return new FigureView(store.Now, TreeFor(question), question, teams);
    }

    public bool MayRead(Guid areaId) => user.Can(Permission.ViewFigures, areaId);

    /// <summary>A unit that is not on the wished tree is shown on the last (or first) day on which it existed, and the answer says so.</summary>
    private DayTree TreeFor(FigureQuestion question)
    {
        var wished = question.Boundaries == Boundaries.Today ? clock.Today() : question.Date;
        if (areas.On(wished) is var tree && tree.Find(question.AreaId) is not null)
        {
            return tree;
        }

        var versions = areas.VersionsOf(question.AreaId);
        var past = versions.LastOrDefault(v => v.ValidTo < wished)?.ValidTo ?? versions.FirstOrDefault(v => v.ValidFrom > wished)?.ValidFrom;
        return past is { } day && areas.On(day) is var then && then.Find(question.AreaId) is not null ? then : throw new Refusal(Problems.NotFound);
    }
}
