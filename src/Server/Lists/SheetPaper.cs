using TungNgo.Web;

namespace TungNgo.Lists;

/// <summary>
/// What an office finds above and below a table that leaves the house: whose figures, of what, of when, who made it and when, and where it is signed.
/// A csv is the table alone.
/// </summary>
/// <param name="Title">Names the sheet as well.</param>
/// <param name="Above">Rows between the title and the table: unit, period, day and maker.</param>
/// <param name="Maker">Stands under the maker's signature.</param>
/// <param name="Signers">Who signs, from left to right; the first is the maker.</param>
/// <param name="Sign">What they are asked for.</param>
internal sealed record SheetPaper(string Title, IReadOnlyList<string> Above, string Maker, IReadOnlyList<string> Signers, string Sign)
{
    /// <summary>Text by which a heading of ours is known again, whatever language it was written in.</summary>
    public const string MadeKey = "sheet.made", MakerKey = "sheet.maker";

    /// <summary>Rooms for the signatures themselves.</summary>
    private const int BlankRows = 3;

    private static readonly string[] MadeWords = [.. Texts.Languages.Select(l => Texts.In(l)[MadeKey].Split('{')[0])];
    private static readonly string[] MakerWords = [.. Texts.Languages.Select(l => Texts.In(l)[MakerKey])];

    /// <summary>Rows above the headings of the columns: title, what stands below it, and one that is blank.</summary>
    public int HeadRows => 1 + Above.Count + 1;

    /// <summary>A table of many columns is signed at both its ends, a narrow one beside the first column.</summary>
    public IEnumerable<string?[]> Foot(int columns)
    {
        var second = Math.Max(1, columns - 2);
        yield return [];
        yield return Pair(Signers[0], Signers[^1]);
        yield return Pair(Sign, Sign);
        for (var i = 0; i < BlankRows; i++)
        {
            yield return [];
        }

        yield return [Maker];

        string?[] Pair(string left, string right)
        {
            var row = new string?[second + 1];
            (row[0], row[second]) = (left, right);
            return row;
        }
    }

    /// <summary>The tables in what was read from a file: a list that went out of this house comes back with our own heading around it.</summary>
    public static IEnumerable<SheetRow> Without(IEnumerable<SheetRow> rows)
    {
        const int longest = 8;
        var held = new List<SheetRow>(longest);
        var (sheet, looking, ours, begun, ended) = ((string?)null, false, false, false, false);
        foreach (var row in rows)
        {
            if (row.Sheet != sheet)
            {
                foreach (var one in held.Where(_ => !ours))
                {
                    yield return one;
                }

                held.Clear();
                (sheet, looking, ours, begun, ended) = (row.Sheet, true, false, false, false);
            }

            if (ended)
            {
                continue;
            }

            if (looking)
            {
                if (MadeWords.Any(w => row[0].Display.StartsWith(w, StringComparison.Ordinal)))
                {
                    held.Clear();
                    (looking, ours) = (false, true);
                    continue;
                }

                held.Add(row);
                if (held.Count < longest)
                {
                    continue;
                }

                looking = false;
                foreach (var one in held)
                {
                    yield return one;
                }

                held.Clear();
                continue;
            }

            if (ours && row.IsBlank)
            {
                // Those behind the heading and before the signatures are ours, those between rows are the table's.
                if (begun)
                {
                    held.Add(row);
                }

                continue;
            }

            begun = true;
            if (ours && row.Cells.Count(c => !c.IsBlank) == 2 && MakerWords.Contains(row[0].Display))
            {
                ended = true;
                held.Clear();
                continue;
            }

            foreach (var one in held)
            {
                yield return one;
            }

            held.Clear();
            yield return row;
        }

        foreach (var one in held.Where(_ => !ours))
        {
            yield return one;
        }
    }
}
