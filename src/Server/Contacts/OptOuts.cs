using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Contacts;

/// <summary>Takes and takes back a person's "no more". Called inside the write of the door it came through.</summary>
internal sealed class OptOuts(AppDb db, IQueuesMessages queues)
{
    public Task<List<OptOut>> OfAsync(string address, CancellationToken ct) =>
        db.OptOuts.AsNoTracking().Where(o => o.Address == address).OrderBy(o => o.At).ToListAsync(ct);

    /// <summary>Holds at once: what is queued to the address ends here, except emergencies. A call that is out goes on.</summary>
    /// <param name="channel">Null is every way to the address.</param>
    /// <param name="topic">Kind of bulletin; null is every kind.</param>
    /// <param name="how">See <see cref="OptOut.How"/>.</param>
    /// <param name="at">When it was said; null is now.</param>
    public async Task RefuseAsync(Write write, string address, ChannelKind? channel, string? topic, string how, CancellationToken ct, DateTime? at = null)
    {
        var known = (await KnownAsync(address, ct)).Find(o => o.Channel == channel && o.Topic == topic);
        if (known is null)
        {
            known = new OptOut { Id = write.NewId(), Address = address, Channel = channel, Topic = topic, At = at ?? write.Now, How = how };
            db.OptOuts.Add(known);
        }

        var ended = await EndQueuedAsync(address, channel, topic, write.Now, ct);
        write.Changed(ChangeKind.Contact, known.Id);
        write.Audit("contact.opt-out", known.Id, null, null, new { channel, topic, how, ended });
    }

    /// <summary>Ends what is queued to an address, inside the caller's write; the next way to each household takes its turn.</summary>
    /// <returns>How many.</returns>
    public Task<int> EndQueuedAsync(string address, ChannelKind? channel, string? topic, DateTime now, CancellationToken ct) => queues.EndAsync(address, channel, topic, now, ct);

    /// <summary>Takes back what was said with the same channel and topic; without a topic, all that was ever said through the channel.</summary>
    public async Task AllowAsync(Write write, string address, ChannelKind? channel, string? topic, string how, CancellationToken ct) =>
        Forget(write, (await KnownAsync(address, ct)).Where(o => (channel == null || o.Channel == channel) && (topic == null || o.Topic == topic)), how);

    /// <summary>Takes back this one refusal of every kind of bulletin: who has also refused SMS alone still does.</summary>
    public async Task TakeBackAsync(Write write, string address, ChannelKind? channel, string how, CancellationToken ct) =>
        Forget(write, (await KnownAsync(address, ct)).Where(o => o.Channel == channel && o.Topic is null), how);

    private void Forget(Write write, IEnumerable<OptOut> refused, string how)
    {
        foreach (var one in refused)
        {
            db.OptOuts.Remove(one);
            write.Changed(ChangeKind.Contact, one.Id);
            write.Audit("contact.opt-in", one.Id, null, new { one.Channel, one.Topic, one.How }, new { how });
        }
    }

    /// <summary>What stands with what this write has said already.</summary>
    private async Task<List<OptOut>> KnownAsync(string address, CancellationToken ct)
    {
        await db.OptOuts.Where(o => o.Address == address).LoadAsync(ct);
        return [.. db.OptOuts.Local.Where(o => o.Address == address)];
    }
}
