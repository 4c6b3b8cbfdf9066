using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Bulletins;
using TungNgo.Feed;
using TungNgo.Providers;
using TungNgo.Sendings.Dispatch;
using TungNgo.Sendings.Plan;
using TungNgo.Tests.Sendings;

namespace TungNgo.Tests.Providers;

/// <summary>The provider's bound holds over all nodes together. With TUNGNGO_PROOF=full at Zalo's own size; otherwise smaller, by the same rules.</summary>
public sealed class RateTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(250);

    [Fact]
    public async Task Four_nodes_stay_under_the_rate_in_every_rolling_minute_and_use_nearly_all_of_it()
    {
        var (perMinute, minutes) = Proof.IsFull ? (4000, 4) : (480, 3);
        await using var stage = await ChannelStage.StartAsync(households: perMinute * minutes + 50);
        await stage.ReachableAsync(phone: false);
        lock (stage.Zalo.Oa.Gate)
        {
            stage.Zalo.Oa.Rate.Most = perMinute;
        }

        await stage.Server.WriteAsync((db, write) =>
        {
            db.Channels.Single(c => c.Id == stage.ZaloCs).PerMinute = perMinute;
            write.Changed(ChangeKind.Channel, stage.ZaloCs);
        });
        await stage.SendAsync(chain: new Chain([new([ChannelFamily.Zalo], 1440)]));
        await using (var scope = stage.Server.Services.CreateAsyncScope())
        {
            var plan = scope.ServiceProvider.GetRequiredService<PlanSending>();
            await plan.RunAsync((await plan.NextAsync([], CancellationToken.None))!, CancellationToken.None);
        }

        var channel = stage.Server.Services.GetRequiredService<ChannelBook>().Find(stage.ZaloCs)!;
        Assert.Equal(perMinute, channel.PerMinute);
        var nodes = Enumerable.Range(0, 4).Select(_ => ActivatorUtilities.CreateInstance<Dispatcher>(stage.Server.Services)).ToList();
        var (began, clock) = (stage.Server.Clock.GetUtcNow(), stage.Server.Clock);
        while (clock.GetUtcNow() < began.AddMinutes(minutes))
        {
            await Task.WhenAll(nodes.Select(n => Task.Run(() => n.RunAsync(channel, CancellationToken.None))));
            clock.Advance(Tick);
        }

        var accepted = stage.Phones.Find(channel: "zalo-cs").Select(s => s.At).Order().ToList();
        Assert.True(MostIn(accepted, TimeSpan.FromMinutes(1)) <= perMinute, $"{MostIn(accepted, TimeSpan.FromMinutes(1))} in a minute");
        Assert.InRange(accepted.Count, 0.95 * perMinute * minutes, perMinute * minutes);
        Assert.DoesNotContain(-32, stage.Zalo.Oa.Answers.Keys);
        TestContext.Current.SendDiagnosticMessage($"{accepted.Count} accepted in {minutes} min of {perMinute * minutes}, at most {MostIn(accepted, TimeSpan.FromMinutes(1))} in a rolling minute");
    }

    private static int MostIn(List<DateTimeOffset> sorted, TimeSpan window)
    {
        var (most, from) = (0, 0);
        for (var to = 0; to < sorted.Count; to++)
        {
            while (sorted[to] - sorted[from] >= window)
            {
                from++;
            }

            most = Math.Max(most, to - from + 1);
        }

        return most;
    }
}

/// <summary>Proofs that take minutes run whole only when asked to.</summary>
internal static class Proof
{
    public static bool IsFull => Environment.GetEnvironmentVariable("TUNGNGO_PROOF") == "full";
}
