using System.Collections.Concurrent;
using TungNgo.Feed;
using TungNgo.Providers;
using TungNgo.Relays;

namespace TungNgo.Sendings;

/// <summary>
/// Runs the ledger on this node: planning, sending (each channel by itself, so that a slow one holds up nobody), and what time brings
/// about. Everything it does is rows with leases; any number of nodes may do the same on one database.
/// </summary>
internal sealed class ChannelLoop(ServerOptions options, IServiceScopeFactory scopes, ChannelBook channels, Dispatcher dispatcher, Unknowns unknowns, TimeProvider clock, ILogger<ChannelLoop> log)
    : BackgroundService, IFeedReader
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>A round that did as much as this is followed by the next at once; smaller ones wait, so that each commit carries more.</summary>
    private const int Busy = 100;
    private readonly ConcurrentDictionary<Guid, Task> sending = new();
    private readonly SemaphoreSlim asked = new(0, 1);

    public Task LoadAsync(CancellationToken ct) => Task.CompletedTask;

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        if (changes.Any(c => c.Kind is ChangeKind.Sending or ChangeKind.Relay or ChangeKind.Channel or ChangeKind.Telling) && asked.CurrentCount == 0)
        {
            try
            {
                asked.Release();
            }
            catch (SemaphoreFullException)
            {
                // Somebody else asked in the same moment.
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Does all that can be done now, and returns when nothing is left; for tests and the command line.</summary>
    public async Task DrainAsync(CancellationToken ct)
    {
        while (await StepAsync(ct) + await SendAllAsync(ct) > 0)
        {
        }
    }

    public override void Dispose()
    {
        asked.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var done = 0;
        while (options.RunsLedger)
        {
            await asked.WaitAsync(done >= Busy ? TimeSpan.Zero : Look, stoppingToken);
            done = await TryAsync("ledger", () => StepAsync(stoppingToken), stoppingToken);
            foreach (var channel in channels.All.Where(CanSend))
            {
                if (sending.GetValueOrDefault(channel.Id) is null or { IsCompleted: true })
                {
                    sending[channel.Id] = Task.Run(() => SendWhileDueAsync(channel.Id, stoppingToken), stoppingToken);
                }
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(sending.Values.Select(t => t.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)));
    }

    /// <summary>One round of everything but the calls themselves.</summary>
    private async Task<int> StepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var done = await services.GetRequiredService<PlanSending>().RunAsync(ct) ? 1 : 0;
        done += await services.GetRequiredService<FoldInbox>().RunAsync(ct);
        done += await unknowns.RunAsync(ct);
        done += await services.GetRequiredService<Sweep>().RunAsync(ct);
        int settled;
        do
        {
            settled = await services.GetRequiredService<Settle>().RunAsync(ct);
            done += settled;
        }
        while (settled > 0 && !ct.IsCancellationRequested);
        return done;
    }

    private async Task<int> SendAllAsync(CancellationToken ct)
    {
        var calls = 0;
        foreach (var channel in channels.All.Where(CanSend))
        {
            calls += (await dispatcher.RunAsync(channel, ct)).Calls;
        }

        return calls;
    }

    private async Task SendWhileDueAsync(Guid channelId, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested && channels.Find(channelId) is { } channel && CanSend(channel))
        {
            DateTime? again = null;
            var calls = await TryAsync("sending", async () =>
            {
                (var made, again) = await dispatcher.RunAsync(channel, ct);
                return made;
            }, ct);
            if (calls == 0 && again is null)
            {
                return;
            }

            if (again is { } at && at - clock.GetUtcNow().UtcDateTime is { Ticks: > 0 } pause)
            {
                // The rate's next grant: fractions of a second.
                using var timer = new PeriodicTimer(pause < Look ? pause : Look, clock);
                await timer.WaitForNextTickAsync(ct);
            }
        }
    }

    private bool CanSend(Channel channel) => channel.Active && channel.StoppedAt is null && !(channel.PausedUntil > clock.GetUtcNow().UtcDateTime);

    private async Task<int> TryAsync(string what, Func<Task<int>> work, CancellationToken ct)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when (error is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            log.LogError(error, "The ledger's {What} broke off; it goes on from its rows", what);
            return 0;
        }
    }
}
