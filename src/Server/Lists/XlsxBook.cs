using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml;

namespace TungNgo.Lists;

/// <summary>What the sheets of an xlsx share: their names and order, the strings, which styles are dates, the first day.</summary>
internal sealed partial class XlsxBook
{
    /// <summary>Days between 1 January 1904 and Excel's usual day 0; some books of the Macintosh count from there.</summary>
    private const int DaysTo1904 = 1462;

    /// <summary>Twice what Excel lets into one cell.</summary>
    private const int MaxText = 65_536;

    /// <summary>More sheets than anybody pages through; the same part may stand behind each.</summary>
    private const int MaxSheets = 1_000;

    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string StrictRelations = "http://purl.oclc.org/ooxml/officeDocument/relationships";

    private readonly List<(string Name, ZipArchiveEntry Part, bool IsHidden)> sheets = [];
    private readonly List<string> strings = [];
    private readonly List<bool> dates = [];
    private int firstDay;

    public IReadOnlyList<(string Name, ZipArchiveEntry Part, bool IsHidden)> Sheets => sheets;

    /// <exception cref="InvalidDataException">A part that the book names is missing.</exception>
    public static XlsxBook Read(ZipArchive package, SheetWork work)
    {
        var book = new XlsxBook();
        var place = PlaceOf(package, work);
        var parts = Parts(package, Beside(place), work, RelationsOf(place));
        using (var xml = OpenShared(Entry(package, place), work))
        {
            while (xml.Read())
            {
                if (xml.IsElement("sheet"))
                {
                    if (book.sheets.Count == MaxSheets)
                    {
                        throw new UnreadableFileException(FileProblem.TooLarge);
                    }

                    var id = xml.Attribute("id", Relations) ?? xml.Attribute("id", StrictRelations) ?? throw new InvalidDataException("A sheet without a part.");
                    book.AddSheet(Whole(xml.Attribute("name") ?? ""), package, parts[id], xml.Attribute("state") is "hidden" or "veryHidden");
                }
                else if (xml.IsElement("workbookPr") && xml.Attribute("date1904") is "1" or "true")
                {
                    book.firstDay = DaysTo1904;
                }
            }
        }

        foreach (var (type, path) in parts.Values)
        {
            if (type.EndsWith("/styles", StringComparison.Ordinal))
            {
                book.ReadStyles(Entry(package, path), work);
            }
            else if (type.EndsWith("/sharedStrings", StringComparison.Ordinal))
            {
                book.ReadStrings(Entry(package, path), work);
            }
        }

        return book;
    }

    /// <summary>The text of the element at which the reader stands, after what came before; leaves the reader behind the element.</summary>
    /// <exception cref="InvalidDataException">More than a cell holds, or no plain text.</exception>
    public static string Text(SheetXml xml, string? before = null)
    {
        var text = before;
        if (!xml.IsEmptyElement)
        {
            while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
            {
                xml.Copied(text?.Length ?? 0);
                text += xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace && (text?.Length ?? 0) < MaxText
                    ? xml.Value
                    : throw new InvalidDataException($"{xml.NodeType} in a cell's text.");
            }
        }

        xml.Read();
        return text ?? "";
    }

    /// <summary>The value of a cell as text, number, date or truth value.</summary>
    /// <param name="held">What the cell's element holds.</param>
    /// <param name="type">ECMA-376 ST_CellType; null is a number.</param>
    public object? Value(string held, string? type, string? style)
    {
        switch (type)
        {
            case "s":
                return strings[int.Parse(held, NumberStyles.None, CultureInfo.InvariantCulture)] is { Length: > 0 } shared ? shared : null;
            case "b":
                return held is "1" or "true";
            case "e":
                return new SheetError(Whole(held));
            case "d" when DateTime.TryParse(held, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day):
                return day;
            case null or "n" when double.TryParse(held, NumberStyles.Float, CultureInfo.InvariantCulture, out var number):
                return IsDate(style) && number + firstDay is >= 0 and < 2_958_466 ? DateTime.FromOADate(number + firstDay) : number;
            default:
                return Decoded(held);
        }
    }

    private bool IsDate(string? style) => style is not null && int.TryParse(style, out var index) && index >= 0 && index < dates.Count && dates[index];

    /// <summary>Sheets of nothing but a chart or a dialogue hold no cells.</summary>
    private void AddSheet(string name, ZipArchive package, (string Type, string Path) part, bool isHidden)
    {
        if (part.Type.EndsWith("/worksheet", StringComparison.Ordinal))
        {
            sheets.Add((name, Entry(package, part.Path), isHidden));
        }
    }

    /// <summary>Where the book's own part is: the package says it; nearly always the usual place.</summary>
    public static string PlaceOf(ZipArchive package, SheetWork work)
    {
        const string usual = "xl/workbook.xml";
        if (Find(package, usual) is not null || Find(package, "_rels/.rels") is null)
        {
            return usual;
        }

        return Parts(package, "", work, "_rels/.rels").Values.FirstOrDefault(p => p.Type.EndsWith("/officeDocument", StringComparison.Ordinal)).Path ?? usual;
    }

