using System.Globalization;

namespace TungNgo.Gateways.Loudspeaker;

/// <summary>Numbers as they are said in the south: "lẻ", "bốn" and "nghìn".</summary>
internal static class VietnameseNumber
{
    private static readonly string[] Digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    private static readonly string[] Scales = ["", "nghìn", "triệu", "tỷ"];

    /// <param name="whole">At most twelve digits.</param>
    public static string Say(long whole)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(whole);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(whole, 999_999_999_999);
        if (whole == 0)
        {
            return Digits[0];
        }

        var words = new List<string>();
        for (var scale = Scales.Length - 1; scale >= 0; scale--)
        {
            var group = (int)(whole / (long)Math.Pow(1000, scale) % 1000);
            if (group == 0)
            {
                continue;
            }

            Group(words, group);
            if (scale > 0)
            {
                words.Add(Scales[scale]);
            }
        }

        return string.Join(' ', words);
    }

    /// <summary>"4,05": the digits behind the comma one by one when they begin with zero, else as a number of their own.</summary>
    public static string Say(long whole, string decimals) =>
        decimals.Length == 0 ? Say(whole) : $"{Say(whole)} phẩy {(decimals[0] == '0' || decimals.Length > 3 ? SayDigits(decimals) : Say(long.Parse(decimals, CultureInfo.InvariantCulture)))}";

    public static string SayDigits(string digits) => string.Join(' ', digits.Select(digit => Digits[digit - '0']));

    private static void Group(List<string> words, int group)
    {
        var (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
        if (hundreds > 0 || words.Count > 0)
        {
            words.Add($"{Digits[hundreds]} trăm");
        }

        if (tens == 0)
        {
            if (ones > 0)
            {
                words.Add(words.Count > 0 ? $"lẻ {Digits[ones]}" : Digits[ones]);
            }

            return;
        }

        words.Add(tens == 1 ? "mười" : $"{Digits[tens]} mươi");
        if (ones > 0)
        {
            words.Add((tens, ones) switch { ( > 1, 1) => "mốt", (_, 5) => "lăm", _ => Digits[ones] });
        }
    }
}
