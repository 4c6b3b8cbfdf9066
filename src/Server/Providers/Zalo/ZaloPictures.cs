using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Gateways.Zalo;

namespace TungNgo.Providers.Zalo;

/// <summary>
/// Picture cards put at Zalo, once for each account and node, and again before Zalo forgets them. A picture that cannot be put there is left
/// out: the words are what matters.
/// </summary>
internal sealed class ZaloPictures(IDbContextFactory<AppDb> databases, TimeProvider clock, ILogger<ZaloPictures> log)
{
    private static readonly TimeSpan Kept = ZaloUploads.Lifetime - TimeSpan.FromDays(1), AfterFailure = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(Guid ChannelId, Guid CardId), (string? Id, DateTime Until)> put = new();

    /// <param name="zalo">Made only when the picture has to be put there.</param>
    /// <returns>What a message refers to; null when there is no picture to be had.</returns>
    public async ValueTask<string?> GetAsync(Guid channelId, Guid cardId, Func<ZaloClient> zalo, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (put.TryGetValue((channelId, cardId), out var known) && now < known.Until)
        {
            return known.Id;
        }

        await using var db = await databases.CreateDbContextAsync(ct);
        var bytes = await db.StoredFiles.Where(f => f.Id == cardId).Select(f => f.Content).SingleOrDefaultAsync(ct);
        var reply = bytes is null ? null : await new ZaloUploads(zalo()).ImageAsync(bytes, ct);
        if (reply is { Ok: false })
        {
            log.LogWarning("A picture could not be put at Zalo ({Code}); messages go without it", reply.Problem?.Code);
        }

        var id = reply is { Ok: true } ? reply.Value : null;
        put[(channelId, cardId)] = (id, now + (id is null ? AfterFailure : Kept));
        return id;
    }

    /// <summary>Zalo no longer knows a picture of this channel: they are put there anew.</summary>
    public void Forget(Guid channelId)
    {
        foreach (var key in put.Keys.Where(k => k.ChannelId == channelId))
        {
            put.TryRemove(key, out _);
        }
    }
}
