using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Sendings;
using TungNgo.Sendings.Dispatch;
using TungNgo.Simulators.Common;

namespace TungNgo.Tests.Sendings;

/// <summary>"No more" from somebody whose message is neither waiting nor there: the call may be out, or nobody knows what became of it.</summary>
public sealed class RefusedMidwayTests
{
    private static readonly string Farmer = ChannelStage.UserOf(0);

    [Theory]
    [InlineData(Urgency.Routine)]
    [InlineData(Urgency.Emergency)]
    internal async Task A_message_that_was_cut_off_before_the_refusal_is_not_sent_again_after_it_except_in_an_emergency(Urgency urgency)
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync();
        stage.Play.Faults.Add(new Fault("zalo", FaultKind.CutBefore, Path: "/v3.0/oa/message/cs", Count: 3));
        await stage.SendAsync(urgency);
        await stage.DrainAsync();
        Assert.All(await ZaloAsync(stage), d => Assert.Equal(DeliveryState.Unknown, d.State));
        await RefuseAsync(stage, Farmer);
        for (var minute = 0; minute < 4; minute++)
        {
            await stage.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        var refused = (await ZaloAsync(stage)).Single(d => d.To == Farmer);
        Assert.Equal(urgency == Urgency.Emergency ? DeliveryState.Delivered : DeliveryState.OptedOut, refused.State);
        Assert.Equal(urgency == Urgency.Emergency ? 1 : 0, stage.Phones.Find(Farmer).Count);
        Assert.Equal(2, (await ZaloAsync(stage)).Count(d => d.To != Farmer && d.State == DeliveryState.Delivered));
        if (urgency == Urgency.Routine)
        {
            // The chain goes on at once by the way that was not refused.
            Assert.Single(stage.Phones.Find(channel: "sms"));
        }
    }

    [Theory]
    [InlineData(Urgency.Routine, 2)]
    [InlineData(Urgency.Emergency, 3)]
    internal async Task Who_withdraws_consent_at_the_door_in_the_evening_gets_no_message_in_the_morning_except_in_an_emergency(Urgency urgency, int shown)
    {
        // Ten in the evening in Vietnam.
        await using var stage = await ChannelStage.StartAsync(at: new DateTime(2024, 9, 20, 15, 0, 0, DateTimeKind.Utc));
        await stage.ReachableAsync(zalo: false);
        await stage.RestAtNightAsync(stage.Sms);
        stage.Play.Faults.Add(new Fault("esms", FaultKind.CutBefore));
        await stage.SendAsync(urgency, new Chain([new([ChannelFamily.Sms], 60)]));
        await stage.DrainAsync();
        Assert.Equal(0, stage.Phones.Count);
        await stage.Server.WriteAsync((db, write) => db.Consents.First(c => c.HouseholdId == stage.Village.Households[0].Id).WithdrawnAt = write.Now);
        stage.Play.Faults.Clear();
        for (var hour = 0; hour < 9; hour++)
        {
            await stage.AdvanceAsync(TimeSpan.FromHours(1));
        }

        Assert.Equal(shown, stage.Phones.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_notification_that_may_have_been_shown_is_never_said_not_to_have_been_sent(bool refused)
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync();
        var channel = await stage.PushAsync();
        var endpoint = await stage.SubscribeAsync("chị Sáu", stage.Village.HamletId);
        await stage.Server.WriteAsync((db, write) =>
        {
            // Her browser is known to be of the first household.
            var browser = db.ContactPoints.Single(c => c.Address == endpoint);
            (browser.HamletId, browser.HouseholdId) = (null, stage.Village.Households[0].Id);
        });
        stage.Play.Faults.Add(new Fault("push", FaultKind.CutAfter, Count: 1));
        await stage.SendAsync(chain: new Chain([new([ChannelFamily.Push], 5), new([ChannelFamily.Zalo], 60)]));
        await stage.DrainAsync();
        Assert.Single(stage.Phones.Find("chị Sáu"));
        await stage.Server.WriteAsync((db, write) =>
        {
            db.Channels.Single(c => c.Id == channel).PausedUntil = write.Now.AddHours(1);
            write.Changed(ChangeKind.Channel, channel);
        });
        await stage.AdvanceAsync(Ledger.Grace + TimeSpan.FromSeconds(1));
        Assert.Equal(DeliveryState.Queued, (await PushAsync(stage)).State);
        if (refused)
        {
            await RefuseAsync(stage, endpoint);
        }
        else
        {
            // Reached by Zalo meanwhile: nothing has to be repeated any more.
            await stage.AdvanceAsync(TimeSpan.FromMinutes(6));
            await stage.AdvanceAsync(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(DeliveryState.GivenUp, (await PushAsync(stage)).State);
    }

    private static async Task<List<Delivery>> ZaloAsync(ChannelStage stage) => [.. (await stage.DeliveriesAsync()).Where(d => d.Kind == ChannelKind.ZaloCs)];

    private static async Task<Delivery> PushAsync(ChannelStage stage) => (await stage.DeliveriesAsync()).Single(d => d.Kind == ChannelKind.WebPush);

    private static async Task RefuseAsync(ChannelStage stage, string address)
    {
        await using var scope = stage.Server.Services.CreateAsyncScope();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        await scope.ServiceProvider.GetRequiredService<OptOuts>().RefuseAsync(write, address, null, null, "reply", CancellationToken.None);
        await write.CommitAsync(CancellationToken.None);
    }
}
