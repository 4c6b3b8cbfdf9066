using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Help;
using TungNgo.Simulators.Zalo;
using TungNgo.Tests.Sendings;

namespace TungNgo.Tests.Help;

public sealed class HelpByZaloTests
{
    [Fact]
    public async Task What_a_resident_writes_reaches_the_team_and_the_answer_reaches_the_resident()
    {
        await using var stage = await ChannelStage.StartAsync(households: 2);
        await stage.ReachableAsync();
        await stage.DrainAsync();
        lock (stage.Zalo.Oa.Gate)
        {
            Assert.True(new ZaloInbound(ChannelStage.UserOf(0), "user_send_text", "Cống mở giờ nào vậy?").Happen(stage.Zalo, stage.Server.Clock.GetUtcNow()));
        }

        await stage.DrainAsync();
        await stage.AdvanceAsync(TimeSpan.FromSeconds(1));
        var request = await stage.Server.WithDbAsync(db => db.HelpRequests.AsNoTracking().SingleAsync());
        Assert.Equal((stage.Village.HamletId, stage.Village.TeamId, stage.Village.Households[0].Id), (request.HamletId!.Value, request.TeamId!.Value, request.HouseholdId!.Value));
        using var officer = await stage.Server.OfficialAsync(TungNgo.Accounts.Role.CommuneOfficer, stage.Village.CommuneId);
        (await officer.PostAsync($"/api/help/{request.Id}/answer", new HelpReply(request.Version, "Cống mở lúc 2 giờ sáng."))).EnsureSuccessStatusCode();
        await using (var scope = stage.Server.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<SendAnswers>().RunAsync(CancellationToken.None);
        }

        Assert.Contains("Cống mở lúc 2 giờ sáng.", Assert.Single(stage.Phones.Find(ChannelStage.UserOf(0), "zalo-cs")).Text, StringComparison.Ordinal);
        Assert.Equal(DeliveryOfAnswer.Sent, (await stage.Server.WithDbAsync(db => db.HelpMessages.AsNoTracking().SingleAsync(m => !m.Incoming))).Delivery);
    }

    [Fact]
    public async Task A_recording_is_fetched_and_one_that_cannot_be_had_is_said_to_be_lost()
    {
        await using var stage = await ChannelStage.StartAsync(households: 2);
        await stage.ReachableAsync();
        SayAloud(stage, 0, "voice");
        SayAloud(stage, 1, "gone");
        await stage.DrainAsync();
        var message = await stage.Server.WithDbAsync(db => db.HelpMessages.AsNoTracking().SingleAsync());
        var sound = await stage.Server.WithDbAsync(db => db.StoredFiles.AsNoTracking().SingleAsync(f => f.Id == message.AudioId));
        Assert.Equal("audio/ogg", sound.ContentType);

        await stage.AdvanceAsync(TimeSpan.FromMinutes(26));
        await stage.AdvanceAsync(TimeSpan.FromMinutes(10));
        var second = await stage.Server.WithDbAsync(db => db.HelpMessages.AsNoTracking().SingleAsync(m => m.Id != message.Id));
        Assert.Equal((true, (Guid?)null), (second.Text.Length > 0, second.AudioId));
    }

    [Theory]
    [InlineData("Dừng", 1)]
    [InlineData("đúng", 0)]
    public async Task The_word_that_stops_messages_is_confirmed_to_whoever_wrote_it(string word, int refusals)
    {
        await using var stage = await ChannelStage.StartAsync(households: 1);
        await stage.ReachableAsync();
        lock (stage.Zalo.Oa.Gate)
        {
            new ZaloInbound(ChannelStage.UserOf(0), "user_send_text", word).Happen(stage.Zalo, stage.Server.Clock.GetUtcNow());
        }

        await stage.DrainAsync();
        Assert.Equal(refusals, await stage.Server.WithDbAsync(db => db.OptOuts.CountAsync()));
        Assert.Equal(refusals, stage.Phones.Find(ChannelStage.UserOf(0), "zalo-cs").Count);
    }

    private static void SayAloud(ChannelStage stage, int user, string recording)
    {
        lock (stage.Zalo.Oa.Gate)
        {
            new ZaloInbound(ChannelStage.UserOf(user), "user_send_audio", Url: $"{stage.Play.Address}sim/zalo/recordings/{recording}.ogg").Happen(stage.Zalo, stage.Server.Clock.GetUtcNow());
        }
    }
}
