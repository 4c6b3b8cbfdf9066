using System.Text;
using TungNgo.Contacts;
using TungNgo.Gateways;
using TungNgo.Gateways.Sms;
using TungNgo.Providers.Inbox;

namespace TungNgo.Providers.SpeedSms;

/// <summary>SMS by SpeedSMS. The address for receipts is entered by hand in its console.</summary>
internal sealed class SpeedSmsProvider(ProviderHttp http) : Provider
{
    public static readonly ChannelField Brandname = new("brandname", Accepts: SmsBrandname.IsValid), Token = new("token", Secret: true);

    public override string Name => "speedsms";

    public override IReadOnlyList<ChannelKind> Kinds { get; } = [ChannelKind.Sms];

    public override IReadOnlyList<ChannelField> Fields { get; } = [Brandname, Token];

    public override IReadOnlyDictionary<string, string> Meanings { get; } = new Dictionary<string, string>
    {
        ["phone"] = Reasons.Number, ["invalid-phone"] = Reasons.Number, ["105"] = Reasons.Number,
        ["007"] = Reasons.Keys, ["008"] = Reasons.Keys, ["009"] = Reasons.Keys,
        ["113"] = Reasons.Money,
        ["text-empty"] = Reasons.Text, ["101"] = Reasons.Text, ["110"] = Reasons.Text,
        ["300"] = Reasons.Provider,
    };

    public override HookProof Proof => HookProof.Address;

    public override IGateway Open(ChannelAccount account) => new SpeedSmsGateway(http.Client, new SpeedSmsAccount(account.Key(Token), account.Text(Brandname), account.Host));

    public override HookEvent? Keep(HookCall call) => SpeedSmsReceipt.Read(call.Body) is { } receipt ? new(receipt.EventKey, Encoding.UTF8.GetString(call.Body)) : null;

    public override InboxNews? Read(string body, DateTime receivedAt) =>
        SpeedSmsReceipt.Read(Encoding.UTF8.GetBytes(body)) is { } receipt ? InboxNews.OfSms(receipt.State, null, receipt.MessageId, receivedAt) : null;
}
