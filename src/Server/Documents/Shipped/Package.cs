using System.Xml.Linq;
using TungNgo.Documents.Docx;
using static TungNgo.Documents.Docx.WordNames;
using static TungNgo.Documents.Shipped.Paper;

namespace TungNgo.Documents.Shipped;

/// <summary>
/// A docx around a text: A4 with margins of 20, 30, 20 and 15 mm, Times New Roman, the number of the page in the middle of the top margin from the second
/// page on (Decree 30/2020).
/// </summary>
internal static class Package
{
    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    public static byte[] Of(IEnumerable<XElement> body) => WordFile.Of(
    [
        ("[Content_Types].xml", new(new XElement(Types + "Types",
            new XElement(Types + "Default", new XAttribute("Extension", "rels"),
                new XAttribute("ContentType", "application/vnd.openxmlformats-package.relationships+xml")),
            new XElement(Types + "Default", new XAttribute("Extension", "xml"), new XAttribute("ContentType", "application/xml")),
            Type("/word/document.xml", MainType), Type("/word/styles.xml", Word + "styles+xml"), Type("/word/header1.xml", Word + "header+xml"),
            Type("/word/settings.xml", Word + "settings+xml")))),
        ("_rels/.rels", Related(("officeDocument", "word/document.xml"))),
        ("word/_rels/document.xml.rels", Related(("styles", "styles.xml"), ("header", "header1.xml"), ("settings", "settings.xml"))),
        ("word/document.xml", new(new XElement(W + "document", Spaces(), new XElement(Body, body, PageOf())))),
        ("word/header1.xml", new(new XElement(W + "hdr", Spaces(), Number()))),
        ("word/styles.xml", new(new XElement(W + "styles", Spaces(), Defaults(), Normal()))),
        ("word/settings.xml", new(new XElement(W + "settings", Spaces(),
            new XElement(W + "defaultTabStop", At("val", 567)),
            new XElement(W + "compat", new XElement(W + "compatSetting", At("name", "compatibilityMode"),
                At("uri", "http://schemas.microsoft.com/office/word"), At("val", 15)))))),
    ]).Save();

    private static XElement PageOf() => new(
        Section,
        new XElement(W + "headerReference", At("type", "default"), new XAttribute(R + "id", "rId2")),
        new XElement(W + "pgSz", At("w", 11906), At("h", 16838)),
        new XElement(W + "pgMar", At("top", 1134), At("right", 850), At("bottom", 1134), At("left", 1701), At("header", 567), At("footer", 567),
            At("gutter", 0)),
        new XElement(W + "titlePg"));

    private static XElement Number()
    {
        var number = P("", new(Side.Center, 13, Indent: false, After: 0));
        XElement Part(params object[] content) =>
            new(Run, new XElement(RunLook, new XElement(W + "sz", At("val", 26)), new XElement(W + "szCs", At("val", 26))), content);
        number.Add(
            Part(new XElement(W + "fldChar", At("fldCharType", "begin"))),
            Part(new XElement(W + "instrText", new XAttribute(XNamespace.Xml + "space", "preserve"), " PAGE ")),
            Part(new XElement(W + "fldChar", At("fldCharType", "separate"))), Part(TextOf("2")), Part(new XElement(W + "fldChar", At("fldCharType", "end"))));
        return number;
    }

    private static XElement Defaults() => new(
        W + "docDefaults",
        new XElement(W + "rPrDefault", new XElement(RunLook,
            new XElement(W + "rFonts", At("ascii", "Times New Roman"), At("hAnsi", "Times New Roman"), At("eastAsia", "Times New Roman"),
                At("cs", WordRuns.KhmerFont)),
            new XElement(W + "sz", At("val", 28)), new XElement(W + "szCs", At("val", 28)),
            new XElement(W + "lang", At("val", "vi-VN"), At("eastAsia", "vi-VN"), At("bidi", "km-KH")))),
        new XElement(W + "pPrDefault", new XElement(ParagraphLook, new XElement(W + "spacing", At("after", 0), At("line", 264), At("lineRule", "auto")))));

    private static XElement[] Normal() =>
    [
        new(W + "style", At("type", "paragraph"), At("default", 1), At("styleId", "Normal"), new XElement(W + "name", At("val", "Normal")),
            new XElement(W + "qFormat")),
        new(W + "style", At("type", "table"), At("default", 1), At("styleId", "TableNormal"), new XElement(W + "name", At("val", "Normal Table"))),
    ];

    private static XDocument Related(params (string Type, string Target)[] parts) => new(new XElement(
        Rels + "Relationships",
        parts.Select((p, i) => new XElement(Rels + "Relationship", new XAttribute("Id", $"rId{i + 1}"), new XAttribute("Type", $"{Relations}/{p.Type}"),
            new XAttribute("Target", p.Target)))));

    private static XElement Type(string part, string type) => new(Types + "Override", new XAttribute("PartName", part), new XAttribute("ContentType", type));

    private static XAttribute[] Spaces() => [new(XNamespace.Xmlns + "w", W.NamespaceName), new(XNamespace.Xmlns + "r", R.NamespaceName)];
}
