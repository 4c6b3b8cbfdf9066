using TungNgo.Water.Checks;
using TungNgo.Water.Events;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Web;
using TungNgo.Web.Components;

namespace TungNgo.Water.Pages;

/// <summary>How water is called on its pages.</summary>
internal static class WaterWords
{
    public static string Salt(double? value) => value is null ? Formats.Missing : $"{Formats.Number(value, 1)} g/l";

    /// <summary>"7,4" of acidity, "28,5 °C" of heat.</summary>
    public static string Value(Measure measure, double? value) =>
        value is null ? Formats.Missing : $"{Formats.Number(value, 2)} {Units.Write(Units.Kept(measure))}".TrimEnd();

    public static string Measure(Measure measure, Texts t) => t[$"water.measure.{measure.Word()}"];

    public static string Step(StepKind kind, Texts t) => t[$"water.step.{kind.Word()}"];

    public static string Doubts(Doubt doubt, Texts t) =>
        string.Join(", ", Enum.GetValues<Doubt>().Where(d => d != Doubt.None && doubt.HasFlag(d)).Select(d => t[$"water.doubt.{d.Word()}"]));

    public static IEnumerable<Measure> Measures(Station station) => station.Measures.Split(',').Select(m => (Measure)int.Parse(m, System.Globalization.CultureInfo.InvariantCulture));

    public static string Crop(string? crop, string? stage, Texts t) =>
        crop is null ? t["water.crop.everybody"] : t[$"bulletins.crop.{crop}"] + (stage is null ? "" : $" · {t[$"water.stage.{stage}"]}");

    /// <summary>"Forecast: may exceed 2 g/l from 27/02".</summary>
    public static string Foreseen(WaterEvent water, Texts t) => t[$"water.foreseen.{water.ForeseenBy!.Value.Word()}", Salt(water.Limit), Formats.Day(water.ExpectedDay)];

    /// <summary>An event's state for a badge: open and how bad, without readings, over.</summary>
    public static (StatusKind Kind, string Text) Event(WaterEvent? water, Texts t) => water switch
    {
        null => (StatusKind.Done, t["water.event.none"]),
        { IsRetracted: true } => (StatusKind.None, t["water.event.retracted"]),
        { ForeseenBy: not null, ClosedAt: null } => (StatusKind.Info, Foreseen(water, t)),
        { ClosedAt: not null } => (StatusKind.Done, t["water.event.closed"]),
        { IsStale: true } => (StatusKind.Info, t["water.event.stale"]),
        { Side: Side.Below } => (StatusKind.Due, t["water.event.fresh", Salt(water.Limit)]),
        { Level: >= 2 } => (StatusKind.Bad, t["water.event.salt", Salt(water.Limit)]),
        _ => (StatusKind.Due, t["water.event.salt", Salt(water.Limit)]),
    };
}
