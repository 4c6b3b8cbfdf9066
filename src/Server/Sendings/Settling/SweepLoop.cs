using TungNgo.Feed;
using TungNgo.Sendings.Dispatch;

namespace TungNgo.Sendings.Settling;

/// <summary>Looks into unknown attempts and ends what is over. By itself, for providers that are asked may be slow, and chains walk on meanwhile.</summary>
internal sealed class SweepLoop(ServerOptions options, IServiceScopeFactory scopes, Unknowns unknowns, LoopHealth health, TimeProvider clock, ILogger<SweepLoop> log)
    : AskedLoop(TimeSpan.FromSeconds(1), health, clock, log), IFeedReader
{
    private const int Busy = 100;

    protected override bool Runs => options.RunsLedger;

    public Task LoadAsync(CancellationToken ct) => Task.CompletedTask;

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        if (changes.Any(c => c.Kind is ChangeKind.Sending or ChangeKind.Relay))
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
        return await unknowns.RunAsync(ct) + await scope.ServiceProvider.GetRequiredService<Sweep>().RunAsync(ct);
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        while (await StepAsync(ct) >= Busy && !ct.IsCancellationRequested)
        {
        }
    }
}
