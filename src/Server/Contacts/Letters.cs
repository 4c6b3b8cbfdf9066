namespace TungNgo.Contacts;

internal static class Letters
{
    /// <summary>The language something is written in, as far as its letters tell.</summary>
    public static string? LanguageOf(string text) => text.Any(c => c is >= '\u1780' and <= '\u17ff') ? "km" : null;
}
