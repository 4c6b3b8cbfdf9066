using System.Xml.Linq;
using static TungNgo.Documents.Docx.WordNames;

namespace TungNgo.Documents.Templates;

/// <summary>
/// What lies between the two ends of a part: some letters of a paragraph, whole paragraphs, or whole rows of a table. Anything else, such as a part that
/// begins before a table and ends inside of it, has no meaning.
/// </summary>
internal sealed record TemplatePart(XElement Begin, XElement End, IReadOnlyList<XElement> Content, IReadOnlyList<XElement> Borders)
{
    /// <summary>The end that belongs to a beginning; null when there is none.</summary>
    public static XElement? EndOf(IReadOnlyList<XElement> tags, int begin)
    {
        var depth = 0;
        for (var i = begin; i < tags.Count; i++)
        {
            depth += Tag.Begins(tags[i]) ? 1 : Tag.KindOf(tags[i]) == TagKind.End ? -1 : 0;
            if (depth == 0)
            {
                return tags[i];
            }
        }

        return null;
    }

    /// <returns>Null when the two ends do not stand so that something whole lies between them.</returns>
    public static TemplatePart? Between(XElement begin, XElement end)
    {
        var (first, last) = (begin.Ancestors(Paragraph).First(), end.Ancestors(Paragraph).First());
        if (first == last)
        {
            return begin.Parent == end.Parent ? new(begin, end, [.. begin.ElementsAfterSelf().TakeWhile(e => e != end)], [begin, end]) : null;
        }

        var common = begin.Ancestors().First(a => a.Descendants().Contains(end));
        return common.Name == Row ? Rows(begin, end, [common])
            : common.Name == Table ? Rows(begin, end, [.. Span(ChildOf(common, begin), ChildOf(common, end))])
            : first.Parent == common && last.Parent == common ? Paragraphs(begin, end, first, last) : null;
    }

    /// <summary>Rows are repeated as a whole, so nothing of them may stand outside of the part.</summary>
    private static TemplatePart? Rows(XElement begin, XElement end, List<XElement> rows) =>
        rows.TrueForAll(r => r.Name == Row) && !SaysBefore(rows[0], begin) && !SaysAfter(rows[^1], end) ? new(begin, end, rows, [begin, end]) : null;

    private static TemplatePart? Paragraphs(XElement begin, XElement end, XElement first, XElement last)
    {
        // A paragraph that holds nothing but the tag is the tag's line and goes with it.
        var (ownLine, ownEnd) = (!SaysBefore(first, begin) && !SaysAfter(first, begin), !SaysBefore(last, end) && !SaysAfter(last, end));
        if ((!ownLine && SaysBefore(first, begin)) || (!ownEnd && SaysAfter(last, end)))
        {
            return null;
        }

        var content = Span(first, last).Where(e => (e != first || !ownLine) && (e != last || !ownEnd)).ToList();
        // A section that ends inside would be repeated, or lost, with its paper and margins.
        return Span(first, last).Any(e => e.Descendants(Section).Any()) ? null : new(begin, end, content, [ownLine ? first : begin, ownEnd ? last : end]);
    }

    private static IEnumerable<XElement> Span(XElement first, XElement last) => first.ElementsAfterSelf().TakeWhile(e => e != last).Prepend(first).Append(last);

    private static XElement ChildOf(XElement ancestor, XElement inner) => inner.AncestorsAndSelf().First(a => a.Parent == ancestor);

    private static bool SaysBefore(XElement within, XElement tag) => within.Descendants(Run).TakeWhile(r => r != tag).Any(Says);

    private static bool SaysAfter(XElement within, XElement tag) => within.Descendants(Run).SkipWhile(r => r != tag).Skip(1).Any(Says);

    /// <summary>Whether anything of a run is seen.</summary>
    public static bool Says(XElement run) => Tag.Is(run) || run.Elements()
        .Any(c => c.Name != RunLook && (c.Name != Text || !string.IsNullOrWhiteSpace(c.Value)));
}
