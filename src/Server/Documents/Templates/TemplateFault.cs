using System.Xml.Linq;
using TungNgo.Data;
using TungNgo.Documents.Docx;
using TungNgo.Web;
using static TungNgo.Documents.Docx.WordNames;

namespace TungNgo.Documents.Templates;

/// <summary>What is wrong with a template, and where.</summary>
internal sealed record TemplateFault(Problem Problem, string Tag, TextPhrase Where)
{
    public Refusal Refusal => new(Problem, Tag, Where);
}

/// <summary>A paragraph of a template, counted as its writer sees them; in a table its table and row.</summary>
internal sealed record Place(string Part, int Number)
{
    private const int Near = 60;

    public TextPhrase At(XElement paragraph)
    {
        var root = paragraph.Ancestors().Last();
        var near = FreeText.Shown(TextIn(paragraph) is { Length: > 0 } own ? own : TextIn(paragraph.Parent!), Near);
        if (WordFile.IsEdge(Part))
        {
            return new("documents.place.edge", Number, near);
        }

        return paragraph.Ancestors(Row).FirstOrDefault() is { } row && row.Ancestors(Table).FirstOrDefault() is { } table
            ? new("documents.place.table", root.Descendants(Table).TakeWhile(t => t != table).Count() + 1,
                table.Elements(Row).TakeWhile(r => r != row).Count() + 1, near)
            : new("documents.place.paragraph", Number, near);
    }

    public static TextPhrase Of(XElement run, string part)
    {
        var paragraph = run.Ancestors(Paragraph).First();
        return new Place(part, paragraph.Ancestors().Last().Descendants(Paragraph).TakeWhile(p => p != paragraph).Count() + 1).At(paragraph);
    }

    /// <summary>What can be read there, tags as they were written.</summary>
    private static string TextIn(XElement element) =>
        string.Concat(element.Descendants(Run).Select(r => Tag.Is(r) ? Tag.Written(r) : string.Concat(r.Elements(Text).Select(t => t.Value))));
}
