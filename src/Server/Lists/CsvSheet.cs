using System.Text;

namespace TungNgo.Lists;

/// <summary>
/// A csv file as offices send it: UTF-8 with or without a mark, or UTF-16; separated by comma, semicolon, tab or bar; quoted cells
/// may hold line breaks. Every cell is text. Other encodings are refused: reading them as UTF-8 would silently ruin names.
/// </summary>
internal static class CsvSheet
{
    /// <summary>A longer cell means an unclosed quote that would swallow the rest of the file.</summary>
    private const int MaxCell = 32_767;

    public static IEnumerable<SheetRow> Rows(string path, SheetWork work)
    {
        var encoding = EncodingOf(path);
        var separator = SeparatorOf(path, encoding);
        using var reader = new StreamReader(path, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
        var cells = new List<SheetCell>();
        var cell = new StringBuilder();
        var line = 1;
        var started = line;
        var quoted = false;
        int c;
        while ((c = Read(reader)) >= 0)
        {
            var ch = (char)c;
            if (quoted)
            {
                if (ch == '"' && reader.Peek() == '"')
                {
                    reader.Read();
                    cell.Append('"');
                }
                else if (ch == '"')
                {
                    quoted = false;
                }
                else
                {
                    line += ch == '\n' ? 1 : 0;
                    cell.Append(cell.Length < MaxCell ? ch : throw new UnreadableFileException(FileProblem.Damaged));
                }
            }
            else if (ch == '"' && cell.Length == 0)
            {
                quoted = true;
            }
            else if (ch == separator)
            {
                Take(cell, cells, work);
            }
            else if (ch is '\n' or '\r')
            {
                if (ch == '\r' && reader.Peek() == '\n')
                {
                    reader.Read();
                }

                Take(cell, cells, work);
                if (!IsSeparatorNotice(cells, started))
                {
                    yield return new SheetRow("", started, [.. cells]);
                }

                cells.Clear();
                started = ++line;
            }
            else
            {
                cell.Append(cell.Length < MaxCell ? ch : throw new UnreadableFileException(FileProblem.Damaged));
            }
        }

        if (cells.Count > 0 || cell.Length > 0)
        {
            Take(cell, cells, work);
            yield return new SheetRow("", started, [.. cells]);
        }
    }

    private static void Take(StringBuilder cell, List<SheetCell> cells, SheetWork work)
    {
        work.Step();
        cells.Add(cells.Count < SheetWork.MaxColumns ? new SheetCell(cell.Length == 0 ? null : cell.ToString()) : throw new UnreadableFileException(FileProblem.Damaged));
        cell.Clear();
    }

    /// <summary>Excel's own first line "sep=;".</summary>
    private static bool IsSeparatorNotice(List<SheetCell> cells, int line) =>
        line == 1 && cells[0].Text?.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) == true;

    private static int Read(StreamReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (DecoderFallbackException e)
        {
            throw new UnreadableFileException(FileProblem.NotUtf8, e);
        }
    }

    private static Encoding EncodingOf(string path)
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
            (0, 0) => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true),
            var (even, odd) when odd > head.Length / 8 && odd > even * 4 => Encoding.Unicode,
            var (even, odd) when even > head.Length / 8 && even > odd * 4 => Encoding.BigEndianUnicode,
            _ => throw new UnreadableFileException(FileProblem.NotASheet),
        };
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
