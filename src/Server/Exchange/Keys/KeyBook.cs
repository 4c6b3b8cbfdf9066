using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Exchange.Keys;

/// <summary>All keys in memory, by the hash of their secret: a call costs no query, and a revoked key is refused at its next call on every node.</summary>
internal sealed class KeyBook(IDbContextFactory<AppDb> databases) : IFeedReader
{
    private volatile FrozenDictionary<string, ApiKey> byHash = FrozenDictionary<string, ApiKey>.Empty;

    public static string Hash(string secret) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));

    /// <summary>A new secret: 256 random bits after the letters by which keys are known.</summary>
    public static string NewSecret() => ProgramCaller.Prefix + System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <returns>Null when there is no such key, or when it is not open on the day.</returns>
    public ApiKey? Find(string secret, DateOnly day) => byHash.GetValueOrDefault(Hash(secret)) is { } key && key.IsOpenOn(day) ? key : null;

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        byHash = (await db.ApiKeys.AsNoTracking().ToListAsync(ct)).ToFrozenDictionary(k => k.SecretHash, StringComparer.Ordinal);
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct) => changes.Any(c => c.Kind == ChangeKind.ApiKey) ? LoadAsync(ct) : Task.CompletedTask;
}
