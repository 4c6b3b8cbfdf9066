using TungNgo.Web;

namespace TungNgo.Areas.Register;

/// <summary>How days, spans and successions are written on the register's pages.</summary>
internal static class AreaWords
{
    public static string Span(DateOnly? from, DateOnly? to, Texts texts) =>
        $"{(from is { } f ? Formats.Day(f) : texts["areas.since-records"])} – {(to is { } t ? Formats.Day(t) : texts["areas.still"])}";

    public static string Of(SuccessionKind kind, Texts texts) => texts[$"areas.succession.{kind.Word()}"];

    /// <summary>A day as a date input sends it; anything else is refused by name.</summary>
    public static DateOnly Parse(string? text) => Formats.DayOf(text) ?? throw new Refusal(Problems.AreaDayNeeded);
}
