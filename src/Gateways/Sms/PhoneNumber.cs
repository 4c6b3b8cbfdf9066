using System.Text;
using System.Text.RegularExpressions;

namespace TungNgo.Gateways.Sms;

/// <summary>Vietnamese mobile numbers in the form that Zalo and the SMS providers take.</summary>
public static partial class PhoneNumber
{
    /// <returns>"84" and nine digits; null when it is no Vietnamese mobile number (land lines take no SMS).</returns>
    public static string? Normalise(string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
        {
            return null;
        }

        var digits = new StringBuilder(written.Length);
        foreach (var letter in written.Normalize(NormalizationForm.FormKC).Trim())
        {
            if (letter is >= '0' and <= '9')
            {
                digits.Append(letter);
            }
            else if (letter is not (' ' or '.' or '-' or '(' or ')') && !(letter == '+' && digits.Length == 0))
            {
                return null;
            }
        }

        var match = Mobile().Match(digits.ToString());
        return match.Success ? "84" + match.Groups[1].Value : null;
    }

    // Since 2018 mobile numbers have nine digits after the 0, the first of them 3, 5, 7, 8 or 9. "+84 0912…" is written often.
    [GeneratedRegex("^(?:0|840?|00840?)([35789][0-9]{8})$")]
    private static partial Regex Mobile();
}
