using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Relays;
using TungNgo.Sendings;
using TungNgo.Simulators.Zalo;
using TungNgo.Tests.Sendings;
using ZaloGroup = TungNgo.Teams.ZaloGroup;

namespace TungNgo.Tests.Relays;

/// <summary>Groups that the Official Account made itself: it posts there, and only what fails becomes a member's task.</summary>
public sealed class AccountGroupTests
{
    [Fact]
    public async Task The_account_posts_in_its_own_group_and_its_readers_are_reached()
    {
        await using var stage = await ChannelStage.StartAsync(households: 2);
        var group = await OwnGroup.AddAsync(stage, "g1", known: true);
        await stage.SendAsync();
        await stage.DrainAsync();
        var shown = Assert.Single(stage.Phones.Find(channel: "zalo-gmf"));
        Assert.StartsWith("Nước mặn 4 g/l", shown.Text, StringComparison.Ordinal);
        var relay = await stage.Server.WithDbAsync(db => db.Relays.AsNoTracking().SingleAsync());
        Assert.Equal((RelayState.Posted, true, group), (relay.State, relay.ByAccount, relay.GroupId));
        Assert.All(await stage.RecipientsAsync(), r => Assert.Equal((RecipientState.Reached, ChannelKind.Relay), (r.State, r.ReachedBy)));
        await stage.AdvanceAsync(TimeSpan.FromHours(24));
        Assert.Single(stage.Phones.Find(channel: "zalo-gmf"));
    }

    [Fact]
    public async Task What_the_account_cannot_post_becomes_a_members_task()
    {
        await using var stage = await ChannelStage.StartAsync(households: 2);
        await OwnGroup.AddAsync(stage, "unknown", known: false);
        await stage.SendAsync();
        await stage.DrainAsync();
        var relay = await stage.Server.WithDbAsync(db => db.Relays.AsNoTracking().SingleAsync());
        Assert.Equal((RelayState.Open, false), (relay.State, relay.ByAccount));
        Assert.Empty(stage.Phones.Find(channel: "zalo-gmf"));
        Assert.Equal(1, await stage.Server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.Action == "relay.account-failed")));
    }

    [Fact]
    public async Task A_picture_goes_with_the_words_and_is_put_at_Zalo_once()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync();
        var sending = await stage.SendAsync();
        await stage.Server.WriteAsync((db, write) =>
        {
            var card = new StoredFile { Id = write.NewId(), Name = "the.png", ContentType = "image/png", Content = Pixel, Hash = "00", At = write.Now };
            db.StoredFiles.Add(card);
            db.BulletinTexts.Where(t => t.VersionId == sending.VersionId).ToList().ForEach(t => t.CardId = card.Id);
        });
        await stage.DrainAsync();
        Assert.Equal(3, stage.Phones.Find(channel: "zalo-cs").Count);
        lock (stage.Zalo.Oa.Gate)
        {
            Assert.Single(stage.Zalo.Oa.Uploads);
        }
    }

    [Fact]
    public async Task Without_its_picture_a_message_goes_all_the_same()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync();
        var sending = await stage.SendAsync();
        await stage.Server.WriteAsync((db, write) => db.BulletinTexts.Where(t => t.VersionId == sending.VersionId).ToList().ForEach(t => t.CardId = write.NewId()));
        await stage.DrainAsync();
        Assert.Equal(3, stage.Phones.Find(channel: "zalo-cs").Count);
    }

    private static byte[] Pixel => Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");
}
