using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams;

namespace TungNgo.Help;

/// <summary>Moves requests that nobody answered one level up: to the team's leader, then to the commune's officer; members' questions to the province.</summary>
internal sealed class EscalateHelp(AppDb db, Writer writer, TeamRegister teams, TimeProvider clock)
{
    private const int AtOnce = 200;

    /// <returns>How many moved; less than asked for means that no more are due.</returns>
    public async Task<int> StepAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (!await db.HelpRequests.AnyAsync(r => r.NextStepAt != null && r.NextStepAt <= now && r.State == HelpState.Open, ct))
        {
            return 0;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        var due = await db.HelpRequests.Where(r => r.NextStepAt != null && r.NextStepAt <= now && r.State == HelpState.Open).OrderBy(r => r.NextStepAt).Take(AtOnce).ToListAsync(ct);
        foreach (var request in due)
        {
            var before = new { request.Level };
            Step(request, LegalDay.Of(write.Now));
            request.EscalatedAt = write.Now;
            request.Version++;
            write.Changed(ChangeKind.Help, request.Id, request.HamletId);
            write.Audit("help.escalate", request.Id, request.AreaId, before, new { request.Level });
        }

        await write.CommitAsync(ct);
        return due.Count;
    }

    private void Step(HelpRequest request, DateOnly day)
    {
        if (request.IsQuestion)
        {
            (request.Level, request.NextStepAt) = (HelpLevel.Province, null);
            return;
        }

        var leader = request.TeamId is { } team ? teams.Find(team)?.LeaderOn(day) : null;
        if (request.Level == HelpLevel.Team && leader is not null)
        {
            (request.Level, request.MemberId, request.NextStepAt) = (HelpLevel.Leader, leader.Person.Id, request.DueAt);
        }
        else
        {
            (request.Level, request.NextStepAt) = (HelpLevel.Commune, null);
        }
    }
}
