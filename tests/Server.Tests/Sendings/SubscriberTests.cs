using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Portal;
using TungNgo.Reach;
using TungNgo.Sendings;
using TungNgo.Simulators.Common;

namespace TungNgo.Tests.Sendings;

/// <summary>From a resident's tap on the public page to the notification on that phone, and back when the phone showed it or its owner has enough.</summary>
public sealed class SubscriberTests
{
    [Fact]
    public async Task Every_browser_that_chose_the_hamlet_shows_each_notice_once_in_its_language_and_counts_beside_the_reach()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.PushAsync();
        var endpoint = await stage.SubscribeAsync("chị Sáu", stage.Village.HamletId);
        await stage.SubscribeAsync("chú Danh", stage.Village.HamletId, "km");
        await stage.SubscribeAsync("người ấp khác", stage.Village.OtherHamletId);
        var sending = await stage.SendAsync();
        await stage.DrainAsync();
        await stage.DrainAsync();

        Assert.Equal(["chú Danh", "chị Sáu"], stage.Phones.Find(channel: "push").Select(s => s.To).Order(StringComparer.Ordinal));
        Assert.StartsWith("Nước mặn 4 g/l", stage.Phones.Find("chị Sáu").Single().Text, StringComparison.Ordinal);
        Assert.StartsWith("ទឹកប្រៃ", stage.Phones.Find("chú Danh").Single().Text, StringComparison.Ordinal);
        // Three households, told at the door: the browsers are nobody's.
        Assert.Equal(3, (await stage.RecipientsAsync()).Count);

