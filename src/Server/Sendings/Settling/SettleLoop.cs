using TungNgo.Feed;

namespace TungNgo.Sendings.Settling;

/// <summary>
/// Walks the chains after answers, receipts, people's posts and the clock. Like every loop of the ledger it works on rows with leases: any number of
/// nodes may do the same on one database.
/// </summary>
internal sealed class SettleLoop(ServerOptions options, IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<SettleLoop> log)
    : AskedLoop(Look, health, clock, log), IFeedReader
{
    /// <summary>Steps last minutes; this is how late the next one may begin after a call that failed.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(2);

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
    /// <returns>How many recipients were looked at.</returns>
    public async Task<int> StepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Settle>().RunAsync(ct);
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        while (await StepAsync(ct) >= Busy && !ct.IsCancellationRequested)
        {
        }
    }
}
