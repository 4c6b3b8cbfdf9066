using System.Net;
using System.Net.Http.Json;
using TungNgo.Bulletins;
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
    public async Task Who_taps_the_refusal_in_an_sms_gets_no_routine_one_again_and_an_emergency_says_nothing_of_refusing()
    {
        await using var stage = await ChannelStage.StartAsync(households: 1);
        await stage.ReachableAsync(zalo: false);
        await stage.SendAsync(Urgency.Emergency, chain: new Chain([new([ChannelFamily.Sms], 60)]));
        await stage.DrainAsync();
        Assert.DoesNotContain("/thoi/", stage.Phones.Find(channel: "sms").Single().Text, StringComparison.Ordinal);
        await stage.SendAsync(chain: new Chain([new([ChannelFamily.Sms], 60)]));
        await stage.DrainAsync();
        var text = stage.Phones.Find(channel: "sms")[^1].Text;
        Assert.Contains("ឈប់ទទួល៖ ", text, StringComparison.Ordinal);

        using var resident = stage.Server.Anonymous();
        var address = text[text.LastIndexOf("/thoi/", StringComparison.Ordinal)..];
        Assert.Equal(HttpStatusCode.OK, (await resident.GetAsync(address)).StatusCode);
        await resident.PostAsync(address, new FormUrlEncodedContent([new("on", "0")]));
        await stage.SendAsync(chain: new Chain([new([ChannelFamily.Sms], 60)]));
        await stage.DrainAsync();
        Assert.Equal(2, stage.Phones.Find(channel: "sms").Count);
        await stage.SendAsync(Urgency.Emergency, chain: new Chain([new([ChannelFamily.Sms], 60)]));
        await stage.DrainAsync();
        Assert.Equal(3, stage.Phones.Find(channel: "sms").Count);
    }

    [Fact]
    public async Task Who_answers_stop_to_a_zalo_message_gets_no_routine_one_again()
    {
        await using var stage = await ChannelStage.StartAsync(households: 1);
        await stage.ReachableAsync(phone: false);
        var zalo = new Chain([new([ChannelFamily.Zalo], 60)]);
        await stage.SendAsync(chain: zalo);
        await stage.DrainAsync();
        Assert.EndsWith("ឈប់", stage.Phones.Find(channel: "zalo-cs").Single().Text, StringComparison.Ordinal);
        using (var phone = new HttpClient { BaseAddress = stage.Play.Address })
        {
            var said = await phone.PostAsJsonAsync("/sim/zalo/inbound", new { userId = ChannelStage.UserOf(0), @event = "user_send_text", text = "ឈប់ផ្ញើទៀត។" });
            Assert.True(said.IsSuccessStatusCode);
        }

        await stage.DrainAsync();
        await stage.AdvanceAsync(TimeSpan.FromSeconds(5));
        var shown = stage.Phones.Find(channel: "zalo-cs").Count;
        await stage.SendAsync(chain: zalo);
        await stage.DrainAsync();
        Assert.Equal(shown, stage.Phones.Find(channel: "zalo-cs").Count);
        Assert.Equal(2, shown);
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
