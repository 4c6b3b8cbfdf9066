using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.WorkSheets;

/// <summary>What is done with a team's sheets of a month. The leader looks through them, the officer stands for them, another one locks them.</summary>
internal sealed class ChangeWork(AppDb db, Writer writer, CurrentUser user, TeamRegister teams, WorkReader reader, ChangeFeed feed)
{
    public const int LongestWords = 500;

    /// <summary>The leader has looked through them and told the officer so.</summary>
    public Task CheckAsync(Guid teamId, DateOnly month, int edition, CancellationToken ct) => MoveAsync(teamId, month, Permission.ManageWorkSheets, WorkMove.Check, edition, (row, write) =>
    {
        Checked(row, user.Name, write.Now, forLeader: true);
        return Task.CompletedTask;
    }, ct);

    public Task ConfirmAsync(Guid teamId, DateOnly month, int edition, CancellationToken ct) => MoveAsync(teamId, month, Permission.ManageWorkSheets, WorkMove.Confirm, edition, (row, write) =>
    {
        (row.State, row.ConfirmedBy, row.ConfirmedById, row.ConfirmedAt) = (WorkState.Confirmed, user.Name, user.UserId, write.Now);
        return Task.CompletedTask;
    }, ct);

    /// <summary>Back to the beginning: the leader looks again.</summary>
    public Task ReopenAsync(Guid teamId, DateOnly month, int edition, CancellationToken ct) => MoveAsync(
        teamId, month, user.Can(Permission.ManageWorkSheets) ? Permission.ManageWorkSheets : Permission.ApproveWorkSheets, WorkMove.Reopen, edition, (row, _) =>
        {
            (row.State, row.CheckedBy, row.CheckedAt, row.CheckedForLeader) = (WorkState.Open, null, null, false);
            (row.ConfirmedBy, row.ConfirmedById, row.ConfirmedAt) = (null, null, null);
            return Task.CompletedTask;
        }, ct);

    /// <summary>Freezes them with what is paid. Whoever stood for them, or set a rate that they are paid by, does not.</summary>
    public Task LockAsync(Guid teamId, DateOnly month, int edition, CancellationToken ct) => MoveAsync(teamId, month, Permission.ApproveWorkSheets, WorkMove.Lock, edition, async (row, write) =>
    {
        // Memory may be behind what another node has written; nothing can be written while this write holds its turn.
        await feed.CatchUpAsync(ct);
        var sheets = (await reader.ReadAsync([teamId], month, ct))[0];
        if (sheets.Unanswered.Any())
        {
            throw new Refusal(Problems.WorkUnanswered);
        }

        var rates = sheets.Body.Lines.SelectMany(l => l.Pay).Concat(sheets.Body.TeamPay).Select(p => p.RateId).Distinct().ToList();
        if ((user.UserId is not null && row.ConfirmedById == user.UserId) || await db.WorkRates.AnyAsync(r => rates.Contains(r.Id) && r.SetById != null && r.SetById == user.UserId, ct))
        {
            throw new Refusal(Problems.WorkOwn);
        }

        row.Json = JsonSerializer.Serialize(sheets.Body, JsonShape.Stored);
        (row.State, row.Hash, row.LockedBy, row.LockedAt) = (WorkState.Locked, WorkReader.HashOf(row.Json), user.Name, write.Now);
    }, ct);

    public async Task AnswerAsync(Guid objectionId, string? words, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var objection = await db.WorkObjections.SingleOrDefaultAsync(o => o.Id == objectionId, ct) ?? throw new Refusal(Problems.NotFound);
        var team = (teams.Find(objection.TeamId) ?? throw new Refusal(Problems.NotFound)).Team;
        user.Require(Permission.ManageWorkSheets, team.AreaId);
        objection.Answer = FreeText.Lines(words, LongestWords, "work.answer") ?? throw new Refusal(Problems.WorkAnswer);
        (objection.AnsweredBy, objection.AnsweredAt) = (user.Name, write.Now);
        write.Changed(ChangeKind.WorkSheet, team.Id);
        write.Audit("work.answer", objection.Id, team.AreaId, null, new { objection.Month, objection.MemberId, objection.Answer });
        await write.CommitAsync(ct);
    }

