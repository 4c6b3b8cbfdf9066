using System.Globalization;
using TungNgo.Reports.Catalogue;
using TungNgo.Web;

namespace TungNgo.Reports.Values;

/// <summary>Figures as reports print them: rounded half up, the Vietnamese way, with the word before them.</summary>
internal static class FigureText
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>"trên 8.326", "50,6 %", "—".</summary>
    public static string Of(IndicatorValue? value, Texts t) => value?.Value is not { } v ? Formats.Missing
        : Word(value.Qualifier, t) is { Length: > 0 } word ? $"{word} {Number(v, value.Indicator)}" : Number(v, value.Indicator);

    /// <summary>Without the word.</summary>
    public static string Number(decimal? value, Indicator indicator)
    {
        if (value is not { } v)
        {
            return Formats.Missing;
        }

        var shown = decimal.Round(indicator.IsShare ? v * 100 : v, indicator.Decimals, MidpointRounding.AwayFromZero);
        var text = shown.ToString($"N{indicator.Decimals}", Vietnamese);
        return indicator.IsShare ? $"{text}\u00a0%" : text;
    }

    /// <summary>Whether what came back is what was shown: pages and sheets round, and nobody has changed a figure by sending that back.</summary>
    public static bool IsAsShown(decimal? typed, decimal? kept, Indicator indicator) =>
        typed == kept || (typed is { } t && kept is { } k && t == decimal.Round(k, indicator.Decimals + (indicator.IsShare ? 2 : 0), MidpointRounding.AwayFromZero));

    /// <summary>For sheets: a number and not a text; a share as per cent with the decimals that the page shows; what is missing is empty.</summary>
    public static object? Cell(IndicatorValue? value) => Cell(value?.Value, value?.Indicator);

    public static object? Cell(decimal? value, Indicator? indicator)
    {
        if (value is not { } v || indicator is null)
        {
            return null;
        }

        var shown = decimal.Round(indicator.IsShare ? v * 100 : v, indicator.Decimals, MidpointRounding.AwayFromZero);
        // A csv's "1.234" is somebody's 1234; "1.2340" is nobody's.
        return shown.Scale == 3 ? shown + 0.0000m : shown;
    }

    public static string Word(Qualifier qualifier, Texts t) => qualifier == Qualifier.Exact ? "" : t[$"reports.qualifier.{qualifier.Word()}"];

    /// <summary>
    /// Reads what somebody typed or a csv of ours says: "8.326", "8326", "50,6", "50,6 %", "50.6". A point between groups of three is a separator and nothing else; any other
    /// is a decimal point where the figure has decimals. What can be read in two ways is refused.
    /// </summary>
    /// <returns>Null when it is no number or an ambiguous one.</returns>
    public static decimal? Read(string text, Indicator indicator)
    {
        var bare = text.Replace("\u00a0", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).TrimEnd('%');
        var (whole, part) = bare.Split(',') switch { [var w] => (w, ""), [var w, var p] => (w, p), _ => ("", "x") };
        if (!bare.Contains(',', StringComparison.Ordinal) && (indicator.IsShare || indicator.Decimals > 0) && bare.Split('.') is [var ours, { Length: 1 or 2 or 4 or 5 or 6 } decimals])
        {
            (whole, part) = (ours, decimals);
        }

        var groups = whole.Split('.');
        var grouped = groups.Length > 1 && groups[0].Length is >= 1 and <= 3 && groups.Skip(1).All(g => g.Length == 3);
        // "8,326" of something that is counted is somebody's 8326 and somebody else's 8 and a bit.
        if ((groups.Length > 1 && !grouped) || part.Length > 6 || (part.Length == 3 && indicator is { Decimals: 0, IsShare: false }) || (bare.Contains(',', StringComparison.Ordinal) && part.Length == 0)
            || !decimal.TryParse($"{string.Concat(groups)}{(part.Length > 0 ? "." : "")}{part}", NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || Math.Abs(value) > 1_000_000_000_000m)
        {
            return null;
        }

        return indicator.IsShare ? value / 100 : value;
    }
}
