using Microsoft.EntityFrameworkCore;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Providers.Inbox;
using TungNgo.Providers.WebPush;

namespace TungNgo.Portal;

/// <summary>
/// A browser's word that it showed a message goes into the inbox, where receipts of all providers are folded. It counts only with the endpoint that
/// the message was sent to, which no other browser knows.
/// </summary>
internal sealed class PushReceipts(AppDb db, InboxQueue inbox)
{
    public async Task TakeAsync(PushShown body, CancellationToken ct)
    {
        var sent = Guid.TryParse(body.Key, out var delivery)
            ? await db.Deliveries.AsNoTracking().Where(d => d.Id == delivery && d.Kind == ChannelKind.WebPush && d.To == body.Endpoint && d.ChannelId != null).Select(d => d.ChannelId).SingleOrDefaultAsync(ct)
            : null;
        if (sent is not { } channel)
        {
            return;
        }

        var word = new PushWord(delivery, body.Tapped);
        await inbox.KeepAsync(channel, word.Key, word.Write(), ct);
    }
}
