using System.Buffers.Text;
using Microsoft.EntityFrameworkCore;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Gateways;
using TungNgo.Gateways.WebPush;
using TungNgo.Providers.Inbox;
using TungNgo.Web;

namespace TungNgo.Providers.WebPush;

/// <summary>Notifications to browsers. The pair of keys is made here: browsers bind to its public half, so nobody has one to enter.</summary>
internal sealed class WebPushProvider(ProviderHttp http, PushServices services, IDbContextFactory<AppDb> databases, TimeProvider clock) : Provider
{
    public static readonly ChannelField Subject = new("subject"), PublicKey = new("public_key"), PrivateKey = new("private_key", Secret: true);

    public override string Name => "webpush";

    public override IReadOnlyList<ChannelKind> Kinds { get; } = [ChannelKind.WebPush];

    public override IReadOnlyList<ChannelField> Fields { get; } = [Subject];

    public override IReadOnlyDictionary<string, string> Meanings { get; } = new Dictionary<string, string>
    {
        ["http-404"] = Reasons.NotHere, ["http-410"] = Reasons.NotHere, ["endpoint"] = Reasons.NotHere, ["keys"] = Reasons.NotHere,
        ["http-401"] = Reasons.Keys, ["http-403"] = Reasons.Keys,
        ["too-long"] = Reasons.Text,
    };

    /// <summary>Endpoints name their host themselves.</summary>
    public override bool TakesHost => false;

    /// <summary>Push services replace what has the same topic.</summary>
    public override bool RefusesRepetition => true;

    public override Type? Panel => typeof(WebPushPanel);

    public override void Begin(IDictionary<string, string> settings, IDictionary<string, string> secrets)
    {
        var keys = VapidKeys.Generate();
        (settings[PublicKey.Name], secrets[PrivateKey.Name]) = (keys.PublicKey, keys.PrivateKey.Reveal());
    }

    public override IGateway Open(ChannelAccount account) =>
        new WebPushGateway(http.Unlogged, new VapidKeys(account.Text(PublicKey), account.Key(PrivateKey)), account.Text(Subject), services, clock);

    /// <summary>The browsers themselves say what they showed: see <see cref="PushWord"/>.</summary>
    public override InboxNews? Read(string body, DateTime receivedAt) => PushWord.Read(body) is { } word
        ? new([new(word.Delivery, null, word.Tapped ? ReceiptState.Seen : ReceiptState.Delivered, receivedAt)], null)
        : null;

    public override async Task<Outgoing> TrialAsync(Channel channel, Outgoing message, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var contact = await db.ContactPoints.AsNoTracking().SingleOrDefaultAsync(c => c.Kind == ContactKind.Push && c.Address == message.To && c.PublicKey != null && c.Secret != null, ct)
            ?? throw new Refusal(Problems.ChannelTest);
        return message with { Push = new PushKeys(Base64Url.DecodeFromChars(contact.PublicKey), Base64Url.DecodeFromChars(contact.Secret)) };
    }
}
