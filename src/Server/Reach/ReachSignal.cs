using TungNgo.Feed;
using TungNgo.Live;

namespace TungNgo.Reach;

/// <summary>Wakes the open reach pages when the feed tells of sendings, relays, doors or figures.</summary>
internal sealed class ReachSignal : IFeedReader
{
    public Signal Changed { get; } = new();

    /// <summary>
    /// Messages go out without a line in the feed each, so beside the feed the counts themselves are looked at every few seconds.
    /// </summary>
    public LiveSource Of(Guid bulletinId, int? version) =>
        new(Changed, async (services, ct) => await services.GetRequiredService<ReachReader>().StampAsync(bulletinId, version, ct))
        {
            Look = TimeSpan.FromSeconds(3), Coalesce = TimeSpan.FromMilliseconds(500),
        };

    public Task LoadAsync(CancellationToken ct)
    {
        Changed.Raise();
        return Task.CompletedTask;
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct) =>
        changes.Any(c => c.Kind is ChangeKind.Sending or ChangeKind.Relay or ChangeKind.Telling or ChangeKind.Figures) ? LoadAsync(ct) : Task.CompletedTask;
}
