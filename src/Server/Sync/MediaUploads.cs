using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Relays;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>A piece of a picture on its way; nobody's data until the whole has arrived and is what it says.</summary>
internal sealed class UploadPart
{
    public Guid FileId { get; init; }

    /// <summary>Another relay or reading may name the same file: what it sends is its own.</summary>
    public Guid OwnerId { get; init; }
    public int Offset { get; init; }
    public required byte[] Content { get; init; }
    public DateTime At { get; init; }
}

/// <summary>
/// Takes pictures piece by piece. Only one that a posted relay of the phone's teams names as its proof is taken, or a reading that this phone sent.
/// </summary>
internal sealed class MediaUploads(AppDb db, Writer writer, TimeProvider clock)
{
    /// <summary>Phones shrink pictures to some 150 kB.</summary>
    private const int MostBytes = 1_000_000, MostPiece = 256 * 1024;
    private static readonly TimeSpan Stale = TimeSpan.FromDays(7);

    public async Task<MediaReceived> TakeAsync(Phone phone, Guid id, int from, int total, Stream body, CancellationToken ct)
    {
        var owner = await OwnerAsync(phone, id, ct);
        if (await db.StoredFiles.Where(f => f.Id == id).Select(f => new { f.OwnerId }).SingleOrDefaultAsync(ct) is { } known)
        {
            return known.OwnerId == owner.Id ? new MediaReceived(total, true) : throw new Refusal(Problems.IdTaken);
        }

        if (total > MostBytes)
        {
            throw new Refusal(Problems.MediaTooLarge);
        }

        var mine = db.UploadParts.Where(p => p.FileId == id && p.OwnerId == owner.Id);
        var received = await mine.SumAsync(p => p.Content.Length, ct);
        var piece = from == received ? await ReadAsync(body, Math.Min(MostPiece, total - from), ct) : [];
        if (piece.Length == 0)
        {
            return new MediaReceived(received, false);
        }

        if (received + piece.Length < total)
        {
            await KeepAsync(new UploadPart { FileId = id, OwnerId = owner.Id, Offset = from, Content = piece, At = clock.GetUtcNow().UtcDateTime }, ct);
            return new MediaReceived(received + piece.Length, false);
        }

        var parts = await mine.AsNoTracking().OrderBy(p => p.Offset).ToListAsync(ct);
        byte[] whole = [.. parts.SelectMany(p => p.Content), .. piece];
        var type = TypeOf(whole);
        await mine.ExecuteDeleteAsync(ct);
        await SaveAsync(owner, id, whole, type ?? throw new Refusal(Problems.MediaNotPicture), ct);
        return new MediaReceived(total, true);
    }

    private async Task<Owner> OwnerAsync(Phone phone, Guid id, CancellationToken ct)
    {
        var teams = phone.Teams.Select(t => t.Id).ToList();
        if (await db.Relays.AsNoTracking().FirstOrDefaultAsync(r => r.ProofId == id && teams.Contains(r.TeamId), ct) is { } relay)
        {
            var member = phone.Members.FirstOrDefault(m => m.Id == relay.PostedBy);
            var actor = new Actor(member?.Name ?? "—", null, member?.Id, phone.DeviceId);
            return new(relay.Id, actor, relay.AreaId, ChangeKind.Relay, relay.Id, relay.AreaId, "relay.proof");
        }

        var reading = await db.ReadingBatches.AsNoTracking()
            .FirstOrDefaultAsync(b => b.PhotoId == id && db.AppliedMutations.Any(m => m.Id == b.Key && m.DeviceId == phone.DeviceId), ct)
            ?? throw new Refusal(Problems.NotFound);
        var unit = await db.Stations.Where(s => s.Id == reading.StationId).Select(s => s.AreaId).SingleAsync(ct);
        var sender = new Actor(reading.Sender, DeviceId: phone.DeviceId);
        return new(reading.Key!.Value, sender, null, ChangeKind.Reading, reading.StationId, unit, "water.reading-photo");
    }

    private async Task SaveAsync(Owner owner, Guid id, byte[] content, string type, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(owner.Actor, ct);
        if (await db.StoredFiles.AnyAsync(f => f.Id == id, ct))
        {
            return;
        }

        db.StoredFiles.Add(new StoredFile
        {
            Id = id, Name = $"{id:n}", ContentType = type, Content = content, Hash = Convert.ToHexStringLower(SHA256.HashData(content)), At = write.Now,
            AreaId = owner.FileArea, OwnerId = owner.Id,
        });
        write.Changed(owner.Kind, owner.EntityId, owner.FileArea);
        write.Audit(owner.Action, owner.EntityId, owner.UnitId, null, new { id, type, content.Length });
        await write.CommitAsync(ct);
    }

    private async Task KeepAsync(UploadPart part, CancellationToken ct)
    {
        var old = part.At - Stale;
        await db.UploadParts.Where(p => p.At < old).ExecuteDeleteAsync(ct);
        db.UploadParts.Add(part);
        await db.SaveChangesAsync(ct);
    }

    private static async Task<byte[]> ReadAsync(Stream body, int most, CancellationToken ct)
    {
        if (most <= 0)
        {
            return [];
        }

        var piece = new byte[most];
        return piece[..await body.ReadAtLeastAsync(piece, most, throwOnEndOfStream: false, ct)];
    }

    /// <summary>By the first bytes: what a phone says of a file is not believed.</summary>
    private static string? TypeOf(ReadOnlySpan<byte> content) => content switch
    {
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [0x89, (byte)'P', (byte)'N', (byte)'G', ..] => "image/png",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        _ => null,
    };

    /// <summary>What a picture belongs to.</summary>
    /// <param name="FileArea">Whose officials see it among the notices' files; null shows it with its owner only.</param>
    /// <param name="EntityId">Of which change and audit speak.</param>
    private sealed record Owner(Guid Id, Actor Actor, Guid? FileArea, ChangeKind Kind, Guid EntityId, Guid? UnitId, string Action);
}
