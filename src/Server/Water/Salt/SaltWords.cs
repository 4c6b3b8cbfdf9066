using System.Globalization;
using TungNgo.Water.Now;
using TungNgo.Water.Pages;
using TungNgo.Water.Readings;
using TungNgo.Water.Risks;
using TungNgo.Web;

namespace TungNgo.Water.Salt;

/// <summary>How the bulletin says what it shows: on the page and in the sheet alike.</summary>
internal static class SaltWords
{
    private static readonly CultureInfo Vietnamese = CultureInfo.GetCultureInfo("vi-VN");

    /// <summary>"7,0", "12,95": bulletins write one decimal, and a second where an office reads quarters.</summary>
    public static string Number(double? value) => value?.ToString("0.0#", Vietnamese) ?? Formats.Missing;

    public static string Change(double? value) => value is null ? Formats.Missing : (value > 0 ? "+" : value < 0 ? "−" : "") + Number(Math.Abs(value.Value));

    public static string Span(SaltSpan span, Texts t) => span.Days == 1 ? Day(span.From, t) : $"{Formats.Day(span.From)} – {Formats.Day(span.To)}";

    /// <summary>"24/02/2025 (27/1 âl)": the tide goes by the moon.</summary>
    public static string Day(DateOnly day, Texts t) => $"{Formats.Day(day)} ({LunarWords.Short(day, t)})";

    public static string Band(StationForecast forecast) => $"{Number(Rounded(forecast.Low))} – {Number(Rounded(forecast.High))}";

    /// <summary>Nobody foresees a hundredth of a gram.</summary>
    public static double? Rounded(double? value) => value is { } v ? Math.Round(v, 1) : null;

    public static string Risk(IssuedRisk risk, Texts t) => $"{t[$"water.risk.level.{risk.Level}"]} ({risk.Issuer})";

    /// <summary>What to mind; who may take water is not named, the bulletin warns.</summary>
    public static IEnumerable<string> Advice(SaltRow row, Texts t) =>
        row.Water is null ? [] : ToldAdvice.Of(row.Water, t).Where(a => a.Advice != Now.Advice.Take).Select(a => $"{a.Whose}: {a.Words}");
}
