using TungNgo.Data;

namespace TungNgo.Feed;

/// <summary>
/// Background work, turn after turn until the server stops. The server's end is the loop's end and nothing to speak of. A turn that fails is
/// logged, waited out, longer each time but never for more than a minute, and tried again: no fault ends the loop, and none ends the server.
/// <see cref="LoopHealth"/> knows of each loop when it last did well.
/// </summary>
internal abstract class Loop(LoopHealth health, TimeProvider clock, ILogger log) : BackgroundService
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1), LongestPause = TimeSpan.FromMinutes(1);
    private bool failed;

    protected TimeProvider Clock => clock;

    protected ILogger Log => log;

    /// <summary>False where this node leaves the work to others.</summary>
    protected virtual bool Runs => true;

    /// <summary>Whether somebody waits for what the loop writes: then it takes its turn among people, else behind them.</summary>
    protected virtual bool IsWaitedFor => false;

    /// <summary>Comes back when there may be something to do: after a while, or when somebody asks.</summary>
    protected abstract Task WaitAsync(CancellationToken ct);

    /// <summary>Does what there is to do; after a failure that may be nothing. Whatever it throws is taken care of.</summary>
    protected abstract Task TurnAsync(CancellationToken ct);

    /// <summary>What is still to be done when the server stops.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    /// <summary>The turn fails although it goes on: those who waited for it have been told.</summary>
    protected void Fail(Exception error)
    {
        failed = true;
        health.Failed(Name, error);
    }

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!Runs)
        {
            return;
        }

        if (!IsWaitedFor)
        {
            WriteTurns.MarkBackground();
        }

        health.Began(Name);
        var failures = 0;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await (failures == 0 ? WaitAsync(stoppingToken) : Task.Delay(PauseAfter(failures), clock, stoppingToken));
                failed = false;
                await TurnAsync(stoppingToken);
                failures = 0;
                if (!failed)
                {
                    health.Succeeded(Name);
                }
            }
            catch (Exception error) when (stoppingToken.IsCancellationRequested)
            {
                if (error is not OperationCanceledException)
                {
                    log.LogInformation(error, "{Loop} was broken off by the end of the server", Name);
                }
            }
            catch (Exception error)
            {
                // Also a cancellation that is not the server's: a call that took too long.
                failures++;
                health.Failed(Name, error);
                log.LogError(error, "{Loop} failed {Failures} times in a row; trying again in {Seconds} s", Name, failures, (int)PauseAfter(failures).TotalSeconds);
            }
        }

        await LastAsync();
    }

    internal static TimeSpan PauseAfter(int failures) =>
        FirstPause * Math.Pow(2, Math.Min(failures, 10) - 1) is var pause && pause < LongestPause ? pause : LongestPause;

    private string Name => GetType().Name;

    private async Task LastAsync()
    {
        try
        {
            await EndAsync();
        }
        catch (Exception error)
        {
            log.LogWarning(error, "{Loop} could not end in order", Name);
        }
    }
}

/// <summary>A loop that looks for work at equal intervals.</summary>
/// <param name="every">Real time, also where the clock shows another day.</param>
internal abstract class IntervalLoop(TimeSpan every, LoopHealth health, TimeProvider clock, ILogger log) : Loop(health, clock, log)
{
    protected sealed override Task WaitAsync(CancellationToken ct) => Task.Delay(every, Clock, ct);
}

/// <summary>A loop that looks for work now and then, and at once when somebody asks.</summary>
internal abstract class AskedLoop(TimeSpan look, LoopHealth health, TimeProvider clock, ILogger log) : Loop(health, clock, log)
{
    private readonly SemaphoreSlim asked = new(0, 1);

    /// <summary>Its next turn begins now, or right after the one that is under way. Asking twice is asking once.</summary>
    public void Ask()
    {
        try
        {
            if (asked.CurrentCount == 0)
            {
                asked.Release();
            }
        }
        catch (SemaphoreFullException)
        {
            // Somebody else asked in the same moment.
        }
    }

    public override void Dispose()
    {
        asked.Dispose();
        base.Dispose();
    }

    protected sealed override Task WaitAsync(CancellationToken ct) => asked.WaitAsync(look, ct);
}
