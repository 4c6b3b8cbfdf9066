using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Providers;
using TungNgo.Sendings;
using TungNgo.Sendings.Dispatch;
using TungNgo.Simulators.Common;

namespace TungNgo.Tests.Sendings;

/// <summary>A node dies at each point of a delivery, and another one goes on from its rows. tools/kill-test does the same with processes and chance.</summary>
public sealed class KillTests
{
    public enum DiedAfter { Claim, Start, Call }

    [Theory]
    [InlineData(DiedAfter.Claim, Urgency.Routine)]
    [InlineData(DiedAfter.Start, Urgency.Routine)]
    [InlineData(DiedAfter.Call, Urgency.Routine)]
    [InlineData(DiedAfter.Claim, Urgency.Emergency)]
    [InlineData(DiedAfter.Start, Urgency.Emergency)]
    [InlineData(DiedAfter.Call, Urgency.Emergency)]
    internal async Task Whatever_a_node_died_over_is_shown_once(DiedAfter point, Urgency urgency)
    {
        await using var stage = await ChannelStage.StartAsync();
        await DieAsync(stage, point, urgency);
        await LeaseAndPauseAsync(stage);
        Assert.All(await stage.RecipientsAsync(), r => Assert.Equal((RecipientState.Reached, ChannelKind.ZaloCs), (r.State, r.ReachedBy)));
        Assert.Equal(3, stage.Phones.Count);
        Assert.Empty(await SentAgainAsync(stage));
    }

    [Fact]
    public async Task An_emergency_that_cannot_be_looked_up_is_sent_once_more_and_says_why()
    {
        await using var stage = await ChannelStage.StartAsync();
        stage.Play.Faults.Add(new Fault("zalo", FaultKind.ErrorBefore, Path: "/v2.0/oa/conversation"));
        await DieAsync(stage, DiedAfter.Call, Urgency.Emergency);
        await LeaseAndPauseAsync(stage);
        Assert.Equal(6, stage.Phones.Find(channel: "zalo-cs").Count);
        var zalo = (await stage.DeliveriesAsync()).Where(d => d.Kind == ChannelKind.ZaloCs).ToList();
        Assert.All(zalo, d => Assert.True(d.SentBlind));
        Assert.Equal(zalo.Select(d => d.Id).Order(), (await SentAgainAsync(stage)).Order());
    }

    [Fact]
    public async Task A_routine_message_that_cannot_be_looked_up_is_never_sent_again_and_the_chain_goes_on()
    {
        await using var stage = await ChannelStage.StartAsync();
        stage.Play.Faults.Add(new Fault("zalo", FaultKind.ErrorBefore, Path: "/v2.0/oa/conversation"));
        await DieAsync(stage, DiedAfter.Call, Urgency.Routine);
        // Few questions: twenty failures in half a minute would open the circuit of the host that the simulated providers share.
        for (var hour = 0; hour < 3; hour++)
        {
            await stage.AdvanceAsync(TimeSpan.FromHours(1));
        }

        Assert.All((await stage.DeliveriesAsync()).Where(d => d.Kind == ChannelKind.ZaloCs), d => Assert.Equal(DeliveryState.GivenUp, d.State));
        await stage.AdvanceAsync(TimeSpan.FromHours(2));
        await stage.AdvanceAsync(TimeSpan.FromSeconds(5));
        Assert.Equal(3, stage.Phones.Find(channel: "zalo-cs").Count);
        Assert.Equal(3, stage.Phones.Find(channel: "sms").Count);
        Assert.All(await stage.RecipientsAsync(), r => Assert.Equal((RecipientState.Reached, ChannelKind.Sms), (r.State, r.ReachedBy)));
        Assert.Empty(await SentAgainAsync(stage));
    }

    /// <summary>Does what a sender does up to a point, and then nothing more. The living node is kept out meanwhile.</summary>
    private static async Task DieAsync(ChannelStage stage, DiedAfter point, Urgency urgency)
    {
        await stage.ReachableAsync();
        await stage.Server.WriteAsync((db, write) =>
        {
            db.Channels.Single(c => c.Id == stage.ZaloCs).PausedUntil = write.Now.AddMinutes(1);
            write.Changed(ChangeKind.Channel, stage.ZaloCs);
        });
        await stage.SendAsync(urgency);
        await stage.DrainAsync();
        var now = stage.Server.Clock.GetUtcNow().UtcDateTime;
        var claim = Guid.CreateVersion7(stage.Server.Clock.GetUtcNow());
        var claimed = await stage.Server.WithDbAsync(async db =>
        {
            var ledger = new Ledger(db);
            var rows = await ledger.ClaimAsync(stage.ZaloCs, claim, 100, now, CancellationToken.None);
            if (point != DiedAfter.Claim)
            {
                await ledger.StartAsync(claim, rows, now, CancellationToken.None);
            }

            return rows;
        });
        Assert.Equal(3, claimed.Count);
        if (point == DiedAfter.Call)
        {
            var channel = stage.Server.Services.GetRequiredService<ChannelBook>().Find(stage.ZaloCs)!;
            foreach (var message in await stage.Server.Services.GetRequiredService<MessageWriter>().WriteAsync(channel, claimed, now, CancellationToken.None))
            {
                Assert.IsType<TungNgo.Gateways.Outcome.Sent>(await stage.Server.Services.GetRequiredService<GatewayBook>().Of(stage.ZaloCs).SendAsync(message, CancellationToken.None));
            }
        }
    }

    /// <summary>The lease ends, the pause of what is unknown ends, and the receipts that knew no delivery are tried again; all within an emergency's ten minutes.</summary>
    private static async Task LeaseAndPauseAsync(ChannelStage stage)
    {
        await stage.AdvanceAsync(Ledger.Lease + TimeSpan.FromSeconds(1));
        await stage.AdvanceAsync(Ledger.Grace + TimeSpan.FromSeconds(1));
        await stage.AdvanceAsync(TimeSpan.FromMinutes(1));
        await stage.AdvanceAsync(TimeSpan.FromMinutes(2));
    }

    private static Task<List<Guid>> SentAgainAsync(ChannelStage stage) =>
        stage.Server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action == "delivery.send-again").Select(a => a.EntityId).ToListAsync());
}
