using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Reach;

/// <summary>The table of units: one definition for the page and its download, so that they cannot differ.</summary>
internal static class ReachTable
{
    /// <summary>Columns by the name under which the address sorts; the text is reach.col.NAME.</summary>
    public static readonly string[] Columns = ["unit", "planned", "reached", "share", "open", "unreached", "sent", "delivered", "seen", "told", "failed", "groups", "posted", "people"];

    public static string[] Headings(Texts t) => [.. Columns.Select(c => t[$"reach.col.{c}"])];

    /// <summary>Without a wish the silent ones come first, then those least reached; the total is the last row.</summary>
    public static IEnumerable<(ReachRow? Row, object?[] Cells)> Rows(ReachAnswer answer, string? sort, string? dir, Texts t)
    {
        foreach (var row in Sorted(answer.Units, sort, dir == "desc"))
        {
            yield return (row, Cells(row.Name, row.Sums));
        }

        yield return (null, Cells(t["reach.total"], answer.Total));
    }

    /// <summary>A cell as the page writes it.</summary>
    public static string Show(object? cell) => cell switch
    {
        null => Formats.Missing,
        int number => Formats.Number(number),
        Percentage share => Formats.Percent(share.Share),
        _ => cell.ToString()!,
    };

    private static object?[] Cells(string name, ReachSums s) =>
    [
        name, s.Planned, s.Reached, new Percentage(Formats.Share(s.Reached, s.Planned)), s.Open, s.Unreached, s.Sent, s.Delivered, s.Seen, s.Told, s.Failed, s.Groups, s.Posted, s.PeoplePosted,
    ];

    private static IEnumerable<ReachRow> Sorted(ReachRow[] rows, string? sort, bool descending)
    {
        if (sort == "unit")
        {
            // Units come in the order of their names.
            return descending ? rows.Reverse() : rows;
        }

        var column = Array.IndexOf(Columns, sort);
        if (column < 1)
        {
            return rows.OrderByDescending(r => r.Sums.IsSilent).ThenBy(r => Formats.Share(r.Sums.Reached, r.Sums.Planned) ?? 2);
        }

        double Key(ReachRow r) => Cells(r.Name, r.Sums)[column] switch { Percentage p => p.Share ?? -1, int n => n, _ => 0 };
        return descending ? rows.OrderByDescending(Key) : rows.OrderBy(Key);
    }
}
