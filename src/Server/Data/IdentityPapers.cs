using System.Text.RegularExpressions;

namespace TungNgo.Data;

/// <summary>The names of identity papers, where they say what the number beside them is.</summary>
internal static partial class IdentityPapers
{
    /// <summary>How far from the number its name may stand.</summary>
    private const int Nearby = 60;

    private const string Latin = "(?:cccd|cmnd|cmt|cmtnd|chung minh(?: thu| nhan dan)?|can cuoc(?: cong dan)?|dinh danh(?: ca nhan)?"
        + "|identity(?: card)?|id card|citizen id|id number)";

    private const string Khmer = "អត្តសញ្ញាណ(?:ប័ណ្ណ)?";

    /// <summary>"CMND cũ số: " – between the two offsets the text ends with such a name.</summary>
    public static bool StandBefore(string text, int from, int number) => Before().IsMatch(Words(text[Math.Max(from, number - Nearby)..number]));

    /// <summary>" (CMND)" – behind the offset.</summary>
    public static bool StandBehind(string text, int number) =>
        text[number..Math.Min(text.Length, number + Nearby)] is var behind && behind.AsSpan().TrimStart() is ['(', ..] && Behind().IsMatch(Words(behind));

    /// <summary>Folded, with one blank between words.</summary>
    private static string Words(string text) => SearchKey.Fold(NoLetters().Replace(text, " "));

    [GeneratedRegex("(?:(?:^| )" + Latin + "|" + Khmer + ")(?: (?:so|la|cu|moi|no|number|is)| ?(?:លេខ|គឺ))* ?$")]
    private static partial Regex Before();

    [GeneratedRegex("^ ?(?:so )?(?:" + Latin + "(?: |$)|" + Khmer + ")")]
    private static partial Regex Behind();

    [GeneratedRegex(@"[^\p{L}\p{M}]+")]
    private static partial Regex NoLetters();
}
