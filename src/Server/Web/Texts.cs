using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;

namespace TungNgo.Web;

/// <summary>
/// The catalogues: every Text.LANGUAGE.json of every feature, merged. Vietnamese is the default; Khmer and English are complete
/// alternatives, and a test holds that the three have the same keys.
/// </summary>
internal sealed class Texts
{
    public static readonly string[] Languages = ["vi", "km", "en"];

    private static readonly FrozenDictionary<string, FrozenDictionary<string, string>> Catalogues =
        Languages.ToFrozenDictionary(l => l, Read);

    private Texts(string language) => Language = language;

    public string Language { get; }

    public CultureInfo Culture { get; private init; } = CultureInfo.InvariantCulture;

    private static readonly FrozenDictionary<string, Texts> All = Languages.ToFrozenDictionary(l => l, l => new Texts(l)
    {
        // Figures and dates are written the Vietnamese way in every language: the reader compares them with paper.
        Culture = CultureInfo.GetCultureInfo("vi-VN"),
    });

    public static Texts In(string? language) => All.GetValueOrDefault(language ?? "vi") ?? All["vi"];

    public string this[string key] => Catalogues[Language].GetValueOrDefault(key) ?? Catalogues["vi"].GetValueOrDefault(key) ?? key;

    public string this[string key, params object?[] values] => string.Format(Culture, this[key], [.. values.Select(v => v is TextKey named ? this[named.Key] : v is TextPhrase phrase ? this[phrase.Key, phrase.Values] : v is IReadOnlyDictionary<string, string> words ? Of(words) : v)]);

    public static bool Has(string key) => Catalogues["vi"].ContainsKey(key);

    /// <summary>A text kept as data by language: this one, else Vietnamese.</summary>
    public string Of(IReadOnlyDictionary<string, string> byLanguage) =>
        byLanguage.GetValueOrDefault(Language) is { Length: > 0 } text ? text : byLanguage.GetValueOrDefault("vi", "");

    public static IReadOnlyDictionary<string, string> Catalogue(string language) => Catalogues[language];

    private static FrozenDictionary<string, string> Read(string language)
    {
        var assembly = typeof(Texts).Assembly;
        var merged = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.EndsWith($"Text.{language}.json", StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!)
            {
                if (!key.StartsWith('@') && !merged.TryAdd(key, text))
                {
                    throw new InvalidOperationException($"{name}: the text {key} stands in another catalogue too.");
                }
            }
        }

        return merged.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>A value of a sentence that is itself a text of the catalogue, and is said in the sentence's language.</summary>
internal readonly record struct TextKey(string Key);

/// <summary>As <see cref="TextKey"/>, of a text that names values itself.</summary>
internal sealed record TextPhrase(string Key, params object?[] Values);
