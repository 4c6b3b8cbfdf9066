using TungNgo.Feed;

namespace TungNgo.Sendings.Plan;

/// <summary>Plans what has been approved, on nodes that run the ledger.</summary>
internal sealed class PlanLoop(ServerOptions options, IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<PlanLoop> log)
    : AskedLoop(TimeSpan.FromSeconds(1), health, clock, log), IFeedReader
{
    protected override bool Runs => options.RunsLedger;

    public Task LoadAsync(CancellationToken ct) => Task.CompletedTask;

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        if (changes.Any(c => c.Kind == ChangeKind.Sending))
        {
            Ask();
        }

        return Task.CompletedTask;
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var plan = scope.ServiceProvider.GetRequiredService<PlanSending>();
        while (await plan.RunAsync(ct))
        {
        }
    }
}
