using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TungNgo.Bulletins.Words;
using TungNgo.Contacts;
using TungNgo.Gateways;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.Zalo;
using TungNgo.Providers.Inbox;

namespace TungNgo.Providers.Zalo;

/// <summary>Zalo: messages of an Official Account to persons and groups, and templates (ZBS) to followers and phone numbers.</summary>
internal sealed class ZaloProvider(ProviderHttp http, ChannelVault vault, ZaloTokenKeeper tokens, ZaloPictures pictures, TimeProvider clock) : Provider
{
    public static readonly ChannelField
        AppId = new("app_id"), OaId = new("oa_id"), AppSecret = new("app_secret", Secret: true), OaSecret = new("oa_secret", Secret: true, Optional: true),
        // Not entered: made for the consent, and set by hand where Zalo is seen to sign in another of its ways.
        Verifier = new("verifier", Secret: true, Optional: true), Signature = new("signature", Optional: true);

    public override string Name => "zalo";

    public override IReadOnlyList<ChannelKind> Kinds { get; } = [ChannelKind.ZaloCs, ChannelKind.ZaloGroup, ChannelKind.ZbsUser, ChannelKind.ZbsPhone];

    public override IReadOnlyList<ChannelField> Fields { get; } = [AppId, OaId, AppSecret, OaSecret];

    /// <summary>What stops a whole channel and is not a matter of the account's package; all else by the tables of <see cref="ZaloErrors"/>.</summary>
    public override IReadOnlyDictionary<string, string> Meanings { get; } = new Dictionary<string, string>
    {
        ["112"] = Reasons.Money,
        ["-14002"] = Reasons.Keys, ["-14003"] = Reasons.Keys, ["-216"] = Reasons.Keys, ["-220"] = Reasons.Keys, ["-124"] = Reasons.Keys, ["no-token"] = Reasons.Keys,
    };

    public override HookProof Proof => HookProof.Signature;

    public override Type? Panel => typeof(ZaloPanel);

    public override Type? Note => typeof(ZaloNote);

    public override string BucketOf(Channel channel) => channel.Settings.GetValueOrDefault(OaId.Name) is { Length: > 0 } oa ? $"{Name}:{oa}" : base.BucketOf(channel);

    public override IGateway Open(ChannelAccount account)
    {
        var client = ClientOf(account);
        return account.Channel.Kind switch
        {
            ChannelKind.ZaloCs => new ZaloCsGateway(client),
            ChannelKind.ZaloGroup => new ZaloGroupGateway(client),
            ChannelKind.ZbsUser => new ZbsUserGateway(client),
            _ => new ZbsPhoneGateway(client),
        };
    }

    public override string Why(ChannelKind kind, string? code)
    {
        var known = base.Why(kind, code);
        var table = kind switch { ChannelKind.ZbsPhone => ZaloErrors.Zbs, ChannelKind.ZbsUser => ZaloErrors.ZbsByUser, _ => ZaloErrors.Oa };
        return known != Reasons.Other || !int.TryParse(code, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? known
            : !table.TryGetValue(number, out var meaning) ? Reasons.Provider
            : meaning switch
            {
                ZaloErrorClass.NextChannel => Reasons.NotHere,
                ZaloErrorClass.OptedOut => Reasons.OptedOut,
                ZaloErrorClass.OurMistake => Reasons.Text,
                ZaloErrorClass.StopChannel => Reasons.Package,
                ZaloErrorClass.Undecided => Reasons.Unknown,
                _ => Reasons.Provider,
            };
    }

    public override string Verify(ChannelAccount account, HookCall call) => new ZaloWebhook(
        account.Text(AppId), account.Text(OaId), account.Key(OaSecret), account.Secrets.GetValueOrDefault(AppSecret.Name), account.Text(Signature) == "all" ? ZaloSignature.All : null, clock: clock)
        .Verify(call.Body, call.Header("X-ZEvent-Signature"), call.Header("X-ZEvent-Timestamp")).ToString();

    public override HookEvent? Keep(HookCall call) =>
        new(ZaloEventReader.Read(call.Body)?.Key ?? Convert.ToHexStringLower(SHA256.HashData(call.Body)), Encoding.UTF8.GetString(call.Body));

    public override InboxNews? Read(string body, DateTime receivedAt) => ZaloEventReader.Read(Encoding.UTF8.GetBytes(body)) switch
    {
        null => null,
        ZaloEvent.Received r => new([new(Guid.TryParse(r.TrackingId, out var key) ? key : null, r.MessageId, ReceiptState.Delivered, r.At)], null),
        ZaloEvent.Seen s => new([.. s.MessageIds.Select(id => new Receipt(null, id, ReceiptState.Seen, s.At))], null),
        ZaloEvent.Followed f => new([], new PersonEvent.Followed(ContactKind.Zalo, f.UserId, f.At)),
        ZaloEvent.Unfollowed u => new([], new PersonEvent.Left(ContactKind.Zalo, u.UserId, u.At)),
        ZaloEvent.InfoGiven i => new([], new PersonEvent.GaveInfo(ContactKind.Zalo, i.UserId, i.At, i.Info.GetValueOrDefault("phone"))),
        ZaloEvent.FromUser { GroupId: null } m => new([], Said(m)),
        // The echo of what the account sent: our own calls know better, and lost ones are asked about. Groups talk among themselves.
        _ => new([], null),
    };

    public override Task<Outgoing> TrialAsync(Channel channel, Outgoing message, CancellationToken ct)
    {
        var template = channel.Kind.TakesTemplates() ? channel.Settings.FirstOrDefault(s => s.Key.StartsWith(TemplateIds.Prefix, StringComparison.Ordinal)).Value : null;
        var sample = new Notice("vi", message.Text, message.Text, message.Text, "Từng Ngõ", null, Unaccented: false, "-", StopLink: null, HowToStop: "-");
        return Task.FromResult(template is null ? message : message with { Template = new TemplateUse(template, Messages.Blanks(sample, clock.GetUtcNow().UtcDateTime)) });
    }

    public override ValueTask<string?> PictureAsync(Channel channel, Guid fileId, CancellationToken ct) =>
        channel.Kind is ChannelKind.ZaloCs or ChannelKind.ZaloGroup ? pictures.GetAsync(channel.Id, fileId, () => ClientOf(vault.Open(channel)), ct) : ValueTask.FromResult<string?>(null);

    public override void ForgetPictures(Guid channelId) => pictures.Forget(channelId);

    public override void Map(IEndpointRouteBuilder routes) => ZaloConsent.Map(routes);

    public ZaloTokens TokensOf(ChannelAccount account) => new(http.Client, new ZaloApp(account.Text(AppId), account.Key(AppSecret)), Addresses(account));

    private ZaloClient ClientOf(ChannelAccount account)
    {
        var (oaId, buyer) = (account.Text(OaId), TokensOf(account));
        return new ZaloClient(http.Client, (stale, ct) => tokens.GetAsync(oaId, stale, buyer.RefreshAsync, ct), Addresses(account));
    }

    private static PersonEvent.Said Said(ZaloEvent.FromUser message)
    {
        var place = message.Attachments.FirstOrDefault(a => a.Latitude is not null);
        var sound = message.Attachments.FirstOrDefault(a => a is { Type: "audio", Url: not null })?.Url;
        return new(ContactKind.Zalo, message.UserId, message.At, message.Key, message.Text, sound, place?.Latitude, place?.Longitude);
    }

    private static ZaloAddresses? Addresses(ChannelAccount account) => account.Host is { } host ? ZaloAddresses.At(host) : null;
}
