using TungNgo.Feed;

namespace TungNgo.Water.Authorities;

/// <summary>Looks whether a source is due; which ones are stands in their rows, so a restart forgets nothing.</summary>
internal sealed class AuthorityLoop(ServerOptions options, AuthorityTurn turn, LoopHealth health, TimeProvider clock, ILogger<AuthorityLoop> log)
    : IntervalLoop(TimeSpan.FromSeconds(20), health, clock, log)
{
    protected override bool Runs => options.RunsLedger;

    protected override Task TurnAsync(CancellationToken ct) => turn.RunAsync(ct);
}
