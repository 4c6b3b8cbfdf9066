using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Documents.Templates;

/// <summary>A version of a template in a list.</summary>
internal sealed record TemplateLine(Guid Id, string Kind, int Number, string Name, bool Shipped, bool InForce, string By, DateTime At, int Size);

/// <summary>Templates and their versions. They hold for the whole province, and so does the right to change them.</summary>
internal sealed class TemplateBook(AppDb db, Writer writer, CurrentUser user)
{
    public const string UsesPhones = "dien_thoai";

    public Task<List<TemplateLine>> LinesAsync(DocumentKind kind, CancellationToken ct) => db.DocumentTemplates.AsNoTracking().Where(t => t.Kind == kind.Code)
        .OrderByDescending(t => t.Number)
        .Select(t => new TemplateLine(t.Id, t.Kind, t.Number, t.Name, t.Shipped, t.InForce, t.By, t.At, t.Content.Length)).ToListAsync(ct);

    public async Task<DocumentTemplate> FindAsync(Guid id, CancellationToken ct) =>
        await db.DocumentTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) ?? throw new Refusal(Problems.NotFound);

    public Task<DocumentTemplate> InForceAsync(DocumentKind kind, CancellationToken ct) =>
        db.DocumentTemplates.AsNoTracking().Where(t => t.Kind == kind.Code && t.InForce).OrderByDescending(t => t.Number).FirstAsync(ct);

    /// <summary>Takes a new version, which is in force from now on.</summary>
    /// <exception cref="Refusal">It would not work; the one in force stays.</exception>
    public async Task<Guid> AddAsync(DocumentKind kind, string name, byte[] content, CancellationToken ct)
    {
        RequireRight();
        if (CheckTemplate.Faults(content, kind) is [var fault, ..])
        {
            throw fault.Refusal;
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var template = await PutAsync(write, kind, FreeText.FileName(name), content, shipped: false, user.Name, inForce: true, ct);
        write.Changed(ChangeKind.DocumentTemplate, template.Id);
        write.Audit("document.template", template.Id, null, null, new { template.Kind, template.Number, template.Name, template.Hash });
        await write.CommitAsync(ct);
        return template.Id;
    }

    /// <summary>Puts an earlier version in force again.</summary>
    public async Task ForceAsync(Guid id, CancellationToken ct)
    {
        RequireRight();
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var template = await db.DocumentTemplates.SingleOrDefaultAsync(t => t.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        var before = await EndAsync(template.Kind, ct);
        template.InForce = true;
        write.Changed(ChangeKind.DocumentTemplate, id);
        write.Audit("document.template-back", id, null, new { number = before }, new { template.Kind, template.Number });
        await write.CommitAsync(ct);
    }

    /// <summary>For a write that is open.</summary>
    public async Task<DocumentTemplate> PutAsync(Write write, DocumentKind kind, string name, byte[] content, bool shipped, string by, bool inForce,
        CancellationToken ct)
    {
        if (inForce)
        {
            await EndAsync(kind.Code, ct);
        }

        return db.DocumentTemplates.Add(new DocumentTemplate
        {
            Id = write.NewId(), Kind = kind.Code,
            Number = await db.DocumentTemplates.Where(t => t.Kind == kind.Code).MaxAsync(t => (int?)t.Number, ct) + 1 ?? 1, Name = name, Content = content,
            Hash = HashOf(content), Shipped = shipped, HoldsPhones = CheckTemplate.Uses(content, UsesPhones), InForce = inForce, By = by, At = write.Now,
        }).Entity;
    }

    public static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private async Task<int?> EndAsync(string kind, CancellationToken ct)
    {
        var last = await db.DocumentTemplates.SingleOrDefaultAsync(t => t.Kind == kind && t.InForce, ct);
        if (last is not null)
        {
            last.InForce = false;
        }

        return last?.Number;
    }

    private void RequireRight()
    {
        if (!user.Can(Permission.ManageCatalogue))
        {
            throw new Refusal(Problems.NotFound);
        }
    }
}
