using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Seasons.Pages;

/// <summary>A line of figures in words, the same for the page and for what is downloaded.</summary>
internal static class SeasonWords
{
    public static string Crop(string crop, Texts t) => t[$"bulletins.crop.{crop}"];

    public static string Season(GrowingSeason season, Texts t) => t[$"seasons.name.{season}"];

    public static IReadOnlyList<string> Columns(Texts t) =>
    [
        t["seasons.unit"], t["seasons.households"], t["seasons.cost"], .. SeasonAccount.Lines.Select(l => t[$"seasons.{SeasonFigure.CodeOf(l)}"]), t["seasons.yield"],
        t["seasons.change"], t["seasons.damage"], t["seasons.causes"],
    ];

    /// <summary>What stands right of the place's name: numbers as they are read, and "—" where there is nothing to show.</summary>
    public static IReadOnlyList<string> Cells(SeasonLine line, Texts t) =>
    [
        line.Shown.ContainsKey(SeasonFigure.Households) ? Whole(line, SeasonFigure.Households) : line.Any ? t["seasons.hidden"] : Formats.Missing,
        Formats.Number(Round(line.Cost)), .. SeasonAccount.Lines.Select(l => Whole(line, SeasonFigure.CodeOf(l))), Whole(line, SeasonFigure.Yield),
        Of(line, SeasonFigure.Change) is { } change ? $"{Formats.Signed(Round(change))}\u00a0%" : Formats.Missing,
        Formats.Percent(Of(line, SeasonFigure.Damage) / 100, 0), Causes(line, t),
    ];

    public static object?[] Row(SeasonLine line, Texts t) =>
    [
        AreaNames.WithKind(line.Unit),
        line.Shown.ContainsKey(SeasonFigure.Households) ? Round(Of(line, SeasonFigure.Households)) : line.Any ? t["seasons.hidden"] : Formats.Missing,
        Round(line.Cost), .. SeasonAccount.Lines.Select(l => (object?)Round(Of(line, SeasonFigure.CodeOf(l)))), Round(Of(line, SeasonFigure.Yield)),
        Cells(line, t)[^3], Cells(line, t)[^2], Causes(line, t),
    ];

    private static string Causes(SeasonLine line, Texts t)
    {
        var named = SeasonFigure.Causes.Select(c => (Cause: c, Count: Of(line, SeasonFigure.CodeOf(c)))).Where(c => c.Count is not null).OrderByDescending(c => c.Count)
            .Select(c => t[$"seasons.{SeasonFigure.CodeOf(c.Cause)}", Formats.Number(Round(c.Count))]).ToList();
        return named.Count == 0 ? Formats.Missing : string.Join(", ", named);
    }

    private static double? Of(SeasonLine line, string code) => line.Shown.TryGetValue(code, out var value) ? value : null;

    private static string Whole(SeasonLine line, string code) => Formats.Number(Round(Of(line, code)));

    private static long? Round(double? value) => value is { } v ? (long)Math.Round(v, MidpointRounding.AwayFromZero) : null;
}
