using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Words;
using TungNgo.Contacts;
using TungNgo.Gateways.Sms;
using TungNgo.Providers;
using TungNgo.Sendings.Plan;

namespace TungNgo.Tests.Sendings;

public sealed class PreviewTests
{
    [Fact]
    public async Task The_preview_counts_what_the_plan_then_makes()
    {
        await using var stage = await ChannelStage.StartAsync(households: 5);
        await stage.ReachableAsync(zalo: false);
        await stage.Server.WriteAsync((db, write) =>
        {
            var sms = db.Channels.Single(c => c.Id == stage.Sms);
            (sms.Price, sms.QuietFrom, sms.QuietTo) = (300, new TimeOnly(9, 0), new TimeOnly(12, 0));
            write.Changed(TungNgo.Feed.ChangeKind.Channel, stage.Sms);
            db.Households.Single(h => h.Id == stage.Village.Households[4].Id).Phone = null;
        });
        var audience = new Audience([stage.Village.CommuneId, stage.Village.HamletId]);
        await using var scope = stage.Server.Services.CreateAsyncScope();
        var preview = await scope.ServiceProvider.GetRequiredService<PreviewAudience>().CountAsync(
            new PreviewAsk(audience, Chain.Routine, "salt", false, stage.Server.Clock.GetUtcNow().UtcDateTime, new Dictionary<string, string> { ["vi"] = "Man 4 g/l" }), CancellationToken.None);
        Assert.Equal((5, 5, 0), (preview.Households, preview.Repeated, preview.OptedOut));
        Assert.Equal((4, 0, 1, 0), (preview.ByPhone, preview.ByGroup, preview.AtDoor, preview.AtDoorWithoutConsent));
        Assert.Equal(5, preview.Missing["km"]);
        var channel = Assert.Single(preview.Channels);
        Assert.Equal((ChannelKind.Sms, 4, 4, 1, 1200L), (channel.Kind, channel.First, channel.Most, channel.Segments, channel.Cost));
        // Ten in the morning lies in the quiet hours; noon does not.
        Assert.Equal(stage.Server.Clock.GetUtcNow().UtcDateTime.AddHours(2), channel.QuietUntil);
        Assert.Equal(1, preview.Hamlets.Single(h => h.HamletId == stage.Village.HamletId).First[ChannelFamily.InPerson]);

        await stage.SendAsync(audience: audience);
        await stage.DrainAsync();
        var deliveries = await stage.DeliveriesAsync();
        Assert.Equal(4, deliveries.Count(d => d.Kind == ChannelKind.Sms));
        Assert.Equal(5, deliveries.Count(d => d.Kind == ChannelKind.InPerson));
        Assert.Equal(0, stage.Phones.Count);
        await stage.AdvanceAsync(TimeSpan.FromHours(2));
        Assert.Equal(4, stage.Phones.Find(channel: "sms").Count);
    }

    [Theory]
    [InlineData(true, "Nuoc man 4,2 g/l tai cong Truong Khanh. Khong lay nuoc vao ruong den het thu Sau.", 2)]
    [InlineData(false, "Nước mặn 4,2 g/l tại cống Trường Khánh. Không lấy nước vào ruộng đến hết thứ Sáu.", 3)]
    public async Task With_accents_or_without_what_is_counted_priced_and_sent_is_one_text(bool unaccented, string read, int segments)
    {
        await using var stage = await ChannelStage.StartAsync(households: 1);
        await stage.ReachableAsync(zalo: false);
        await stage.Server.WriteAsync((db, _) => db.Households.Single(h => h.Id == stage.Village.Households[0].Id).Language = "vi");
        var sending = await stage.SendAsync(brief: "Nước mặn 4,2 g/l tại cống Trường Khánh. Không lấy nước vào ruộng đến hết thứ Sáu.", unaccented: unaccented);
        await stage.DrainAsync();
        var sent = Assert.Single(stage.Phones.Find(channel: "sms")).Text;

        var (bulletin, version, text) = await stage.Server.WithDbAsync(async db => (
            await db.Bulletins.AsNoTracking().SingleAsync(b => b.Id == sending.BulletinId), await db.BulletinVersions.AsNoTracking().SingleAsync(v => v.Id == sending.VersionId),
            await db.BulletinTexts.AsNoTracking().SingleAsync(t => t.VersionId == sending.VersionId && t.Language == "vi")));
        var server = stage.Server.Services.GetRequiredService<ServerOptions>();
        Assert.StartsWith($"{read} {server.LinkTo(bulletin.Code)} {(unaccented ? "Tu choi" : "Từ chối")}: ", sent, StringComparison.Ordinal);
        // The token is the reader's own; what is counted has another of the same length.
        Assert.Equal(sent[..^22], PreviewAsk.Of(bulletin, version, [text], server).Texts["vi"][..^22]);
        Assert.Equal(SmsSegments.Of(sent), Lengths.Of(Notice.Of(version, text, bulletin.Code, server)).Sms);
        Assert.Equal(segments, SmsSegments.Of(sent).Count);
    }
}
