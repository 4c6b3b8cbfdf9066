using System.IO.Compression;

namespace TungNgo.Lists;

/// <summary>Why a file cannot be read at all. Each has a sentence and a next step in the text catalogue.</summary>
internal enum FileProblem { Empty, OldExcel, Protected, NotASheet, Damaged, NotUtf8, TooLarge, NoHeader, OpenDocument }

internal sealed class UnreadableFileException(FileProblem problem, Exception? inner = null) : Exception(problem.ToString(), inner)
{
    public FileProblem Problem { get; } = problem;
}

/// <summary>
/// Streams the rows of every sheet of an xlsx or csv file, recognised by content and not by name. Never more than one row at a
/// time is held, apart from the shared strings of an xlsx, whose size is capped; how much work a file may make, <see cref="SheetWork"/> says.
/// </summary>
internal static class SheetFile
{
    /// <summary>A province of 1.2 million people in one xlsx has under 100 MB of strings; more is not a household list.</summary>
    public const long MaxSharedStrings = 192L << 20;

    /// <summary>The rows of the tables; the heading and the signatures that this house puts around a table of its own are left out.</summary>
    /// <param name="legacy">Csv files of before Unicode are given byte by byte; otherwise they are refused.</param>
    public static IEnumerable<SheetRow> Rows(string path, bool legacy = false) => SheetPaper.Without(Whole(path, legacy));

    public static IEnumerable<SheetRow> Whole(string path, bool legacy = false)
    {
        using var converted = OfficeBook.Convert(path);
        path = converted?.Path ?? path;
        var work = new SheetWork(new FileInfo(path).Length);
        var rows = IsXlsx(path) ? XlsxSheets.Rows(path, work) : CsvSheet.Rows(path, work, legacy);
        using var each = rows.GetEnumerator();
        while (true)
        {
            SheetRow row;
            try
            {
                if (!each.MoveNext())
                {
                    yield break;
                }

                row = each.Current;
            }
            catch (Exception e) when (IsOfFile(e))
            {
                throw new UnreadableFileException(FileProblem.Damaged, e);
            }

            yield return row;
        }
    }

    private static bool IsXlsx(string path)
    {
        Span<byte> start = stackalloc byte[8];
        using (var file = File.OpenRead(path))
        {
            var read = file.ReadAtLeast(start, 8, throwOnEndOfStream: false);
            if (read == 0)
            {
                throw new UnreadableFileException(FileProblem.Empty);
            }

            start = start[..read];
        }

        if (start.StartsWith("PK"u8))
        {
            GuardPackage(path);
            return true;
        }

        // The compound format holds both Excel 97–2003 books and password-protected xlsx.
        if (start.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
        {
            throw new UnreadableFileException(HoldsEncryptedPackage(path) ? FileProblem.Protected : FileProblem.OldExcel);
        }

        return start.IndexOf((byte)0) < 0 || start[0] is 0xFF or 0xFE || start[1] == 0 || start[0] == 0
            ? false
            : throw new UnreadableFileException(FileProblem.NotASheet);
    }

    private static void GuardPackage(string path)
    {
        try
        {
            using var package = ZipFile.OpenRead(path);
            if (XlsxBook.Find(package, XlsxBook.PlaceOf(package, new SheetWork(new FileInfo(path).Length))) is null)
            {
                throw new UnreadableFileException(FileProblem.NotASheet);
            }

            if (XlsxBook.Find(package, "xl/sharedStrings.xml")?.Length > MaxSharedStrings)
            {
                throw new UnreadableFileException(FileProblem.TooLarge);
            }
        }
        catch (Exception e) when (IsOfFile(e))
        {
            throw new UnreadableFileException(FileProblem.Damaged, e);
        }
    }

    /// <summary>What the parsers throw on a broken workbook; a fault of the file, not of the server.</summary>
    private static bool IsOfFile(Exception e) => e is InvalidDataException or System.Xml.XmlException or FormatException or KeyNotFoundException
        or NullReferenceException or ArgumentException or IndexOutOfRangeException or OverflowException or EndOfStreamException;

    public static bool HoldsEncryptedPackage(string path)
    {
        // Directory names stand in UTF-16 inside the first sectors; enough to tell the two apart.
        var head = new byte[64 * 1024];
        using var file = File.OpenRead(path);
        var read = file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head.AsSpan(0, read).IndexOf(System.Text.Encoding.Unicode.GetBytes("EncryptedPackage")) >= 0;
    }
}
