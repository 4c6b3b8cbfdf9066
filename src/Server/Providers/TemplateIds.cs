namespace TungNgo.Providers;

/// <summary>Ids of templates that a provider has approved, among a channel's settings: by language, and where wanted by kind of bulletin too.</summary>
internal static class TemplateIds
{
    public const string Prefix = "template";
    public static readonly string[] Languages = ["vi", "km", "en"];

    public static string Key(string language) => $"{Prefix}.{language}";

    public static string Key(string kind, string language) => $"{Prefix}.{kind}.{language}";

    /// <summary>Of this kind and language, else of the language; null when there is none.</summary>
    public static string? TemplateFor(this Channel channel, string kind, string language) =>
        channel.Settings.GetValueOrDefault(Key(kind, language)) ?? channel.Settings.GetValueOrDefault(Key(language));

    /// <summary>Whether a bulletin of a kind can go out in any of the languages; all fall back to Vietnamese.</summary>
    public static bool HasTemplate(this Channel channel, string kind, IEnumerable<string> languages) => languages.Append("vi").Any(l => channel.TemplateFor(kind, l) is not null);
}
