using System.Globalization;
using TungNgo.Data;
using TungNgo.Gateways.Sms;
using TungNgo.Web;

namespace TungNgo.Households;

/// <summary>What may stand in a field, and how a page asks for it.</summary>
public enum FieldKind { Line, Paragraph, Phone, Count, Year, Languages, Lane, Point, Sex, Relation, YesNo }

/// <summary>Latitude and longitude in degrees.</summary>
public readonly record struct GeoPoint(double Latitude, double Longitude);

/// <summary>One field of a register: change, merge, history, page, list and wire walk these instead of naming each.</summary>
/// <param name="Name">In JSON, in the audit and in forms; its words are households.NAME.</param>
/// <param name="Most">Clusters of a text, or the largest number.</param>
/// <param name="AtDoor">Whether phones show and edit it.</param>
internal sealed record RegisterField<T>(FieldCode Code, string Name, FieldKind Kind, int Most, Func<T, object?> Get, Action<T, object?> Set, bool AtDoor = true, bool Needed = false)
{
    /// <summary>Key of its words; refusals name it by them.</summary>
    public string LabelKey => $"households.field.{Name}";

    private static readonly string[] Languages = ["vi", "km", "hoa"], Relations = ["head", "spouse", "child", "parent", "grandchild", "other"];

    /// <summary>What is stored of what somebody sent; blank is unknown.</summary>
    /// <exception cref="Refusal">It is too long, holds a citizen number, is no word of the catalogue, or is missing where it is needed.</exception>
    public object? Check(object? sent)
    {
        var value = Kind switch
        {
            FieldKind.Line => FreeText.Line((string?)sent, Most, LabelKey),
            FieldKind.Phone => PhoneNumber.Tidy(FreeText.Line((string?)sent, Most, LabelKey)),
            FieldKind.Paragraph => FreeText.Lines((string?)sent, Most, LabelKey),
            FieldKind.Count => sent is null or (>= 0 and int) && !(sent is int n && n > Most) ? sent : throw Wrong(),
            FieldKind.Year => sent is null || sent is int year && year >= 1890 && year <= Most ? sent : throw Wrong(),
            FieldKind.Languages => Words((string?)sent, Languages, '+'),
            FieldKind.Sex => Words((string?)sent, ["m", "f"], null),
            FieldKind.Relation => Words((string?)sent, Relations, null),
            FieldKind.Point => sent is null || sent is GeoPoint { Latitude: >= -90 and <= 90, Longitude: >= -180 and <= 180 } ? sent : throw Wrong(),
            _ => sent,
        };
        return value is null && Needed ? throw Wrong() : value;
    }

    /// <summary>A value of a list, which has been read and reported with its own care: only what is too long is cut.</summary>
    public object? Fit(object? listed) => listed is string text ? FreeText.CleanLines(text, Most) : listed;

    /// <summary>The value of what <see cref="FieldText.Of"/> wrote, or a form sent.</summary>
    /// <exception cref="Refusal">It is none of this kind.</exception>
    public object? Read(string? text) => string.IsNullOrWhiteSpace(text) ? null : Kind switch
    {
        FieldKind.Count or FieldKind.Year => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : throw Wrong(),
        FieldKind.Lane => Guid.TryParse(text, out var id) ? id : throw Wrong(),
        FieldKind.YesNo => text == "1",
        FieldKind.Point => text.Split(',') is [var lat, var lon] && double.TryParse(lat, CultureInfo.InvariantCulture, out var y) && double.TryParse(lon, CultureInfo.InvariantCulture, out var x)
            ? new GeoPoint(y, x) : throw Wrong(),
        _ => text,
    };

    private string? Words(string? sent, string[] known, char? between)
    {
        if (string.IsNullOrWhiteSpace(sent))
        {
            return null;
        }

        var words = between is { } mark ? sent.Split(mark) : [sent];
        return words.All(known.Contains) && words.Distinct().Count() == words.Length ? string.Join(between ?? ' ', known.Where(words.Contains)) : throw Wrong();
    }

    private Refusal Wrong() => new(Problems.Invalid, new TextKey(LabelKey));
}

internal static class FieldText
{
    /// <summary>A value as it stands in the history.</summary>
    public static string? Of(object? value) => value switch
    {
        null => null,
        GeoPoint point => string.Create(CultureInfo.InvariantCulture, $"{point.Latitude:0.######},{point.Longitude:0.######}"),
        bool truth => truth ? "1" : "0",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
