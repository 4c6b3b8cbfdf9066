using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Seasons.Pages;

/// <summary>A line of figures in words, the same for the page and for what is downloaded.</summary>
internal static class SeasonWords
{
    public static string Crop(string crop, Texts t) => t[$"bulletins.crop.{crop}"];

    public static string Season(GrowingSeason season, Texts t) => t[$"seasons.name.{season}"];

    /// <summary>The place, how many, what it came to, and last the lines of which the cost is made.</summary>
    public static IReadOnlyList<string> Columns(Texts t) =>
    [
        t["seasons.unit"], t["seasons.households"], t["seasons.cost"], t["seasons.change"], t["seasons.yield"], t["seasons.damage"], t["seasons.causes"],
        .. SeasonAccount.Lines.Select(l => t[$"seasons.{SeasonFigure.CodeOf(l)}"]),
    ];

    /// <summary>What stands right of the place's name, as it is read; "—" where there is nothing to show.</summary>
    public static IReadOnlyList<string> Cells(SeasonLine line, Texts t) =>
        [.. Row(line, t).Skip(1).Select(c => c is long number ? Formats.Number(number) : c as string ?? Formats.Missing)];

    /// <summary>The same as a row of a sheet, in which numbers are numbers.</summary>
    public static object?[] Row(SeasonLine line, Texts t) =>
    [
        AreaNames.WithKind(line.Unit), Round(Of(line, SeasonFigure.Households)) ?? (object?)(line.Any ? t["seasons.hidden"] : null), Thousands(line.Cost),
        Of(line, SeasonFigure.Change) is { } change ? $"{Formats.Signed(Round(change))}\u00a0%" : null, Round(Of(line, SeasonFigure.Yield)),
        Of(line, SeasonFigure.Damage) is { } lost ? Formats.Percent(lost / 100, 0) : null, Causes(line, t),
        .. SeasonAccount.Lines.Select(l => Thousands(Of(line, SeasonFigure.CodeOf(l)))),
    ];

    private static object? Thousands(double? cost) => Round(cost / 1000);

    private static string? Causes(SeasonLine line, Texts t)
    {
        var named = SeasonFigure.Causes.Select(c => (Cause: c, Count: Of(line, SeasonFigure.CodeOf(c)))).Where(c => c.Count is not null)
            .OrderByDescending(c => c.Count).Select(c => t[$"seasons.{SeasonFigure.CodeOf(c.Cause)}", Formats.Number(Round(c.Count))]).ToList();
        return named.Count == 0 ? null : string.Join(", ", named);
    }

    private static double? Of(SeasonLine line, string code) => line.Shown.TryGetValue(code, out var value) ? value : null;

    private static long? Round(double? value) => value is { } v ? (long)Math.Round(v, MidpointRounding.AwayFromZero) : null;
}
