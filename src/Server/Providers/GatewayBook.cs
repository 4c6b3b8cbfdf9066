using System.Collections.Concurrent;
using TungNgo.Feed;
using TungNgo.Gateways;

namespace TungNgo.Providers;

/// <summary>The gateway of each channel, made from its settings and kept until they change.</summary>
internal sealed class GatewayBook(ChannelBook channels, ProviderBook providers, ChannelVault vault) : IFeedReader
{
    private readonly ConcurrentDictionary<Guid, IGateway> made = new();

    public IGateway Of(Guid channelId) => made.GetOrAdd(channelId, id => Make(channels.Find(id) ?? throw new InvalidOperationException("The channel is gone.")));

    public Task LoadAsync(CancellationToken ct)
    {
        // One that is in use at this moment finishes its call; none of them is closed while it calls.
        made.Clear();
        return Task.CompletedTask;
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct) => changes.Any(c => c.Kind == ChangeKind.Channel) ? LoadAsync(ct) : Task.CompletedTask;

    private IGateway Make(Channel channel) => providers.Of(channel).Open(vault.Open(channel));
}
