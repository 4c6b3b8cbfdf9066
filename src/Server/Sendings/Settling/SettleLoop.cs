using TungNgo.Feed;
using TungNgo.Sendings.Dispatch;

namespace TungNgo.Sendings.Settling;

/// <summary>
/// Does what follows from answers, receipts, people's posts and the clock: looks into unknown attempts, ends what is over, walks the chains.
/// Everything it does is rows with leases; any number of nodes may do the same on one database.
/// </summary>
internal sealed class SettleLoop(ServerOptions options, IServiceScopeFactory scopes, Unknowns unknowns, LoopHealth health, TimeProvider clock, ILogger<SettleLoop> log)
    : AskedLoop(TimeSpan.FromSeconds(1), health, clock, log), IFeedReader
{
    /// <summary>A round that did as much as this is followed by the next at once; smaller ones wait, so that each commit carries more.</summary>
    private const int Busy = 100;

    protected override bool Runs => options.RunsLedger;

    public Task LoadAsync(CancellationToken ct) => Task.CompletedTask;

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        if (changes.Any(c => c.Kind is ChangeKind.Sending or ChangeKind.Relay or ChangeKind.Channel or ChangeKind.Telling))
        {
            Ask();
        }

        return Task.CompletedTask;
    }

    /// <summary>One round.</summary>
    /// <returns>How much was done.</returns>
    public async Task<int> StepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var done = await unknowns.RunAsync(ct);
        done += await scope.ServiceProvider.GetRequiredService<Sweep>().RunAsync(ct);
        var settle = scope.ServiceProvider.GetRequiredService<Settle>();
        for (int settled; (settled = await settle.RunAsync(ct)) > 0 && !ct.IsCancellationRequested;)
        {
            done += settled;
        }

        return done;
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        while (await StepAsync(ct) >= Busy && !ct.IsCancellationRequested)
        {
        }
    }
}
