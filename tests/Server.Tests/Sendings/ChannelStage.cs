using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.WebPush;
using TungNgo.Gateways.Zalo;
using TungNgo.Households;
using TungNgo.Portal;
using TungNgo.Providers;
using TungNgo.Providers.Zalo;
using TungNgo.Sendings;
using TungNgo.Sendings.Dispatch;
using TungNgo.Simulators;
using TungNgo.Simulators.Common;
using TungNgo.Simulators.Sms;
using TungNgo.Simulators.Zalo;

namespace TungNgo.Tests.Sendings;

/// <summary>A village, the simulated providers on the server's own clock, and channels of the commune that speak to them.</summary>
internal sealed class ChannelStage : IAsyncDisposable
{
    private ChannelStage(TestServer server, Village village, RunningSimulators play) => (Server, Village, Play) = (server, village, play);

    public TestServer Server { get; }
    public Village Village { get; }
    public RunningSimulators Play { get; }
    public PhoneLedger Phones => Play.Ledger;
    public ZaloWorld Zalo => Play.Of<ZaloWorld>();
    public Guid ZaloCs { get; private set; }
    public Guid Sms { get; private set; }

    public static async Task<ChannelStage> StartAsync(int households = 3, DateTime? at = null)
    {
        var clock = new TestClock(at ?? new DateTime(2024, 9, 20, 3, 0, 0, DateTimeKind.Utc));
        var play = await RunningSimulators.StartAsync(clock);
        var server = await TestServer.StartAsync(clock: clock, simulators: [play.Address.Authority]);
        var stage = new ChannelStage(server, await Village.BuildAsync(server, households), play);
        await stage.ConnectAsync();
        return stage;
    }

    public static string PhoneOf(int i) => $"0912{i:000000}";

    public static string UserOf(int i) => $"u{i}";

    /// <summary>Gives every household a phone number, consent to be contacted and a Zalo user that wrote an hour ago.</summary>
    public async Task ReachableAsync(bool zalo = true, bool phone = true)
    {
        await Server.WriteAsync((db, write) =>
        {
            for (var i = 0; i < Village.Households.Count; i++)
            {
                var id = Village.Households[i].Id;
                var household = db.Households.Single(h => h.Id == id);
                household.Phone = phone ? PhoneOf(i) : null;
                db.Consents.Add(new Consent { Id = write.NewId(), HouseholdId = id, Purpose = "contact", Method = "spoken", Language = "km", At = write.Now, By = "Kim Thị Út" });
                if (zalo)
                {
                    db.ContactPoints.Add(new ContactPoint { Id = write.NewId(), HouseholdId = id, Kind = ContactKind.Zalo, Address = UserOf(i), Follows = true, LastInteractionAt = write.Now.AddHours(-1), AddedAt = write.Now });
                }
            }
        });
        lock (Zalo.Oa.Gate)
        {
            for (var i = 0; i < Village.Households.Count; i++)
            {
                ZaloControls.AddPerson(Zalo, new ZaloPerson(UserOf(i), "84" + PhoneOf(i)[1..], Follows: true, HoursSinceInteraction: 1), Server.Clock.GetUtcNow());
            }
        }
    }

    /// <summary>A channel of web push for the commune, and the simulated push service behind it.</summary>
    public async Task<Guid> PushAsync()
    {
        var keys = VapidKeys.Generate();
        var vault = Server.Services.GetRequiredService<ChannelVault>();
        var id = Guid.Empty;
        await Server.WriteAsync((db, write) =>
        {
            id = db.Channels.Add(new Channel
            {
                Id = write.NewId(), AreaId = Village.CommuneId, Kind = ChannelKind.WebPush, Name = "Trình duyệt", Provider = "webpush", BucketKey = "push", PerMinute = 4000,
                Settings = new() { ["public_key"] = keys.PublicKey, ["subject"] = "mailto:so@example.vn" }, Secrets = vault.Seal(new Dictionary<string, string> { ["private_key"] = keys.PrivateKey.Reveal() }),
            }).Entity.Id;
            write.Changed(ChangeKind.Channel, id);
        });
        return id;
    }

    public Task RestAtNightAsync(Guid channel) => Server.WriteAsync((db, write) =>
    {
        var row = db.Channels.Single(c => c.Id == channel);
        (row.QuietFrom, row.QuietTo) = (new TimeOnly(22, 0), new TimeOnly(6, 0));
        write.Changed(ChangeKind.Channel, channel);
    });

    /// <summary>A resident's browser that chose a hamlet on its public page.</summary>
    /// <returns>Its endpoint.</returns>
    public async Task<string> SubscribeAsync(string phone, Guid hamlet, string language = "vi")
    {
        using var browser = Server.Anonymous();
        var key = await browser.GetAsync($"/api/portal/push/key?hamlet={hamlet}").ReadAsync<PushKeyAnswer>();
        using var person = new HttpClient { BaseAddress = Play.Address };
        var made = await (await person.PostAsJsonAsync("/sim/push/subscriptions", new { phone, applicationServerKey = key.PublicKey })).Content.ReadFromJsonAsync<JsonElement>();
        var (endpoint, keys) = (made.GetProperty("endpoint").GetString()!, made.GetProperty("keys"));
        var answer = await browser.PostAsync("/api/portal/push", new PushSubscribe(endpoint, keys.GetProperty("p256dh").GetString()!, keys.GetProperty("auth").GetString()!, hamlet, language));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        return endpoint;
    }

