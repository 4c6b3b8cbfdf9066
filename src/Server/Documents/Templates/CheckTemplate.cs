using System.Xml.Linq;
using TungNgo.Documents.Docx;
using TungNgo.Web;

namespace TungNgo.Documents.Templates;

/// <summary>Reads a template as filling would, and says all that would not work, each with its place.</summary>
internal static class CheckTemplate
{
    private const int MostFaults = 20;

    /// <exception cref="Refusal">It is no docx, or holds what none may.</exception>
    public static IReadOnlyList<TemplateFault> Faults(byte[] content, DocumentKind kind)
    {
        var file = WordFile.Open(content);
        var faults = new List<TemplateFault>();
        foreach (var part in file.TextParts)
        {
            Look(file.Read(part).Root!, part, kind, faults);
        }

        return [.. faults.Take(MostFaults)];
    }

    /// <summary>Whether a value or column stands in it.</summary>
    public static bool Uses(byte[] content, string field)
    {
        var file = WordFile.Open(content);
        return file.TextParts.Any(p =>
        {
            var root = file.Read(p).Root!;
            TagReader.Mark(root, p, []);
            return Tag.In(root).Any(t => Tag.NameOf(t) == field);
        });
    }

    private static void Look(XElement root, string part, DocumentKind kind, List<TemplateFault> faults)
    {
        TagReader.Mark(root, part, faults);
        var tags = Tag.In(root).ToList();
        var open = new Stack<XElement>();
        for (var i = 0; i < tags.Count; i++)
        {
            var (tag, name) = (tags[i], Tag.NameOf(tags[i]));
            void Fault(Problem problem) => faults.Add(new(problem, Tag.Written(tag), Place.Of(tag, part)));
            if (Tag.KindOf(tag) == TagKind.End)
            {
                if (!open.TryPop(out var begin) || (name.Length > 0 && name != Tag.NameOf(begin)))
                {
                    Fault(Problems.TemplateEnd);
                }

                continue;
            }

            var columns = open.Where(o => Tag.KindOf(o) == TagKind.Rows).Select(Tag.NameOf).ToList();
            if (!kind.Knows(Tag.KindOf(tag), name, columns))
            {
                Fault(Problems.TemplateField);
            }

            if (!Tag.Begins(tag))
            {
                continue;
            }

            // No table has tables in its rows; one within another would print each with each, and a page of template grow to a million.
            if (Tag.KindOf(tag) == TagKind.Rows && columns.Count > 0)
            {
                Fault(Problems.TemplateNested);
            }

            if (TemplatePart.EndOf(tags, i) is not { } end)
            {
                Fault(Problems.TemplateUnclosed);
            }
            else if (TemplatePart.Between(tag, end) is null)
            {
                Fault(Problems.TemplateCrosses);
            }

            open.Push(tag);
        }
    }
}
