using System.Security.Cryptography;
using TungNgo.Data;

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
    /// Cleaned, citizen numbers covered, cut behind a whole letter with "…" in its place. A resident in need is not sent back to mend a form: the number is
    /// not kept, and the answer says so.
    /// </summary>
    /// <returns>The text, empty when nothing was said, and whether a number was covered.</returns>
    public static (string Text, bool Covered) Clean(string? text, int most = MostLetters)
    {
        // A little more than is kept: a number at the cut is covered as a whole.
        var plain = FreeText.CleanLines(text, most + FreeText.Margin) ?? "";
        var clean = FreeText.CoverCitizenNumbers(plain);
        return (FreeText.IsLongerThan(clean, most) ? FreeText.CleanLines(clean, most - 1) + "…" : clean, clean != plain);
    }
}
