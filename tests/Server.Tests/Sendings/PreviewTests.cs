using Microsoft.Extensions.DependencyInjection;
using TungNgo.Bulletins;
using TungNgo.Contacts;
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
}
