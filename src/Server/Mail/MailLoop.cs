using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Mail;

/// <summary>Looks every minute for what has come due, puts it into the outbox and sends it. What is due stands in rows, so a restart forgets nothing.</summary>
internal sealed class MailLoop(IServiceScopeFactory scopes, MailSender sender, ServerOptions options, LoopHealth health, TimeProvider clock, ILogger<MailLoop> log)
    : IntervalLoop(TimeSpan.FromMinutes(1), health, clock, log)
{
    private const int FirstHour = 6;

    protected override bool Runs => options.RunsLedger;

    public async Task StepAsync(CancellationToken ct)
    {
        // What comes due with a day is said in its morning; what is asked for by hand goes at once.
        if (LegalDay.ToLocal(Clock.GetUtcNow().UtcDateTime).Hour >= FirstHour)
        {
            await using var scope = scopes.CreateAsyncScope();
            foreach (var plan in scope.ServiceProvider.GetServices<IPlansMail>())
            {
                await plan.PlanAsync(ct);
            }
        }

        await sender.SendDueAsync(ct);
    }

    protected override Task TurnAsync(CancellationToken ct) => StepAsync(ct);
}
