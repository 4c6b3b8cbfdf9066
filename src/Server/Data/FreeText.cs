using TungNgo.Households;

namespace TungNgo.Data;

internal static class FreeText
{
    public static string? Clean(string? text, int most = int.MaxValue)
    {
        var trimmed = text?.Trim().Normalize();
        if (string.IsNullOrEmpty(trimmed))
        {
            return null;
        }

        var elements = System.Globalization.StringInfo.ParseCombiningCharacters(trimmed);
        return elements.Length <= most ? trimmed : trimmed[..elements[most]];
    }

    public static string? CleanLines(string? text, int most = int.MaxValue) => Clean(text, most);

    public static string? Line(string? text, int most, string name)
    {
        CitizenNumbers.Refuse(text);
        return Clean(text, most);
    }

    public static string? Lines(string? text, int most, string name) => Line(text, most, name);
}
