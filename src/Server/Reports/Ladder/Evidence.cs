using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Cards;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Reports.Ladder;

/// <summary>A file as it was sent.</summary>
internal sealed record EvidenceFile(string Name, byte[] Content)
{
    /// <returns>Null when none was chosen.</returns>
    public static async Task<EvidenceFile?> OfAsync(IFormFile? sent, CancellationToken ct)
    {
        if (sent is null || sent.Length == 0)
        {
            return null;
        }

        if (sent.Length > Evidence.MostBytes)
        {
            throw new Refusal(Problems.FileTooLarge, Evidence.MostBytes >> 20);
        }

        using var content = new MemoryStream();
        await sent.CopyToAsync(content, ct);
        return new(sent.FileName, content.ToArray());
    }
}

/// <summary>The document behind an entered figure. It belongs to that telling of it and stays with it when a newer one takes its place.</summary>
internal sealed class Evidence(AppDb db, CurrentUser user)
{
    public const int MostBytes = StoredFileBook.MostAttachment;

    private static readonly string[] Kinds = [".pdf", ".png", ".jpg", ".xlsx"];

    /// <summary>What it is, its content says and not its name.</summary>
    public Guid Keep(Write write, EvidenceFile file, Guid reportId)
    {
        if (file.Content.Length > MostBytes)
        {
            throw new Refusal(Problems.FileTooLarge, MostBytes >> 20);
        }

        if (StoredFileBook.DocumentType(file.Content) is not var (type, extension) || !Kinds.Contains(extension))
        {
            throw new Refusal(Problems.ReportEvidence, MostBytes >> 20);
        }

        return db.StoredFiles.Add(new StoredFile
        {
            Id = write.NewId(), Name = StoredFileBook.NameOf(file.Name, extension), ContentType = type, Content = file.Content, Hash = Convert.ToHexStringLower(SHA256.HashData(file.Content)),
            At = write.Now, OwnerId = reportId,
        }).Entity.Id;
    }

    /// <summary>The file, for whoever may see a figure that it stands behind.</summary>
    public async Task<StoredFile> FindAsync(Guid id, CancellationToken ct)
    {
        var areas = await db.EnteredValues.Where(v => v.EvidenceId == id).Select(v => v.AreaId).Distinct().ToListAsync(ct);
        return areas.Exists(a => user.Can(Permission.ViewFigures, a)) && await db.StoredFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) is { } file
            ? file : throw new Refusal(Problems.NotFound);
    }
}
