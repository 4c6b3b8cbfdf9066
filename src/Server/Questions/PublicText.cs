using System.Globalization;
using System.Text.RegularExpressions;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Questions;

/// <summary>Words that go to every phone of a unit: a person's mobile number has no place in them. Numbers of offices and hot lines may stand there.</summary>
internal static partial class PublicText
{
    /// <returns>Null when nothing is left.</returns>
    /// <exception cref="Refusal">Too long, or with a citizen number or a mobile number in it.</exception>
    public static string? Read(string? text, int most, string name)
    {
        var kept = FreeText.Lines(text, most, name);
        return kept is not null && Mobile().IsMatch(Date().Replace(Plain(kept), "x")) ? throw new Refusal(Problems.AnswerHoldsPhone) : kept;
    }

    /// <summary>Khmer digits and wide ones as the plain ones, and every dash and blank as one, so that a number is one in whatever letters.</summary>
    private static string Plain(string text) => string.Concat(text.Select(c => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.DecimalDigitNumber => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
        UnicodeCategory.DashPunctuation => '-',
        UnicodeCategory.SpaceSeparator => ' ',
        _ => c == '\u2212' ? '-' : c,
    }));

    /// <summary>0084, +84 or 0, and nine digits more, with up to three signs between two of them: "(+84) 912 – 345 – 678".</summary>
    [GeneratedRegex(@"(?<![0-9])(?:(?:00)?84[ .\-/()]{0,3}(?:0[ )]{0,2})?|0\)?)[35789](?:[ .\-/()]{0,3}[0-9]){8}(?![0-9])")]
    private static partial Regex Mobile();

    /// <summary>Days, of which two in a row would have the digits of a number: "05/10/2024 - 07/10/2024".</summary>
    [GeneratedRegex(@"(?<![0-9]/?)(?:0?[1-9]|[12][0-9]|3[01])(?:/(?:0?[1-9]|1[0-2])(?:/(?:[0-9]{2}){1,2})?(?!/?[0-9])|([.\-])(?:0?[1-9]|1[0-2])\1(?:19|20)[0-9]{2}(?![0-9]))")]
    private static partial Regex Date();
}
