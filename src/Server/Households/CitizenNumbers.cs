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

    [GeneratedRegex(@"(?<!\d)\d(?:[ .\-]?\d){11}(?!\d)")]
    private static partial Regex TwelveDigits();
}
