using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Figures;

/// <summary>Which tree the sums follow: the units as they were on the date, as they are today, or as they were on a day of the reader's choice.</summary>
public enum Boundaries { Then, Today, Dated }

/// <summary>What a reader asks: stocks on <see cref="Date"/>, flows from <see cref="From"/> to <see cref="To"/>, both inclusive.</summary>
/// <param name="Vintage">The day whose boundaries are meant, when they are dated.</param>
internal sealed record FigureQuestion(Guid AreaId, DateOnly Date, DateOnly From, DateOnly To, Boundaries Boundaries, DateOnly? Vintage = null)
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

        var vintage = Formats.DayOf(boundaries) is { Year: >= 2000 and <= 2199 } given ? given : (DateOnly?)null;
        var tree = boundaries?.ToUpperInvariant() switch
        {
            null or "" or "THEN" => Boundaries.Then,
            "TODAY" => Boundaries.Today,
            _ => vintage is not null ? Boundaries.Dated : throw new Refusal(Problems.Invalid, boundaries),
        };
        return new FigureQuestion(areaId, on, start, end, tree, vintage);
    }

    /// <summary>The day whose tree the sums follow.</summary>
    public DateOnly TreeDay(DateOnly today) => Vintage ?? (Boundaries == Boundaries.Today ? today : Date);

    /// <summary>As the address says it: then, today, or the day.</summary>
    public string BoundariesWord => Vintage is { } day ? Formats.Iso(day) : Boundaries.Word();
}

/// <summary>A figure's sum: null means that nothing is known, which is not zero.</summary>
/// <param name="Undetermined">It is missing because on these boundaries nobody can tell it: the unit above may know.</param>
internal readonly record struct FigureSum(double? Value, long? Numerator, long? Denominator, int Reporting, int Of, bool Undetermined = false)
{
    public static FigureSum Missing(int of) => new(null, null, null, 0, of);

    public static FigureSum Untold(int reporting, int of) => new(null, null, null, reporting, of, Undetermined: true);
}

/// <summary>How many subjects stand on each stage of a service, over all known.</summary>
/// <param name="Undetermined">On these boundaries nobody can tell.</param>
internal sealed record StageSum(Service Service, long Known, long[] Stages, bool Undetermined = false)
{
    public long Reached => Stages[2] + Stages[3];
}

/// <summary>A unit on the tree that was asked for, ready to be summed.</summary>
/// <param name="Heard">From how many leaves anything is known, those included that have no hamlet on this tree.</param>
internal sealed record FigureUnitView(AreaVersion Area, UnitLeaves Through, Leaves Leaves, int Heard)
{
    public int Reporting => Math.Min(Heard, Leaves.Count);
}

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
        var (through, day) = (image.Index.Through(tree, areaId), question.Date.Number());
        var leaves = through.At(day);
        return new FigureUnitView(tree.Find(areaId)!, through, leaves, image.ReportingOn(day, leaves));
    }

    /// <summary>The units one step down that have hamlets below them, or are hamlets.</summary>
    public IReadOnlyList<FigureUnitView> Children() => [.. tree.ChildrenOf(question.AreaId).Select(c => Unit(c.AreaId))];

    public FigureSum Sum(Figure figure, FigureUnitView unit)
    {
        if (figure.OfTeams)
        {
            return SumTeams(figure, unit);
        }

        var of = unit.Leaves.Count;
        if (unit.Heard == 0)
        {
            return FigureSum.Missing(of);
        }

        var above = Sum(figure.Above, figure.Flow, unit);
        var below = figure.IsShare ? Sum(figure.Below, figure.Flow, unit) : 0;
        return above is null || below is null ? FigureSum.Untold(unit.Reporting, of)
            : !figure.IsShare ? new FigureSum(above, above, null, unit.Reporting, of)
            : new FigureSum(below > 0 ? (double)above / below : null, above, below, unit.Reporting, of);
    }

    public StageSum Stages(Service service, FigureUnitView unit)
    {
        var day = question.Date.Number();
        long? Of(int indicator) => unit.Through.UpTo(image.ColumnOf(indicator), day);
        var known = Of(Indicators.Over(service));
        var stages = Enumerable.Range(1, 4).Select(s => Of(Indicators.StageOf(service.Number, (Stage)s))).ToList();
        return known is null || stages.Contains(null) ? new StageSum(service, 0, new long[4], Undetermined: true) : new StageSum(service, known.Value, [.. stages.Select(s => s!.Value)]);
    }

    /// <summary>A flow per day of the period; null on days on which these boundaries cannot tell it.</summary>
    public long?[] PerDay(int indicator, FigureUnitView unit) => unit.Through.PerDay(image.ColumnOf(indicator), question.From.Number(), question.To.Number());

    /// <summary>A stock figure on each of the days, which must ascend; null where the denominator is nothing yet, or nobody can tell.</summary>
    public double?[] On(Figure figure, ReadOnlySpan<int> days, FigureUnitView unit)
    {
        var above = Added(figure.Above, days, unit);
        var below = Added(figure.Below, days, unit);
        return [.. above.Zip(below, (a, b) => !figure.IsShare ? a : b > 0 ? (double?)a / b : null)];
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
        double? Told(int day) => Sum(above, day) is not { } part ? null : !figure.IsShare ? part : Sum(below, day) is { } all && all > 0 ? (double)part / all : null;
        return [.. Enumerable.Range(0, above[0].Length).Select(Told)];
    }

    private static long? Sum(List<long?[]> flows, int day) => flows.Aggregate((long?)0, (sum, f) => sum + f[day]);

    private long?[] Added(int[] indicators, ReadOnlySpan<int> days, FigureUnitView unit)
    {
        var sums = new long?[days.Length];
        Array.Fill(sums, 0);
        foreach (var indicator in indicators)
        {
            var stocks = unit.Through.On(image.ColumnOf(indicator), days);
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] += stocks[i];
            }
        }

        return sums;
    }

    /// <summary>A flow figure's count over any days.</summary>
    public long? Between(Figure figure, int from, int to, FigureUnitView unit) =>
        figure.Above.Aggregate((long?)0, (sum, i) => sum + unit.Through.Between(image.ColumnOf(i), from, to));

    private long? Sum(int[] indicators, bool flow, FigureUnitView unit)
    {
        long? sum = 0;
        foreach (var indicator in indicators)
        {
            var column = image.ColumnOf(indicator);
            sum += flow ? unit.Through.Between(column, question.From.Number(), question.To.Number()) : unit.Through.UpTo(column, question.Date.Number());
        }

        return sum;
    }

    private FigureSum SumTeams(Figure figure, FigureUnitView unit)
    {
        var count = teams.On(question.Date, tree, unit.Area.AreaId);
        var of = unit.Leaves.Count;
        if (count.Undetermined)
        {
            return FigureSum.Untold(unit.Reporting, of);
        }

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
        var wished = question.TreeDay(clock.Today());
        if (areas.On(wished) is var tree && tree.Find(question.AreaId) is not null)
        {
            return tree;
        }

        var versions = areas.VersionsOf(question.AreaId);
        var past = versions.LastOrDefault(v => v.ValidTo < wished)?.ValidTo ?? versions.FirstOrDefault(v => v.ValidFrom > wished)?.ValidFrom;
        return past is { } day && areas.On(day) is var then && then.Find(question.AreaId) is not null ? then : throw new Refusal(Problems.NotFound);
    }
}
