using System.Text.RegularExpressions;
using TungNgo.Web;

namespace TungNgo.Households;

/// <summary>Free text must not become a store of citizen IDs: twelve digits in a row, spaced or not, are refused wherever people type.</summary>
internal static partial class CitizenNumbers
{
    public static bool Contains(string? text) => text is not null && TwelveDigits().IsMatch(text);

    public static void Refuse(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (Contains(text))
            {
                throw new Refusal(Problems.CitizenNumber);
            }
        }
    }

    /// <summary>The text with such numbers covered: where a refusal would turn away somebody who needs help.</summary>
    public static string Cover(string text) => TwelveDigits().Replace(text, "•••");

    [GeneratedRegex(@"(?<!\d)\d(?:[ .\-]?\d){11}(?!\d)")]
    private static partial Regex TwelveDigits();
}
