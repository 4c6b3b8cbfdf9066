using TungNgo.Feed;

namespace TungNgo.Help;

/// <summary>Looks every ten seconds: somebody waits for the answer. What is due stands in the rows, so a restart forgets nothing and several nodes do not do it twice.</summary>
internal sealed class HelpLoop(IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<HelpLoop> log) : IntervalLoop(TimeSpan.FromSeconds(10), health, clock, log)
{
    protected override async Task TurnAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SendAnswers>().RunAsync(ct);
        await scope.ServiceProvider.GetRequiredService<EscalateHelp>().StepAsync(ct);
        await scope.ServiceProvider.GetRequiredService<ForgetHelp>().StepAsync(ct);
    }
}
