using Microsoft.EntityFrameworkCore;
using TungNgo.Contacts;
using TungNgo.Data;

namespace TungNgo.Sendings;

/// <summary>Ends what is queued to an address; the next way to each household takes its turn.</summary>
internal sealed class EndQueued(AppDb db) : IQueuesMessages
{
    public async Task<int> EndAsync(string address, ChannelKind? channel, string? topic, DateTime now, CancellationToken ct)
    {
        var queued = await db.Deliveries
            .Where(d => d.To == address && d.State <= DeliveryState.Leased && !d.Emergency && (channel == null || d.Kind == channel)
                && (topic == null || db.Sendings.Any(s => s.Id == d.SendingId && s.Kind == topic)))
            .Select(d => new { d.Id, d.VersionId, d.RecipientId }).ToListAsync(ct);
        var ids = queued.Select(d => d.Id).ToList();
        // Without its claim a node that holds a row may not start it any more.
        var ended = await db.Deliveries.Where(d => ids.Contains(d.Id) && d.State <= DeliveryState.Leased).ExecuteUpdateAsync(set => set
            // Queued to be sent again: the first attempt may have arrived.
            .SetProperty(d => d.State, d => d.SentBlind ? DeliveryState.GivenUp : DeliveryState.OptedOut)
            .SetProperty(d => d.EndedAt, now)
            .SetProperty(d => d.DueAt, (DateTime?)null)
            .SetProperty(d => d.LeaseUntil, (DateTime?)null)
            .SetProperty(d => d.ClaimId, (Guid?)null), ct);
        foreach (var one in queued)
        {
            await db.Recipients.Where(r => r.VersionId == one.VersionId && r.RecipientId == one.RecipientId && r.State == RecipientState.Open)
                .ExecuteUpdateAsync(set => set.SetProperty(r => r.NextStepAt, now), ct);
        }

        return ended;
    }
}
