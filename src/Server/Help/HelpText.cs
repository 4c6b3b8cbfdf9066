using System.Globalization;
using System.Security.Cryptography;
using TungNgo.Households;

namespace TungNgo.Help;

/// <summary>What residents write, made fit to be kept.</summary>
internal static class HelpText
{
    public const int MostLetters = 2000, MostNameLetters = 80;

    /// <summary>Letters and digits that cannot be mistaken for one another, spoken or written: 25¹⁶ codes are not guessed.</summary>
    private const string Alphabet = "34679ACDEFGHJKMNPQRTUVWXY";
    public const int CodeLength = 16;

    public static string NewCode() => RandomNumberGenerator.GetString(Alphabet, CodeLength);

    /// <summary>A code as somebody typed it: in small letters, with dashes or spaces. Null when it cannot be one.</summary>
    public static string? ReadCode(string? typed)
    {
        var code = string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return code.Length == CodeLength && code.All(Alphabet.Contains) ? code : null;
    }

    /// <summary>"ABCD-EFGH-…": read out and copied in fours.</summary>
    public static string ShowCode(string code) => string.Join('-', code.Chunk(4).Select(c => new string(c)));

    /// <summary>
    /// Control characters out, twelve digits in a row covered, cut between text elements. A resident in need is not sent back to mend a form: the
    /// number is not kept, and the answer says so.
    /// </summary>
    /// <returns>The text, empty when nothing was said, and whether a number was covered.</returns>
    public static (string Text, bool Covered) Clean(string? text, int most = MostLetters)
    {
        var plain = string.Concat((text ?? "").Normalize().Replace("\r\n", "\n", StringComparison.Ordinal).Where(c => c == '\n' || !char.IsControl(c))).Trim();
        var clean = CitizenNumbers.Cover(plain);
        var elements = StringInfo.ParseCombiningCharacters(clean);
        return (elements.Length <= most ? clean : clean[..elements[most]], clean != plain);
    }
}