    /// <summary>An approved bulletin for the hamlet, on its way.</summary>
    public async Task<Sending> SendAsync(Urgency urgency = Urgency.Routine, Chain? chain = null, Audience? audience = null, TimeSpan? lasts = null, string brief = "Man 4 g/l, khong lay nuoc.", bool unaccented = false)
    {
        Sending sending = null!;
        await Server.WriteAsync((db, write) =>
        {
            var bulletin = new Bulletin { Id = write.NewId(), AreaId = Village.CommuneId, Kind = "salt", Code = write.NewId().ToString("n")[20..], CreatedAt = write.Now, Author = "Cán bộ", Approved = 1 };
            var version = new BulletinVersion
            {
                At = write.Now, Id = write.NewId(), BulletinId = bulletin.Id, Number = 1, State = BulletinState.Approved, Urgency = urgency, Source = "Chi cục Thủy lợi", ValidFrom = write.Now,
                ValidTo = write.Now + (lasts ?? TimeSpan.FromDays(3)), Unaccented = unaccented, Audience = (audience ?? new Audience([Village.HamletId])).ToJson(),
            };
            db.Bulletins.Add(bulletin);
            db.BulletinVersions.Add(version);
            db.BulletinTexts.Add(new BulletinText { VersionId = version.Id, Language = "vi", Title = "Nước mặn 4 g/l", Body = $"Không lấy nước vào ruộng. {bulletin.Code}", Short = brief });
            db.BulletinTexts.Add(new BulletinText { VersionId = version.Id, Language = "km", Title = "ទឹកប្រៃ 4 g/l", Body = $"កុំបូមទឹកចូលស្រែ។ {bulletin.Code}", Short = "ទឹកប្រៃ 4 g/l" });
            sending = new StartSending(db).Begin(write, bulletin, version, chain ?? (urgency == Urgency.Emergency ? Chain.Emergency : Chain.Routine));
        });
        return sending;
    }

    /// <summary>Until neither the ledger nor the providers have anything left to do at this instant.</summary>
    public async Task DrainAsync()
    {
        for (var round = 0; round < 8; round++)
        {
            await Server.DrainLedgerAsync();
            await Play.Agenda.SettleAsync();
        }
    }

    public async Task AdvanceAsync(TimeSpan by)
    {
        Server.Clock.Advance(by);
        await Play.Agenda.SettleAsync();
        await DrainAsync();
    }

    public Task<List<Delivery>> DeliveriesAsync() => Server.WithDbAsync(db => db.Deliveries.AsNoTracking().OrderBy(d => d.RecipientId).ThenBy(d => d.Step).ToListAsync());

    public Task<List<Recipient>> RecipientsAsync() => Server.WithDbAsync(db => db.Recipients.AsNoTracking().OrderBy(r => r.RecipientId).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        await Play.DisposeAsync();
    }

    private async Task ConnectAsync()
    {
        var host = Play.Address.ToString().TrimEnd('/');
        var book = Server.Services.GetRequiredService<ChannelVault>();
        var keeper = Server.Services.GetRequiredService<ZaloTokenKeeper>();
        var (access, refresh) = Zalo.Oa.Keys.MakePair(Server.Clock.GetUtcNow());
        await Server.WriteAsync((db, write) =>
        {
            Channel Add(ChannelKind kind, string provider, Dictionary<string, string> settings, Dictionary<string, string> secrets) => db.Channels.Add(new Channel
            {
                Id = write.NewId(), AreaId = Village.CommuneId, Kind = kind, Name = $"{provider} {kind}", Provider = provider, Settings = settings, Secrets = book.Seal(secrets),
                BucketKey = provider, PerMinute = 4000,
            }).Entity;
            Dictionary<string, string> zalo = new() { ["app_id"] = ZaloOa.DefaultAppId, ["oa_id"] = ZaloOa.DefaultOaId, ["host"] = host, ["signature"] = "all" };
            Dictionary<string, string> keys = new() { ["app_secret"] = Zalo.Oa.AppSecret, ["oa_secret"] = Zalo.Oa.OaSecretKey };
            ZaloCs = Add(ChannelKind.ZaloCs, "zalo", zalo, keys).Id;
            Sms = Add(ChannelKind.Sms, "esms", new() { ["brandname"] = SmsWorld.Brandname, ["host"] = host }, new() { ["api_key"] = SmsWorld.ApiKey, ["secret_key"] = SmsWorld.SecretKey, ["hook_key"] = "sim-hook" }).Id;
            keeper.KeepAsync(write, db, ZaloOa.DefaultOaId, new ZaloTokenPair(new Secret(access), new Secret(refresh), TimeSpan.FromHours(25)), CancellationToken.None).GetAwaiter().GetResult();
            write.Changed(ChangeKind.Channel, ZaloCs);
        });
        Zalo.Hooks.Settings = new ZaloHookSettings { Url = $"{Server.Address.ToString().TrimEnd('/')}/hooks/{ZaloCs}" };
    }
}
