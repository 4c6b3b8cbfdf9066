using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Users;
using TungNgo.Data;
using TungNgo.Exchange.Systems;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Exchange.Push;

/// <summary>
/// Sends what is due. An attempt is written down before it begins, as one whose end nobody knows: a server that is killed in the middle leaves just that, and it is sent again
/// under the same key. Two nodes never send the same message at once, since the second finds it taken.
/// </summary>
internal sealed class PushTurn(IServiceScopeFactory scopes, PushCall call, TimeProvider clock, ILogger<PushTurn> log)
{
    public const int MostAttempts = 12;

    /// <summary>Within this an attempt is over, however it ends.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5), FirstPause = TimeSpan.FromMinutes(1), LongestPause = TimeSpan.FromHours(6);
    private const int AtATime = 50;

    /// <summary>What could not be written for a system; tried again when the server starts anew or more is approved.</summary>
    private readonly HashSet<(Guid System, Guid Form, string Period, int Approved)> refused = [];

    public async Task RunAsync(CancellationToken ct)
    {
        await QueueApprovedAsync(ct);
        foreach (var id in await DueAsync(ct))
        {
            await OneAsync(id, ct);
        }
    }

    /// <summary>What was approved since a system asked to be sent everything, and has no message yet.</summary>
    private async Task QueueApprovedAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        foreach (var system in await db.ReceivingSystems.AsNoTracking().Where(s => s.Active && s.Address != null && s.AutomaticSince != null).ToListAsync(ct))
        {
            var waiting = await (
                from snapshot in db.ReportSnapshots.Where(s => s.At >= system.AutomaticSince && !db.PushMessages.Any(m => m.SystemId == system.Id && m.ReportId == s.ReportId))
                join report in db.Reports on snapshot.ReportId equals report.Id
                group report by new { report.FormId, report.Period } into same
                select new { same.Key.FormId, same.Key.Period, Count = same.Count() }).ToListAsync(ct);
            foreach (var one in waiting.Where(w => !refused.Contains((system.Id, w.FormId, w.Period, w.Count))))
            {
                await QueueAsync(system, one.FormId, one.Period, one.Count, ct);
            }
        }
    }

    private async Task QueueAsync(ReceivingSystem system, Guid form, string period, int approved, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActByRule(Actor.System.Name, new RoleInArea(Role.ProvinceOfficer, system.AreaId));
        try
        {
            if ((await scope.ServiceProvider.GetRequiredService<QueuePush>().QueueAsync(system.Id, form, period, ct)).Queued == 0)
            {
                refused.Add((system.Id, form, period, approved));
            }
        }
        catch (Refusal refusal)
        {
            // Units above and beside, a period that the receiver does not know, a code that is missing: by hand the page says which.
            refused.Add((system.Id, form, period, approved));
            log.LogInformation("Nothing is queued for {System} of {Period}: {Problem}", system.Code, period, refusal.Problem.Code);
        }
    }

    internal static TimeSpan PauseAfter(int attempts) => FirstPause * Math.Pow(2, Math.Min(attempts, 12) - 1) is var pause && pause < LongestPause ? pause : LongestPause;

    private async Task<List<Guid>> DueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.PushMessages.Where(m => m.NextAt != null && m.NextAt <= now && db.ReceivingSystems.Any(s => s.Id == m.SystemId && s.Active && s.Address != null))
            .OrderBy(m => m.QueuedAt).ThenBy(m => m.Id).Take(AtATime).Select(m => m.Id).ToListAsync(ct);
    }

    private async Task OneAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await BeginAsync(scope.ServiceProvider, id, ct) is not { } begun)
        {
            return;
        }

        // What was begun is brought to its end: an answer that came must not be lost because the server stops.
        var result = await call.SendAsync(begun.System, begun.Message, ct);
        await EndAsync(scope.ServiceProvider, id, begun.System.AreaId, result);
    }

    private static async Task<(ReceivingSystem System, PushMessage Message)?> BeginAsync(IServiceProvider services, Guid id, CancellationToken ct)
    {
        var db = services.GetRequiredService<AppDb>();
        await using var write = await services.GetRequiredService<Writer>().BeginAsync(Actor.System, ct);
        var message = await db.PushMessages.SingleAsync(m => m.Id == id, ct);
        var system = await db.ReceivingSystems.AsNoTracking().SingleAsync(s => s.Id == message.SystemId, ct);
        if (message.NextAt is not { } due || due > write.Now || system is not { Active: true, Address: not null })
        {
            return null;
        }

        (message.State, message.Attempts, message.LastAt, message.LastCode, message.LastAnswer, message.NextAt) = (PushState.Unknown, message.Attempts + 1, write.Now, null, null, write.Now + Lease);
        write.Changed(ChangeKind.Push, message.SystemId);
        write.Audit("push.attempt", id, system.AreaId, null, new { message.Key, message.Attempts });
        await write.CommitAsync(ct);
        return (system, message);
    }

    private static async Task EndAsync(IServiceProvider services, Guid id, Guid areaId, PushResult result)
    {
        var db = services.GetRequiredService<AppDb>();
        await using var write = await services.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        var message = await db.PushMessages.SingleAsync(m => m.Id == id, CancellationToken.None);
        await db.Entry(message).ReloadAsync(CancellationToken.None);
        (message.LastAt, message.LastCode, message.LastAnswer) = (write.Now, result.Code, result.Answer);

        // A correction that came meanwhile keeps its place; what is known of this one is written all the same.
        if (message.State != PushState.Superseded)
        {
            message.State = result.State;
            message.NextAt = result.State is PushState.Failed or PushState.Unknown && message.Attempts < MostAttempts ? write.Now + (result.After ?? PauseAfter(message.Attempts)) : null;
            message.SentAt = result.State == PushState.Sent ? write.Now : message.SentAt;
        }

        write.Changed(ChangeKind.Push, message.SystemId);
        write.Audit("push.answer", id, areaId, null, new { message.Key, result.State, result.Code });
        await write.CommitAsync(CancellationToken.None);
    }
}

/// <summary>Looks for messages that are due, and at once when somebody has queued some.</summary>
internal sealed class PushLoop(ServerOptions options, PushTurn turn, LoopHealth health, TimeProvider clock, ILogger<PushLoop> log) : AskedLoop(TimeSpan.FromSeconds(15), health, clock, log)
{
    protected override bool Runs => options.RunsLedger;

    protected override Task TurnAsync(CancellationToken ct) => turn.RunAsync(ct);
}
