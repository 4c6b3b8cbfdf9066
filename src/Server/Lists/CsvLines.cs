using System.Text;

namespace TungNgo.Lists;

/// <summary>Lines of a text file, with those to come looked at before they are taken. No line is longer than a row of a sheet can be.</summary>
internal sealed class CsvLines(string path, Encoding encoding) : IDisposable
{
    /// <summary>What Excel lets into one cell.</summary>
    public const int LongestCell = 32_767;

    private const int Longest = 4 << 20, MostAhead = 500;

    private readonly StreamReader reader = new(path, encoding, detectEncodingFromByteOrderMarks: true, bufferSize: 1 << 16);
    private readonly List<string> ahead = [];
    private readonly StringBuilder line = new();
    private int taken;
    private int next = 1;

    /// <summary>Of the line taken last, from 1.</summary>
    public int Number { get; private set; }

    public string? Next()
    {
        Number = next;
        if (taken < ahead.Count)
        {
            next++;
            var first = ahead[taken++];
            if (taken == ahead.Count)
            {
                ahead.Clear();
                taken = 0;
            }

            return first;
        }

        var read = Read();
        next += read is null ? 0 : 1;
        return read;
    }

    /// <summary>A line below the one taken last; null at the end of the file, and beyond what a cell may reach over.</summary>
    public string? Peek(int below)
    {
        while (ahead.Count - taken <= below && below < MostAhead)
        {
            if (Read() is not { } read)
            {
                return null;
            }

            ahead.Add(read);
        }

        return below < MostAhead ? ahead[taken + below] : null;
    }

    public void Drop(int lines)
    {
        for (; lines > 0; lines--)
        {
            var number = Number;
            Next();
            Number = number;
        }
    }

    public void Dispose() => reader.Dispose();

    private string? Read()
    {
        try
        {
            line.Clear();
            int c;
            while ((c = reader.Read()) >= 0)
            {
                if (c is '\n' or '\r')
                {
                    if (c == '\r' && reader.Peek() == '\n')
                    {
                        reader.Read();
                    }

                    return line.ToString();
                }

                line.Append(line.Length < Longest ? (char)c : throw new UnreadableFileException(FileProblem.Damaged));
            }

            return line.Length > 0 ? line.ToString() : null;
        }
        catch (DecoderFallbackException e)
        {
            throw new UnreadableFileException(FileProblem.NotUtf8, e);
        }
    }
}
