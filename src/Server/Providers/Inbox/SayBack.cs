using TungNgo.Contacts;
using TungNgo.Gateways;

namespace TungNgo.Providers.Inbox;

/// <summary>
/// Confirms words such as STOP to whoever wrote them, after the write that made them true. A courtesy: it is tried once and not kept, for
/// what was asked holds either way.
/// </summary>
internal sealed class SayBack(ChannelBook channels, GatewayBook gateways)
{
    private readonly List<(Channel Channel, Outgoing Message)> kept = [];

    public void Remember(Channel heard, PersonEvent.Said said, string reply)
    {
        if (channels.Answering(heard.Id) is { StoppedAt: null } channel)
        {
            kept.Add((channel, new Outgoing(said.Key, said.Address, reply)));
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
