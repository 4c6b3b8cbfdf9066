using System.Xml.Linq;
using TungNgo.Web;

namespace TungNgo.Documents.Docx;

/// <summary>
/// What a template may not bring into every document that is made of it: programs, embedded things, and what Word would fetch from elsewhere.
/// </summary>
internal static class WordGuard
{
    private static readonly string[] Programs = ["vbaProject", "vbaData", "activeX", "/embeddings/", "/ctrlProps/", "customUI"];
    private static readonly string[] Fetching = ["DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "IMPORT", "DATABASE", "MACROBUTTON"];

    public static void Look(WordFile file)
    {
        var types = file.Read("[Content_Types].xml").Root!.Elements()
            .Select(t => ((string?)t.Attribute("ContentType") ?? "", (string?)t.Attribute("PartName") ?? "")).ToList();
        if (file.Parts.FirstOrDefault(p => Programs.Any(w => p.Contains(w, StringComparison.OrdinalIgnoreCase))) is { } program)
        {
            throw new Refusal(Problems.TemplateMacros, program);
        }

        if (types.Find(t => t.Item1.Contains("macroEnabled", StringComparison.OrdinalIgnoreCase)
            || t.Item1.Contains("vbaProject", StringComparison.OrdinalIgnoreCase)) is (not null, var part))
        {
            throw new Refusal(Problems.TemplateMacros, part);
        }

        if (types.TrueForAll(t => t.Item1 != WordNames.MainType))
        {
            throw new Refusal(Problems.TemplateNotDocx);
        }

        foreach (var relations in file.Parts.Where(p => p.EndsWith(".rels", StringComparison.Ordinal)))
        {
            RefuseElsewhere(file.Read(relations));
        }

        // All of them are read once: what cannot be read now would fail when an office prints.
        foreach (var text in file.Parts.Where(p => p.EndsWith(".xml", StringComparison.Ordinal)))
        {
            RefuseFetching(file.Read(text));
        }
    }

    private static void RefuseElsewhere(XDocument relations)
    {
        foreach (var relation in relations.Root!.Elements(WordNames.Rels + "Relationship"))
        {
            if ((string?)relation.Attribute("TargetMode") == "External"
                && ((string?)relation.Attribute("Type"))?.EndsWith("/hyperlink", StringComparison.Ordinal) != true)
            {
                throw new Refusal(Problems.TemplateElsewhere, Shown((string?)relation.Attribute("Target")));
            }
        }
    }

    private static void RefuseFetching(XDocument part)
    {
        // A text holds letters alone; with elements inside its letters would be read twice.
        if (part.Descendants(WordNames.Text).Any(t => t.HasElements))
        {
            throw new Refusal(Problems.TemplateNotDocx);
        }

        if (part.Descendants(WordNames.W + "altChunk").Any())
        {
            throw new Refusal(Problems.TemplateMacros, "altChunk");
        }

        foreach (var paragraph in part.Descendants(WordNames.Paragraph))
        {
            var code = string.Concat(paragraph.Descendants(WordNames.W + "instrText").Select(i => i.Value))
                + string.Join(' ', paragraph.Descendants(WordNames.W + "fldSimple").Select(f => f.Attribute("instr")));
            if (code.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(w => Fetching.Contains(w, StringComparer.OrdinalIgnoreCase)) is { } field)
            {
                throw new Refusal(Problems.TemplateElsewhere, field);
            }
        }
    }

    private static string Shown(string? target) => Data.FreeText.Shown(target ?? "", 80);
}
