using TungNgo.Data;
using TungNgo.Figures.Charts;

namespace TungNgo.Figures.Page;

/// <summary>One of the four main figures with what it was before.</summary>
/// <param name="Change">Since the day before the period (stocks), or against the same length before it (flows); null when unknown.</param>
/// <param name="First">The first known value of the line.</param>
/// <param name="Line">SVG path of the last twelve weeks; empty when nothing is known.</param>
internal sealed record Tile(Figure Figure, FigureSum Sum, double? Change, double? First, string Line)
{
    public long? Whole => Figure.IsShare ? null : (long?)Sum.Value;
}

internal static class Tiles
{
    public const int SparkWidth = 120, SparkHeight = 32;
    private const int Weeks = 12;
    private static readonly string[] Main = ["met-share", "service.vneid2", "five-skill-share", "visits"];

    public static IEnumerable<Tile> Of(FigureView view, FigureUnitView unit, FigureList list)
    {
        var (date, from) = (view.Question.Date.Number(), view.Question.From.Number());
        var weeks = Enumerable.Range(0, Weeks + 1).Select(w => date - 7 * (Weeks - w)).ToArray();
        foreach (var figure in Main.Select(list.Find).OfType<Figure>())
        {
            var sum = view.Sum(figure, unit);
            if (figure.Flow)
            {
                var length = view.Question.To.DayNumber - view.Question.From.DayNumber + 1;
                var perWeek = weeks.Skip(1).Select(w => (double?)view.Between(figure, w - 6, w, unit)).ToArray();
                var before = view.Between(figure, from - length, from - 1, unit);
                yield return sum.Value is null ? new Tile(figure, sum, null, null, "") : new Tile(figure, sum, sum.Value - before, perWeek[0], Spark.Of(perWeek, SparkWidth, SparkHeight));
                continue;
            }

            var stocks = view.On(figure, weeks, unit);
            var then = view.On(figure, [from - 1], unit)[0];
            yield return sum.Value is null ? new Tile(figure, sum, null, null, "") : new Tile(figure, sum, sum.Value - then, stocks.FirstOrDefault(s => s is not null), Spark.Of(stocks, SparkWidth, SparkHeight));
        }
    }
}
