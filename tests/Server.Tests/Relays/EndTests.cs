using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Bulletins.Desk;
using TungNgo.Feed;
using TungNgo.Relays;
using TungNgo.Tests.Sendings;
using TungNgo.Tests.Sync;

namespace TungNgo.Tests.Relays;

/// <summary>However the task of posting ends, the phone that shows it learns of it, and the audit says who ended it and when.</summary>
public sealed class EndTests
{
    [Theory]
    [InlineData("over", RelayState.Missed, "relay.missed")]
    [InlineData("cancelled", RelayState.Cancelled, "relay.cancelled")]
    [InlineData("stopped", RelayState.Cancelled, "relay.cancelled")]
    [InlineData("posted", RelayState.Posted, "relay.posted")]
    public async Task However_a_relay_ends_the_feed_and_the_audit_tell_of_it(string how, RelayState end, string action)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var notice = await Notice.IssueAsync(village);
        var before = await LastAsync(server);
        switch (how)
        {
            case "over":
                server.Clock.Advance(TimeSpan.FromDays(3));
                await server.DrainLedgerAsync();
                break;
            case "cancelled":
                using (var cancelled = await officer.PostAsync($"/api/bulletins/{notice.BulletinId}/cancel", new BulletinDecision(0, "Nước đã ngọt lại")))
                {
                    Assert.Equal(HttpStatusCode.NoContent, cancelled.StatusCode);
                }

                break;
            case "stopped":
                using (var stopped = await officer.SubmitAsync($"/bulletins/{notice.BulletinId}/reach", "stop"))
                {
                    Assert.Equal(HttpStatusCode.Redirect, stopped.StatusCode);
                }

                break;
            default:
                await phone.PushAsync(notice.Post(village));
                break;
        }

        await AssertEndedAsync(server, before, end, action);
        // Whatever looks for what is over finds nothing more to end.
        var after = await LastAsync(server);
        await server.DrainLedgerAsync();
        Assert.False(await server.WithDbAsync(db => db.Changes.AnyAsync(c => c.Number > after && c.Kind == ChangeKind.Relay)));
    }

    [Fact]
    public async Task What_the_account_posts_is_told_as_well()
    {
        await using var stage = await ChannelStage.StartAsync(households: 2);
        await OwnGroup.AddAsync(stage, "g1", known: true);
        await stage.SendAsync();
        var before = await LastAsync(stage.Server);
        await stage.DrainAsync();
        await AssertEndedAsync(stage.Server, before, RelayState.Posted, "relay.posted-by-account");
    }

    [Fact]
    public async Task A_sending_that_is_stopped_before_its_groups_were_handed_out_hands_out_none()
    {
        await using var stage = await ChannelStage.StartAsync(households: 2);
        await OwnGroup.AddAsync(stage, "g1", known: true);
        var sending = await stage.SendAsync();
        using var officer = await stage.Server.OfficialAsync(Role.CommuneOfficer, stage.Village.CommuneId);
        using var stopped = await officer.PostAsync($"/api/bulletins/{sending.BulletinId}/cancel", new BulletinDecision(0, "Nước đã ngọt lại"));
        Assert.Equal(HttpStatusCode.NoContent, stopped.StatusCode);
        await stage.DrainAsync();
        Assert.Equal(0, await stage.Server.WithDbAsync(db => db.Relays.CountAsync(r => r.State == RelayState.Open)));
        Assert.Empty(stage.Phones.Find(channel: "zalo-gmf"));
    }

    private static async Task AssertEndedAsync(TestServer server, long before, RelayState end, string action)
    {
        var relay = await server.WithDbAsync(db => db.Relays.AsNoTracking().SingleAsync());
        Assert.Equal(end, relay.State);
        Assert.True(await server.WithDbAsync(db => db.Changes.AnyAsync(c => c.Number > before && c.Kind == ChangeKind.Relay && c.EntityId == relay.Id && c.HamletId == relay.AreaId)), "the feed");
        Assert.Equal(1, await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.EntityId == relay.Id && a.Action == action)));
    }

    private static Task<long> LastAsync(TestServer server) => server.WithDbAsync(db => db.Changes.MaxAsync(c => c.Number));
}
