namespace TungNgo.WorkSheets;

/// <summary>
/// Numbers as Vietnamese are read aloud, the way forms of money want them: "không trăm linh năm" where a group of three is not full, "tỷ", "lăm", "mốt", "tư".
/// The libraries leave out "không trăm", so that 1.005 and 1.500 begin alike.
/// </summary>
internal static class VietnameseNumberWords
{
    private static readonly string[] Digits = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];
    private static readonly string[] Groups = ["", "nghìn", "triệu"];
    private const long Billion = 1_000_000_000;

    /// <summary>"Một triệu hai trăm năm mươi nghìn đồng".</summary>
    public static string Dong(long dong)
    {
        var words = Of(dong) + " đồng";
        return char.ToUpperInvariant(words[0]) + words[1..];
    }

    public static string Of(long number) => number switch
    {
        0 => Digits[0],
        < 0 => "âm " + Of(checked(-number)),
        _ => string.Join(' ', Words(number, false)),
    };

    /// <param name="follows">Something greater stands before it, so that its places are told also where they are nought.</param>
    private static IEnumerable<string> Words(long number, bool follows)
    {
        if (number >= Billion)
        {
            // Thousands of billions are "nghìn tỷ", billions of them "tỷ tỷ".
            return Words(number / Billion, follows).Append("tỷ").Concat(number % Billion == 0 ? [] : Words(number % Billion, true));
        }

        var words = new List<string>();
        for (var group = 2; group >= 0; group--)
        {
            var three = (int)(number / (group == 2 ? 1_000_000 : group == 1 ? 1000 : 1) % 1000);
            if (three > 0)
            {
                words.AddRange(Three(three, follows || words.Count > 0));
                words.Add(Groups[group]);
            }
        }

        return words.Where(w => w.Length > 0);
    }

    private static IEnumerable<string> Three(int three, bool follows)
    {
        var (hundreds, tens, ones) = (three / 100, three / 10 % 10, three % 10);
        if (hundreds > 0 || follows)
        {
            yield return Digits[hundreds];
            yield return "trăm";
        }

        if (tens > 1)
        {
            yield return Digits[tens];
            yield return "mươi";
        }
        else if (tens == 1)
        {
            yield return "mười";
        }
        else if (ones > 0 && (hundreds > 0 || follows))
        {
            yield return "linh";
        }

        if (ones > 0)
        {
            yield return ones switch { 1 when tens > 1 => "mốt", 4 when tens > 1 => "tư", 5 when tens > 0 => "lăm", _ => Digits[ones] };
        }
    }
}