    private static string Beside(string place) => place.LastIndexOf('/') is >= 0 and var slash ? place[..(slash + 1)] : "";

    private static string RelationsOf(string place) => $"{Beside(place)}_rels/{place[Beside(place).Length..]}.rels";

    private static Dictionary<string, (string Type, string Path)> Parts(ZipArchive package, string folder, SheetWork work, string relations)
    {
        var parts = new Dictionary<string, (string, string)>();
        using var xml = OpenShared(Entry(package, relations), work);
        while (xml.Read())
        {
            if (xml.IsElement("Relationship") && xml.Attribute("TargetMode") != "External")
            {
                parts[xml.Attribute("Id") ?? ""] = (xml.Attribute("Type") ?? "", Resolved(folder, xml.Attribute("Target") ?? ""));
            }
        }

        return parts;
    }

    /// <summary>"../xl/worksheets/sheet1.xml", "/xl/styles.xml", "worksheets\sheet1.xml": as paths within the package.</summary>
    private static string Resolved(string folder, string target)
    {
        target = target.Replace('\\', '/');
        var steps = new List<string>();
        foreach (var step in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (step == "..")
            {
                steps.RemoveRange(Math.Max(0, steps.Count - 1), Math.Min(1, steps.Count));
            }
            else if (step != ".")
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }

    private static ZipArchiveEntry Entry(ZipArchive package, string path) => Find(package, path) ?? throw new InvalidDataException($"{path} is missing.");

    /// <summary>Some programs of Windows write backslashes, or other capitals than they then ask for.</summary>
    public static ZipArchiveEntry? Find(ZipArchive package, string path) => package.GetEntry(path)
        ?? package.Entries.FirstOrDefault(e => string.Equals(e.FullName.Replace('\\', '/').TrimStart('/'), path, StringComparison.OrdinalIgnoreCase));

    /// <summary>A part whose content stays in memory, whatever its name is: the guard of the package goes by the usual names.</summary>
    private static SheetXml OpenShared(ZipArchiveEntry part, SheetWork work) =>
        part.Length <= SheetFile.MaxSharedStrings ? new SheetXml(part, work) : throw new UnreadableFileException(FileProblem.TooLarge);

    private void ReadStrings(ZipArchiveEntry part, SheetWork work)
    {
        using var xml = OpenShared(part, work);
        string? text = null;
        var read = xml.Read();
        while (read)
        {
            switch (xml.NodeType, xml.LocalName)
            {
                case (XmlNodeType.Element, "t"):
                    text = Text(xml, text);
                    continue;
                // How a word is spoken, in East Asian books.
                case (XmlNodeType.Element, "rPh"):
                    xml.Skip();
                    continue;
                case (XmlNodeType.Element, "si") when xml.IsEmptyElement:
                case (XmlNodeType.EndElement, "si"):
                    strings.Add(Decoded(text ?? ""));
                    text = null;
                    break;
            }

            read = xml.Read();
        }
    }

    private void ReadStyles(ZipArchiveEntry part, SheetWork work)
    {
        using var xml = OpenShared(part, work);
        var formats = new Dictionary<string, bool>();
        var inCells = false;
        while (xml.Read())
        {
            if (xml.LocalName == "cellXfs")
            {
                inCells = xml.NodeType == XmlNodeType.Element && !xml.IsEmptyElement;
            }
            else if (xml.IsElement("numFmt"))
            {
                formats[xml.Attribute("numFmtId") ?? ""] = DateLetters().IsMatch(NotLetters().Replace(xml.Attribute("formatCode") ?? "", ""));
            }
            else if (inCells && xml.IsElement("xf"))
            {
                var id = xml.Attribute("numFmtId") ?? "";
                dates.Add(formats.TryGetValue(id, out var own) ? own : int.TryParse(id, out var known) && known is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58));
            }
        }
    }

    /// <summary>"_x000D_" is how a control character is written (ECMA-376 ST_Xstring).</summary>
    private static string Decoded(string text) => Whole(text.Contains("_x", StringComparison.Ordinal)
        ? Escaped().Replace(text, m => ((char)int.Parse(m.Groups[1].ValueSpan, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text);

    /// <summary>Half of a character is none: no database keeps it, so it is shown as one that was lost.</summary>
    private static string Whole(string text) => text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 ? text : string.Concat(text.EnumerateRunes());

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex Escaped();

    /// <summary>Parts of a number format that are text, colours or locales.</summary>
    [GeneratedRegex(@"""[^""]*""|\[[^\]]*\]|\\.|_.|\*.")]
    private static partial Regex NotLetters();

    [GeneratedRegex("[dmyhs]", RegexOptions.IgnoreCase)]
    private static partial Regex DateLetters();
}
