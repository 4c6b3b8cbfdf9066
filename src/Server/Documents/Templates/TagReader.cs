using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using TungNgo.Web;
using static TungNgo.Documents.Docx.WordNames;

namespace TungNgo.Documents.Templates;

/// <summary>
/// Finds what is written between double braces. Word cuts a paragraph into runs wherever the spelling was checked or a letter was typed later, so a tag may
/// begin in one run and end three further on: a paragraph is read as a whole, and each tag becomes a run of its own that looks as its first letter.
/// </summary>
internal static partial class TagReader
{
    /// <summary>Texts of one paragraph written together; what is no text, such as a tab, stands as a line break, over which no tag goes.</summary>
    private sealed record Piece(XElement Element, int From);

    public static void Mark(XElement root, string part, List<TemplateFault> faults)
    {
        root.Descendants(W + "proofErr").Remove();
        var paragraphs = root.Descendants(Paragraph).ToList();
        for (var i = 0; i < paragraphs.Count; i++)
        {
            Mark(paragraphs[i], new Place(part, i + 1), faults);
        }
    }

    private static void Mark(XElement paragraph, Place place, List<TemplateFault> faults)
    {
        var (pieces, text) = Read(paragraph);
        if (!text.Contains("{{", StringComparison.Ordinal) && !text.Contains("}}", StringComparison.Ordinal))
        {
            return;
        }

        var found = Written().Matches(text);
        var rest = Written().Replace(text, "");
        if (rest.Contains("{{", StringComparison.Ordinal) || rest.Contains("}}", StringComparison.Ordinal))
        {
            faults.Add(new(Problems.TemplateTag, rest.Contains("{{", StringComparison.Ordinal) ? "{{" : "}}", place.At(paragraph)));
        }

        // From the last to the first: what lies before a tag keeps its place.
        foreach (var match in found.Reverse())
        {
            var inner = match.Groups[1].Value.Trim().ToLowerInvariant();
            if (!Inner().IsMatch(inner))
            {
                faults.Add(new(Problems.TemplateTag, match.Value, place.At(paragraph)));
                continue;
            }

            Cut(pieces, match.Index, match.Length, inner);
        }
    }

    private static (List<Piece>, string) Read(XElement paragraph)
    {
        var (pieces, text) = (new List<Piece>(), new StringBuilder());
        foreach (var run in paragraph.Descendants(Run).Where(r => r.Ancestors(Paragraph).First() == paragraph))
        {
            foreach (var child in run.Elements().Where(c => c.Name != RunLook))
            {
                if (child.Name == Text)
                {
                    pieces.Add(new(child, text.Length));
                    text.Append(child.Value);
                }
                else
                {
                    text.Append('\n');
                }
            }
        }

        return (pieces, text.ToString());
    }

    /// <summary>Takes a tag's letters out of all texts that it goes over, and puts its run where it began.</summary>
    private static void Cut(List<Piece> pieces, int from, int length, string inner)
    {
        var over = pieces.Where(p => p.From < from + length && p.From + p.Element.Value.Length > from).ToList();
        foreach (var piece in over.Skip(1))
        {
            Write(piece.Element, piece.Element.Value[Math.Min(piece.Element.Value.Length, from + length - piece.From)..]);
        }

        var (first, at) = (over[0].Element, from - over[0].From);
        var (before, after) = (first.Value[..at], first.Value[Math.Min(first.Value.Length, at + length)..]);
        var run = first.Parent!;
        var tail = new XElement(Run, run.Element(RunLook), after.Length > 0 ? TextOf(after) : null);
        foreach (var child in first.ElementsAfterSelf().ToList())
        {
            child.Remove();
            tail.Add(child);
        }

        run.AddAfterSelf(Tag.Run(inner, run.Element(RunLook)), tail.Elements().Any(c => c.Name != RunLook) ? tail : null);
        Write(first, before);
    }

    private static void Write(XElement text, string value)
    {
        text.SetValue(value);
        text.SetAttributeValue(XNamespace.Xml + "space", "preserve");
    }

    [GeneratedRegex(@"\{\{([^{}\n]{0,80})\}\}")]
    private static partial Regex Written();

    [GeneratedRegex(@"^(?:[#?!] ?[a-z][a-z0-9_]*|/ ?(?:[a-z][a-z0-9_]*)?|[a-z][a-z0-9_]*)$")]
    private static partial Regex Inner();
}
