using System.Text.RegularExpressions;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Gateways.Sms;

namespace TungNgo.Households.Pages;

/// <summary>What somebody types to find households: words with which a name, a place or a code begins, and digits that stand anywhere in a number.</summary>
/// <param name="Starts">Folded; the register's index finds them.</param>
/// <param name="Inside">Only digits: the end of a phone number is what people remember.</param>
internal sealed partial record RegisterWords(IReadOnlyList<string> Starts, IReadOnlyList<string> Inside)
{
    private readonly SearchWords near = SearchWords.Of(string.Join(' ', Starts.Concat(Inside)), forgiving: true);

    public bool IsEmpty => Starts.Count + Inside.Count == 0;

    /// <summary>However a phone number is grouped, and with whichever of its beginnings (0, 84, +84, 0084) a whole one has, it is one word.</summary>
    public static RegisterWords Of(string? query)
    {
        var text = Grouped().Replace(query ?? "", m => PhoneNumber.Tidy(m.Value) is { } phone && phone.All(char.IsAsciiDigit) ? $" {phone} " : m.Value);
        text = TypedDigits.Of(text) ?? text;
        // A sign that stands alone is no word, and no index knows it.
        var words = SearchKey.Words(text.Replace("\0", "", StringComparison.Ordinal)).Where(w => w.Any(char.IsLetterOrDigit)).ToList();
        return new([.. words.Where(w => !IsInside(w))], [.. words.Where(IsInside)]);
    }

    /// <summary>Whether a household's words answer these but for one slip.</summary>
    /// <param name="text">The folded words of a household: see <see cref="Household.SearchText"/>.</param>
    public bool AreNear(string text) => !IsEmpty && near.Near(text);

    private static bool IsInside(string word) => word.Length >= TypedDigits.Fewest && word.All(char.IsAsciiDigit);

    [GeneratedRegex(@"(?<!\d)(?:\+|00)?\d(?:[ .\-]?\d){8,12}(?!\d)")]
    private static partial Regex Grouped();
}
