using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Channels;
using TungNgo.Data;

namespace TungNgo.Portal;

/// <summary>The web-push channel that serves a hamlet: the nearest unit's above it.</summary>
internal sealed class PushChannels(AppDb db, AreaTree areas)
{
    /// <summary>Setting of the channel that holds the public half of its VAPID keys.</summary>
    public const string PublicKey = "publicKey";

    public async Task<Channel?> FindAsync(Guid hamletId, CancellationToken ct)
    {
        var line = areas.Today.LineOf(hamletId).Select(u => u.AreaId).ToList();
        var channels = await db.Channels.AsNoTracking().Where(c => c.Kind == ChannelKind.WebPush && c.Active && line.Contains(c.AreaId)).ToListAsync(ct);
        return channels.Where(c => c.Settings.ContainsKey(PublicKey)).MinBy(c => line.IndexOf(c.AreaId));
    }
}
