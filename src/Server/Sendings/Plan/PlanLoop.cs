using TungNgo.Feed;

namespace TungNgo.Sendings.Plan;

/// <summary>Plans what has been approved, on nodes that run the ledger. A sending that cannot be planned rests, longer each time, and holds up no other.</summary>
internal sealed class PlanLoop(ServerOptions options, IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<PlanLoop> log)
    : AskedLoop(Look, health, clock, log), IFeedReader
{
    /// <summary>What is approved asks by itself; the clock brings only what was approved for another day, and what rests.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private readonly Dictionary<Guid, (int Failures, DateTime Again)> broken = [];

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

    /// <summary>One slice of whatever comes first.</summary>
    /// <returns>False when there was nothing to plan.</returns>
    public async Task<bool> StepAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var plan = scope.ServiceProvider.GetRequiredService<PlanSending>();
        var now = Clock.GetUtcNow().UtcDateTime;
        if (await plan.NextAsync([.. broken.Where(b => b.Value.Again > now).Select(b => b.Key)], ct) is not { } sending)
        {
            return false;
        }

        try
        {
            await plan.RunAsync(sending, ct);
            broken.Remove(sending.Id);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            var failures = broken.GetValueOrDefault(sending.Id).Failures + 1;
            broken[sending.Id] = (failures, now + PauseAfter(failures));
            Log.LogError(error, "Sending {Sending} could not be planned, {Failures} times in a row", sending.Id, failures);
            Fail(error);
        }

        return true;
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        while (await StepAsync(ct))
        {
        }

        if (broken.Count > 0 && !broken.Values.Any(b => b.Again <= Clock.GetUtcNow().UtcDateTime))
        {
            // Somebody must see it for as long as it lasts, not only in the turn in which it was tried.
            Fail(new InvalidOperationException("A sending cannot be planned."));
        }
    }
}
