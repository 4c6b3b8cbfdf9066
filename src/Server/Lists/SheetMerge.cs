using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace TungNgo.Lists;

/// <summary>Cells shown as one. Rows as Excel numbers them, columns from 0; both ends belong to it.</summary>
internal sealed record SheetMerge(int FirstRow, int LastRow, int FirstColumn, int LastColumn)
{
    public bool IsWide => LastColumn > FirstColumn;

    public bool IsTall => LastRow > FirstRow;
}

/// <summary>
/// Merged cells stand behind the rows they speak of, so a sheet is gone through for them first: as bytes, since parsing it twice would double the time
/// of a province's list.
/// </summary>
internal static partial class SheetMerges
{
    /// <summary>More than any list has, and more at once than it has columns.</summary>
    private const int Most = 100_000, MostAtOnce = 200, MostTail = 8 << 20;

    private static readonly byte[] End = "sheetData>"u8.ToArray();

    /// <returns>By first row.</returns>
    public static List<SheetMerge> Read(ZipArchiveEntry part, long packed)
    {
        var work = new SheetWork(packed);
        using var stream = part.Open();
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
        try
        {
            return Parse(Tail(stream, buffer, work));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The merges of each row, as the rows come.</summary>
    public static Func<int, IReadOnlyList<SheetMerge>> ByRow(List<SheetMerge> merges)
    {
        var next = 0;
        var open = new List<SheetMerge>();
        return row =>
        {
            if (next == merges.Count && open.Count == 0)
            {
                return [];
            }

            open.RemoveAll(m => m.LastRow < row);
            for (; next < merges.Count && merges[next].FirstRow <= row; next++)
            {
                if (merges[next].LastRow >= row && open.Count < MostAtOnce)
                {
                    open.Add(merges[next]);
                }
            }

            return open.Count == 0 ? [] : [.. open];
        };
    }

    /// <summary>What stands behind the rows.</summary>
    private static string Tail(Stream stream, byte[] buffer, SheetWork work)
    {
        var kept = 0;
        while (true)
        {
            var read = stream.Read(buffer, kept, buffer.Length - kept);
            work.Unpack(read);
            if (read == 0)
            {
                return "";
            }

            var span = buffer.AsSpan(0, kept + read);
            for (int at = 0, found; (found = span[at..].IndexOf(End)) >= 0; at += found + End.Length)
            {
                if (IsClosing(span[..(at + found)]))
                {
                    return Rest(stream, span[(at + found)..], work);
                }
            }

            // The word may lie over the end of what was read.
            kept = Math.Min(span.Length, 64);
            span[^kept..].CopyTo(buffer);
        }
    }

    private static bool IsClosing(ReadOnlySpan<byte> before)
    {
        var i = before.Length - 1;
        for (; i >= 0 && (char.IsAsciiLetterOrDigit((char)before[i]) || before[i] == ':'); i--)
        {
        }

        return i >= 0 && before[i] == '/';
    }

    private static string Rest(Stream stream, ReadOnlySpan<byte> begun, SheetWork work)
    {
        using var tail = new MemoryStream();
        tail.Write(begun);
        var buffer = new byte[1 << 14];
        for (int read; tail.Length < MostTail && (read = stream.Read(buffer)) > 0;)
        {
            work.Unpack(read);
            tail.Write(buffer.AsSpan(0, read));
        }

        return Encoding.UTF8.GetString(tail.GetBuffer(), 0, (int)tail.Length);
    }

    private static List<SheetMerge> Parse(string tail)
    {
        var merges = new List<SheetMerge>();
        foreach (Match match in Merge().Matches(tail))
        {
            var (first, last) = (Row(match, "r1"), Row(match, "r2"));
            var (left, right) = (SheetRow.ColumnOf(match.Groups["c1"].ValueSpan), SheetRow.ColumnOf(match.Groups["c2"].ValueSpan));
            if (merges.Count < Most && first <= last && left <= right && last <= SheetWork.MaxRows && right < SheetWork.MaxColumns)
            {
                merges.Add(new(first, last, left, right));
            }
        }

        merges.Sort((a, b) => a.FirstRow.CompareTo(b.FirstRow));
        return merges;
    }

    private static int Row(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex("mergeCell\\s[^>]{0,200}?ref=[\"'](?<c1>[A-Z]{1,3})(?<r1>[0-9]{1,7}):(?<c2>[A-Z]{1,3})(?<r2>[0-9]{1,7})[\"']")]
    private static partial Regex Merge();
}
