using System.Diagnostics;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace TungNgo.Tests.Documents;

/// <summary>Other people's programs that read our documents: Microsoft's own validator, and LibreOffice where it is on the machine.</summary>
internal static class Office
{
    public static bool IsThere => Find("soffice") is not null && Find("pdftotext") is not null;

    public static void AssertValid(byte[] docx)
    {
        foreach (var version in new[] { FileFormatVersions.Office2019, FileFormatVersions.Microsoft365 })
        {
            using var document = WordprocessingDocument.Open(new MemoryStream(docx), false);
            Assert.Empty(new OpenXmlValidator(version).Validate(document).Select(e => $"{e.Description} {e.Path?.XPath}"));
        }
    }

    /// <summary>Text of the PDF that LibreOffice makes, by page.</summary>
    public static Task<string[]> PagesAsync(byte[] docx) => ConvertAsync(docx, "pdf", async pdf =>
    {
        var text = Path.ChangeExtension(pdf, "txt");
        await RunAsync("pdftotext", "-layout", pdf, text);
        return (await File.ReadAllTextAsync(text)).TrimEnd('\f').Split('\f');
    });

    /// <summary>Opened and saved again, as after an office has edited it: with runs, styles and parts as LibreOffice writes them.</summary>
    public static Task<byte[]> SavedAgainAsync(byte[] docx) => ConvertAsync(docx, "docx", file => File.ReadAllBytesAsync(file));

    /// <summary>Lines of the first sheet as LibreOffice reckons and shows them.</summary>
    public static async Task<string[]> SheetAsync(byte[] xlsx)
    {
        // LibreOffice comes in parts: without Calc it opens no table at all, a plain one as little as ours.
        Assert.SkipUnless(await ConvertAsync("1\n"u8.ToArray(), "ods", made => Task.FromResult(File.Exists(made)), "csv"), "libreoffice-calc-nogui is not installed");
        return await ConvertAsync(xlsx, "csv:Text - txt - csv (StarCalc):44,34,76", made => File.ReadAllLinesAsync(made), "xlsx");
    }

    public static void AssertValidSheet(byte[] xlsx)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(xlsx), false);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(document).Select(e => $"{e.Description} {e.Path?.XPath}"));
    }

    private static async Task<T> ConvertAsync<T>(byte[] content, string to, Func<string, Task<T>> read, string from = "docx")
    {
        Assert.SkipUnless(IsThere, "libreoffice-writer-nogui and poppler-utils are not installed");
        var folder = Directory.CreateTempSubdirectory("tn_office_").FullName;
        try
        {
            var (file, made) = (Path.Combine(folder, $"a.{from}"), Directory.CreateDirectory(Path.Combine(folder, "made")).FullName);
            await File.WriteAllBytesAsync(file, content);
            await RunAsync("soffice", $"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", to, "--outdir", made, file);
            return await read(Path.Combine(made, "a." + to.Split(':')[0]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Find(program)!, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program}: {await output} {await error}");
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(p => Path.Combine(p, program)).FirstOrDefault(File.Exists);
}
