using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Bulletins.Cards;

/// <param name="Language">Of a recording; null for an attachment.</param>
internal sealed record Upload(string? Language, string Name, byte[] Content);

/// <summary>A file without its content.</summary>
internal sealed record FileLine(Guid Id, string Name, string ContentType, int Size);

/// <summary>Takes files in and gives them out. What a file is, its first bytes say; the name and the browser's word count for nothing.</summary>
internal sealed class StoredFileBook(AppDb db, CurrentUser user, BulletinScope scope)
{
    /// <summary>A minute of speech is about 250 kB; phones on slow lines load it as a whole.</summary>
    public const int MostAudio = 2 << 20;

    /// <summary>Zalo takes documents of at most 5 MB.</summary>
    public const int MostAttachment = 5 << 20;

    private static ReadOnlySpan<byte> Matroska => [0x1A, 0x45, 0xDF, 0xA3];
    private static ReadOnlySpan<byte> Png => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];
    private static ReadOnlySpan<byte> Jpeg => [0xFF, 0xD8, 0xFF];

    public StoredFile Keep(Write write, string name, byte[] content, Guid areaId, Guid bulletinId, bool audio)
    {
        var most = audio ? MostAudio : MostAttachment;
        if (content.Length > most)
        {
            throw new Refusal(Problems.FileTooLarge, most >> 20);
        }

        var type = audio ? AudioType(content) : DocumentType(content);
        if (type is not { } kind)
        {
            throw new Refusal(audio ? Problems.FileNotAudio : Problems.FileNotDocument);
        }

        return Add(write, NameOf(name, kind.Extension), kind.Type, content, areaId, bulletinId);
    }

    public StoredFile KeepCard(Write write, Bulletin bulletin, string language, byte[] picture) =>
        Add(write, $"tin-{bulletin.Code}-{language}.png", "image/png", picture, bulletin.AreaId, bulletin.Id);

    private StoredFile Add(Write write, string name, string type, byte[] content, Guid areaId, Guid bulletinId) => db.StoredFiles.Add(new StoredFile
    {
        Id = write.NewId(), Name = name, ContentType = type, Content = content, Hash = Convert.ToHexStringLower(SHA256.HashData(content)), At = write.Now, AreaId = areaId, BulletinId = bulletinId,
    }).Entity;

    public Task<List<FileLine>> LinesAsync(Guid bulletinId, CancellationToken ct) =>
        db.StoredFiles.AsNoTracking().Where(f => f.BulletinId == bulletinId).OrderBy(f => f.Id).Select(f => new FileLine(f.Id, f.Name, f.ContentType, f.Content.Length)).ToListAsync(ct);

    /// <summary>The file, if the caller may see what it belongs to.</summary>
    public async Task<StoredFile> FindAsync(Guid id, CancellationToken ct)
    {
        var file = await db.StoredFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        if (file.BulletinId is { } bulletin)
        {
            await scope.FindAsync(bulletin, ct);
        }
        else if (file.AreaId is not { } area || !user.Can(Permission.ViewBulletins, area))
        {
            throw new Refusal(Problems.NotFound);
        }

        return file;
    }

    internal static (string Type, string Extension)? AudioType(ReadOnlySpan<byte> content) =>
        content.StartsWith(Matroska) ? ("audio/webm", ".webm")
        : content.StartsWith("OggS"u8) ? ("audio/ogg", ".ogg")
        : content.StartsWith("ID3"u8) || (content.Length > 2 && content[0] == 0xFF && (content[1] & 0xE6) == 0xE2) ? ("audio/mpeg", ".mp3")
        : content.Length > 12 && content[4..8].SequenceEqual("ftyp"u8) ? ("audio/mp4", ".m4a")
        : content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..12].SequenceEqual("WAVE"u8) ? ("audio/wav", ".wav")
        : null;

    internal static (string Type, string Extension)? DocumentType(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? ("application/pdf", ".pdf")
        : content.StartsWith(Png) ? ("image/png", ".png")
        : content.StartsWith(Jpeg) ? ("image/jpeg", ".jpg")
        : content.StartsWith("PK\u0003\u0004"u8) && content.IndexOf("word/"u8) >= 0 ? ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx")
        : content.StartsWith("PK\u0003\u0004"u8) && content.IndexOf("xl/"u8) >= 0 ? ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx")
        : null;

    /// <summary>The name as it was, without a path and with the ending of what it is.</summary>
    internal static string NameOf(string name, string extension)
    {
        var bare = Path.GetFileNameWithoutExtension(name.Replace('\\', '/'));
        return (FreeText.CleanCovered(string.Concat(bare.Where(c => c is not ('"' or '/' or ':' or '<' or '>'))), 100) ?? "tep") + extension;
    }
}
