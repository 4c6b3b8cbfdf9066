using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Gateways;
using TungNgo.Providers;
using TungNgo.Sendings;

namespace TungNgo.Help;

/// <summary>
/// Sends answers back to residents who wrote by Zalo, within the window that their own message opened. As in the ledger, "started" is
/// written before the call; what a dead process left started is looked up in the conversation and never sent twice blindly.
/// </summary>
internal sealed class SendAnswers(AppDb db, ChannelBook channels, GatewayBook gateways, TimeProvider clock)
{
    private const int Most = 50;
    private static readonly TimeSpan Lost = TimeSpan.FromMinutes(2);

    /// <returns>How many answers ended.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var lost = now - Lost;
        var waiting = await (
            from message in db.HelpMessages.Where(m => m.Delivery == DeliveryOfAnswer.Queued || (m.Delivery == DeliveryOfAnswer.Started && m.StartedAt <= lost))
            join request in db.HelpRequests.Where(r => r.ChannelId != null && r.Address != null) on message.RequestId equals request.Id
            orderby message.At
            select new { message, Channel = request.ChannelId!.Value, To = request.Address! }).AsNoTracking().Take(Most).ToListAsync(ct);
        foreach (var one in waiting)
        {
            if (channels.Answering(one.Channel) is { StoppedAt: null } channel && !(channel.PausedUntil > now))
            {
                await SendAsync(one.message, channel, one.To, ct);
            }
        }

        return waiting.Count;
    }

    private async Task SendAsync(HelpMessage message, Channel channel, string to, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var outgoing = new Outgoing(message.Id.ToString("n"), to, message.Text);
        if (message.Delivery == DeliveryOfAnswer.Started)
        {
            switch (await gateways.Of(channel.Id).FindAsync(outgoing, message.StartedAt ?? now, ct))
            {
                case Finding.Found found:
                    await EndAsync(message.Id, DeliveryOfAnswer.Sent, found.MessageId, ct);
                    return;
                case Finding.CannotTell:
                    await EndAsync(message.Id, DeliveryOfAnswer.Failed, null, ct);
                    return;
            }
        }

        var (state, from) = (message.Delivery, message.StartedAt);
        var mine = await db.HelpMessages.Where(m => m.Id == message.Id && m.Delivery == state && m.StartedAt == from)
            .ExecuteUpdateAsync(u => u.SetProperty(m => m.Delivery, DeliveryOfAnswer.Started).SetProperty(m => m.StartedAt, now), ct);
        if (mine == 0)
        {
            return;
        }

        switch (await gateways.Of(channel.Id).SendAsync(outgoing, CancellationToken.None))
        {
            case Outcome.Sent sent:
                await EndAsync(message.Id, DeliveryOfAnswer.Sent, sent.MessageId, CancellationToken.None);
                break;
            case Outcome.RetryAfter:
                await EndAsync(message.Id, DeliveryOfAnswer.Queued, null, CancellationToken.None);
                break;
            case Outcome.Unknown:
                // Stays started, and is looked up when it counts as lost.
                break;
            default:
                await EndAsync(message.Id, DeliveryOfAnswer.Failed, null, CancellationToken.None);
                break;
        }
    }

    private Task EndAsync(Guid id, DeliveryOfAnswer state, string? providerId, CancellationToken ct) => db.HelpMessages.Where(m => m.Id == id)
        .ExecuteUpdateAsync(u => u.SetProperty(m => m.Delivery, state).SetProperty(m => m.ProviderId, providerId), ct);
}
