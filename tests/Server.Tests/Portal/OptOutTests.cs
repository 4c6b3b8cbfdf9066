using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Providers;
using TungNgo.Sendings;

namespace TungNgo.Tests.Portal;

public sealed class OptOutTests
{
    private const string Phone = "84912345678";

    [Fact]
    public async Task One_tap_ends_what_is_queued_but_not_emergencies_and_another_takes_it_back()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.AddKindAsync();
        var (routine, emergency, other) = (await QueueAsync(village, Phone, false), await QueueAsync(village, Phone, true), await QueueAsync(village, "84987654321", false));
        var token = await TokenAsync(server, Phone);
        using var anybody = server.Anonymous();
        var page = WebUtility.HtmlDecode(await anybody.GetStringAsync($"/thoi/{token}"));
        Assert.Contains("••• 678", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, page, StringComparison.Ordinal);
        Assert.Empty(await server.WithDbAsync(db => db.OptOuts.ToListAsync()));

        using var done = await anybody.PostAsync($"/thoi/{token}", new FormUrlEncodedContent([new("on", "0")]));
        Assert.Equal(HttpStatusCode.SeeOther, done.StatusCode);
        var states = await server.WithDbAsync(db => db.Deliveries.ToDictionaryAsync(d => d.Id, d => d.State));
        Assert.Equal((DeliveryState.OptedOut, DeliveryState.Queued, DeliveryState.Queued), (states[routine], states[emergency], states[other]));
        var kept = await server.WithDbAsync(db => db.OptOuts.SingleAsync());
        Assert.Equal((Phone, null, null, "page"), (kept.Address, kept.Channel, kept.Topic, kept.How));
        Assert.DoesNotContain(Phone, await server.WithDbAsync(async db => string.Join('\n', (await db.AuditEntries.Where(a => a.Action.StartsWith("contact.")).ToListAsync()).Select(a => a.Before + a.After))), StringComparison.Ordinal);

        await anybody.PostAsync($"/thoi/{token}", new FormUrlEncodedContent([new("on", "0")]));
        Assert.Equal(1, await server.WithDbAsync(db => db.OptOuts.CountAsync()));
        await anybody.PostAsync($"/thoi/{token}", new FormUrlEncodedContent([new("on", "1")]));
        Assert.Equal(0, await server.WithDbAsync(db => db.OptOuts.CountAsync()));
    }

    [Fact]
    public async Task A_topic_and_a_way_can_be_refused_alone()
    {
        await using var server = await TestServer.StartAsync();
        await server.AddKindAsync();
        var token = await TokenAsync(server, Phone);
        using var anybody = server.Anonymous();
        await anybody.PostAsync($"/thoi/{token}?kenh={(int)ChannelKind.Sms}", new FormUrlEncodedContent([new("on", "0"), new("topic", "salt")]));
        var kept = await server.WithDbAsync(db => db.OptOuts.SingleAsync());
        Assert.Equal((ChannelKind.Sms, "salt"), (kept.Channel, kept.Topic));
        using var unknown = await anybody.PostAsync($"/thoi/{token}", new FormUrlEncodedContent([new("on", "0"), new("topic", "khong-co")]));
        Assert.Equal(HttpStatusCode.BadRequest, unknown.StatusCode);
    }

    [Fact]
    public async Task A_token_that_we_did_not_make_opens_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var token = await TokenAsync(server, Phone);
        Assert.Equal(22, token.Length);
        Assert.Equal(token, await TokenAsync(server, Phone));
        Assert.NotEqual(token, await TokenAsync(server, "84912345679"));
        using var anybody = server.Anonymous();
        var other = token[0] == 'A' ? 'B' : 'A';
        foreach (var wrong in new[] { other + token[1..], token[..21], token + "A", new string('A', 22), "......................", "84912345678" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync($"/thoi/{wrong}")).StatusCode);
            Assert.Equal(HttpStatusCode.NotFound, (await anybody.PostAsync($"/thoi/{wrong}", new FormUrlEncodedContent([new("on", "0")]))).StatusCode);
        }

        Assert.Empty(await server.WithDbAsync(db => db.OptOuts.ToListAsync()));
    }

    private static Task<string> TokenAsync(TestServer server, string phone) =>
        server.Services.GetRequiredService<OptOutTokens>().MakeAsync(OptOutAddress.Phone, phone, CancellationToken.None);

    private static async Task<Guid> QueueAsync(Village village, string phone, bool emergency)
    {
        var id = Guid.CreateVersion7();
        await village.Server.WriteAsync((db, write) =>
        {
            var sending = new Sending
            {
                Id = write.NewId(), BulletinId = write.NewId(), VersionId = write.NewId(), AreaId = village.CommuneId, Kind = "salt", Audience = "{}", Chain = "{}", CreatedAt = write.Now,
                NotBefore = write.Now, ValidTo = write.Now.AddDays(1), State = SendingState.Running, Emergency = emergency,
            };
            db.Sendings.Add(sending);
            db.Deliveries.Add(new Delivery
            {
                Id = id, SendingId = sending.Id, VersionId = sending.VersionId, RecipientId = write.NewId(), HamletId = village.HamletId, Kind = ChannelKind.Sms, Language = "vi", To = phone,
                Emergency = emergency, State = DeliveryState.Queued, DueAt = write.Now,
            });
        });
        return id;
    }
}
