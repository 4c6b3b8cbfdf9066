using TungNgo.Areas;
using TungNgo.Documents.Templates;

namespace TungNgo.Documents.Writing;

/// <summary>A document as a docx, with all that it says and the template of which it was made.</summary>
internal sealed record MadeDocument(byte[] Content, DocumentData Data, DocumentTemplate Template);

/// <summary>Makes documents of data. Whoever has figures gives them as they are to be read, and takes a docx by the rules of official documents.</summary>
internal sealed class DocumentMaker(TemplateBook templates, AreaTree areas)
{
    /// <summary>With the template that is in force now.</summary>
    public async Task<MadeDocument> MakeAsync(DocumentKind kind, DocumentData data, DocumentHeading heading, CancellationToken ct)
    {
        var template = await templates.InForceAsync(kind, ct);
        var all = heading.Fields(kind, areas).Joined(data);
        return new(FillTemplate.Fill(template.Content, all), all, template);
    }

    /// <summary>The same bytes as on the day on which it was written.</summary>
    public async Task<byte[]> PrintAsync(OfficialDocument document, CancellationToken ct) =>
        FillTemplate.Fill((await templates.FindAsync(document.TemplateId, ct)).Content, DocumentData.Of(document.Data));
}
