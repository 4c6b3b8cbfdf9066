using System.Globalization;
using System.Xml.Linq;
using TungNgo.Documents.Docx;
using static TungNgo.Documents.Docx.WordNames;

namespace TungNgo.Documents.Shipped;

internal enum Side { Both, Left, Center, Right }

/// <summary>How a paragraph looks; lengths in points, indents in twentieths of one.</summary>
internal sealed record Look(
    Side Side = Side.Both, double Size = 14, bool Bold = false, bool Italic = false, bool Indent = true, double Before = 0, double After = 6, int Left = 0,
    int Right = 0, bool Keep = false,
    bool Rule = false, bool NewPage = false, bool Caps = false)
{
    public static readonly Look Text = new();
    public static readonly Look Cited = new(Italic: true);
    public static readonly Look Head = new(Bold: true, Before: 6, Keep: true);
    public static readonly Look Title = new(Side.Center, Bold: true, Indent: false, After: 0, Keep: true);

    /// <summary>In tables and blocks beside each other.</summary>
    public static readonly Look Block = new(Side.Center, 13, Indent: false, After: 0);
    public static readonly Look Cell = new(Side.Left, 12, Indent: false, Before: 2, After: 2);
}

/// <summary>Writes paragraphs and tables of a docx. In a text *stars* set what lies between them in bold.</summary>
internal static class Paper
{
    /// <summary>A4 between the margins: 165 mm.</summary>
    public const int Width = 9355;

    private const int FirstLine = 567;

    /// <summary>Columns of numbers, years and units are narrower, and stand in the middle.</summary>
    private const int Narrow = 1500;

    public static XElement P(string text, Look? given = null)
    {
        var look = given ?? Look.Text;
        var indent = new XElement(W + "ind", At("left", look.Left), At("right", look.Right), At("firstLine", look.Indent ? FirstLine : 0));
        var size = (int)(look.Size * 2);
        return new(
            Paragraph,
            new XElement(ParagraphLook,
                look.Keep ? new XElement(W + "keepNext") : null,
                look.NewPage ? new XElement(W + "pageBreakBefore") : null,
                look.Rule ? new XElement(W + "pBdr", new XElement(W + "top", At("val", "single"), At("sz", 6), At("space", 1), At("color", "000000"))) : null,
                new XElement(W + "spacing", At("before", (int)(look.Before * 20)), At("after", (int)(look.After * 20)), At("line", look.Rule ? 120 : 264),
                    At("lineRule", look.Rule ? "exact" : "auto")),
                indent, new XElement(W + "jc", At("val", look.Side.ToString().ToLowerInvariant())),
                new XElement(RunLook, Letters(look, size, look.Bold))),
            text.Split('*').Select((piece, i) => piece.Length == 0 ? null
                : new XElement(Run, new XElement(RunLook, Letters(look, size, look.Bold || i % 2 == 1)), TextOf(piece))));
    }

    /// <summary>A thin line in the middle, as below a title; its length is what the indents leave.</summary>
    public static XElement Rule(int left, int right) => P("", new(Side.Center, 2, Indent: false, Before: 3, After: 0, Left: left, Right: right, Rule: true));

    /// <summary>Blocks beside each other, without lines.</summary>
    public static XElement Beside(int[] widths, params XElement[][][] rows) => Table(widths, false, [.. rows.Select(blocks => Line(widths, blocks))]);

    public static XElement Grid(int[] widths, params (string[] Texts, bool Head)[] rows) => Table(widths, true, [.. rows.Select(r => Line(
        widths, [.. r.Texts.Select((t, i) => new[] { P(t, Look.Cell with { Side = r.Head || widths[i] < Narrow ? Side.Center : Side.Left, Bold = r.Head }) })], r.Head))]);

    private static XElement Table(int[] widths, bool lines, XElement[] rows) => new(
        WordNames.Table,
        new XElement(TableLook,
            new XElement(W + "tblW", At("w", widths.Sum()), At("type", "dxa")),
            new XElement(W + "jc", At("val", "center")),
            new XElement(W + "tblBorders", new[] { "top", "left", "bottom", "right", "insideH", "insideV" }.Select(side =>
                new XElement(W + side, At("val", lines ? "single" : "none"), At("sz", lines ? 4 : 0), At("space", 0), At("color", lines ? "000000" : "auto")))),
            new XElement(W + "tblLayout", At("type", "fixed")),
            new XElement(W + "tblCellMar", new XElement(W + "left", At("w", lines ? 70 : 0), At("type", "dxa")),
                new XElement(W + "right", At("w", lines ? 70 : 0), At("type", "dxa")))),
        new XElement(W + "tblGrid", widths.Select(w => new XElement(W + "gridCol", At("w", w)))), rows);

    private static XElement Line(int[] widths, XElement[][] cells, bool head = false) => new(
        Row,
        new XElement(W + "trPr", new XElement(W + "cantSplit"), head ? new XElement(W + "tblHeader") : null),
        cells.Select((blocks, i) => new XElement(Cell, new XElement(CellLook, new XElement(W + "tcW", At("w", widths[i]), At("type", "dxa"))), blocks)));

    private static IEnumerable<XElement?> Letters(Look look, int size, bool bold) =>
    [
        bold ? new XElement(W + "b") : null, bold ? new XElement(W + "bCs") : null, look.Italic ? new XElement(W + "i") : null,
        look.Italic ? new XElement(W + "iCs") : null,
        look.Caps ? new XElement(W + "caps") : null,
        new XElement(W + "sz", At("val", size)), new XElement(W + "szCs", At("val", size)),
    ];

    public static XAttribute At(string name, object value) => new(W + name, Convert.ToString(value, CultureInfo.InvariantCulture)!);
}
