using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Documents.Shipped;
using TungNgo.Feed;

namespace TungNgo.Documents.Templates;

/// <summary>
/// Brings the shipped templates in. A release that changes one adds a version; it is in force where the shipped one was, and an office's own stays where the
/// office has one. Documents keep the version of which they were made.
/// </summary>
internal sealed class TemplateSeed(AppDb db, Writer writer, TemplateBook book) : ISeed
{
    public async Task PlantAsync(CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(Actor.System, ct);
        var known = await db.DocumentTemplates.AsNoTracking().Select(t => new { t.Kind, t.Hash, t.Shipped, t.InForce, t.Number }).ToListAsync(ct);
        foreach (var kind in DocumentKind.All)
        {
            var content = ShippedTemplates.Of(kind);
            var hash = TemplateBook.HashOf(content);
            if (known.Where(t => t.Kind == kind.Code && t.Shipped).MaxBy(t => t.Number)?.Hash != hash)
            {
                await book.PutAsync(write, kind, $"mau-{kind.Code}.docx", content, shipped: true, Actor.System.Name,
                    !known.Exists(t => t.Kind == kind.Code && t is { InForce: true, Shipped: false }), ct);
            }
        }

        if (db.ChangeTracker.HasChanges())
        {
            write.Changed(ChangeKind.DocumentTemplate, Guid.Empty);
            write.Audit("document.seed", Guid.Empty, null, null, new { templates = DocumentKind.All.Length });
            await write.CommitAsync(ct);
        }
    }
}
