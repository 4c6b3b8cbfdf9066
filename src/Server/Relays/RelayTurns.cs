using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams;

namespace TungNgo.Relays;

/// <summary>
/// Sees to it that what is to be posted gets posted: half-way to the due time it reminds whose task it is, at the due time the task goes to the
/// leader, half as long again later to the deputy. All marks are on the rows, so that any node may take any turn. How a task ends is
/// <see cref="EndRelays"/>'.
/// </summary>
internal sealed class RelayTurns(AppDb db, Writer writer, TimeProvider clock)
{
    private const int Most = 500;

    /// <returns>How many relays had their turn.</returns>
    public async Task<int> RunAsync(CancellationToken ct)
    {
        // Looked at without holding writers back: most of the time nothing is due.
        var now = clock.GetUtcNow().UtcDateTime;
        if (!(await Open().AsNoTracking().ToListAsync(ct)).Exists(r => Turn(r, now) is not null))
        {
            return 0;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        var due = (await Open().ToListAsync(ct)).Select(r => (Relay: r, Mark: Turn(r, write.Now))).Where(o => o.Mark is not null).Take(Most).ToList();
        var teams = due.Select(d => d.Relay.TeamId).Distinct().ToList();
        var seats = (await db.Memberships.AsNoTracking().Where(m => teams.Contains(m.TeamId) && m.Role != TeamRole.Member && m.From <= write.Today && (m.To == null || m.To >= write.Today)).ToListAsync(ct))
            .ToLookup(m => m.TeamId);
        foreach (var (relay, mark) in due)
        {
            var before = new { relay.MemberId };
            Apply(relay, mark!, seats[relay.TeamId].ToList(), write.Now);
            write.Changed(ChangeKind.Relay, relay.Id, relay.AreaId);
            write.Audit($"relay.{mark}", relay.Id, relay.AreaId, before, new { relay.MemberId });
        }

        if (due.Count > 0)
        {
            await write.CommitAsync(ct);
        }

        return due.Count;
    }

    private IQueryable<Relay> Open() => db.Relays.Where(r => r.State == RelayState.Open && !r.ByAccount).OrderBy(r => r.DueAt);

    private static string? Turn(Relay relay, DateTime now)
    {
        var half = (relay.DueAt - relay.CreatedAt) / 2;
        return relay.EscalatedAt is { } escalated ? now >= escalated + half && relay.RemindedAt <= escalated ? "deputised" : null
            : now >= relay.DueAt ? "escalated"
            : relay.RemindedAt is null && now >= relay.CreatedAt + half ? "reminded"
            : null;
    }

    private static void Apply(Relay relay, string mark, List<Membership> seats, DateTime now)
    {
        var leader = seats.FirstOrDefault(s => s.Role == TeamRole.Leader)?.MemberId;
        var deputy = seats.Where(s => s.Role == TeamRole.Deputy).OrderBy(s => s.From).FirstOrDefault()?.MemberId;
        relay.RemindedAt = mark == "escalated" ? relay.RemindedAt ?? now : now;
        switch (mark)
        {
            case "escalated":
                relay.EscalatedAt = now;
                // Had the leader not posted it either, it is the deputy's turn at once.
                relay.MemberId = relay.MemberId == leader ? deputy ?? leader : leader ?? deputy ?? relay.MemberId;
                break;
            case "deputised":
                relay.MemberId = relay.MemberId == leader ? deputy ?? leader : relay.MemberId;
                break;
        }
    }
}
