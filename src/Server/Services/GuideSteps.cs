using Ganss.Xss;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace TungNgo.Services;

/// <summary>One step of a guide.</summary>
/// <param name="Picture">An inline SVG, already sanitised; null for none.</param>
internal sealed record GuideStep(string Text, string? Picture);

/// <summary>
/// Reads a guide: a Markdown list, one item a step. A picture is one of ours by file name, <c>![](sms.svg)</c>, or an SVG drawn into
/// the item. Text goes out as plain text and SVG through an allow list, since phones put the picture into their page as it is.
/// </summary>
internal static class GuideSteps
{
    private static readonly HtmlSanitizer Svg = SvgOnly();

    public static GuideStep[] Of(string markdown) =>
        [.. Markdown.Parse(markdown).OfType<ListBlock>().SelectMany(l => l).OfType<ListItemBlock>().Select(item => Step(item, markdown))
            .Where(s => s.Text.Length > 0 || s.Picture is not null)];

    public static string? Sanitise(string svg)
    {
        var clean = Svg.Sanitize(svg).Trim();
        return clean.StartsWith("<svg", StringComparison.OrdinalIgnoreCase) && clean.Length > "<svg></svg>".Length ? clean : null;
    }

    private static GuideStep Step(ListItemBlock item, string markdown)
    {
        var text = new System.Text.StringBuilder();
        foreach (var inlines in item.OfType<ParagraphBlock>().Select(p => p.Inline).OfType<ContainerInline>())
        {
            Append(text, inlines);
        }

        return new GuideStep(text.ToString().Trim(), Drawn(markdown.AsSpan(item.Span.Start, item.Span.Length)) ?? Named(item));
    }

    private static string? Drawn(ReadOnlySpan<char> source)
    {
        var (start, end) = (source.IndexOf("<svg", StringComparison.OrdinalIgnoreCase), source.LastIndexOf("</svg>", StringComparison.OrdinalIgnoreCase));
        return start >= 0 && end > start ? Sanitise(source[start..(end + "</svg>".Length)].ToString()) : null;
    }

    private static string? Named(ListItemBlock item) =>
        item.Descendants<LinkInline>().FirstOrDefault(l => l.IsImage) is { Url: { } url } ? Pictures.Find(url) : null;

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
                    drawing = drawing ? !html.Tag.StartsWith("</svg", StringComparison.OrdinalIgnoreCase) : html.Tag.StartsWith("<svg", StringComparison.OrdinalIgnoreCase);
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
