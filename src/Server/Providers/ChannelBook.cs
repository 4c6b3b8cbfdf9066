using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Providers;

/// <summary>All channels in memory, followed by the feed: a pause or stop that one node writes is known to all.</summary>
internal sealed class ChannelBook(IDbContextFactory<AppDb> databases, AreaTree areas, ProviderBook providers) : IFeedReader
{
    private volatile Dictionary<Guid, Channel> channels = [];

    public IReadOnlyCollection<Channel> All => channels.Values;

    public Channel? Find(Guid id) => channels.GetValueOrDefault(id);

    /// <summary>The channel of a kind that serves a unit: its own, or else the nearest above it.</summary>
    public Channel? Serving(Guid areaId, ChannelKind kind)
    {
        var kept = channels.Values.Where(c => c.Kind == kind && c.Active).ToLookup(c => c.AreaId);
        return kept.Count == 0 ? null : areas.Today.LineOf(areaId).Select(u => kept[u.AreaId].FirstOrDefault()).FirstOrDefault(c => c is not null);
    }

    /// <summary>
    /// The channel through which people are answered who wrote to an account: events may come in through any of its channels, answers go
    /// through the one that writes to persons.
    /// </summary>
    public Channel? Answering(Guid heardThrough) => Find(heardThrough) is { } heard
        ? channels.Values.FirstOrDefault(c => c is { Kind: ChannelKind.ZaloCs, Active: true } && providers.SameAccount(c, heard))
        : null;

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        channels = await db.Channels.AsNoTracking().ToDictionaryAsync(c => c.Id, ct);
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct) =>
        changes.Any(c => c.Kind == ChangeKind.Channel) ? LoadAsync(ct) : Task.CompletedTask;
}
