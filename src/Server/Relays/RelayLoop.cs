using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Sendings;
using TungNgo.Teams;

namespace TungNgo.Relays;

/// <summary>
/// Sees to it that what is to be posted gets posted: half-way to the due time it reminds whose task it is, at the due time the task goes to the
/// leader, half as long again later to the deputy; when the bulletin ends, or is stopped, the task ends with it. All marks are on the
/// rows, so that any node may take any turn.
/// </summary>
internal sealed class RelayTurns(AppDb db, Writer writer, TimeProvider clock)
{
    private const int Most = 500;

    /// <returns>How many relays had their turn.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        // Looked at without holding writers back: most of the time nothing is due.
        var now = clock.GetUtcNow().UtcDateTime;
        if (!(await OpenAsync(ct)).Any(o => Turn(o.Relay, o.ValidTo, o.Stopped, now) is not null))
        {
            return 0;
        }

        db.ChangeTracker.Clear();
        await using var write = await writer.BeginAsync(Actor.System, ct);
        var due = (await OpenAsync(ct)).Select(o => (o.Relay, Mark: Turn(o.Relay, o.ValidTo, o.Stopped, write.Now))).Where(o => o.Mark is not null).Take(Most).ToList();
        var teams = due.Select(d => d.Relay.TeamId).Distinct().ToList();
        var today = LegalDay.Of(write.Now);
        var seats = (await db.Memberships.AsNoTracking().Where(m => teams.Contains(m.TeamId) && m.Role != TeamRole.Member && m.From <= today && (m.To == null || m.To >= today)).ToListAsync(ct))
            .ToLookup(m => m.TeamId);
        foreach (var (relay, mark) in due)
        {
            var before = new { State = relay.State.ToString(), relay.MemberId };
            Apply(relay, mark!, seats[relay.TeamId].ToList(), write.Now);
            write.Changed(ChangeKind.Relay, relay.Id, relay.AreaId);
            write.Audit($"relay.{mark}", relay.Id, relay.AreaId, before, new { State = relay.State.ToString(), relay.MemberId });
        }

        await write.CommitAsync(ct);
        return due.Count;
    }

    private async Task<List<(Relay Relay, DateTime ValidTo, bool Stopped)>> OpenAsync(CancellationToken ct) => [.. (await (
        from relay in db.Relays.Where(r => r.State == RelayState.Open && !r.ByAccount)
        join sending in db.Sendings on relay.SendingId equals sending.Id
        orderby relay.DueAt
        select new { relay, sending.ValidTo, Stopped = sending.State == SendingState.Cancelled }).ToListAsync(ct)).Select(r => (r.relay, r.ValidTo, r.Stopped))];

    private static string? Turn(Relay relay, DateTime validTo, bool stopped, DateTime now)
    {
        var half = (relay.DueAt - relay.CreatedAt) / 2;
        return stopped ? "cancelled"
            : now >= validTo ? "missed"
            : relay.EscalatedAt is { } escalated ? now >= escalated + half && relay.RemindedAt <= escalated ? "deputised" : null
            : now >= relay.DueAt ? "escalated"
            : relay.RemindedAt is null && now >= relay.CreatedAt + half ? "reminded"
            : null;
    }

    private static void Apply(Relay relay, string mark, List<Membership> seats, DateTime now)
    {
        var leader = seats.FirstOrDefault(s => s.Role == TeamRole.Leader)?.MemberId;
        var deputy = seats.Where(s => s.Role == TeamRole.Deputy).OrderBy(s => s.From).FirstOrDefault()?.MemberId;
        switch (mark)
        {
            case "cancelled":
                relay.State = RelayState.Cancelled;
                break;
            case "missed":
                relay.State = RelayState.Missed;
                break;
            case "escalated":
                relay.EscalatedAt = now;
                relay.RemindedAt ??= now;
                // Had the leader not posted it either, it is the deputy's turn at once.
                relay.MemberId = relay.MemberId == leader ? deputy ?? leader : leader ?? deputy ?? relay.MemberId;
                break;
            case "deputised":
                relay.RemindedAt = now;
                relay.MemberId = relay.MemberId == leader ? deputy ?? leader : relay.MemberId;
                break;
            default:
                relay.RemindedAt = now;
                break;
        }
    }
}

/// <summary>Gives relays their turns twice a minute.</summary>
internal sealed class RelayLoop(IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<RelayLoop> log) : IntervalLoop(TimeSpan.FromSeconds(30), health, clock, log)
{
    protected override async Task TurnAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<RelayTurns>().RunAsync(ct);
    }
}
