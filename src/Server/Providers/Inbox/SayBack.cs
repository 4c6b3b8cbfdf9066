using TungNgo.Gateways;
using TungNgo.Gateways.Zalo;

namespace TungNgo.Providers.Inbox;

/// <summary>
/// Confirms words such as STOP to whoever wrote them, after the write that made them true. A courtesy: it is tried once and not kept, for
/// what was asked holds either way.
/// </summary>
internal sealed class SayBack(ChannelBook channels, GatewayBook gateways)
{
    private readonly List<(Channel Channel, Outgoing Message)> kept = [];

    public void Remember(Channel heard, ZaloEvent.FromUser said, string? reply)
    {
        // The account's events may come in through any of its channels; people are answered through the one that writes to persons.
        if (reply is not null && channels.All.FirstOrDefault(c => c is { Kind: ChannelKind.ZaloCs, Active: true, StoppedAt: null } && c.BucketKey == heard.BucketKey) is { } channel)
        {
            kept.Add((channel, new Outgoing(said.Key, said.UserId, reply)));
        }
    }

    public async Task RunAsync(CancellationToken ct)
    {
        foreach (var (channel, message) in kept)
        {
            await gateways.Of(channel.Id).SendAsync(message, ct);
        }

        kept.Clear();
    }
}
