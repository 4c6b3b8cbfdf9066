using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using TungNgo.Feed;
using TungNgo.Gateways;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.Sms;
using TungNgo.Gateways.WebPush;
using TungNgo.Gateways.Zalo;
using TungNgo.Providers.Zalo;
using Secret = TungNgo.Gateways.Http.Secret;

namespace TungNgo.Providers;

/// <summary>The gateway of each channel, made from its settings and kept until they change.</summary>
internal sealed class GatewayBook(
    ServerOptions options, ChannelBook channels, ZaloTokenKeeper tokens, IDataProtectionProvider protection, TimeProvider clock, ILogger<GatewayBook> log) : IFeedReader, IDisposable
{
    private readonly HttpClient http = GuardedHttp.Create(new GuardOptions { Simulators = options.Simulators }, clock: null, log);
    private readonly HttpClient pushHttp = GuardedHttp.Create(new GuardOptions { Simulators = options.Simulators, LogPaths = false }, clock: null, log);
    private readonly IDataProtector seal = protection.CreateProtector("channel-secrets");
    private readonly ConcurrentDictionary<Guid, IGateway> made = new();

    public IGateway Of(Guid channelId) => made.GetOrAdd(channelId, id => Make(channels.Find(id) ?? throw new InvalidOperationException("The channel is gone.")));

    /// <summary>Push services replace what has the same topic, so an unknown attempt may simply be repeated.</summary>
    public static bool RefusesRepetition(Channel channel) => channel.Provider is "webpush" or "none";

    public string Seal(IReadOnlyDictionary<string, string> secrets) => seal.Protect(JsonSerializer.Serialize(secrets));

    public IReadOnlyDictionary<string, Secret> SecretsOf(Channel channel) => channel.Secrets is null
        ? new Dictionary<string, Secret>()
        : JsonSerializer.Deserialize<Dictionary<string, string>>(seal.Unprotect(channel.Secrets))!.ToDictionary(s => s.Key, s => new Secret(s.Value));

    public ZaloTokens TokensOf(Channel channel) =>
        new(http, new ZaloApp(Setting(channel, "app_id"), SecretsOf(channel).GetValueOrDefault("app_secret") ?? new Secret("")), Addresses(channel));

    public ZaloClient ZaloOf(Channel channel)
    {
        var oaId = Setting(channel, "oa_id");
        return new ZaloClient(http, (stale, ct) => tokens.GetAsync(oaId, stale, TokensOf(channel).RefreshAsync, ct), Addresses(channel));
    }

    public ZaloWebhook WebhookOf(Channel channel)
    {
        var secrets = SecretsOf(channel);
        return new ZaloWebhook(Setting(channel, "app_id"), Setting(channel, "oa_id"), secrets.GetValueOrDefault("oa_secret") ?? new Secret(""), secrets.GetValueOrDefault("app_secret"),
            channel.Settings.GetValueOrDefault("signature") == "all" ? ZaloSignature.All : null, clock: clock);
    }

    /// <summary>What lies at an address that a provider told us.</summary>
    /// <returns>Null when it could not be had.</returns>
    public async Task<byte[]?> FetchAsync(string url, CancellationToken ct)
    {
        try
        {
            return Uri.TryCreate(url, UriKind.Absolute, out var address) ? await http.GetByteArrayAsync(address, ct) : null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogInformation("A recording could not be fetched ({Reason})", failure.GetType().Name);
            return null;
        }
    }

    public Task LoadAsync(CancellationToken ct)
    {
        Forget();
        return Task.CompletedTask;
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        if (changes.Any(c => c.Kind == ChangeKind.Channel))
        {
            Forget();
        }

        return Task.CompletedTask;
    }

    public void Dispose()
    {
        Forget();
        http.Dispose();
        pushHttp.Dispose();
    }

    // A gateway that is in use elsewhere at this moment finishes its call; none of them is closed while it calls.
    private void Forget() => made.Clear();

    private IGateway Make(Channel channel) => channel.Provider switch
    {
        "zalo" => channel.Kind switch
        {
            ChannelKind.ZaloCs => new ZaloCsGateway(ZaloOf(channel)),
            ChannelKind.ZaloGroup => new ZaloGroupGateway(ZaloOf(channel)),
            ChannelKind.ZbsUser => new ZbsUserGateway(ZaloOf(channel)),
            _ => new ZbsPhoneGateway(ZaloOf(channel)),
        },
        "esms" => new EsmsGateway(http, new EsmsAccount(
            Key(channel, "api_key"), Key(channel, "secret_key"), Setting(channel, "brandname"), CallbackUrl: new Secret($"{options.PublicUrl}/hooks/{channel.Id}/{HookKey(channel)}"),
            Host: Host(channel))),
        "speedsms" => new SpeedSmsGateway(http, new SpeedSmsAccount(Key(channel, "token"), Setting(channel, "brandname"), Host(channel))),
        "webpush" => new WebPushGateway(pushHttp, new VapidKeys(Setting(channel, "public_key"), Key(channel, "private_key")), Setting(channel, "subject"),
            new PushServices([.. options.Simulators.Select(s => $"http://{s}")]), clock),
        "none" => new NoGateway(),
        var unknown => throw new InvalidOperationException($"No gateway speaks to {unknown}."),
    };

    /// <summary>SMS providers sign nothing: the address of their receipts holds a key that only they were told.</summary>
    public string HookKey(Channel channel) => SecretsOf(channel).GetValueOrDefault("hook_key")?.Reveal() ?? "";

    private Secret Key(Channel channel, string name) => SecretsOf(channel).GetValueOrDefault(name) ?? new Secret("");

    private static string Setting(Channel channel, string name) => channel.Settings.GetValueOrDefault(name) ?? "";

    private static Uri? Host(Channel channel) => channel.Settings.GetValueOrDefault("host") is { Length: > 0 } host ? new Uri(host) : null;

    private static ZaloAddresses? Addresses(Channel channel) => Host(channel) is { } host ? ZaloAddresses.At(host) : null;

    /// <summary>Counts and throws away: the floor that the ledger's own cost is measured over.</summary>
    private sealed class NoGateway : IGateway
    {
        public Task<Outcome> SendAsync(Outgoing message, CancellationToken ct) => Task.FromResult<Outcome>(new Outcome.Sent(message.Key));

        public Task<Finding> FindAsync(Outgoing message, DateTime startedAt, CancellationToken ct) => Task.FromResult<Finding>(new Finding.Found(message.Key));
    }
}
