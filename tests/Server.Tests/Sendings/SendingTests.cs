using TungNgo.Contacts;
using TungNgo.Sendings;

namespace TungNgo.Tests.Sendings;

public sealed class SendingTests
{
    [Fact]
    public async Task A_bulletin_reaches_each_household_once_in_its_language_and_the_receipt_ends_the_chain()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync();
        await stage.SendAsync();
        await stage.DrainAsync();
        // No group is linked to a household yet, so the chain begins with Zalo.
        Assert.Equal(3, stage.Phones.Find(channel: "zalo-cs").Count);
        Assert.All(stage.Phones.Find(channel: "zalo-cs"), shown => Assert.StartsWith("ទឹកប្រៃ", shown.Text, StringComparison.Ordinal));
        await stage.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.All(await stage.RecipientsAsync(), r => Assert.Equal((RecipientState.Reached, ChannelKind.ZaloCs), (r.State, r.ReachedBy)));
        var deliveries = await stage.DeliveriesAsync();
        Assert.Equal(9, deliveries.Count);
        Assert.Equal(3, deliveries.Count(d => d.State == DeliveryState.Delivered));
        Assert.Equal(6, deliveries.Count(d => d.State == DeliveryState.Skipped));
        await stage.AdvanceAsync(TimeSpan.FromHours(24));
        Assert.Equal(3, stage.Phones.Count);
    }

    [Fact]
    public async Task Without_a_receipt_in_time_the_next_step_begins_and_a_late_receipt_stops_it()
    {
        await using var stage = await ChannelStage.StartAsync(households: 2);
        await stage.ReachableAsync();
        stage.Zalo.Hooks.Settings = stage.Zalo.Hooks.Settings with { DeliveredProbability = 0 };
        await stage.SendAsync();
        await stage.DrainAsync();
        Assert.Equal(2, stage.Phones.Find(channel: "zalo-cs").Count);
        Assert.Empty(stage.Phones.Find(channel: "sms"));
        await stage.AdvanceAsync(TimeSpan.FromHours(4) + TimeSpan.FromMinutes(1));
        Assert.Equal(2, stage.Phones.Find(channel: "sms").Count);
        await stage.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.All(await stage.RecipientsAsync(), r => Assert.Equal((RecipientState.Reached, ChannelKind.Sms), (r.State, r.ReachedBy)));
    }

    [Fact]
    public async Task Who_cannot_be_written_to_becomes_a_door_to_knock_at()
    {
        await using var stage = await ChannelStage.StartAsync(households: 2);
        await stage.SendAsync();
        await stage.DrainAsync();
        Assert.Equal(0, stage.Phones.Count);
        Assert.All(await stage.DeliveriesAsync(), d => Assert.Equal((ChannelKind.InPerson, DeliveryState.Queued), (d.Kind, d.State)));
    }
}
