using System.Text;

namespace TungNgo.Lists;

/// <summary>
/// A csv file as offices send it: UTF-8 with or without a mark, or UTF-16; separated by comma, semicolon, tab or bar; quoted cells
/// may hold line breaks. Every cell is text. Other encodings are read as the bytes they are, or refused: as UTF-8 they would silently ruin names.
/// </summary>
internal static class CsvSheet
{
    /// <param name="legacy">Also in the encodings of before Unicode, each byte as one letter: <see cref="LegacyText"/> says what they mean.</param>
    public static IEnumerable<SheetRow> Rows(string path, SheetWork work, bool legacy)
    {
        var encoding = EncodingOf(path, legacy);
        var separator = SeparatorOf(path, encoding);
        using var lines = new CsvLines(path, encoding);
        var (widest, isBytes) = (0, ReferenceEquals(encoding, LegacyText.Bytes));
        while (lines.Next() is { } line)
        {
            var started = lines.Number;
            var cells = Cells(line, lines, separator, widest, work);
            if (!IsSeparatorNotice(cells, started))
            {
                widest = Math.Max(widest, cells.Count);
                yield return new SheetRow("", started, [.. cells]) { IsBytes = isBytes };
            }
        }
    }

    /// <summary>The cells of a line, and of those below it over which a quoted cell goes on.</summary>
    private static List<SheetCell> Cells(string line, CsvLines lines, char separator, int widest, SheetWork work)
    {
        var (cells, cell, i) = (new List<SheetCell>(), new StringBuilder(), 0);
        while (i <= line.Length)
        {
            if (i < line.Length && line[i] == '"' && Closed(line, i, lines, separator, widest, work) is { } whole)
            {
                line = whole;
                for (i++; line[i] != '"' || (i + 1 < line.Length && line[i + 1] == '"'); i++)
                {
                    cell.Append(line[i]);
                    i += line[i] == '"' ? 1 : 0;
                }

                i++;
            }

            for (; i < line.Length && line[i] != separator; i++)
            {
                cell.Append(line[i]);
            }

            i++;
            Take(cell, cells, work);
        }

        return cells;
    }

    /// <summary>
    /// The text with the lines in which the cell that begins here is closed. Null when it never is: then the quote is one that somebody forgot, and
    /// not the beginning of a cell that would swallow the rows below it.
    /// </summary>
    private static string? Closed(string line, int quote, CsvLines lines, char separator, int widest, SheetWork work)
    {
        for (var (from, more) = (quote + 1, 0); ; more++)
        {
            for (var i = from; i < line.Length; i++)
            {
                if (line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"')
                {
                    i++;
                }
                else if (line[i] == '"')
                {
                    lines.Drop(more);
                    return line;
                }
            }

            if (lines.Peek(more) is not { } next || line.Length + next.Length > CsvLines.LongestCell || IsRow(next, separator, widest))
            {
                return null;
            }

            // A quote that stands doubled at the end of a line is read with the line below it again.
            from = line.Length + 1;
            work.Step((line.Length / 64) + 1);
            line += "\n" + next;
        }
    }

    /// <summary>As wide as the table: a line within a cell hardly ever is.</summary>
    private static bool IsRow(string line, char separator, int widest) => widest >= 3 && CountOutsideQuotes(line, separator) + 1 >= widest;

    private static void Take(StringBuilder cell, List<SheetCell> cells, SheetWork work)
    {
        work.Step();
        cells.Add(cells.Count < SheetWork.MaxColumns && cell.Length <= CsvLines.LongestCell ? new SheetCell(cell.Length == 0 ? null : cell.ToString()) : throw new UnreadableFileException(FileProblem.Damaged));
        cell.Clear();
    }

    /// <summary>Excel's own first line "sep=;".</summary>
    private static bool IsSeparatorNotice(List<SheetCell> cells, int line) =>
        line == 1 && cells[0].Text?.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) == true;

    private static Encoding EncodingOf(string path, bool legacy)
    {
        Span<byte> head = stackalloc byte[1024];
        using var file = File.OpenRead(path);
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.StartsWith<byte>([0xFF, 0xFE]))
        {
            return Encoding.Unicode;
        }

        if (head.StartsWith<byte>([0xFE, 0xFF]))
        {
            return Encoding.BigEndianUnicode;
        }

        // UTF-16 without a mark: Vietnamese text is mostly ASCII letters, so every other byte is zero.
        var zeros = (Even: 0, Odd: 0);
        for (var i = 0; i < head.Length; i++)
        {
            if (head[i] == 0)
            {
                zeros = i % 2 == 0 ? (zeros.Even + 1, zeros.Odd) : (zeros.Even, zeros.Odd + 1);
            }
        }

        return zeros switch
        {
            (0, 0) when legacy && !IsUtf8(path) => LegacyText.Bytes,
            (0, 0) => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
            var (even, odd) when odd > head.Length / 8 && odd > even * 4 => Encoding.Unicode,
            var (even, odd) when even > head.Length / 8 && even > odd * 4 => Encoding.BigEndianUnicode,
            _ => throw new UnreadableFileException(FileProblem.NotASheet),
        };
    }

    private static bool IsUtf8(string path)
    {
        using var file = File.OpenRead(path);
        var decoder = Encoding.UTF8.GetDecoder();
        decoder.Fallback = DecoderFallback.ExceptionFallback;
        var (bytes, chars) = (new byte[1 << 16], new char[(1 << 16) + 1]);
        try
        {
            int read;
            do
            {
                read = file.Read(bytes);
                decoder.GetChars(bytes.AsSpan(0, read), chars, flush: read == 0);
            }
            while (read > 0);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }

    /// <summary>The separator that cuts the first lines into the most cells, steadily: a comma inside addresses is rarer than that.</summary>
    private static char SeparatorOf(string path, Encoding encoding)
    {
        // The beginning is enough, and a file may be a single line.
        var head = new char[1 << 16];
        using var reader = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: true);
        var counts = new Dictionary<char, List<int>> { [','] = [], [';'] = [], ['\t'] = [], ['|'] = [] };
        try
        {
            using var lines = new StringReader(new string(head, 0, reader.ReadBlock(head)));
            for (var n = 0; n < 50 && lines.ReadLine() is { } line; n++)
            {
                if (n == 0 && line.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && line.Length == 5)
                {
                    return line[4];
                }

                foreach (var (separator, found) in counts)
                {
                    found.Add(CountOutsideQuotes(line, separator));
                }
            }
        }
        catch (DecoderFallbackException e)
        {
            throw new UnreadableFileException(FileProblem.NotUtf8, e);
        }

        return counts.MaxBy(c => c.Value.Where(n => n > 0).GroupBy(n => n).Select(g => g.Key * g.Count()).DefaultIfEmpty(0).Max()).Key;
    }

    private static int CountOutsideQuotes(string line, char separator)
    {
        var count = 0;
        var quoted = false;
        foreach (var c in line)
        {
            quoted ^= c == '"';
            count += !quoted && c == separator ? 1 : 0;
        }

        return count;
    }
}
