using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using System.Xml.Linq;
using TungNgo.Documents.Docx;
using static TungNgo.Documents.Docx.WordNames;

namespace TungNgo.Documents.Pages;

/// <summary>
/// A docx as HTML that looks like it: the made document itself is shown and not a second layout of the same data, so an office's own template shows as well.
/// Only what such documents need is known; looks become classes of paper.css, since pages hold no style of their own.
/// </summary>
internal sealed class PaperView
{
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder html = new();
    private readonly Dictionary<string, XElement> styles;

    private PaperView(WordFile file) => styles = file.Has("word/styles.xml")
        ? file.Read("word/styles.xml").Root!.Elements(W + "style").Where(s => s.Said("styleId") is not null).GroupBy(s => s.Said("styleId")!)
            .ToDictionary(g => g.Key, g => g.First()) : [];

    public static string Of(byte[] docx)
    {
        var file = WordFile.Open(docx);
        var view = new PaperView(file);
        view.Blocks(file.Read(file.Main).Root!.Element(Body)!, Page);
        return view.html.ToString();
    }

    /// <summary>What a full line measures, in twentieths of a point.</summary>
    private const int Page = 9355;

    private void Blocks(XElement container, int width)
    {
        foreach (var block in container.Elements())
        {
            if (block.Name == Paragraph)
            {
                Line(block, width);
            }
            else if (block.Name == Table)
            {
                Grid(block);
            }
            else if (block.Element(W + "sdtContent") is { } content)
            {
                Blocks(content, width);
            }
        }
    }

    private void Grid(XElement table)
    {
        var widths = table.Element(W + "tblGrid")?.Elements(W + "gridCol").Select(c => Number(c.Said("w")) ?? 0).ToList() ?? [];
        var (whole, lines) = (Math.Max(widths.Sum(), 1),
            table.Element(TableLook)?.Element(W + "tblBorders")?.Element(W + "insideH")?.Said("val") is not (null or "none" or "nil")
            || table.Element(TableLook)?.Element(W + "tblStyle") is not null);
        html.Append("<table class=\"").Append(lines ? "lines" : "bare").Append(table.ElementsBeforeSelf().Any() ? "" : " first").Append("\"><colgroup>");
        foreach (var width in widths)
        {
            html.Append("<col class=\"w").Append(Steps(width, whole)).Append("\">");
        }

        html.Append("</colgroup><tbody>");
        foreach (var row in table.Elements(Row))
        {
            html.Append("<tr>");
            var at = 0;
            foreach (var cell in row.Elements(Cell))
            {
                var span = Number(cell.Element(CellLook)?.Element(W + "gridSpan")?.Said("val")) ?? 1;
                var tag = row.Element(W + "trPr")?.Element(W + "tblHeader") is null ? "td" : "th";
                html.Append('<').Append(tag).Append(span > 1 ? $" colspan=\"{span}\">" : ">");
                Blocks(cell, widths.Skip(at).Take(span).Sum() is > 0 and var width ? width : Page);
                html.Append("</").Append(tag).Append('>');
                at += span;
            }

            html.Append("</tr>");
        }

        html.Append("</tbody></table>");
    }

    private void Line(XElement paragraph, int width)
    {
        var look = paragraph.Element(ParagraphLook);
        var classes = new List<string>();
        if (look?.Element(W + "pBdr") is not null)
        {
            var (left, right) = (Number(look.Element(W + "ind")?.Said("left")) ?? 0, Number(look.Element(W + "ind")?.Said("right")) ?? 0);
            html.Append("<hr class=\"w").Append(Steps(width - left - right, width)).Append("\">");
            return;
        }

        classes.Add(Of(look, "jc") switch { "center" => "mid", "right" or "end" => "end", "both" => "full", _ => "start" });
        if (Number(look?.Element(W + "ind")?.Said("firstLine")) > 0)
        {
            classes.Add("indent");
        }

        if (Number(look?.Element(W + "spacing")?.Said("before")) switch { > 600 => "sign-room", >= 200 => "far", >= 80 => "apart", _ => null } is { } space)
        {
            classes.Add(space);
        }

        if (look?.Element(W + "keepNext") is not null)
        {
            classes.Add("keep");
        }

        if (Number(look?.Element(W + "spacing")?.Said("after")) is 0)
        {
            classes.Add("close");
        }

        if (look?.Element(W + "pageBreakBefore") is not null)
        {
            classes.Add("new-page");
        }

        html.Append("<p class=\"").AppendJoin(' ', classes).Append("\">");
        foreach (var run in paragraph.Descendants(Run)
            .Where(r => r.Ancestors(Paragraph).First() == paragraph && r.Ancestors(W + "del").FirstOrDefault() is null))
        {
            Letters(run, look);
        }

        html.Append("</p>");
    }

    private void Letters(XElement run, XElement? paragraph)
    {
        var look = run.Element(RunLook);
        string?[] given =
        [
            Is(look, paragraph, "b") ? "b" : null, Is(look, paragraph, "i") ? "i" : null, Is(look, paragraph, "caps") ? "caps" : null,
            Number(look?.Element(W + "sz")?.Said("val") ?? Style(look, paragraph)?.Element(RunLook)?.Element(W + "sz")?.Said("val")) is { } half
                ? $"s{Math.Clamp(half / 2, 8, 20)}" : null,
        ];
        var text = new StringBuilder();
        foreach (var part in run.Elements())
        {
            text.Append(part.Name == Text ? Html.Encode(part.Value) : part.Name == Break ? "<br>" : part.Name == W + "tab" ? "&emsp;" : "");
        }

        if (text.Length > 0)
        {
            var khmer = run.Elements(Text).Any(t => t.Value.Any(WordRuns.IsKhmer)) ? " lang=\"km\"" : "";
            html.Append("<span class=\"").AppendJoin(' ', given.Where(c => c is not null)).Append('"').Append(khmer).Append('>').Append(text).Append("</span>");
        }
    }

    private bool Is(XElement? look, XElement? paragraph, string name) =>
        (look?.Element(W + name) ?? Style(look, paragraph)?.Element(RunLook)?.Element(W + name)) is { } given && given.Said("val") is not ("0" or "false");

    private string? Of(XElement? paragraph, string name) =>
        paragraph?.Element(W + name)?.Said("val") ?? Style(null, paragraph)?.Element(ParagraphLook)?.Element(W + name)?.Said("val");

    private XElement? Style(XElement? look, XElement? paragraph) =>
        styles.GetValueOrDefault(look?.Element(W + "rStyle")?.Said("val") ?? paragraph?.Element(W + "pStyle")?.Said("val") ?? "");

    /// <summary>In twentieths of the whole, for which there are classes.</summary>
    private static int Steps(int part, int whole) => Math.Clamp((int)Math.Round(part * 20.0 / Math.Max(whole, 1)), 1, 20) * 5;

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
