using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Figures.Proof;
using TungNgo.Sendings;
using TungNgo.Simulators.Common;

namespace TungNgo.Tests.Truth;

/// <summary>
/// All ways mixed: whatever is sent, stopped, refused and broken, in whatever order the loops take their turns, phones show nothing twice, nothing
/// that was refused or stopped before, and in the end every household's chain has its end.
/// </summary>
public sealed class NoticeStoriesTests
{
    private static int Count => int.TryParse(Environment.GetEnvironmentVariable("TUNGNGO_STORIES"), out var count) ? count : 6;

    [Fact]
    public async Task Whatever_happens_phones_and_ledger_tell_the_same_story() =>
        await NoticeAct.One.Array[10, 40].SampleAsync(TellAsync, iter: Count, threads: 1, print: story => string.Join("\n", story.Select(a => $"new(NoticeDeed.{a.Deed}, {a.A}, {a.B}),")));

    internal static async Task TellAsync(NoticeAct[] story)
    {
        await using var telling = await NoticeTelling.BeginAsync();
        foreach (var (act, i) in story.Select((a, i) => (a, i)))
        {
            await telling.DoAsync(act);
            await CheckAsync(telling, $"deed {i}, {act}");
        }

        await telling.EndAsync();
        await CheckAsync(telling, "the end");
        await EndedAsync(telling);
    }

    /// <summary>Nothing is shown twice unless the audit says that it had to be, and nothing after it was refused or stopped.</summary>
    private static async Task CheckAsync(NoticeTelling telling, string when)
    {
        var deliveries = (await telling.Stage.DeliveriesAsync()).Where(d => d.ChannelId is not null).ToLookup(d => d.To);
        foreach (var shown in telling.Stage.Phones.Find())
        {
            if (telling.DeliveryOf(shown, deliveries) is not { } delivery)
            {
                // An answer to somebody's word.
                continue;
            }

            var times = telling.Stage.Phones.Find(shown.To).Count(s => s.Channel == shown.Channel && telling.DeliveryOf(s, deliveries)?.Id == delivery.Id);
            Assert.True(times == 1 || (times == 2 && delivery is { SentBlind: true, Emergency: true }), $"after {when} {shown.To} was shown a message {times} times by {shown.Channel}");
            Assert.True(!telling.Stopped.TryGetValue(delivery.SendingId, out var stopped) || shown.Seq <= stopped, $"after {when} {shown.To} was shown what had been stopped");
            Assert.True(delivery.Emergency || !telling.RefusedBefore(shown), $"after {when} {shown.To} was shown by {shown.Channel} what had been refused");
        }
    }

    private static async Task EndedAsync(NoticeTelling telling)
    {
        var (deliveries, recipients) = (await telling.Stage.DeliveriesAsync(), await telling.Stage.RecipientsAsync());
        Assert.DoesNotContain(recipients, r => r.State == RecipientState.Open);
        Assert.DoesNotContain(deliveries, d => d.State < DeliveryState.Delivered);
        var sendings = await telling.SendingsAsync();
        Assert.DoesNotContain(sendings, s => s.EndedAt is null);
        // Of what was stopped nobody says that it was finished.
        var done = await telling.Stage.Server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action == "sending.done").Select(a => a.EntityId).ToListAsync());
        Assert.Equal(sendings.Where(s => s.State == SendingState.Done).Select(s => s.Id).Order(), done.Order());
        var own = deliveries.Where(d => d.Kind is ChannelKind.Sms or ChannelKind.ZaloCs).ToList();
        var byTo = deliveries.Where(d => d.ChannelId is not null).ToLookup(d => d.To);
        var shown = telling.Stage.Phones.Find().Select(s => telling.DeliveryOf(s, byTo)?.Id).ToHashSet();
        Assert.All(own.Where(d => d.State is DeliveryState.Sent or DeliveryState.Delivered or DeliveryState.Seen or DeliveryState.NoReceipt), d => Assert.Contains(d.Id, shown));
        Assert.All(own.Where(d => d.State is DeliveryState.Skipped or DeliveryState.Cancelled or DeliveryState.Expired or DeliveryState.OptedOut), d => Assert.DoesNotContain(d.Id, shown));
        Assert.All(recipients.Where(r => r.State == RecipientState.Reached), r => Assert.Contains(deliveries, d => d.VersionId == r.VersionId && d.RecipientId == r.RecipientId && d.Kind == r.ReachedBy));
        await using var scope = telling.Stage.Server.Services.CreateAsyncScope();
        Assert.Empty((await scope.ServiceProvider.GetRequiredService<Recount>().RunAsync(false, Actor.System, null, CancellationToken.None)).Differences);
    }
}