    /// <summary>The leader's own word, from the phone; the caller has checked that they lead the team.</summary>
    public static async Task CheckAsync(Write write, Team team, DateOnly month, string leader, DateTime at, CancellationToken ct)
    {
        var known = await write.Db.WorkMonths.FindAsync([team.Id, month], ct);
        var row = known ?? new WorkMonth { TeamId = team.Id, Month = month };
        // Two leaders, or the same message twice: it has been looked through.
        if (row.State == WorkState.Checked)
        {
            return;
        }

        // What is refused leaves nothing behind: the write goes on with the phone's other work.
        Refuse(row, WorkMove.Check, write.Today);
        if (known is null)
        {
            write.Db.WorkMonths.Add(row);
        }

        Checked(row, leader, at, forLeader: false);
        Note(write, row, team, WorkMove.Check, WorkState.Open);
    }

    /// <summary>A member's word against the own sheet; whoever calls has checked that it is theirs. More words to one that waits are added to it.</summary>
    public static async Task ObjectAsync(Write write, Guid id, Team team, Guid memberId, DateOnly month, string? words, DateTime at, CancellationToken ct)
    {
        var text = FreeText.Lines(words, LongestWords, "work.objection");
        var known = write.Db.WorkObjections.Local.FirstOrDefault(o => o.TeamId == team.Id && o.MemberId == memberId && o.Month == month && o.AnsweredAt is null)
            ?? await write.Db.WorkObjections.FirstOrDefaultAsync(o => o.TeamId == team.Id && o.MemberId == memberId && o.Month == month && o.AnsweredAt == null, ct);
        if (known is not null)
        {
            known.Text = text is null || known.Text is null || known.Text == text ? text ?? known.Text : $"{known.Text}\n{text}"[..Math.Min(known.Text.Length + 1 + text.Length, LongestWords)];
        }
        else
        {
            write.Db.WorkObjections.Add(new WorkObjection { Id = id, TeamId = team.Id, MemberId = memberId, Month = month, Text = text, At = at });
        }

        write.Changed(ChangeKind.WorkSheet, team.Id);
        write.Audit("work.object", team.Id, team.AreaId, null, new { month, memberId });
    }

    private async Task MoveAsync(Guid teamId, DateOnly month, Permission permission, WorkMove move, int edition, Func<WorkMonth, Write, Task> change, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var team = (teams.Find(teamId) ?? throw new Refusal(Problems.NotFound)).Team;
        user.Require(permission, team.AreaId);
        var row = await RowAsync(db, teamId, month, ct);
        if (row.Edition != edition)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        Refuse(row, move, write.Today);
        var before = row.State;
        await change(row, write);
        Note(write, row, team, move, before);
        await write.CommitAsync(ct);
    }

    private static async Task<WorkMonth> RowAsync(AppDb db, Guid teamId, DateOnly month, CancellationToken ct) =>
        await db.WorkMonths.FindAsync([teamId, month], ct) ?? db.WorkMonths.Add(new WorkMonth { TeamId = teamId, Month = month }).Entity;

    private static void Refuse(WorkMonth row, WorkMove move, DateOnly today)
    {
        if (row.Against(move, today) is { } problem)
        {
            throw new Refusal(problem, row.LastDay);
        }
    }

    private static void Checked(WorkMonth row, string by, DateTime at, bool forLeader) =>
        (row.State, row.CheckedBy, row.CheckedAt, row.CheckedForLeader) = (WorkState.Checked, by, at, forLeader);

    private static void Note(Write write, WorkMonth row, Team team, WorkMove move, WorkState before)
    {
        row.Edition++;
        write.Changed(ChangeKind.WorkSheet, team.Id);
        write.Audit($"work.{move.ToString().ToLowerInvariant()}", team.Id, team.AreaId, new { row.Month, State = before.ToString() }, new { row.Month, State = row.State.ToString(), row.Hash });
    }
}
