using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Figures.Proof;

/// <summary>The last recount, in memory for every page that shows it.</summary>
internal sealed class FigureChecks(IDbContextFactory<AppDb> databases) : IFeedReader
{
    private volatile FigureCheck? last;

    public FigureCheck? Last => last;

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        last = await db.FigureChecks.AsNoTracking().OrderByDescending(c => c.At).ThenByDescending(c => c.Id).FirstOrDefaultAsync(ct);
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct) =>
        changes.Any(c => c.Kind == ChangeKind.FigureCheck) ? LoadAsync(ct) : Task.CompletedTask;
}

/// <summary>Recounts each night while people sleep, and when somebody asks.</summary>
internal sealed class RecountLoop(IServiceScopeFactory scopes, FigureChecks checks, LoopHealth health, TimeProvider clock, ILogger<RecountLoop> log) : Loop(health, clock, log)
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1), Between = TimeSpan.FromHours(20), AtMostOnDemand = TimeSpan.FromMinutes(1);

    /// <summary>A server that has just started has better things to do than its first recount.</summary>
    private static readonly TimeSpan AfterStart = TimeSpan.FromMinutes(10);
    private readonly DateTime started = clock.GetUtcNow().UtcDateTime;
    private readonly SemaphoreSlim asked = new(0, 1);
    private volatile bool running;
    private bool onDemand;

    public bool IsRunning => running || asked.CurrentCount > 0;

    /// <summary>Starts a recount soon. One that just ended or is under way is answer enough.</summary>
    public void Ask()
    {
        if (!IsRunning && !(checks.Last?.At > Clock.GetUtcNow().UtcDateTime - AtMostOnDemand))
        {
            asked.Release();
        }
    }

    public override void Dispose()
    {
        asked.Dispose();
        base.Dispose();
    }

    protected override async Task WaitAsync(CancellationToken ct) => onDemand = await asked.WaitAsync(Look, ct);

    protected override async Task TurnAsync(CancellationToken ct)
    {
        if (onDemand || IsDue())
        {
            await RunAsync(ct);
            onDemand = false;
        }
    }

    /// <summary>Between 1 and 4 in the morning in Vietnam, or soon after the start when there never was one.</summary>
    private bool IsDue() => checks.Last is not { } last
        ? Clock.GetUtcNow().UtcDateTime - started > AfterStart
        : LegalDay.ToLocal(Clock.GetUtcNow().UtcDateTime).Hour is >= 1 and < 4 && Clock.GetUtcNow().UtcDateTime - last.At > Between;

    private async Task RunAsync(CancellationToken ct)
    {
        running = true;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var result = await scope.ServiceProvider.GetRequiredService<Recount>().RunAsync(fix: false, Actor.System, null, ct);
            Log.Log(result.Differences.Count == 0 ? LogLevel.Information : LogLevel.Error,
                "Recount: {Cells} cells, {Differences} differences in {Milliseconds} ms", result.Cells, result.Differences.Count, (int)result.Took.TotalMilliseconds);
        }
        finally
        {
            running = false;
        }
    }
}
