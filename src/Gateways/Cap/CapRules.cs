using System.Globalization;
using System.Text.RegularExpressions;

namespace TungNgo.Gateways.Cap;

/// <summary>What may stand in one element. A rule answers null when the text will do.</summary>
internal delegate (CapFault Fault, string Detail)? CapRule(string text);

/// <summary>The rules for texts: types and patterns of the schema, and what the specification adds in words.</summary>
internal static partial class CapRules
{
    public static readonly CapRule Any = _ => null;

    public static readonly CapRule Some = text => string.IsNullOrWhiteSpace(text) ? (CapFault.Empty, "") : null;

    // CAP 1.2 §3.2.1, identifier and sender.
    public static readonly CapRule Name = text =>
        text.Length == 0 ? (CapFault.Empty, "") : text.Any(letter => char.IsWhiteSpace(letter) || letter is ',' or '<' or '&') ? (CapFault.ForbiddenLetter, text) : null;

    public static readonly CapRule Time = text =>
        CapForms.ReadTime(text.Trim()) is not null ? null : (text.Trim().EndsWith('Z') ? CapFault.ZuluTime : CapFault.NotATime, text);

    public static readonly CapRule Number = text => CapForms.ReadDecimal(text.Trim()) is null ? (CapFault.NotANumber, text) : null;

    public static readonly CapRule Size = text =>
        long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out _) ? null : (CapFault.NotANumber, text);

    public static readonly CapRule Language = text => LanguageForm().IsMatch(text.Trim()) ? null : (CapFault.NotALanguage, text);

    // §3.2.2: "web" is an absolute URI; §3.2.3: "uri" may be relative and name the content that is carried along.
    public static readonly CapRule Web = text => SchemeForm().IsMatch(text.Trim()) && Uri.TryCreate(text.Trim(), UriKind.Absolute, out _) ? null : (CapFault.NotAnAddress, text);

    public static readonly CapRule Address = text => Uri.TryCreate(text.Trim(), UriKind.RelativeOrAbsolute, out _) ? null : (CapFault.NotAnAddress, text);

    public static readonly CapRule Digest = text => text.Trim() is { Length: 40 } digest && digest.All(char.IsAsciiHexDigit) ? null : (CapFault.NotADigest, text);

    public static readonly CapRule Base64 = text => System.Buffers.Text.Base64.IsValid(text) ? null : (CapFault.NotBase64, Shorten(text));

    public static readonly CapRule References = text =>
        CapForms.Words(text).FirstOrDefault(word => CapForms.ReadReference(word) is null) is { } word ? (CapFault.NotAReference, word) : null;

    public static readonly CapRule Circle = text =>
        CapForms.ReadCircle(text) is not { } circle ? (CapFault.NotACircle, text) : CapForms.OnTheGlobe(circle.Centre) ? null : (CapFault.OffTheGlobe, text);

    public static readonly CapRule Polygon = text =>
    {
        var words = CapForms.Words(text);
        var points = new List<CapPoint>(words.Length);
        foreach (var word in words)
        {
            if (CapForms.ReadPoint(word) is not { } point)
            {
                return (CapFault.NotAPoint, word);
            }

            if (!CapForms.OnTheGlobe(point))
            {
                return (CapFault.OffTheGlobe, word);
            }

            points.Add(point);
        }

        return points.Count < 4 ? (CapFault.TooFewPoints, Shorten(text)) : points[0] != points[^1] ? (CapFault.NotClosed, words[^1]) : null;
    };

    public static CapRule OneOf<T>() where T : struct, Enum
    {
        var words = Enum.GetNames<T>().ToHashSet(StringComparer.Ordinal);
        return text => words.Contains(text) ? null : (CapFault.NotAllowed, text);
    }

    private static string Shorten(string text) => Clusters.Cut(text, 40) is var start && start.Length == text.Length ? text : start + "…";

    // Without it a path counts as an absolute file address on Linux.
    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9+.-]*:")]
    private static partial Regex SchemeForm();

    [GeneratedRegex(@"^[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*\z")]
    private static partial Regex LanguageForm();
}
