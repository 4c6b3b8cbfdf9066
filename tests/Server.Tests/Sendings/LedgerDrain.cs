using Microsoft.Extensions.DependencyInjection;
using TungNgo.Providers.Inbox;
using TungNgo.Sendings.Dispatch;
using TungNgo.Sendings.Plan;
using TungNgo.Sendings.Settling;

namespace TungNgo.Tests.Sendings;

internal static class LedgerDrain
{
    /// <summary>Does all that the ledger's loops would do at this instant, until nothing is left.</summary>
    public static async Task DrainLedgerAsync(this TestServer server)
    {
        int done;
        do
        {
            await using var scope = server.Services.CreateAsyncScope();
            done = await server.Services.GetRequiredService<PlanLoop>().StepAsync(CancellationToken.None) ? 1 : 0;
            done += await scope.ServiceProvider.GetRequiredService<FoldInbox>().RunAsync(CancellationToken.None);
            done += await server.Services.GetRequiredService<SweepLoop>().StepAsync(CancellationToken.None);
            done += await server.Services.GetRequiredService<SettleLoop>().StepAsync(CancellationToken.None);
            done += await server.Services.GetRequiredService<SendLoop>().StepAsync(CancellationToken.None);
        }
        while (done > 0);
    }
}
