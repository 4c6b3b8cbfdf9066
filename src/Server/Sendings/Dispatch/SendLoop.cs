using System.Collections.Concurrent;
using TungNgo.Feed;
using TungNgo.Providers;

namespace TungNgo.Sendings.Dispatch;

/// <summary>Sends what is due, each channel by itself, so that a slow one holds up nobody. Waits for nothing else: what is planned goes out while the rest is being planned.</summary>
internal sealed class SendLoop(ServerOptions options, ChannelBook channels, Dispatcher dispatcher, LoopHealth health, TimeProvider clock, ILogger<SendLoop> log)
    : AskedLoop(Look, health, clock, log), IFeedReader
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Guid, Task> sending = new();

    /// <summary>Channels whose last sending broke off; it goes on from its rows at the next turn.</summary>
    private readonly ConcurrentDictionary<Guid, Exception> broken = new();

    protected override bool Runs => options.RunsLedger;

    public Task LoadAsync(CancellationToken ct) => Task.CompletedTask;

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        if (changes.Any(c => c.Kind is ChangeKind.Sending or ChangeKind.Channel))
        {
            Ask();
        }

        return Task.CompletedTask;
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAll(sending.Values.Select(t => t.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)));
    }

    /// <summary>One round of calls on every channel.</summary>
    /// <returns>How many were made.</returns>
    public async Task<int> StepAsync(CancellationToken ct)
    {
        var calls = 0;
        foreach (var channel in channels.All.Where(CanSend))
        {
            calls += (await dispatcher.RunAsync(channel, ct)).Calls;
        }

        return calls;
    }

    protected override Task TurnAsync(CancellationToken ct)
    {
        foreach (var channel in channels.All)
        {
            if (!CanSend(channel))
            {
                broken.TryRemove(channel.Id, out _);
            }
            else if (sending.GetValueOrDefault(channel.Id) is null or { IsCompleted: true })
            {
                sending[channel.Id] = Task.Run(() => SendWhileDueAsync(channel.Id, ct), ct);
            }
        }

        if (broken.Values.FirstOrDefault() is { } error)
        {
            Fail(error);
        }

        return Task.CompletedTask;
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
                await Task.Delay(pause < Look ? pause : Look, Clock, ct);
            }
        }
    }

    private bool CanSend(Channel channel) => channel.Active && channel.StoppedAt is null && !(channel.PausedUntil > Clock.GetUtcNow().UtcDateTime);

    private async Task<(int Calls, DateTime? Again)> TryAsync(Channel channel, CancellationToken ct)
    {
        try
        {
            var made = await dispatcher.RunAsync(channel, ct);
            broken.TryRemove(channel.Id, out _);
            return made;
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            // The dispatcher has logged it.
            broken[channel.Id] = error;
            return (0, null);
        }
    }
}