        using var browser = stage.Server.Anonymous();
        await browser.PostAsync("/api/portal/push/shown", new PushShown(stage.Phones.Find("chị Sáu").Single().Key!, endpoint));
        await stage.DrainAsync();
        using var officer = await stage.Server.OfficialAsync(TungNgo.Accounts.Role.CommuneOfficer, stage.Village.CommuneId);
        var reach = await officer.GetAsync($"/api/bulletins/{sending.BulletinId}/reach").ReadAsync<ReachAnswer>();
        Assert.Equal((3, 0, 2, 1), (reach.Total.Planned, reach.Total.Reached, reach.Total.Browsers, reach.Total.BrowsersShown));
        Assert.True(reach.Check.Holds);
    }

    [Fact]
    public async Task A_narrow_audience_and_a_chain_without_push_still_stand_on_the_hamlets_page_and_so_reach_its_browsers_but_what_speaks_to_teams_does_not()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.PushAsync();
        await stage.SubscribeAsync("chị Sáu", stage.Village.HamletId);
        await stage.SendAsync(chain: new Chain([new([ChannelFamily.InPerson], 60)]), audience: new Audience([stage.Village.HamletId]) { Languages = ["hoa"] });
        await stage.DrainAsync();
        Assert.Single(stage.Phones.Find("chị Sáu"));
        await stage.SendAsync(audience: new Audience([stage.Village.HamletId]) { TeamRoles = [TungNgo.Teams.TeamRole.Leader] });
        await stage.DrainAsync();
        Assert.Single(stage.Phones.Find("chị Sáu"));
    }

    [Fact]
    public async Task Who_moves_to_another_hamlet_while_it_is_planned_is_told_once()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.PushAsync();
        await stage.SubscribeAsync("chị Sáu", stage.Village.HamletId);
        var sending = await stage.SendAsync(audience: new Audience([stage.Village.HamletId, stage.Village.OtherHamletId]));
        await stage.Server.WriteAsync((db, write) =>
        {
            // The first hamlet was planned a moment ago, when she still had it.
            var browser = db.ContactPoints.Single();
            db.Deliveries.Add(new Delivery
            {
                Id = write.NewId(), SendingId = sending.Id, VersionId = sending.VersionId, RecipientId = browser.Id, ContactId = browser.Id, HamletId = stage.Village.HamletId, Kind = ChannelKind.WebPush,
                ChannelId = db.Channels.Single(c => c.Kind == ChannelKind.WebPush).Id, Language = "vi", To = browser.Address, State = DeliveryState.Queued, DueAt = write.Now,
            });
            db.PlannedHamlets.Add(new PlannedHamlet { SendingId = sending.Id, HamletId = stage.Village.HamletId, Deliveries = 1 });
            browser.HamletId = stage.Village.OtherHamletId;
        });
        await stage.DrainAsync();
        Assert.Single(stage.Phones.Find("chị Sáu"));
        Assert.Equal(SendingState.Running, await stage.Server.WithDbAsync(db => db.Sendings.Select(s => s.State).SingleAsync()));
    }

    [Fact]
    public async Task Who_has_enough_is_not_told_what_still_waits_and_a_browser_that_is_gone_is_not_written_to_again()
    {
        // At night: routine notices rest.
        await using var stage = await ChannelStage.StartAsync(at: new DateTime(2024, 9, 20, 16, 0, 0, DateTimeKind.Utc));
        var channel = await stage.PushAsync();
        await stage.RestAtNightAsync(channel);
        var endpoint = await stage.SubscribeAsync("chị Sáu", stage.Village.HamletId);
        var gone = await stage.SubscribeAsync("máy cũ", stage.Village.HamletId);
        await stage.SendAsync();
        await stage.DrainAsync();
        Assert.Empty(stage.Phones.Find(channel: "push"));

        using var browser = stage.Server.Anonymous();
        await browser.PostAsync("/api/portal/push/remove", new PushUnsubscribe(endpoint));
        using (var service = new HttpClient { BaseAddress = stage.Play.Address })
        {
            await service.DeleteAsync($"/sim/push/subscriptions/{gone[(gone.LastIndexOf('/') + 1)..]}");
        }

        await stage.AdvanceAsync(TimeSpan.FromHours(8));
        Assert.Empty(stage.Phones.Find(channel: "push"));
        Assert.All(await stage.Server.WithDbAsync(db => db.ContactPoints.ToListAsync()), c => Assert.True(c.GoneAt is not null && c.Secret is null));
        await stage.SendAsync();
        await stage.DrainAsync();
        Assert.Equal(2, (await stage.DeliveriesAsync()).Count(d => d.Kind == ChannelKind.WebPush));
    }

    [Fact]
    public async Task What_waits_for_browsers_ends_with_the_sending()
    {
        await using var stage = await ChannelStage.StartAsync(at: new DateTime(2024, 9, 20, 16, 0, 0, DateTimeKind.Utc));
        var channel = await stage.PushAsync();
        await stage.RestAtNightAsync(channel);
        await stage.SubscribeAsync("chị Sáu", stage.Village.HamletId);
        var stopped = await stage.SendAsync();
        await stage.SendAsync(lasts: TimeSpan.FromHours(2));
        await stage.DrainAsync();
        await stage.Server.WriteAsync((db, write) => new StartSending(db).StopAsync(write, stopped.BulletinId, null, default).GetAwaiter().GetResult());
        await stage.AdvanceAsync(TimeSpan.FromHours(3));
        Assert.Equal([DeliveryState.Expired, DeliveryState.Cancelled],
            (await stage.DeliveriesAsync()).Where(d => d.Kind == ChannelKind.WebPush).Select(d => d.State).Order());
        await stage.AdvanceAsync(TimeSpan.FromHours(8));
        Assert.Empty(stage.Phones.Find(channel: "push"));
    }

    [Fact]
    public async Task One_service_that_refuses_or_is_busy_holds_up_no_other_browser()
    {
        await using var stage = await ChannelStage.StartAsync();
        var channel = await stage.PushAsync();
        var (refused, busy) = (await stage.SubscribeAsync("khóa lạ", stage.Village.HamletId), await stage.SubscribeAsync("máy bận", stage.Village.HamletId));
        await stage.SubscribeAsync("chị Sáu", stage.Village.HamletId);
        stage.Play.Faults.Add(new Fault("push", FaultKind.Code, Code: "403", Path: new Uri(refused).AbsolutePath));
        stage.Play.Faults.Add(new Fault("push", FaultKind.TooMany, Count: 1, Path: new Uri(busy).AbsolutePath));
        await stage.SendAsync();
        await stage.DrainAsync();
        await stage.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(["chị Sáu", "máy bận"], stage.Phones.Find(channel: "push").Select(s => s.To).Order(StringComparer.Ordinal));
        var row = await stage.Server.WithDbAsync(db => db.Channels.SingleAsync(c => c.Id == channel));
        Assert.Equal((null, null), (row.StoppedAt, row.PausedUntil));
        Assert.Null((await stage.Server.WithDbAsync(db => db.ContactPoints.SingleAsync(c => c.Address == refused))).GoneAt);
    }
}
