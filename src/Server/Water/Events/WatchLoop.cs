using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Water.Events;

/// <summary>
/// Watches the stations: at once when readings came by this node, every half minute for what came by another, and as time goes by, since silence is news
/// as well. Several nodes do no harm: whoever commits first has looked, and the others find nothing new.
/// </summary>
internal sealed class WatchLoop(IServiceScopeFactory scopes, ServerOptions options, LoopHealth health, TimeProvider clock, ILogger<WatchLoop> log)
    : AskedLoop(TimeSpan.FromSeconds(30), health, clock, log)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(30);

    protected override bool Runs => options.RunsLedger;

    protected override async Task TurnAsync(CancellationToken ct)
    {
        if (await StepAsync(ct))
        {
            Ask();
        }
    }

    /// <returns>Whether there was anything to do; then there may be more.</returns>
    internal async Task<bool> StepAsync(CancellationToken ct)
    {
        var due = await DueAsync(ct);
        var done = false;
        foreach (var station in due)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                done |= await scope.ServiceProvider.GetRequiredService<WatchStation>().RunAsync(station, ct);
            }
            catch (Exception error) when (error is not OperationCanceledException && due.Count > 1)
            {
                // One station must not keep the others from being watched.
                Fail(error);
                Log.LogError(error, "Station {Station} could not be watched", station);
            }
        }

        await using var notices = scopes.CreateAsyncScope();
        return await notices.ServiceProvider.GetRequiredService<EventNotices>().RunAsync(Fail, ct) || done;
    }

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var before = Clock.GetUtcNow().UtcDateTime - Silence;
        var due = await db.StationStates.Where(s => s.NewFrom != null).OrderBy(s => s.NewFrom).Select(s => s.StationId).ToListAsync(ct);
        var silent = await db.WaterEvents.Where(e => e.ClosedAt == null && !e.IsStale && db.StationStates.Any(s => s.StationId == e.StationId && s.LookedAt < before))
            .Select(e => e.StationId).Distinct().ToListAsync(ct);
        return [.. due.Union(silent)];
    }
}
