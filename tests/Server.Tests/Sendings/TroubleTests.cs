using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Sendings;
using TungNgo.Simulators.Common;

namespace TungNgo.Tests.Sendings;

/// <summary>What goes wrong between us and the providers; the phones' ledger tells what really arrived.</summary>
public sealed class TroubleTests
{
    [Theory]
    [InlineData("CutAfter")]
    [InlineData("ErrorAfter")]
    [InlineData("MalformedAfter")]
    public async Task A_lost_answer_is_looked_into_and_nobody_is_written_to_twice(string fault)
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync();
        stage.Zalo.Hooks.Settings = stage.Zalo.Hooks.Settings with { DeliveredProbability = 0 };
        stage.Play.Faults.Add(new Fault("zalo", Enum.Parse<FaultKind>(fault), Count: 3, Path: "/v3.0/oa/message"));
        await stage.SendAsync();
        await stage.DrainAsync();
        Assert.Equal(3, (await stage.DeliveriesAsync()).Count(d => d.State == DeliveryState.Unknown));
        await stage.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(3, (await stage.DeliveriesAsync()).Count(d => d.State == DeliveryState.Sent));
        Assert.Equal(3, stage.Phones.Find(channel: "zalo-cs").Count);
    }

    [Fact]
    public async Task An_answer_lost_before_the_provider_took_anything_is_sent_again()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync();
        stage.Play.Faults.Add(new Fault("zalo", FaultKind.CutBefore, Count: 3, Path: "/v3.0/oa/message"));
        await stage.SendAsync();
        await stage.DrainAsync();
        Assert.Empty(stage.Phones.Find(channel: "zalo-cs"));
        await stage.AdvanceAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(3, stage.Phones.Find(channel: "zalo-cs").Count);
    }

    [Fact]
    public async Task Too_many_calls_pause_the_channel_and_use_up_no_attempt()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync();
        stage.Play.Faults.Add(new Fault("zalo", FaultKind.Code, Count: 2, Code: "-32"));
        await stage.SendAsync();
        await stage.DrainAsync();
        var paused = await stage.Server.WithDbAsync(db => db.Channels.SingleAsync(c => c.Id == stage.ZaloCs));
        Assert.True(paused.PausedUntil > stage.Server.Clock.GetUtcNow().UtcDateTime);
        Assert.DoesNotContain(await stage.DeliveriesAsync(), d => d.State == DeliveryState.Queued && d.Attempts > 0);
        await stage.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(3, stage.Phones.Find(channel: "zalo-cs").Count);
    }

    [Fact]
    public async Task What_only_a_human_can_mend_stops_the_channel_and_the_chain_goes_on_without_it()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync();
        stage.Play.Faults.Add(new Fault("zalo", FaultKind.Code, Code: "-224", Path: "/v3.0/oa/message"));
        await stage.SendAsync();
        await stage.DrainAsync();
        Assert.Equal("-224", (await stage.Server.WithDbAsync(db => db.Channels.SingleAsync(c => c.Id == stage.ZaloCs))).StoppedBecause);
        await stage.AdvanceAsync(TimeSpan.FromHours(5));
        Assert.Equal(3, stage.Phones.Find(channel: "sms").Count);
        Assert.Empty(stage.Phones.Find(channel: "zalo-cs"));
    }

    [Fact]
    public async Task A_cancelled_bulletin_sends_nothing_more_and_every_row_ends()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync();
        stage.Zalo.Hooks.Settings = stage.Zalo.Hooks.Settings with { DeliveredProbability = 0 };
        var sending = await stage.SendAsync();
        await stage.DrainAsync();
        await using (var scope = stage.Server.Services.CreateAsyncScope())
        {
            await using var write = await scope.ServiceProvider.GetRequiredService<TungNgo.Feed.Writer>().BeginAsync(TungNgo.Feed.Actor.System, CancellationToken.None);
            await scope.ServiceProvider.GetRequiredService<StartSending>().StopAsync(write, sending.BulletinId, null, CancellationToken.None);
            await write.CommitAsync(CancellationToken.None);
        }

        await stage.AdvanceAsync(TimeSpan.FromHours(5));
        Assert.Empty(stage.Phones.Find(channel: "sms"));
        await stage.AdvanceAsync(TimeSpan.FromHours(25));
        Assert.All(await stage.DeliveriesAsync(), d => Assert.True(d.State >= DeliveryState.Delivered, $"{d.Kind} {d.State}"));
        Assert.All(await stage.RecipientsAsync(), r => Assert.NotEqual(RecipientState.Open, r.State));
    }

    [Fact]
    public async Task Who_is_not_asked_for_consent_is_written_to_only_in_an_emergency()
    {
        await using var stage = await ChannelStage.StartAsync(households: 1);
        await stage.Server.WriteAsync((db, _) => db.Households.Single(h => h.Id == stage.Village.Households[0].Id).Phone = ChannelStage.PhoneOf(0));
        await stage.SendAsync();
        await stage.DrainAsync();
        Assert.Equal([ChannelKind.InPerson], (await stage.DeliveriesAsync()).Select(d => d.Kind));
        await stage.SendAsync(Urgency.Emergency);
        await stage.DrainAsync();
        Assert.Contains(await stage.DeliveriesAsync(), d => d is { Kind: ChannelKind.Sms, Emergency: true });
    }

    [Fact]
    public async Task Refusals_of_a_topic_hold_for_routine_and_not_for_emergencies()
    {
        await using var stage = await ChannelStage.StartAsync(households: 2);
        await stage.ReachableAsync(zalo: false);
        await stage.Server.WriteAsync((db, write) => db.OptOuts.Add(new OptOut { Id = write.NewId(), Address = "84" + ChannelStage.PhoneOf(0)[1..], Topic = "salt", At = write.Now, How = "page" }));
        await stage.SendAsync();
        await stage.DrainAsync();
        Assert.Equal(["84" + ChannelStage.PhoneOf(1)[1..]], stage.Phones.Find(channel: "sms").Select(s => s.To));
        await stage.SendAsync(Urgency.Emergency);
        await stage.DrainAsync();
        await stage.AdvanceAsync(TimeSpan.FromMinutes(11));
        Assert.Equal(3, stage.Phones.Find(channel: "sms").Count);
    }

    [Fact]
    public async Task Planning_again_and_overlapping_units_make_no_second_row()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync();
        var sending = await stage.SendAsync(audience: new Audience([stage.Village.HamletId, stage.Village.CommuneId, stage.Village.HamletId]));
        await stage.DrainAsync();
        await stage.Server.WriteAsync((db, _) => db.Sendings.Single(s => s.Id == sending.Id).State = SendingState.Planning);
        await stage.DrainAsync();
        Assert.Equal(3, (await stage.RecipientsAsync()).Count);
        Assert.Equal(9, (await stage.DeliveriesAsync()).Count);
        Assert.Equal(3, stage.Phones.Find(channel: "zalo-cs").Count);
    }

    [Fact]
    public async Task A_forged_event_is_refused_and_a_repeated_one_is_kept_once()
    {
        await using var stage = await ChannelStage.StartAsync(households: 1);
        await stage.ReachableAsync();
        stage.Zalo.Hooks.Settings = stage.Zalo.Hooks.Settings with { DuplicateProbability = 1, SeenProbability = 1, ReorderProbability = 1 };
        await stage.SendAsync();
        using var http = stage.Server.Anonymous();
        using var forged = new HttpRequestMessage(HttpMethod.Post, $"/hooks/{stage.ZaloCs}") { Content = new StringContent("""{"event_name":"user_received_message","timestamp":"1726801200000"}""") };
        forged.Headers.Add("X-ZEvent-Signature", "mac=" + new string('a', 64));
        Assert.Equal(System.Net.HttpStatusCode.Forbidden, (await http.SendAsync(forged)).StatusCode);
        await stage.DrainAsync();
        await stage.AdvanceAsync(TimeSpan.FromMinutes(3));
        Assert.Equal(DeliveryState.Seen, (await stage.DeliveriesAsync()).Single(d => d.Kind == ChannelKind.ZaloCs).State);
        Assert.Equal(1, await stage.Server.WithDbAsync(db => db.InboxEvents.GroupBy(e => e.Key).Select(g => g.Count()).MaxAsync()));
    }
}
