using System.Globalization;
using System.Text.RegularExpressions;

namespace TungNgo.Gateways.Cap;

/// <summary>How CAP writes times, places and references. Each gives null when the text is of another form.</summary>
internal static partial class CapForms
{
    // DateTimeOffset writes "+00:00" for UTC, which is what CAP wants in place of Z.
    private const string Time = "yyyy-MM-dd'T'HH:mm:sszzz";

    public static string Write(DateTimeOffset time) => time.ToString(Time, CultureInfo.InvariantCulture);

    public static string Write(CapPoint point) => string.Create(CultureInfo.InvariantCulture, $"{point.Latitude},{point.Longitude}");

    public static string Write(CapCircle circle) => string.Create(CultureInfo.InvariantCulture, $"{Write(circle.Centre)} {circle.Radius}");

    public static string Write(CapReference reference) => $"{reference.Sender},{reference.Identifier},{Write(reference.Sent)}";

    public static DateTimeOffset? ReadTime(string text) =>
        TimeForm().IsMatch(text) && DateTimeOffset.TryParseExact(text, Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    public static decimal? ReadDecimal(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static CapPoint? ReadPoint(string text) =>
        text.Split(',') is [var latitude, var longitude] && ReadDecimal(latitude) is { } lat && ReadDecimal(longitude) is { } lon ? new CapPoint(lat, lon) : null;

    public static bool OnTheGlobe(CapPoint point) => Math.Abs(point.Latitude) <= 90 && Math.Abs(point.Longitude) <= 180;

    public static CapCircle? ReadCircle(string text) =>
        Words(text) is [var point, var radius] && ReadPoint(point) is { } centre && ReadDecimal(radius) is { } km and >= 0 ? new CapCircle(centre, km) : null;

    public static CapReference? ReadReference(string text) =>
        text.Split(',') is [{ Length: > 0 } sender, { Length: > 0 } identifier, var sent] && ReadTime(sent) is { } time ? new CapReference(sender, identifier, time) : null;

    /// <summary>Divided at white space; what stands in quotes stays together.</summary>
    public static string[] Words(string text) => [.. Word().Matches(text).Select(word => word.Value.Trim('"'))];

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[-+][0-9]{2}:[0-9]{2}\z")]
    private static partial Regex TimeForm();

    [GeneratedRegex("""
        "[^"]*"|\S+
        """)]
    private static partial Regex Word();
}
