using System.Collections.Concurrent;
using TungNgo.Feed;
using TungNgo.Providers;
using TungNgo.Relays;

namespace TungNgo.Sendings;

/// <summary>
/// Runs the ledger on this node: planning, sending (each channel by itself, so that a slow one holds up nobody), and what time brings
/// about. Everything it does is rows with leases; any number of nodes may do the same on one database.
/// </summary>
internal sealed class ChannelLoop(
    ServerOptions options, IServiceScopeFactory scopes, ChannelBook channels, Dispatcher dispatcher, Unknowns unknowns, LoopHealth health, TimeProvider clock, ILogger<ChannelLoop> log)
    : Loop(health, clock, log), IFeedReader
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>A round that did as much as this is followed by the next at once; smaller ones wait, so that each commit carries more.</summary>
    private const int Busy = 100;
    private readonly ConcurrentDictionary<Guid, Task> sending = new();
    private readonly SemaphoreSlim asked = new(0, 1);
    private int done;

    protected override bool Runs => options.RunsLedger;

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

    protected override Task WaitAsync(CancellationToken ct) => asked.WaitAsync(done >= Busy ? TimeSpan.Zero : Look, ct);

    protected override async Task TurnAsync(CancellationToken ct)
    {
        foreach (var channel in channels.All.Where(CanSend))
        {
            if (sending.GetValueOrDefault(channel.Id) is null or { IsCompleted: true })
            {
                sending[channel.Id] = Task.Run(() => SendWhileDueAsync(channel.Id, ct), ct);
            }
        }

        done = 0;
        done = await StepAsync(ct);
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
            var (calls, again) = await TryAsync(channel, ct);
            if (calls == 0 && again is null)
            {
                return;
            }

            if (again is { } at && at - Clock.GetUtcNow().UtcDateTime is { Ticks: > 0 } pause)
            {
                // The rate's next grant: fractions of a second.
                using var timer = new PeriodicTimer(pause < Look ? pause : Look, Clock);
                await timer.WaitForNextTickAsync(ct);
            }
        }
    }

    private bool CanSend(Channel channel) => channel.Active && channel.StoppedAt is null && !(channel.PausedUntil > Clock.GetUtcNow().UtcDateTime);

    /// <summary>What breaks off goes on from its rows at the loop's next turn.</summary>
    private async Task<(int Calls, DateTime? Again)> TryAsync(Channel channel, CancellationToken ct)
    {
        try
        {
            return await dispatcher.RunAsync(channel, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            Log.LogError(error, "Sending through channel {Channel} broke off; it goes on from its rows", channel.Id);
            Fail(error);
            return (0, null);
        }
    }
}
