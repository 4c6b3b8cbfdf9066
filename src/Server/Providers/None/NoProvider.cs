using TungNgo.Contacts;
using TungNgo.Gateways;

namespace TungNgo.Providers.None;

/// <summary>Counts and throws away: the floor that the ledger's own cost is measured over.</summary>
internal sealed class NoProvider : Provider
{
    public override string Name => "none";

    public override IReadOnlyList<ChannelKind> Kinds { get; } = [ChannelKind.Sms];

    public override IReadOnlyList<ChannelField> Fields { get; } = [];

    public override IReadOnlyDictionary<string, string> Meanings { get; } = new Dictionary<string, string>();

    public override bool Offered => false;

    public override bool RefusesRepetition => true;

    public override IGateway Open(ChannelAccount account) => new NoGateway();

    private sealed class NoGateway : IGateway
    {
        public Task<Outcome> SendAsync(Outgoing message, CancellationToken ct) => Task.FromResult<Outcome>(new Outcome.Sent(message.Key));

        public Task<Finding> FindAsync(Outgoing message, DateTime startedAt, CancellationToken ct) => Task.FromResult<Finding>(new Finding.Found(message.Key));
    }
}
