using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Water.Ways.Polling;

/// <summary>Looks at the sources that are due, a few at once, since a slow server must not keep the others waiting.</summary>
internal sealed class PollLoop(IServiceScopeFactory scopes, ServerOptions options, LoopHealth health, TimeProvider clock, ILogger<PollLoop> log)
    : IntervalLoop(TimeSpan.FromSeconds(30), health, clock, log)
{
    private const int AtOnce = 4;

    protected override bool Runs => options.RunsLedger;

    protected override async Task TurnAsync(CancellationToken ct) => await StepAsync(ct);

    /// <returns>How many sources this node has looked at.</returns>
    internal async Task<int> StepAsync(CancellationToken ct)
    {
        var looked = 0;
        await Parallel.ForEachAsync(await DueAsync(ct), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (id, stop) =>
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                if (await scope.ServiceProvider.GetRequiredService<PollStation>().RunAsync(id, stop))
                {
                    Interlocked.Increment(ref looked);
                }
            }
            catch (Exception error) when (!stop.IsCancellationRequested)
            {
                // One of them must not keep the others from being looked at; its lease ends, and it is due again.
                Fail(error);
                Log.LogError(error, "Source {Source} could not be looked at", id);
            }
        });
        return looked;
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var now = Clock.GetUtcNow().UtcDateTime;
        return await db.PolledSources.Where(s => s.Active && s.DueAt <= now && db.Stations.Any(t => t.Id == s.StationId && t.Active))
            .OrderBy(s => s.DueAt).Select(s => s.Id).ToListAsync(ct);
    }
}
