using System.Xml.Linq;
using TungNgo.Documents.Docx;
using static TungNgo.Documents.Docx.WordNames;

namespace TungNgo.Documents.Templates;

/// <summary>Puts data into a template that was checked. The same template and data give the same bytes.</summary>
internal static class FillTemplate
{
    public static byte[] Fill(byte[] template, DocumentData data)
    {
        var file = WordFile.Open(template);
        foreach (var part in file.TextParts.ToList())
        {
            var text = file.Read(part);
            TagReader.Mark(text.Root!, part, []);
            Fill(text.Root!, new(data, null));
            KeepSignatures(text.Root!);
            file.Put(part, text);
        }

        return file.Save();
    }

    /// <summary>The data as seen from inside of a row: its columns first, then what surrounds it.</summary>
    private sealed record Scope(DocumentData Data, IReadOnlyDictionary<string, string>? Row, Scope? Outer = null)
    {
        public string Value(string name) =>
            Row?.GetValueOrDefault(name) ?? Outer?.Value(name) ?? Data.Fields.GetValueOrDefault(name, "");

        public bool Holds(string name) => Data.Flags.Contains(name) || Data.Rows(name).Count > 0 || !string.IsNullOrWhiteSpace(Value(name));

        public IEnumerable<Scope> Each(string table) => Data.Rows(table).Select(row => new Scope(Data, row, this));
    }

    private static void Fill(XElement root, Scope scope)
    {
        while (Tag.In(root).ToList() is var tags && tags.FindIndex(Tag.Begins) is >= 0 and var at)
        {
            var begin = tags[at];
            if (TemplatePart.EndOf(tags, at) is not { } end || TemplatePart.Between(begin, end) is not { } part)
            {
                throw new InvalidOperationException($"{Tag.Written(begin)} was not checked.");
            }

            Repeat(part, Tag.KindOf(begin) switch
            {
                TagKind.Rows => [.. scope.Each(Tag.NameOf(begin))],
                TagKind.If => scope.Holds(Tag.NameOf(begin)) ? [scope] : [],
                _ => scope.Holds(Tag.NameOf(begin)) ? [] : [scope],
            });
        }

        foreach (var tag in Tag.In(root).ToList())
        {
            tag.ReplaceWith(WordRuns.Of(scope.Value(Tag.NameOf(tag)), tag.Element(RunLook)).ToList());
        }
    }

    /// <summary>
    /// Nobody signs a page on which nothing else stands: what comes before a block that is not divided, as that of signature and recipients, goes with it.
    /// </summary>
    private static void KeepSignatures(XElement root)
    {
        foreach (var block in root.Descendants(Table)
            .Where(t => t.Elements(Row).Count() == 1 && t.Element(Row)!.Element(W + "trPr")?.Element(W + "cantSplit") is not null))
        {
            if (block.PreviousNode is XElement before && before.Name == Paragraph)
            {
                var look = before.Element(ParagraphLook);
                if (look is null)
                {
                    before.AddFirst(look = new XElement(ParagraphLook));
                }

                // The schema wants it behind the style and before all else.
                look.Element(W + "keepNext")?.Remove();
                var style = look.Element(W + "pStyle");
                style?.Remove();
                look.AddFirst(style, new XElement(W + "keepNext"));
            }
        }
    }

    private static void Repeat(TemplatePart part, IReadOnlyList<Scope> scopes)
    {
        var mark = new XElement("here");
        (part.Content.Count > 0 ? part.Content[0] : part.Borders[^1]).AddBeforeSelf(mark);
        var container = mark.Parent!;
        // The ends are taken out first, so that no copy holds them.
        foreach (var border in part.Borders)
        {
            border.Remove();
        }

        foreach (var scope in scopes)
        {
            var copies = new XElement("copies", part.Content.Select(c => new XElement(c)));
            copies.Descendants().Where(d => d.Name == W + "bookmarkStart" || d.Name == W + "bookmarkEnd").Remove();
            // Ids of paragraphs are each used once.
            copies.Descendants().Attributes().Where(a => a.Name.LocalName is "paraId" or "textId").Remove();
            Fill(copies, scope);
            mark.AddBeforeSelf(copies.Nodes());
        }

        foreach (var element in part.Content)
        {
            element.Remove();
        }

        mark.Remove();
        Tidy(container, scopes.Count == 0);
    }

    /// <summary>A cell holds a paragraph at its end, and a table a row; a line that was nothing but a part which does not stand goes with it.</summary>
    private static void Tidy(XElement container, bool nothing)
    {
        if (container.Name == Paragraph)
        {
            if (nothing && container.Parent is { } block && !container.Descendants(Run).Any(TemplatePart.Says) && !container.Descendants(Section)
                .Any() && block.Elements(Paragraph).Count() > 1)
            {
                container.Remove();
            }
        }
        else if (container.Name == Cell && container.Elements().LastOrDefault()?.Name != Paragraph)
        {
            container.Add(new XElement(Paragraph));
        }
        else if (container.Name == Table && !container.Elements(Row).Any() && container.Parent is { } around)
        {
            container.Remove();
            Tidy(around, nothing);
        }
    }
}
