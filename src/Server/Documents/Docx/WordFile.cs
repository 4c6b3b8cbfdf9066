using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;
using TungNgo.Web;

namespace TungNgo.Documents.Docx;

/// <summary>
/// A docx as its parts. What comes from outside is bounded before it is believed: size, number of parts, depth. Written again it is the same to the last
/// byte wherever it is written: parts in one order, of one time, stored without compression, whose result changes between versions of its library.
/// </summary>
internal sealed class WordFile
{
    public const int MostBytes = 5 << 20;
    private const int MostUnpacked = 40 << 20, MostOfXml = 8 << 20, MostParts = 400, Deepest = 120;
    private const string TypesPart = "[Content_Types].xml", RootRelations = "_rels/.rels";
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SortedDictionary<string, byte[]> parts = new(StringComparer.Ordinal);

    /// <summary>Name of the part that holds the text.</summary>
    public string Main { get; private set; } = "word/document.xml";

    public IEnumerable<string> Parts => parts.Keys;

    /// <summary>The text itself, then what stands at the head and foot of pages.</summary>
    public IEnumerable<string> TextParts => parts.Keys.Where(p => p == Main || IsEdge(p)).OrderBy(p => p != Main).ThenBy(p => p, StringComparer.Ordinal);

    public static bool IsEdge(string part) =>
        part.StartsWith("word/header", StringComparison.Ordinal) || part.StartsWith("word/footer", StringComparison.Ordinal);

    /// <exception cref="Refusal">It is no docx, too large, or holds what a template may not.</exception>
    public static WordFile Open(byte[] content)
    {
        if (content.Length > MostBytes)
        {
            throw new Refusal(Problems.TemplateTooLarge, MostBytes >> 20);
        }

        try
        {
            var file = new WordFile();
            file.Unpack(content);
            WordGuard.Look(file);
            return file;
        }
        catch (Exception error) when (error is not (Refusal or OutOfMemoryException))
        {
            // Broken archives fail in as many ways as their reader has lines.
            throw new Refusal(Problems.TemplateNotDocx);
        }
    }

    public static WordFile Of(IEnumerable<(string Name, XDocument Content)> given)
    {
        var file = new WordFile();
        foreach (var (name, content) in given)
        {
            file.Put(name, content);
        }

        return file;
    }

    public bool Has(string part) => parts.ContainsKey(part);

    public XDocument Read(string part)
    {
        using (var measure = Reader(part))
        {
            // Copying a tree walks it in depth: one that is deeper than any writer makes would end the process.
            while (measure.Read())
            {
                if (measure.Depth > Deepest)
                {
                    throw new InvalidDataException(part);
                }
            }
        }

        using var reader = Reader(part);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    public void Put(string part, XDocument content)
    {
        using var memory = new MemoryStream();
        using (var writer = XmlWriter.Create(memory,
            new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), Indent = false, NewLineHandling = NewLineHandling.None }))
        {
            content.Save(writer);
        }

        parts[part] = memory.ToArray();
    }

    public byte[] Save()
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts.OrderBy(p => p.Key != TypesPart).ThenBy(p => p.Key != RootRelations))
            {
                var entry = zip.CreateEntry(name, CompressionLevel.NoCompression);
                entry.LastWriteTime = NoTime;
                using var stream = entry.Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }

    private void Unpack(byte[] content)
    {
        using var zip = new ZipArchive(new MemoryStream(content), ZipArchiveMode.Read);
        if (zip.Entries.Count > MostParts)
        {
            throw new Refusal(Problems.TemplateTooLarge, MostBytes >> 20);
        }

        var left = MostUnpacked;
        foreach (var entry in zip.Entries.Where(e => !e.FullName.EndsWith('/')))
        {
            // What an archive says of its sizes is not believed; it is counted.
            using var stream = entry.Open();
            using var memory = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                left -= read;
                if (left < 0)
                {
                    throw new Refusal(Problems.TemplateTooLarge, MostBytes >> 20);
                }

                memory.Write(buffer, 0, read);
            }

            if (!parts.TryAdd(entry.FullName, memory.ToArray()))
            {
                throw new InvalidDataException(entry.FullName);
            }
        }

        var main = Read(RootRelations).Root!.Elements(WordNames.Rels + "Relationship")
            .First(r => ((string?)r.Attribute("Type"))?.EndsWith("/officeDocument", StringComparison.Ordinal) == true);
        Main = ((string)main.Attribute("Target")!).TrimStart('/');
        if (!Has(TypesPart) || Read(Main).Root?.Element(WordNames.Body) is null)
        {
            throw new InvalidDataException(Main);
        }
    }

    private XmlReader Reader(string part) => XmlReader.Create(new MemoryStream(parts[part]), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MostOfXml,
    });
}
