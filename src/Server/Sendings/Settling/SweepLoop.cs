using TungNgo.Feed;
using TungNgo.Sendings.Dispatch;

namespace TungNgo.Sendings.Settling;

/// <summary>Looks into unknown attempts and ends what is over. By itself, for providers that are asked may be slow, and chains walk on meanwhile.</summary>
internal sealed class SweepLoop(ServerOptions options, IServiceScopeFactory scopes, Unknowns unknowns, LoopHealth health, TimeProvider clock, ILogger<SweepLoop> log)
    : AskedLoop(Look, health, clock, log), IFeedReader
{
    private const int Busy = 100;

    /// <summary>Claims of dead nodes and receipts that never came are minutes and hours old; people's posts and stops ask by themselves.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    /// <summary>How often it is asked whether something has come to its end when nobody said so.</summary>
    private static readonly TimeSpan EndsEvery = TimeSpan.FromSeconds(30);

    private long endsAt;

    protected override bool Runs => options.RunsLedger;

    public Task LoadAsync(CancellationToken ct) => Task.CompletedTask;

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        if (changes.Any(c => c.Kind is ChangeKind.Sending or ChangeKind.Relay))
        {
            Volatile.Write(ref endsAt, 0);
            Ask();
        }

        return Task.CompletedTask;
    }

    /// <summary>One round, with what has come to its end.</summary>
    /// <returns>How much was done.</returns>
    public Task<int> StepAsync(CancellationToken ct) => StepAsync(ends: true, ct);

    protected override async Task TurnAsync(CancellationToken ct)
    {
        int done;
        do
        {
            var ends = Clock.GetTimestamp() >= Volatile.Read(ref endsAt);
            if (ends)
            {
                // Before the round: what is said during it asks for another.
                Volatile.Write(ref endsAt, Clock.GetTimestamp() + (long)(EndsEvery.TotalSeconds * Clock.TimestampFrequency));
            }

            done = await StepAsync(ends, ct);
        }
        while (done >= Busy && !ct.IsCancellationRequested);
    }

    private async Task<int> StepAsync(bool ends, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var sweep = scope.ServiceProvider.GetRequiredService<Sweep>();
        return await unknowns.RunAsync(ct) + await sweep.RunAsync(ct) + (ends ? await sweep.EndAsync(ct) : 0);
    }
}
