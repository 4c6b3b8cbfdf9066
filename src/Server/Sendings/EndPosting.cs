using Microsoft.EntityFrameworkCore;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Relays;

namespace TungNgo.Sendings;

internal static class EndPosting
{
    /// <summary>Ends the relays of a sending that was stopped or is over. Where the account's own message is out, its answer decides.</summary>
    /// <param name="end">Cancelled or missed.</param>
    public static async Task<int> RunAsync(Write write, Guid sendingId, RelayState end, CancellationToken ct)
    {
        var isOut = await write.Db.Deliveries
            .Where(d => d.SendingId == sendingId && d.RelayId != null && d.Kind == ChannelKind.ZaloGroup && d.State >= DeliveryState.Started && d.State < DeliveryState.Failed)
            .Select(d => d.RelayId!.Value).ToListAsync(ct);
        return await EndRelays.OfSendingAsync(write, sendingId, end, isOut, ct);
    }
}
