using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Providers;
using TungNgo.Sendings;
using TungNgo.Simulators.Zalo;

namespace TungNgo.Tests.Sendings;

/// <summary>Templates that Zalo has approved, from the approval to the phone, and back when its owner has enough: by our link, or by Zalo's own button.</summary>
public sealed class TemplateWayTests
{
    private const string Follower = "5600000000000000001", Phone = "0912000001";
    private static readonly Chain Zalo = new([new([ChannelFamily.Zalo], 60), new([ChannelFamily.Sms], 60)]);

    [Theory]
    [InlineData(ChannelKind.ZbsPhone, "zbs-phone", "84912000001")]
    [InlineData(ChannelKind.ZbsUser, "zbs-user", Follower)]
    internal async Task A_template_reaches_the_phone_and_its_link_stops_the_routine_ones(ChannelKind kind, string channel, string to)
    {
        await using var stage = await StageAsync(kind);
        await stage.SendAsync(chain: Zalo);
        await stage.DrainAsync();
        await stage.AdvanceAsync(TimeSpan.FromSeconds(5));
        var shown = Assert.Single(stage.Phones.Find(to));
        Assert.Equal(channel, shown.Channel);
        Assert.StartsWith("Tin của xã: ", shown.Text, StringComparison.Ordinal);
        Assert.Equal((RecipientState.Reached, kind), (await stage.RecipientsAsync()).Select(r => (r.State, r.ReachedBy!.Value)).Single());

        using var resident = stage.Server.Anonymous();
        var address = shown.Text[shown.Text.LastIndexOf("/thoi/", StringComparison.Ordinal)..];
        Assert.Equal(HttpStatusCode.OK, (await resident.GetAsync(address)).StatusCode);
        await resident.PostAsync(address, new FormUrlEncodedContent([new("on", "0")]));
        await stage.SendAsync(chain: new Chain([new([ChannelFamily.Zalo], 60)]));
        await stage.DrainAsync();
        Assert.Single(stage.Phones.Find(to));
        // An emergency comes all the same, and its link leads to the page that says so.
        await stage.SendAsync(Urgency.Emergency, new Chain([new([ChannelFamily.Zalo], 60)]));
        await stage.DrainAsync();
        Assert.EndsWith("/thoi", stage.Phones.Find(to)[^1].Text, StringComparison.Ordinal);
        Assert.Equal(2, stage.Phones.Find(to).Count);
    }

    [Theory]
    [InlineData(ChannelKind.ZbsPhone)]
    [InlineData(ChannelKind.ZbsUser)]
    internal async Task Who_refuses_at_Zalo_is_counted_as_that_and_told_by_the_next_way(ChannelKind kind)
    {
        await using var stage = await StageAsync(kind, refuses: true);
        await stage.SendAsync(chain: Zalo);
        await stage.DrainAsync();
        await stage.AdvanceAsync(TimeSpan.FromSeconds(5));
        var ways = await stage.DeliveriesAsync();
        Assert.Equal([(kind, DeliveryState.OptedOut), (ChannelKind.Sms, DeliveryState.Delivered)], ways.Select(d => (d.Kind, d.State)));
    }

    /// <summary>One household: with a number alone, or with a follower who has said nothing for a month.</summary>
    private static async Task<ChannelStage> StageAsync(ChannelKind kind, bool refuses = false)
    {
        var stage = await ChannelStage.StartAsync(households: 1);
        lock (stage.Zalo.Oa.Gate)
        {
            ZaloControls.AddPerson(stage.Zalo, new ZaloPerson(Follower, "84" + Phone[1..], Follows: true, HoursSinceInteraction: 24 * 30, Refuses: refuses), stage.Server.Clock.GetUtcNow());
            stage.Zalo.Oa.Templates["t1"] = new ZaloTemplate("t1", "Tin của xã", 1, new Dictionary<string, int> { ["title"] = 30, ["content"] = 200, ["link"] = 200, ["stop"] = 200 }) { Status = 1 };
        }

        await stage.Server.WriteAsync((db, write) =>
        {
            var household = db.Households.Single(h => h.Id == stage.Village.Households[0].Id);
            household.Phone = Phone;
            db.Consents.Add(new() { Id = write.NewId(), HouseholdId = household.Id, Purpose = "contact", Method = "spoken", Language = "vi", At = write.Now, By = "Kim Thị Út" });
            if (kind == ChannelKind.ZbsUser)
            {
                db.ContactPoints.Add(new() { Id = write.NewId(), HouseholdId = household.Id, Kind = ContactKind.Zalo, Address = Follower, Follows = true, LastInteractionAt = write.Now.AddDays(-30), AddedAt = write.Now });
            }

            var talk = db.Channels.AsNoTracking().Single(c => c.Id == stage.ZaloCs);
            var channel = new Channel
            {
                Id = write.NewId(), AreaId = talk.AreaId, Kind = kind, Name = "Mẫu tin", Provider = "zalo", Settings = new(talk.Settings) { [TemplateIds.Key("vi")] = "t1" }, Secrets = talk.Secrets,
                BucketKey = talk.BucketKey, PerMinute = 4000,
            };
            db.Channels.Add(channel);
            write.Changed(ChangeKind.Channel, channel.Id);
        });
        return stage;
    }
}
