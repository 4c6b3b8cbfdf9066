using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Badges;

/// <summary>Removes what residents reported once nobody needs it any more.</summary>
internal sealed class ForgetAlerts(AppDb db, Writer writer, TimeProvider clock)
{
    public const int Months = 12;
    private const int AtOnce = 200;

    /// <returns>How many were removed.</returns>
    public async Task<int> StepAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().UtcDateTime.AddMonths(-Months);
        if (!await db.BadgeAlerts.AnyAsync(a => a.LastAt < before, ct))
        {
            return 0;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        var old = await db.BadgeAlerts.Where(a => a.LastAt < before).OrderBy(a => a.LastAt).Take(AtOnce).ToListAsync(ct);
        db.BadgeAlerts.RemoveRange(old);
        foreach (var alert in old)
        {
            write.Changed(ChangeKind.Badge, alert.Id);
            write.Audit("badge.alert-forget", alert.Id, alert.HamletId, new { alert.LastAt }, null);
        }

        await write.CommitAsync(ct);
        return old.Count;
    }
}

/// <summary>Nobody waits for it: an hour is soon enough.</summary>
internal sealed class ForgetAlertsLoop(IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<ForgetAlertsLoop> log)
    : IntervalLoop(TimeSpan.FromHours(1), health, clock, log)
{
    protected override async Task TurnAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ForgetAlerts>().StepAsync(ct);
    }
}
