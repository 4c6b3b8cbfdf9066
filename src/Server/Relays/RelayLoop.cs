using TungNgo.Feed;

namespace TungNgo.Relays;

/// <summary>Gives relays their turns twice a minute.</summary>
internal sealed class RelayLoop(IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<RelayLoop> log) : IntervalLoop(TimeSpan.FromSeconds(30), health, clock, log)
{
    protected override async Task TurnAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RelayTurns>().RunAsync(ct);
    }
}
