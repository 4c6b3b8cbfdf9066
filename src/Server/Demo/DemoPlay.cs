using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.WebPush;
using TungNgo.Gateways.Zalo;
using TungNgo.Providers;
using TungNgo.Relays;
using TungNgo.Sync;
using TungNgo.Teams.Phones;
using Secret = TungNgo.Gateways.Http.Secret;

namespace TungNgo.Demo;

/// <summary>
/// Beside simulated providers the demo is played: its channels get the simulators' keys and the day that the demo shows, and the teams other than
/// the visitor's post what they are asked to post, one after the other, some of them never.
/// </summary>
internal sealed class DemoPlay(
    ServerOptions options, DemoClock clock, IServiceScopeFactory scopes, IDbContextFactory<AppDb> databases, GatewayBook gateways, ZaloTokenKeeper tokens, PushQueue queue,
    LoopHealth health, ILogger<DemoPlay> log) : IntervalLoop(TimeSpan.FromSeconds(2), health, TimeProvider.System, log)
{
    /// <summary>Of the members' own: one post in a tick, and of the groups one in sixteen stays silent.</summary>
    private const int Silent = 16;
    private readonly HttpClient http = new() { BaseAddress = new Uri($"http://{options.Simulators[0]}"), Timeout = TimeSpan.FromSeconds(10) };
    private TimeSpan? connected;

    public override void Dispose()
    {
        http.Dispose();
        base.Dispose();
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        // The visitor may choose another day: the providers follow.
        if (connected != clock.Shift)
        {
            var shift = clock.Shift;
            await ConnectAsync(ct);
            connected = shift;
        }

        await PostAsync(ct);
    }

    private async Task ConnectAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var users = await db.ContactPoints.CountAsync(c => c.Kind == ContactKind.Zalo, ct);
        await PlayAsync("/sim/clock", new { now = clock.GetUtcNow() }, ct);
        await PlayAsync("/sim/zalo/users/many", new { count = users }, ct, HttpMethod.Post);
        await PlayAsync("/sim/sms/settings", new { receiptAfterSeconds = 4, receiptProbability = 0.96 }, ct);
        using var answer = await http.PostAsync(new Uri("/sim/zalo/tokens", UriKind.Relative), null, ct);
        var pair = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(ct);
        var account = await http.GetFromJsonAsync<JsonElement>("/sim/zalo", ct);
        var oaId = account.GetProperty("oaId").GetString()!;

        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, ct);
        var root = scope.ServiceProvider.GetRequiredService<AreaTree>().Today.Roots.Single().AreaId;
        var channels = await db.Channels.Where(c => c.Provider == "zalo" || c.Provider == "esms" || c.Provider == "webpush").ToListAsync(ct);
        foreach (var channel in channels)
        {
            Connect(channel, account);
            (channel.AreaId, channel.Active, channel.StoppedAt, channel.StoppedBecause, channel.PausedUntil) = (root, true, null, null, null);
            write.Changed(ChangeKind.Channel, channel.Id);
        }

        await tokens.KeepAsync(write, db, oaId, new ZaloTokenPair(Of(pair, "access_token"), Of(pair, "refresh_token"), TimeSpan.FromHours(25)), ct);
        write.Audit("demo.connect", root, null, null, new { users });
        await write.CommitAsync(ct);
        if (channels.Find(c => c.Kind == ChannelKind.ZaloCs) is { } zalo)
        {
            await PlayAsync("/sim/zalo/webhook", new
            {
                url = $"{options.PublicUrl}/hooks/{zalo.Id}", deliveredProbability = 0.97, deliveredAfterSeconds = 2, seenProbability = 0.5, seenAfterSeconds = 40, duplicateProbability = 0.01,
            }, ct);
        }
    }

    private void Connect(Channel channel, JsonElement account)
    {
        var secrets = gateways.SecretsOf(channel).ToDictionary(s => s.Key, s => s.Value.Reveal());
        var settings = new Dictionary<string, string>(channel.Settings);
        switch (channel.Provider)
        {
            case "zalo":
                (settings["app_id"], settings["oa_id"]) = (account.GetProperty("appId").GetString()!, account.GetProperty("oaId").GetString()!);
                (secrets["app_secret"], secrets["oa_secret"]) = (account.GetProperty("appSecret").GetString()!, account.GetProperty("oaSecretKey").GetString()!);
                break;
            case "esms":
                (settings["brandname"], secrets["api_key"], secrets["secret_key"]) = ("TUNGNGO", "sim-esms-key", "sim-esms-secret");
                secrets.TryAdd(ChannelFields.HookKey, "demo-hook");
                break;
            case "webpush" when !secrets.ContainsKey(ChannelFields.PrivateKey):
                var keys = VapidKeys.Generate();
                (settings["subject"], settings[ChannelFields.PublicKey], secrets[ChannelFields.PrivateKey]) = ("mailto:demo@tungngo.example", keys.PublicKey, keys.PrivateKey.Reveal());
                break;
        }

        if (channel.Provider != "webpush")
        {
            settings[ChannelFields.Host] = $"http://{options.Simulators[0]}";
        }

        (channel.Settings, channel.Secrets) = (settings, gateways.Seal(secrets));
    }

    /// <summary>One group in each tick, as a member's phone would say it.</summary>
    private async Task PostAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var visitor = PhoneBook.Hash(DemoAccounts.LeaderCode);
        var own = await (
            from code in db.EnrolmentCodes.Where(c => c.CodeHash == visitor)
            join seat in db.Memberships on code.MemberId equals seat.MemberId
            select seat.TeamId).ToListAsync(ct);
        var open = await db.Relays.AsNoTracking().Where(r => r.State == RelayState.Open && !own.Contains(r.TeamId)).OrderBy(r => r.DueAt).ThenBy(r => r.Id).Take(1000).ToListAsync(ct);
        if (open.Find(r => r.Id.ToByteArray()[15] % Silent != 0) is not { } relay)
        {
            return;
        }

        var device = await (
            from seat in db.Memberships.Where(m => m.TeamId == relay.TeamId)
            join onPhone in db.DeviceMembers on seat.MemberId equals onPhone.MemberId
            join phone in db.Devices.Where(d => d.RevokedAt == null) on onPhone.DeviceId equals phone.Id
            select phone).AsNoTracking().FirstOrDefaultAsync(ct);
        if (device is not null && await PhoneBook.ReadAsync(db, device, clock.Today(), ct) is { } caller && caller.Members.FirstOrDefault(m => m.TeamIds.Contains(relay.TeamId)) is { } member)
        {
            await queue.WriteAsync(new PendingPush(caller, null, [new Mutation(Guid.CreateVersion7(clock.GetUtcNow()), "relay.posted", member.Id, clock.GetUtcNow().UtcDateTime, Relay: new PushRelay(relay.Id))]), ct);
        }
    }

    private async Task PlayAsync(string path, object what, CancellationToken ct, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Put, path) { Content = JsonContent.Create(what) };
        using var answer = await http.SendAsync(request, ct);
        answer.EnsureSuccessStatusCode();
    }

    private static Secret Of(JsonElement pair, string name) => new(pair.GetProperty(name).GetString()!);
}
