using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace TungNgo.Tests.OddLists;

/// <summary>
/// A workbook or a text file of an office, typed as a table: a line is a row, a bar parts the cells. "=== Name" begins a sheet ("=== Name !" a hidden one),
/// "merge A1:B2" merges cells, "~" before a row hides it. Digits are numbers, unless an apostrophe stands before them; "d:1950-02-01" is a date; "#N/A" an error.
/// </summary>
internal static class OfficeList
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main", Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private sealed record Sheet(string Name, bool IsHidden)
    {
        public StringBuilder Rows { get; } = new();
        public List<string> Merges { get; } = [];
        public int Last { get; set; }
    }

    public static byte[] Xlsx(string table)
    {
        var sheets = new List<Sheet>();
        foreach (var line in table.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n'))
        {
            if (line.StartsWith("=== ", StringComparison.Ordinal))
            {
                var name = line[4..];
                sheets.Add(new(name.TrimEnd('!', ' '), name.EndsWith('!')));
                continue;
            }

            if (sheets.Count == 0)
            {
                sheets.Add(new("Sheet1", false));
            }

            var sheet = sheets[^1];
            if (line.StartsWith("merge ", StringComparison.Ordinal))
            {
                sheet.Merges.Add(line[6..]);
                continue;
            }

            var isHidden = line.StartsWith('~');
            var number = ++sheet.Last;
            sheet.Rows.Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\"{(isHidden ? " hidden=\"1\"" : "")}>");
            foreach (var (cell, column) in (isHidden ? line[1..] : line).Split('|').Select((c, i) => (c, i)).Where(c => c.c.Length > 0))
            {
                sheet.Rows.Append(Cell(cell, $"{(char)('A' + column)}{number}"));
            }

            sheet.Rows.Append("</row>");
        }

        return Package(sheets);
    }

    public static byte[] Csv(string text, Encoding? encoding = null) => (encoding ?? new UTF8Encoding(false)).GetBytes(text.ReplaceLineEndings("\r\n"));

    private static string Cell(string cell, string place)
    {
        if (cell.StartsWith("d:", StringComparison.Ordinal))
        {
            return string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\" s=\"1\"><v>{DateTime.Parse(cell[2..], CultureInfo.InvariantCulture).ToOADate()}</v></c>");
        }

        if (cell[0] == '#')
        {
            return $"<c r=\"{place}\" t=\"e\"><v>{cell}</v></c>";
        }

        return cell.All(char.IsAsciiDigit) ? $"<c r=\"{place}\"><v>{cell}</v></c>"
            : $"<c r=\"{place}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{SecurityElement.Escape(cell[0] == '\'' ? cell[1..] : cell)}</t></is></c>";
    }

    private static byte[] Package(List<Sheet> sheets)
    {
        using var bytes = new MemoryStream();
        using (var package = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Part("[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                <Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
                """);
            Part("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"a\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
            Part("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{string.Concat(sheets.Select((s, i) =>
                $"<sheet name=\"{SecurityElement.Escape(s.Name)}\" sheetId=\"{i + 1}\" r:id=\"s{i}\"{(s.IsHidden ? " state=\"hidden\"" : "")}/>"))}</sheets></workbook>");
            Part("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(sheets.Select((_, i) =>
                $"<Relationship Id=\"s{i}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{i}.xml\"/>"))}<Relationship Id=\"t\" Type=\"{Relations}/styles\" Target=\"styles.xml\"/></Relationships>");
            Part("xl/styles.xml", $"""
                <styleSheet xmlns="{Main}"><fonts count="1"><font><sz val="11"/><name val="Arial"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>
                <borders count="1"><border><left/><right/><top/><bottom/></border></borders><cellStyleXfs count="1"><xf numFmtId="0"/></cellStyleXfs>
                <cellXfs count="2"><xf numFmtId="0" xfId="0"/><xf numFmtId="14" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>
                """);
            foreach (var (sheet, i) in sheets.Select((s, i) => (s, i)))
            {
                var merges = sheet.Merges.Count == 0 ? "" : $"<mergeCells>{string.Concat(sheet.Merges.Select(m => $"<mergeCell ref=\"{m}\"/>"))}</mergeCells>";
                Part($"xl/worksheets/sheet{i}.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{sheet.Rows}</sheetData>{merges}</worksheet>");
            }

            void Part(string name, string text)
            {
                using var writer = new StreamWriter(package.CreateEntry(name).Open());
                writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text);
            }
        }

        return bytes.ToArray();
    }
}
