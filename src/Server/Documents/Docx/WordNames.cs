using System.Xml.Linq;

namespace TungNgo.Documents.Docx;

/// <summary>Names of WordprocessingML (ISO 29500) that are spoken of here.</summary>
internal static class WordNames
{
    public const string MainType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";

    public static readonly XNamespace W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    public static readonly XNamespace R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    public static readonly XNamespace Rels = "http://schemas.openxmlformats.org/package/2006/relationships";
    public static readonly XNamespace Types = "http://schemas.openxmlformats.org/package/2006/content-types";

    public static readonly XName Body = W + "body", Paragraph = W + "p", ParagraphLook = W + "pPr", Run = W + "r", RunLook = W + "rPr", Text = W + "t",
        Break = W + "br",
        Table = W + "tbl", TableLook = W + "tblPr", Row = W + "tr", Cell = W + "tc", CellLook = W + "tcPr", Section = W + "sectPr", Value = W + "val";

    /// <summary>The text, with its blanks.</summary>
    public static XElement TextOf(string text) => new(Text, new XAttribute(XNamespace.Xml + "space", "preserve"), text);

    public static string? Said(this XElement? element, string name) => (string?)element?.Attribute(W + name);
}
