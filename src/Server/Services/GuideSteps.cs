using Ganss.Xss;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using TungNgo.Sync;

namespace TungNgo.Services;

/// <summary>
/// Reads a guide: a Markdown list, one item a step. A picture is one of ours by file name, <c>![](sms.svg)</c>, or an SVG drawn into
/// the item. Text goes out as plain text and SVG through an allow list, since phones put the picture into their page as it is.
/// </summary>
internal static class GuideSteps
{
    private static readonly HtmlSanitizer Svg = SvgOnly();

    public static WireGuideStep[] Of(string markdown) =>
        [.. Markdown.Parse(markdown).OfType<ListBlock>().SelectMany(l => l).OfType<ListItemBlock>().Select(item => Step(item, markdown))
            .Where(s => s.Text.Length > 0 || s.Picture is not null)];

    public static string? Sanitise(string svg)
    {
        var clean = Svg.Sanitize(svg).Trim();
        return clean.StartsWith("<svg", StringComparison.OrdinalIgnoreCase) && clean.Length > "<svg></svg>".Length ? clean : null;
    }

    private static WireGuideStep Step(ListItemBlock item, string markdown)
    {
        var text = new System.Text.StringBuilder();
        string? picture = null;
        foreach (var block in item)
        {
            if (block is HtmlBlock drawn)
            {
                picture ??= Sanitise(markdown[drawn.Span.Start..(drawn.Span.End + 1)]);
            }
            else if (block is ParagraphBlock { Inline: { } inlines } paragraph)
            {
                // Inline SVG comes as many small HTML pieces: the paragraph's own text from the first to the last tag is the drawing.
                if (inlines.Descendants<HtmlInline>().FirstOrDefault() is { } first)
                {
                    var last = inlines.Descendants<HtmlInline>().Last();
                    picture ??= Sanitise(markdown[first.Span.Start..(last.Span.End + 1)]);
                }

                picture ??= inlines.Descendants<LinkInline>().FirstOrDefault(l => l.IsImage) is { Url: { } url } ? Pictures.Find(url) : null;
                Append(text, inlines);
            }
        }

        return new WireGuideStep(text.ToString().Trim(), picture);
    }

    private static void Append(System.Text.StringBuilder text, ContainerInline inlines)
    {
        if (text.Length > 0)
        {
            text.Append(' ');
        }

        var drawing = false;
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case HtmlInline html:
                    drawing = !html.Tag.StartsWith("</svg", StringComparison.OrdinalIgnoreCase);
                    break;
                case LiteralInline literal when !drawing:
                    text.Append(literal.Content);
                    break;
                case LineBreakInline when !drawing:
                    text.Append(' ');
                    break;
                case LinkInline { IsImage: true }:
                    break;
                case CodeInline code when !drawing:
                    text.Append(code.Content);
                    break;
                case ContainerInline inner when !drawing:
                    Append(text, inner);
                    break;
            }
        }
    }

    private static HtmlSanitizer SvgOnly()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedTags.Clear();
        sanitizer.AllowedTags.UnionWith(["svg", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon"]);
        sanitizer.AllowedAttributes.Clear();
        sanitizer.AllowedAttributes.UnionWith([
            "viewBox", "fill", "fill-opacity", "fill-rule", "stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray",
            "stroke-opacity", "opacity", "d", "cx", "cy", "r", "rx", "ry", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "points", "transform"]);
        sanitizer.AllowedSchemes.Clear();
        sanitizer.AllowedCssProperties.Clear();
        return sanitizer;
    }
}
