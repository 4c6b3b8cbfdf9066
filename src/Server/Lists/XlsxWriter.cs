using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using TungNgo.Web;

namespace TungNgo.Lists;

/// <summary>
/// Writes one sheet row by row without holding it: exports and rows given back may be as long as the register. Text cells are
/// inline strings, so that nothing must be collected; texts that begin like a formula stay texts by their type.
/// </summary>
internal sealed class XlsxWriter : IDisposable
{
    private readonly ZipArchive package;
    private readonly StreamWriter sheet;
    private int row;

    public XlsxWriter(Stream target, string sheetName, bool leaveOpen = false)
    {
        package = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen);
        Part("[Content_Types].xml", """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
            """);
        Part("_rels/.rels", """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """);
        Part("xl/_rels/workbook.xml.rels", """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
            """);
        // Style 1 is the header, style 2 wraps nothing and shows dates as dd/mm/yyyy.
        Part("xl/styles.xml", """
            <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>
            """);
        Part("xl/workbook.xml", $"""
            <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="{Escape(SheetName(sheetName))}" sheetId="1" r:id="r1"/></sheets></workbook>
            """);
        sheet = new StreamWriter(package.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open(), new UTF8Encoding(false), 1 << 16);
        sheet.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
    }

    /// <param name="cells">Texts, whole or decimal numbers, days; null leaves the cell empty.</param>
    public void Row(object?[] cells, bool bold = false)
    {
        row++;
        sheet.Write("<row r=\"");
        sheet.Write(row);
        sheet.Write("\">");
        for (var i = 0; i < cells.Length; i++)
        {
            Cell(i, cells[i], bold);
        }

        sheet.Write("</row>");
    }

    public void Dispose()
    {
        sheet.Write("</sheetData></worksheet>");
        sheet.Dispose();
        package.Dispose();
    }

    private void Cell(int column, object? value, bool bold)
    {
        var style = bold ? " s=\"1\"" : value is DateOnly ? " s=\"2\"" : "";
        switch (value)
        {
            case null or "":
                return;
            case DateOnly day:
                sheet.Write($"<c r=\"{Letters(column)}{row}\"{style}><v>{(int)day.ToDateTime(TimeOnly.MinValue).ToOADate()}</v></c>");
                return;
            case int or long or double or decimal:
                sheet.Write(string.Create(CultureInfo.InvariantCulture, $"<c r=\"{Letters(column)}{row}\"{style}><v>{value}</v></c>"));
                return;
            default:
                sheet.Write($"<c r=\"{Letters(column)}{row}\" t=\"inlineStr\"{style}><is><t xml:space=\"preserve\">{Escape(value.ToString()!)}</t></is></c>");
                return;
        }
    }

    private void Part(string name, string xml)
    {
        using var part = new StreamWriter(package.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        part.Write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>");
        part.Write(xml.Trim());
    }

    /// <summary>Excel refuses longer names and these signs.</summary>
    private static string SheetName(string name)
    {
        var allowed = string.Concat(name.Where(c => c is not (':' or '\\' or '/' or '?' or '*' or '[' or ']')));
        return allowed.Length > 31 ? allowed[..31] : allowed;
    }

    private static string Escape(string text)
    {
        // Control characters cannot stand in XML at all.
        var clean = text.AsSpan().IndexOfAnyInRange('\0', '\u001f') < 0 ? text : string.Concat(text.Where(c => c is '\t' or '\n' || !char.IsControl(c)));
        return SecurityElement.Escape(clean);
    }

    private static string Letters(int column)
    {
        var letters = "";
        for (var n = column; n >= 0; n = (n / 26) - 1)
        {
            letters = (char)('A' + (n % 26)) + letters;
        }

        return letters;
    }
}
