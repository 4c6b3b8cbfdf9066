using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Gateways;
using TungNgo.Providers;

namespace TungNgo.Sendings.Dispatch;

/// <summary>
/// Sends what is due on one channel: claims rows, and group by group writes "attempt started", calls, writes the outcomes. The outcomes
/// of a group and the start of the next share one commit. A process that dies in between leaves at most one group unknown.
/// </summary>
internal sealed class Dispatcher(IDbContextFactory<AppDb> databases, GatewayBook gateways, MessageWriter messages, ProviderBook providers, ChannelTrouble trouble, TimeProvider clock, ILogger<Dispatcher> log)
{
    /// <summary>No more is claimed than the rate lets go in about a second: what is not sent has to be given back row by row.</summary>
    private const int MostClaimed = 512;

    /// <returns>How many calls were made, and when to look again if nothing can be done now.</returns>
    public async Task<(int Calls, DateTime? Again)> RunAsync(Channel channel, CancellationToken ct)
    {
        var claim = Guid.CreateVersion7(clock.GetUtcNow());
        await using var db = await databases.CreateDbContextAsync(ct);
        var ledger = new Ledger(db);
        if (!await ledger.IsDueAsync(channel.Id, Now, ct))
        {
            return (0, null);
        }

        var waiting = new Queue<Delivery>(await ledger.ClaimAsync(channel.Id, claim, Math.Clamp(channel.PerMinute / 60, channel.Concurrency, MostClaimed), Now, ct));
        var claimedAt = Now;
        List<Result> results = [];
        var calls = 0;
        try
        {
            while (waiting.Count > 0 || results.Count > 0)
            {
                // A claim that has grown old is left to whoever takes it next; what is written meanwhile is fenced anyway.
                var want = Now - claimedAt < Ledger.Lease / 2 ? Math.Min(waiting.Count, channel.Concurrency) : 0;
                var startedAt = Now;
                var (group, nextAt) = await TurnAsync(db, ledger, channel, claim, waiting, results, want, ct);
                if (results.Exists(StopsChannel))
                {
                    await trouble.TakeAsync(channel, [.. results.Select(r => r.Outcome).OfType<Outcome>()], ct);
                    await ledger.ReleaseAsync(claim, CancellationToken.None);
                    return (calls, null);
                }

                results = [];
                if (group.Count == 0 && waiting.Count > 0)
                {
                    await ledger.ReleaseAsync(claim, ct);
                    return (calls, want == 0 ? Now : nextAt + RateLimit.GroupTime(channel.PerMinute, want));
                }

                calls += group.Count;
                results = await CallAsync(channel, group, startedAt);
            }
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The rows tell where each of them stood; those that were started are looked into.
            log.LogError(error, "Sending through channel {Channel} broke off", channel.Id);
            await ledger.ReleaseAsync(claim, CancellationToken.None);
            throw;
        }

        return (calls, null);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>One commit: the outcomes of the last group, the grant for the next, and its start.</summary>
    private async Task<(List<Delivery> Group, DateTime NextAt)> TurnAsync(
        AppDb db, Ledger ledger, Channel channel, Guid claim, Queue<Delivery> waiting, List<Result> results, int want, CancellationToken ct)
    {
        await using var write = await db.BeginPlainWriteAsync(CancellationToken.None);
        // What is known of calls that were made is written whatever else happens.
        await ledger.WriteAsync(results, Now, CancellationToken.None);
        var (granted, nextAt) = want == 0 || results.Exists(StopsChannel) ? (0, Now) : await RateLimit.TakeAsync(db, channel.BucketKey, channel.PerMinute, want, Now, CancellationToken.None);
        List<Delivery> group = [];
        if (granted > 0 && !ct.IsCancellationRequested)
        {
            for (var i = 0; i < granted; i++)
            {
                group.Add(waiting.Dequeue());
            }

            var started = await ledger.StartAsync(claim, group, Now, CancellationToken.None);
            group.RemoveAll(d => !started.Contains(d.Id));
        }

        await write.CommitAsync(CancellationToken.None);
        return (group, nextAt);
    }

    private async Task<List<Result>> CallAsync(Channel channel, List<Delivery> group, DateTime startedAt)
    {
        if (group.Count == 0)
        {
            return [];
        }

        var gateway = gateways.Of(channel.Id);
        var outgoing = await messages.WriteAsync(channel, group, Now, CancellationToken.None);
        if (Now - startedAt > Ledger.Lease)
        {
            // This process stood still for so long that others may take the rows for lost: the calls are not made, and looking will find none.
            log.LogWarning("{Count} calls of channel {Channel} came too late and were not made", group.Count, channel.Id);
            return [];
        }

        // Once started, a call is not broken off by a shutdown: its answer is worth the few seconds.
        var outcomes = await Task.WhenAll(outgoing.Select(m => SendAsync(gateway, m)));
        foreach (var outcome in outcomes)
        {
            ChannelMetrics.Called(channel.Kind, outcome.GetType().Name, outcome.Code);
        }

        if (Array.Exists(outcomes, o => o is Outcome.RetryAfter { Reason: RetryReason.PictureExpired }))
        {
            providers.Of(channel).ForgetPictures(channel.Id);
        }

        var now = Now;
        return [.. group.Select((d, i) => OutcomeRules.Result(d, channel, outcomes[i], now))];
    }

    private async Task<Outcome> SendAsync(IGateway gateway, Outgoing message)
    {
        try
        {
            return await gateway.SendAsync(message, CancellationToken.None);
        }
        catch (Exception error)
        {
            log.LogError(error, "A gateway broke its promise and threw");
            return new Outcome.Unknown("thrown");
        }
    }

    private static bool StopsChannel(Result result) => result.Outcome is Outcome.Failed { Scope: FailureScope.Channel } or Outcome.RetryAfter { Reason: RetryReason.RateLimited or RetryReason.QuotaTomorrow };
}
