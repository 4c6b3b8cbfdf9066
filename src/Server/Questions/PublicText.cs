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
        return kept is not null && Mobile().IsMatch(Digits(kept)) ? throw new Refusal(Problems.AnswerHoldsPhone) : kept;
    }

    /// <summary>Khmer digits and wide ones as the plain ones, so that a number is one in whatever letters.</summary>
    private static string Digits(string text) => string.Concat(text.Select(c => char.IsDigit(c) ? (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)) : c));

    [GeneratedRegex(@"(?<![0-9])(?:\+?84[ .\-]?|0)[35789](?:[ .\-]?[0-9]){8}(?![0-9])")]
    private static partial Regex Mobile();
}
