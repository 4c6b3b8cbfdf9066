namespace TungNgo.Data;

/// <summary>
/// Finds citizen numbers in free text: twelve digits in a row, or in pieces of any size with separators between them. Pieces are taken for one number only
/// when it begins with a zero, as all do, and when no phone number and no date stands in them: "0912 345 678 12" is a phone and a door. Behind the name
/// of an identity paper phone numbers are not looked for, and the nine digits of the old papers and eleven (a spreadsheet has dropped the zero) count too.
/// The phone app has the same rule (src/Field/src/household/guard.ts); tests/Cases/free-text.json holds both to it.
/// </summary>
internal static class CitizenNumber
{
    public const int Length = 12;
    private const int OldLength = 9, WithoutZero = 11;

    /// <summary>More pieces with separators of several kinds, blanks among them, are a list: "05/3, 06/3, 07/3, 08/3".</summary>
    private const int MostMixedPieces = 4;

    /// <summary>Offsets of what has to be covered, in order and apart from one another.</summary>
    public static List<(int Start, int End)> Find(string text)
    {
        var found = new List<(int Start, int End)>();
        if (!MayHold(text))
        {
            return found;
        }

        var groups = DigitGroup.Of(text);
        var known = Enumerable.Range(0, groups.Count).Select(i => OtherNumber.EndOf(groups, i)).ToArray();
        for (var i = 0; i < groups.Count; i++)
        {
            if (OtherNumber.EndOfDate(groups, i) is null && EndOfNamed(text, groups, i) is { } named)
            {
                Add(found, groups[i].Start, groups[named].End);
                i = named;
            }
            else if (known[i] is { } other)
            {
                i = other;
            }
            else if (EndOfNumber(groups, known, i) is { } end)
            {
                Add(found, groups[i].Start, groups[end].End);
            }
        }

        return found;
    }

    /// <summary>Most texts have too few digits, or no letters to name a paper: they need not be taken apart.</summary>
    private static bool MayHold(string text)
    {
        if (text.Length < OldLength)
        {
            return false;
        }

        var (digits, letters) = (0, 0);
        foreach (var c in text)
        {
            if (char.IsDigit(c) || char.IsSurrogate(c))
            {
                digits++;
            }
            else if (char.IsLetter(c))
            {
                letters++;
            }
        }

        return digits >= Length || (digits >= OldLength && letters > 0);
    }

    private static void Add(List<(int Start, int End)> found, int start, int end)
    {
        if (found.Count > 0 && found[^1].End > start)
        {
            (start, end) = (found[^1].Start, Math.Max(end, found[^1].End));
            found.RemoveAt(found.Count - 1);
        }

        found.Add((start, end));
    }

    /// <returns>The last piece of a number that begins with this one; null when none does.</returns>
    private static int? EndOfNumber(List<DigitGroup> groups, int?[] known, int first)
    {
        // Two numbers run together have 24 digits.
        if (groups[first].Digits.Length is >= Length and var whole && whole % Length == 0)
        {
            return first;
        }

        var begins = groups[first].Digits[0] == '0';
        if (!begins || DigitGroup.EndOf(groups, first, Length) is not { } last || Enumerable.Range(first + 1, last - first).Any(i => known[i] <= last))
        {
            return null;
        }

        var separators = groups[(first + 1)..(last + 1)].Select(g => g.Separator!).Distinct().ToList();
        var isList = last - first >= MostMixedPieces && separators.Count > 1 && separators.Exists(s => s.Length > 1);
        return isList || CountsUp(groups, first, last) ? null : last;
    }

    /// <summary>"001, 002, 003, 004" are households, "01, 02, 03, 05, 07, 09" lanes: in few pieces one after the other, in many with small gaps.</summary>
    private static bool CountsUp(List<DigitGroup> groups, int first, int last)
    {
        var most = last - first >= MostMixedPieces ? 5 : 1;
        return last > first && Enumerable.Range(first + 1, last - first)
            .All(i => groups[i].Digits.Length == groups[first].Digits.Length && groups[i].Number - groups[i - 1].Number is > 0 and var step && step <= most);
    }

    /// <returns>The last piece of a number that begins here, when an identity paper is named directly before it, or behind it in brackets.</returns>
    private static int? EndOfNamed(string text, List<DigitGroup> groups, int first)
    {
        if (IdentityPapers.StandBefore(text, first == 0 ? 0 : groups[first - 1].End, groups[first].Start))
        {
            return DigitGroup.EndOf(groups, first, Length) ?? DigitGroup.EndOf(groups, first, WithoutZero) ?? DigitGroup.EndOf(groups, first, OldLength);
        }

        return DigitGroup.EndOf(groups, first, OldLength) is { } last && IdentityPapers.StandBehind(text, groups[last].End) ? last : null;
    }
}
