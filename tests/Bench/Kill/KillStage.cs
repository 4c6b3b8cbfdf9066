using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.WebPush;
using TungNgo.Gateways.Zalo;
using TungNgo.Providers;
using TungNgo.Providers.Zalo;
using TungNgo.Simulators.Sms;
using TungNgo.Simulators.Zalo;

namespace TungNgo.Bench;

/// <summary>What the kill test plays with: households and browsers, channels that speak to the simulators, and the simulators' faults.</summary>
/// <param name="minutes">Of the play's clock, over which the channels shall send: a notice that is out before the first kill proves nothing.</param>
internal sealed class KillStage(IServiceProvider services, NoticeFill fill, HttpClient http, Uri host, int front, int households, double minutes)
{
    private readonly VapidKeys vapid = VapidKeys.Generate();

    /// <summary>Browsers that only chose a hamlet.</summary>
    public int Subscribers { get; } = Math.Max(2, households / 20);

    /// <summary>The others are reached by SMS from the first.</summary>
    public static bool HasZalo(int i) => i % 4 != 3;

    public static bool HasBrowser(int i) => i % 5 == 0;

    public async Task SetUpAsync(double faults)
    {
        await fill.HouseholdsAsync(households, HasZalo);
        await ConnectAsync();
        await SubscribeAsync();
        await BreakAsync(faults);
    }

    private async Task ConnectAsync()
    {
        using var crowd = await http.PostAsJsonAsync(new Uri(host, "/sim/zalo/users/many"), new { count = households });
        crowd.EnsureSuccessStatusCode();
        using var answer = await http.PostAsync(new Uri(host, "/sim/zalo/tokens"), null);
        var pair = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var (vault, oa, zaloId) = (services.GetRequiredService<ChannelVault>(), new ZaloOa(), Guid.Empty);
        // A server makes its data protection key when it starts; this one does not start, and inside the write below the key would wait for itself.
        vault.Seal(new Dictionary<string, string>());
        var all = Enumerable.Range(0, households).ToList();
        await fill.WriteAsync(async (db, write) =>
        {
            Guid Add(ChannelKind kind, string provider, int phones, Dictionary<string, string> settings, Dictionary<string, string> secrets) =>
                db.Channels.Add(new Channel
                {
                    Id = write.NewId(), AreaId = fill.CommuneId, Kind = kind, Name = $"{provider} {kind}", Provider = provider, Settings = settings,
                    Secrets = vault.Seal(secrets), BucketKey = provider, PerMinute = Math.Clamp((int)(phones / minutes), 60, 4000),
                }).Entity.Id;
            var at = host.ToString().TrimEnd('/');
            zaloId = Add(ChannelKind.ZaloCs, "zalo", all.Count(HasZalo),
                new() { ["app_id"] = oa.AppId, ["oa_id"] = oa.OaId, ["host"] = at, ["signature"] = "all" },
                new() { ["app_secret"] = oa.AppSecret, ["oa_secret"] = oa.OaSecretKey });
            Add(ChannelKind.Sms, "esms", all.Count(i => !HasZalo(i)), new() { ["brandname"] = SmsWorld.Brandname, ["host"] = at },
                new() { ["api_key"] = SmsWorld.ApiKey, ["secret_key"] = SmsWorld.SecretKey, ["hook_key"] = "sim-hook" });
            Add(ChannelKind.WebPush, "webpush", all.Count(HasBrowser) + Subscribers,
                new() { ["public_key"] = vapid.PublicKey, ["subject"] = "mailto:so@example.vn" }, new() { ["private_key"] = vapid.PrivateKey.Reveal() });
            Secret Token(string which) => new(pair.GetProperty(which).GetString()!);
            var tokens = new ZaloTokenPair(Token("access_token"), Token("refresh_token"), TimeSpan.FromHours(25));
            await services.GetRequiredService<ZaloTokenKeeper>().KeepAsync(write, db, oa.OaId, tokens, CancellationToken.None);
            write.Changed(ChangeKind.Channel, zaloId);
        });
        var told = new ZaloHookSettings { Url = $"http://127.0.0.1:{front}/hooks/{zaloId}", DuplicateProbability = 0.02 };
        using var hook = await http.PutAsJsonAsync(new Uri(host, "/sim/zalo/webhook"), told);
        hook.EnsureSuccessStatusCode();
    }

    /// <summary>Every fifth household allowed notifications in a browser, and browsers of nobody we know chose one of the hamlets.</summary>
    private async Task SubscribeAsync()
    {
        var owners = await fill.ReadAsync(db => Task.FromResult(db.Households.OrderBy(h => h.Phone).Select(h => h.Id).ToList()));
        List<ContactPoint> browsers = [];
        foreach (var owner in owners.Where((_, i) => HasBrowser(i)))
        {
            browsers.Add(await BrowserAsync(owner, null));
        }

        for (var i = 0; i < Subscribers; i++)
        {
            browsers.Add(await BrowserAsync(null, fill.Hamlets[i % fill.Hamlets.Count]));
        }

        await fill.WriteAsync((db, _) => db.InsertAsync(browsers, CancellationToken.None));
    }

    private async Task<ContactPoint> BrowserAsync(Guid? household, Guid? hamlet)
    {
        using var answer = await http.PostAsJsonAsync(new Uri(host, "/sim/push/subscriptions"), new { applicationServerKey = vapid.PublicKey });
        var made = await answer.Content.ReadFromJsonAsync<JsonElement>();
        var (keys, now) = (made.GetProperty("keys"), services.GetRequiredService<TimeProvider>().GetUtcNow());
        return new ContactPoint
        {
            Id = Guid.CreateVersion7(now), HouseholdId = household, HamletId = hamlet, Kind = ContactKind.Push,
            Address = made.GetProperty("endpoint").GetString()!, PublicKey = keys.GetProperty("p256dh").GetString(), Secret = keys.GetProperty("auth").GetString(), Language = "vi", AddedAt = now.UtcDateTime,
        };
    }

    /// <summary>Most faults leave open whether the message went out: those are the ones that lose and double messages.</summary>
    private async Task BreakAsync(double all)
    {
        (string Kind, double Share, int? Count)[] faults =
        [
            ("CutAfter", 0.4, null), ("CutBefore", 0.2, null), ("ErrorAfter", 0.2, null), ("MalformedAfter", 0.2, null),
            ("TimeoutAfter", 0.1, 10), ("TimeoutBefore", 0.1, 10),
        ];
        foreach (var (kind, share, count) in faults)
        {
            // Fewer calls go to browsers, so more of them break.
            foreach (var (simulator, times) in new[] { ("zalo", 1), ("esms", 1), ("push", 4) })
            {
                var fault = new { simulator, kind, probability = all * share * times, count };
                using var answer = await http.PostAsJsonAsync(new Uri(host, "/sim/faults"), fault);
                answer.EnsureSuccessStatusCode();
            }
        }
    }
}
