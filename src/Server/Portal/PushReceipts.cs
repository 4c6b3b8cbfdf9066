using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Channels;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Portal;

/// <summary>
/// A browser's word that it showed a message goes into the inbox, where receipts of all providers are folded. It counts only with the endpoint that
/// the message was sent to, which no other browser knows.
/// </summary>
internal sealed class PushReceipts(AppDb db, TimeProvider clock)
{
    public const string Shown = "push_shown", Tapped = "push_tapped";

    public async Task TakeAsync(PushShown body, CancellationToken ct)
    {
        var sent = Guid.TryParse(body.Key, out var id)
            ? await db.Deliveries.AsNoTracking().Where(d => d.Id == id && d.Kind == ChannelKind.WebPush && d.To == body.Endpoint && d.ChannelId != null)
                .Select(d => new { d.Id, d.ChannelId }).SingleOrDefaultAsync(ct)
            : null;
        var name = body.Tapped ? Tapped : Shown;
        var key = $"{name}:{body.Key}";
        if (sent is null || await db.InboxEvents.AnyAsync(e => e.ChannelId == sent.ChannelId && e.Key == key, ct))
        {
            return;
        }

        var now = clock.GetUtcNow();
        db.InboxEvents.Add(new InboxEvent
        {
            Id = Guid.CreateVersion7(now), ChannelId = sent.ChannelId!.Value, Key = key, Body = JsonSerializer.Serialize(new { event_name = name, delivery = sent.Id }),
            ReceivedAt = now.UtcDateTime, DueAt = now.UtcDateTime,
        });
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException)
        {
            // The same word a moment ago, through another node.
        }
    }
}
