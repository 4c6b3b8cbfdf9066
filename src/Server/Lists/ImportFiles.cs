using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;

namespace TungNgo.Lists;

internal enum FileRole
{
    /// <summary>The list as the office sent it.</summary>
    List = 1,

    /// <summary>Its rows that were not taken, with the reasons.</summary>
    BadRows = 2,
}

/// <summary>A piece of a kept file.</summary>
internal sealed class FilePart
{
    /// <summary>The import (or the list of a team's office) that the file belongs to.</summary>
    public Guid OwnerId { get; init; }
    public FileRole Role { get; init; }

    /// <summary>From 0.</summary>
    public int Number { get; init; }
    public DateTime At { get; init; }
    public required byte[] Content { get; init; }
}

/// <summary>
/// Where uploaded lists wait between preview and taking, and where refused rows are fetched from: in the database, because the next
/// request, or the node that goes on after an outage, may be another machine. Kept short: whatever is older than a week is deleted with the
/// next upload; so long a list that was taken can be undone and read again.
/// </summary>
internal sealed class ImportFiles(IDbContextFactory<AppDb> databases, TimeProvider clock)
{
    /// <summary>Small enough that a province's list of 70 MB never stands in memory, and that phones write between two parts.</summary>
    private const int PartSize = 1 << 20;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    /// <returns>SHA-256 of the content in hexadecimal.</returns>
    public async Task<string> SaveAsync(Guid ownerId, FileRole role, Stream content, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var old = now - Kept;
        await db.FileParts.Where(p => p.At < old || (p.OwnerId == ownerId && p.Role == role)).ExecuteDeleteAsync(ct);
        var buffer = new byte[PartSize];
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (int number = 0, read = PartSize; read == PartSize; number++)
        {
            read = await content.ReadAtLeastAsync(buffer, PartSize, throwOnEndOfStream: false, ct);
            hash.AppendData(buffer, 0, read);
            db.FileParts.Add(new FilePart { OwnerId = ownerId, Role = role, Number = number, At = now, Content = buffer[..read] });
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public async Task<bool> HasAsync(Guid ownerId, FileRole role, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.FileParts.AnyAsync(p => p.OwnerId == ownerId && p.Role == role, ct);
    }

    /// <summary>The file on this machine, for readers that must jump in it; null when it is not kept. Dispose deletes the copy.</summary>
    public async Task<LocalCopy?> FetchAsync(Guid ownerId, FileRole role, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var copy = new LocalCopy();
        try
        {
            await using var target = copy.Create();
            var parts = 0;
            await foreach (var content in db.FileParts.Where(p => p.OwnerId == ownerId && p.Role == role).OrderBy(p => p.Number).Select(p => p.Content)
                .AsAsyncEnumerable().WithCancellation(ct))
            {
                await target.WriteAsync(content, ct);
                parts++;
            }

            if (parts > 0)
            {
                return copy;
            }
        }
        catch
        {
            copy.Dispose();
            throw;
        }

        copy.Dispose();
        return null;
    }

    /// <param name="role">Null deletes all files of the owner.</param>
    public async Task DeleteAsync(Guid ownerId, FileRole? role, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        await db.FileParts.Where(p => p.OwnerId == ownerId && (role == null || p.Role == role)).ExecuteDeleteAsync(ct);
    }
}
