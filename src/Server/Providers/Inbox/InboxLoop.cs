using TungNgo.Feed;

namespace TungNgo.Providers.Inbox;

/// <summary>Folds what providers tell, every second, on nodes that run the ledger; rows say what is done, so any number of nodes may do it.</summary>
internal sealed class InboxLoop(ServerOptions options, IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<InboxLoop> log)
    : IntervalLoop(TimeSpan.FromSeconds(1), health, clock, log)
{
    protected override bool Runs => options.RunsLedger;

    protected override async Task TurnAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var inbox = scope.ServiceProvider.GetRequiredService<FoldInbox>();
        while (await inbox.RunAsync(ct) == FoldInbox.Most)
        {
        }
    }
}
