using System.Diagnostics;
using TungNgo.Web;

namespace TungNgo.Lists;

/// <summary>
/// Books of Excel before 2007 and of OpenDocument, saved as xlsx by LibreOffice where it is installed: in a folder of its own, one at a time, bounded in time
/// and size. What comes out of it is read like any other file that somebody sent.
/// </summary>
internal static class OfficeBook
{
    /// <summary>A commune's list of the old kind is a megabyte; LibreOffice takes a thousand times as much memory.</summary>
    private const long MostBytes = 32L << 20;

    private const long MostUnpacked = 256L << 20;
    private const int MostWaiting = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(90);
    private static int waiting;
    private static readonly SemaphoreSlim OneAtATime = new(1, 1);
    private const string Bounds = "/usr/bin/prlimit";
    private static readonly string[] Names = ["soffice", "libreoffice"];

    /// <summary>Whether such books can be read on this machine.</summary>
    public static bool IsInstalled => Executable() is not null;

    /// <returns>The book as xlsx, deleted when disposed; null when the file needs none of this.</returns>
    /// <exception cref="UnreadableFileException">It is such a book and cannot be converted here.</exception>
    public static ConvertedBook? Convert(string path)
    {
        if (KindOf(path) is not { } kind)
        {
            return null;
        }

        var unread = kind == "ods" ? FileProblem.OpenDocument : FileProblem.OldExcel;
        if (Executable() is not { } program)
        {
            throw new UnreadableFileException(unread);
        }

        if (new FileInfo(path).Length > MostBytes)
        {
            throw new UnreadableFileException(FileProblem.TooLarge);
        }

        if (kind == "ods" && Unpacked(path) > MostUnpacked)
        {
            throw new UnreadableFileException(FileProblem.TooLarge);
        }

        // Who comes while others wait already comes back: a thread each is what they hold.
        if (Interlocked.Increment(ref waiting) > MostWaiting || !OneAtATime.Wait(Longest))
        {
            Interlocked.Decrement(ref waiting);
            throw new Refusal(Problems.Busy);
        }

        var folder = Directory.CreateTempSubdirectory("tungngo-office-").FullName;
        try
        {
            var list = Path.Combine(folder, "list." + kind);
            File.Copy(path, list);
            Run(program, folder, list, kind == "xls" ? "MS Excel 97" : "calc8");
            var made = Path.Combine(folder, "made", "list.xlsx");
            return File.Exists(made) ? new ConvertedBook(folder, made) : throw new UnreadableFileException(FileProblem.Damaged);
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
            OneAtATime.Release();
        }
    }

    private static long Unpacked(string path)
    {
        try
        {
            using var package = System.IO.Compression.ZipFile.OpenRead(path);
            return package.Entries.Sum(e => e.Length);
        }
        catch (InvalidDataException)
        {
            throw new UnreadableFileException(FileProblem.Damaged);
        }
    }

    /// <summary>By its content; null for anything that is read without help.</summary>
    private static string? KindOf(string path)
    {
        Span<byte> start = stackalloc byte[128];
        using (var file = File.OpenRead(path))
        {
            start = start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        }

        if (start.StartsWith<byte>([0xD0, 0xCF, 0x11, 0xE0]))
        {
            return SheetFile.HoldsEncryptedPackage(path) ? null : "xls";
        }

        // An OpenDocument package begins with its own kind, unpacked.
        return start.StartsWith("PK"u8) && start.IndexOf("application/vnd.oasis.opendocument.spreadsheet"u8) >= 0 ? "ods" : null;
    }

    /// <param name="filter">By which it is read: left to itself the program takes what is no book for a text, and makes a table of it.</param>
    private static void Run(string program, string folder, string list, string filter)
    {
        // What the program may take of memory and disk is bounded where the system has a word for it.
        var bounded = File.Exists(Bounds);
        var start = new ProcessStartInfo(bounded ? Bounds : program)
        {
            ArgumentList =
            {
                $"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}", "--headless", "--norestore", "--nolockcheck", $"--infilter={filter}",
                "--convert-to", "xlsx", "--outdir", Path.Combine(folder, "made"), list,
            },
            WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false,
        };
        foreach (var word in bounded ? (string[])[program, "--fsize=268435456", "--as=6442450944"] : [])
        {
            start.ArgumentList.Insert(0, word);
        }

        using var process = Process.Start(start) ?? throw new UnreadableFileException(FileProblem.Damaged);
        // Read, or it would wait for a reader for ever; nothing of it is of use.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(Longest))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            throw new UnreadableFileException(FileProblem.TooLarge);
        }
    }

    private static string? Executable() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name))).FirstOrDefault(File.Exists);
}

/// <summary>A book that was converted, in a folder that goes with it.</summary>
internal sealed class ConvertedBook(string folder, string path) : IDisposable
{
    public string Path => path;

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
