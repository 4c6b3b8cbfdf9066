using TungNgo.Gateways.Sms;

namespace TungNgo.Data;

/// <summary>Phone numbers and dates among groups of digits: what is one of these is no part of another number.</summary>
internal static class OtherNumber
{
    /// <summary>A phone number is dialled in no more pieces: "0912 34 56 78".</summary>
    private const int MostPieces = 4;
    private const int LongestDialled = 15;

    /// <returns>The last group of the phone number or date that begins with this one; null when neither does.</returns>
    public static int? EndOf(List<DigitGroup> groups, int first)
    {
        var digits = groups[first].Digits;
        for (var last = first; digits.Length <= LongestDialled; digits += groups[last].Digits)
        {
            if (PhoneNumber.IsDialled(digits) && IsGroupedAsPhone(groups, first, last))
            {
                return last;
            }

            if (++last == groups.Count || groups[last].Separator is null)
            {
                break;
            }
        }

        return EndOfDate(groups, first);
    }

    /// <summary>"05/10/2024", and "10/2024" where no dot is between them.</summary>
    public static int? EndOfDate(List<DigitGroup> groups, int first)
    {
        var separator = first + 1 < groups.Count ? groups[first + 1].Separator : null;
        if (separator is not ("/" or "-" or ".") || !IsUpTo(groups[first], 31))
        {
            return null;
        }

        if (first + 2 < groups.Count && groups[first + 2].Separator == separator && IsUpTo(groups[first + 1], 12) && IsYear(groups[first + 2]))
        {
            return first + 2;
        }

        return separator != "." && IsUpTo(groups[first], 12) && IsYear(groups[first + 1]) ? first + 1 : null;
    }

    /// <summary>The country's code stands alone or not; otherwise a number begins with its prefix and is said in few pieces, none a single digit.</summary>
    private static bool IsGroupedAsPhone(List<DigitGroup> groups, int first, int last)
    {
        var head = groups[first].Digits;
        // "008402 257782 052" begins as a call from abroad does, and as a citizen number.
        var fromAbroad = head is ['8', '4', ..] || (head is ['0', '0', '8', '4', ..] && DigitGroup.EndOf(groups, first, CitizenNumber.Length) is null);
        if (last == first || fromAbroad)
        {
            return true;
        }

        // "0299 3 822 222": of a land line the first digit behind the prefix often stands alone.
        var shortest = head is ['0', '2', ..] ? 1 : 2;
        return last - first < MostPieces && head.Length is >= 3 and <= 5
            && Enumerable.Range(first + 1, last - first).All(i => groups[i].Digits.Length >= shortest);
    }

    private static bool IsUpTo(DigitGroup group, int most) => group.Digits.Length <= 2 && group.Number is > 0 and var number && number <= most;

    private static bool IsYear(DigitGroup group) => group.Digits is ['1', '9', _, _] or ['2', '0', _, _];
}
