using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Gateways.WebPush;
using TungNgo.Portal;
using TungNgo.Providers;
using TungNgo.Sendings;

namespace TungNgo.Tests.Portal;

public sealed class PushTests
{
    private const string Endpoint = "https://fcm.googleapis.com/fcm/send/abc";

    [Fact]
    public async Task A_browser_that_chose_its_hamlet_is_subscribed_changed_and_let_go()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var browser = server.Anonymous();
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/api/portal/push/key?hamlet={village.HamletId}")).StatusCode);
        var keys = await AddChannelAsync(village);
        Assert.Equal(keys.PublicKey, (await browser.GetAsync($"/api/portal/push/key?hamlet={village.HamletId}").ReadAsync<PushKeyAnswer>()).PublicKey);

        var body = Subscription(village.HamletId);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/api/portal/push", body)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/api/portal/push", body with { Hamlet = village.OtherHamletId, Language = "km" })).StatusCode);
        var point = await server.WithDbAsync(db => db.ContactPoints.SingleAsync());
        Assert.Equal((ContactKind.Push, village.OtherHamletId, "km", null), (point.Kind, point.HamletId, point.Language, point.HouseholdId));

        await browser.PostAsync("/api/portal/push/remove", new PushUnsubscribe(Endpoint));
        point = await server.WithDbAsync(db => db.ContactPoints.SingleAsync());
        Assert.NotNull(point.GoneAt);
        Assert.Null(point.Secret);
        await browser.PostAsync("/api/portal/push", body);
        Assert.Null((await server.WithDbAsync(db => db.ContactPoints.SingleAsync())).GoneAt);
    }

    [Fact]
    public async Task Nothing_that_could_not_be_sent_to_is_kept()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await AddChannelAsync(village);
        using var browser = server.Anonymous();
        var good = Subscription(village.HamletId);
        var offCurve = new byte[65];
        offCurve[0] = 4;
        offCurve[64] = 1;
        foreach (var bad in new[]
        {
            good with { Endpoint = "https://evil.example/x" }, good with { Endpoint = "http://127.0.0.1/x" }, good with { Endpoint = "https://fcm.googleapis.com/" + new string('a', 1001) },
            good with { P256dh = "AAAA" }, good with { P256dh = Base64Url.EncodeToString(offCurve) }, good with { Auth = "AAAA" }, good with { Language = "xx" }, good with { Hamlet = village.CommuneId },
        })
        {
            Assert.False((await browser.PostAsync("/api/portal/push", bad)).IsSuccessStatusCode);
        }

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await browser.PostAsync("/api/portal/push", new StringContent(new string(' ', 5000) + "{}", System.Text.Encoding.UTF8, "application/json"))).StatusCode);
        Assert.Empty(await server.WithDbAsync(db => db.ContactPoints.ToListAsync()));
    }

    [Fact]
    public async Task A_browsers_word_counts_once_and_only_from_where_the_message_went()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await AddChannelAsync(village);
        var id = Guid.CreateVersion7();
        await server.WriteAsync((db, write) => db.Deliveries.Add(new Delivery
        {
            Id = id, SendingId = write.NewId(), VersionId = write.NewId(), RecipientId = write.NewId(), HamletId = village.HamletId, Kind = ChannelKind.WebPush, ChannelId = db.Channels.Single().Id,
            Language = "vi", To = Endpoint, State = DeliveryState.Sent,
        }));
        using var browser = server.Anonymous();
        foreach (var word in new[] { new PushShown($"{id:n}", Endpoint + "x"), new PushShown($"{Guid.CreateVersion7()}", Endpoint), new PushShown("'; --", Endpoint) })
        {
            Assert.Equal(HttpStatusCode.NoContent, (await browser.PostAsync("/api/portal/push/shown", word)).StatusCode);
        }

        Assert.Empty(await server.WithDbAsync(db => db.InboxEvents.ToListAsync()));
        foreach (var tapped in new[] { true, false, true, false })
        {
            await browser.PostAsync("/api/portal/push/shown", new PushShown($"{id:n}", Endpoint, tapped));
        }

        Assert.Equal([$"shown:{id:n}", $"tapped:{id:n}"], (await server.WithDbAsync(db => db.InboxEvents.ToListAsync())).Select(e => e.Key).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_address_that_writes_too_much_has_to_wait()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = server.Anonymous();
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 32; i++)
        {
            answers.Add((await browser.PostAsync("/api/portal/push/remove", new PushUnsubscribe("x"))).StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.Equal(30, answers.Count(a => a == HttpStatusCode.NoContent));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("/tin")).StatusCode);
    }

    private static PushSubscribe Subscription(Guid hamlet)
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        var point = key.ExportParameters(false).Q;
        return new(Endpoint, Base64Url.EncodeToString([4, .. point.X!, .. point.Y!]), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)), hamlet, "vi");
    }

    private static async Task<VapidKeys> AddChannelAsync(Village village)
    {
        var keys = VapidKeys.Generate();
        await village.Server.WriteAsync((db, write) =>
        {
            db.Channels.Add(new Channel { Id = write.NewId(), AreaId = village.CommuneId, Kind = ChannelKind.WebPush, Name = "Trình duyệt", Provider = "webpush", BucketKey = "push", Settings = new() { ["public_key"] = keys.PublicKey } });
            write.Changed(ChangeKind.Channel, Guid.Empty);
        });
        return keys;
    }
}
