using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Feed;
using TungNgo.Sendings;
using TungNgo.Sendings.Plan;

namespace TungNgo.Tests.Sendings;

/// <summary>Whose turn it is when several notices are planned at once: nobody waits for a whole province, an emergency for no more than a hamlet.</summary>
public sealed class PlanTurnTests
{
    [Fact]
    public async Task An_emergency_waits_for_the_hamlet_at_hand_and_its_messages_go_out_while_the_rest_is_still_to_be_planned()
    {
        await using var stage = await ChannelStage.StartAsync();
        await stage.ReachableAsync(zalo: false);
        await AddHamletsAsync(stage, 40);
        var routine = await stage.SendAsync(audience: new Audience([stage.Village.CommuneId]));
        var loop = stage.Server.Services.GetRequiredService<PlanLoop>();
        Assert.True(await loop.StepAsync(CancellationToken.None));
        var first = await PlannedAsync(stage, routine);
        Assert.InRange(first, 1, 40);

        var emergency = await stage.SendAsync(Urgency.Emergency, new Chain([new([ChannelFamily.Sms], 60)]));
        await using (var scope = stage.Server.Services.CreateAsyncScope())
        {
            // The slice that was under way when it was approved.
            await scope.ServiceProvider.GetRequiredService<PlanSending>().RunAsync(routine, CancellationToken.None);
        }

        Assert.Equal(first + 1, await PlannedAsync(stage, routine));
        Assert.True(await loop.StepAsync(CancellationToken.None));
        await stage.Server.Services.GetRequiredService<TungNgo.Sendings.Dispatch.SendLoop>().StepAsync(CancellationToken.None);
        Assert.Equal(3, stage.Phones.Find(channel: "sms").Count);
        Assert.Equal((SendingState.Running, SendingState.Planning), (await StateAsync(stage, emergency), await StateAsync(stage, routine)));
        await stage.DrainAsync();
        Assert.Equal(SendingState.Running, await StateAsync(stage, routine));
    }

    [Fact]
    public async Task A_notice_for_one_hamlet_does_not_wait_for_a_notice_for_all_and_one_that_cannot_be_planned_holds_up_nobody()
    {
        await using var stage = await ChannelStage.StartAsync();
        await AddHamletsAsync(stage, 40);
        var broken = await stage.SendAsync(audience: new Audience([stage.Village.HamletId]));
        await stage.Server.WithDbAsync(db => db.Sendings.Where(s => s.Id == broken.Id).ExecuteUpdateAsync(u => u.SetProperty(s => s.Chain, "{")));
        var all = await stage.SendAsync(audience: new Audience([stage.Village.CommuneId]));
        var loop = stage.Server.Services.GetRequiredService<PlanLoop>();
        Assert.True(await loop.StepAsync(CancellationToken.None));
        Assert.True(await loop.StepAsync(CancellationToken.None));
        var one = await stage.SendAsync(audience: new Audience([stage.Village.HamletId]));
        Assert.True(await loop.StepAsync(CancellationToken.None));
        Assert.Equal((SendingState.Planning, SendingState.Running), (await StateAsync(stage, all), await StateAsync(stage, one)));
        await stage.DrainAsync();
        Assert.Equal((SendingState.Planning, SendingState.Running), (await StateAsync(stage, broken), await StateAsync(stage, all)));
    }

    private static Task AddHamletsAsync(ChannelStage stage, int count) => stage.Server.WriteAsync((db, write) =>
    {
        for (var i = 0; i < count; i++)
        {
            var area = new Area { Id = write.NewId() };
            area.Versions.Add(new AreaVersion
            {
                Id = write.NewId(), AreaId = area.Id, Name = $"Số {i}", NameKey = $"so {i}", Kind = AreaKind.Hamlet, ParentId = stage.Village.CommuneId, ValidTo = new DateOnly(2025, 6, 30), RecordedAt = write.Now,
            });
            db.Areas.Add(area);
            write.Changed(ChangeKind.Area, area.Id);
        }
    });

    private static Task<int> PlannedAsync(ChannelStage stage, Sending sending) => stage.Server.WithDbAsync(db => db.PlannedHamlets.CountAsync(p => p.SendingId == sending.Id));

    private static Task<SendingState> StateAsync(ChannelStage stage, Sending sending) => stage.Server.WithDbAsync(db => db.Sendings.Where(s => s.Id == sending.Id).Select(s => s.State).SingleAsync());
}
