using Microsoft.AspNetCore.WebUtilities;
using TungNgo.Contacts;
using TungNgo.Gateways;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.Sms;
using TungNgo.Providers.Inbox;

namespace TungNgo.Providers.Esms;

/// <summary>SMS by eSMS. It is told the address for receipts with each message.</summary>
internal sealed class EsmsProvider(ProviderHttp http, ServerOptions options) : Provider
{
    public static readonly ChannelField Brandname = new("brandname", Accepts: SmsBrandname.IsValid), ApiKey = new("api_key", Secret: true), SecretKey = new("secret_key", Secret: true);

    public override string Name => "esms";

    public override IReadOnlyList<ChannelKind> Kinds { get; } = [ChannelKind.Sms];

    public override IReadOnlyList<ChannelField> Fields { get; } = [Brandname, ApiKey, SecretKey];

    public override IReadOnlyDictionary<string, string> Meanings { get; } = new Dictionary<string, string>
    {
        ["phone"] = Reasons.Number, ["108"] = Reasons.Number,
        ["99"] = Reasons.OptedOut,
        ["104"] = Reasons.Sender, ["177"] = Reasons.Sender,
        ["101"] = Reasons.Keys, ["140"] = Reasons.Keys,
        ["102"] = Reasons.Money, ["103"] = Reasons.Money,
        ["text-empty"] = Reasons.Text, ["107"] = Reasons.Text, ["110"] = Reasons.Text, ["120"] = Reasons.Text, ["146"] = Reasons.Text,
        ["210"] = Reasons.Text, ["300"] = Reasons.Text,
    };

    public override HookProof Proof => HookProof.Address;

    public override IGateway Open(ChannelAccount account) => new EsmsGateway(http.Client, new EsmsAccount(
        account.Key(ApiKey), account.Key(SecretKey), account.Text(Brandname),
        CallbackUrl: new Secret(HookEndpoints.AddressOf(options, account.Channel.Id, account.Key(ChannelField.HookKey).Reveal())), Host: account.Host));

    public override HookEvent? Keep(HookCall call) => Receipt(call.Query) is { } receipt ? new(receipt.EventKey, call.Query) : null;

    public override InboxNews? Read(string body, DateTime receivedAt) =>
        Receipt(body) is { } receipt ? InboxNews.OfSms(receipt.State, Guid.TryParse(receipt.Key, out var key) ? key : null, receipt.MessageId, receivedAt) : null;

    private static EsmsReceipt? Receipt(string query) => EsmsReceipt.Read(QueryHelpers.ParseQuery(query).Select(q => KeyValuePair.Create(q.Key, (string?)q.Value)));
}
