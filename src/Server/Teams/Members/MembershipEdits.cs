using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Teams.Members;

public sealed record MembershipForm(int Version, MemberEntry Member, TeamRole Role, string? Hats, DateOnly From, string? DecisionNumber = null);

/// <param name="Day">The last day in the team.</param>
public sealed record MembershipEnding(int Version, DateOnly Day, string? DecisionNumber = null);

/// <param name="From">The first day of the new role; the membership's own first day sets the role right from the start.</param>
public sealed record RoleChange(int Version, TeamRole Role, string? Hats, DateOnly From, string? DecisionNumber = null);

/// <param name="Version">Of the member.</param>
public sealed record MemberEdit(int Version, string Name, int? BirthYear, string? Phone, string[] Languages);

/// <summary>Changes who sits in a team, outside a re-forming.</summary>
internal sealed class MembershipEdits(AppDb db, Writer writer, CurrentUser user, TeamEdits teams, MemberBook book, TeamRegister register)
{
    public async Task<Guid> AddAsync(Guid teamId, MembershipForm form, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var team = await teams.TakeAsync(teamId, form.Version, ct);
        teams.Fits(team.Level, team.AreaId, form.From);
        var roster = await teams.RosterAsync(team, write, ct);
        var member = await book.ResolveAsync(form.Member, write, ct);
        var joined = roster.Join(new Seat(member.Id, form.Role, TeamEdits.Hats(form.Hats)), form.From, null, Optional(form.DecisionNumber));
        teams.Changed(write, roster);
        write.Audit("team.member.add", teamId, team.AreaId, null, new { member.Name, member.BirthYear, joined.Role, joined.Hats, joined.From, joined.DecisionNumber });
        await write.CommitAsync(ct);
        return joined.Id;
    }

    public async Task EndAsync(Guid teamId, Guid membershipId, MembershipEnding ending, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var team = await teams.TakeAsync(teamId, ending.Version, ct);
        var roster = await teams.RosterAsync(team, write, ct);
        var membership = Find(roster, membershipId);
        var before = membership.To;
        roster.Leave(membership, ending.Day, Optional(ending.DecisionNumber));
        teams.Changed(write, roster);
        write.Audit("team.member.end", teamId, team.AreaId, new { to = before }, new { member = await NameAsync(membership.MemberId, ct), membership.To, membership.EndDecisionNumber });
        await write.CommitAsync(ct);
    }

    public async Task<Guid> ChangeAsync(Guid teamId, Guid membershipId, RoleChange change, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var team = await teams.TakeAsync(teamId, change.Version, ct);
        var roster = await teams.RosterAsync(team, write, ct);
        var membership = Find(roster, membershipId);
        var before = new { membership.Role, membership.Hats };
        var now = roster.ChangeSeat(membership, change.Role, TeamEdits.Hats(change.Hats), change.From, Optional(change.DecisionNumber));
        teams.Changed(write, roster);
        write.Audit("team.member.role", teamId, team.AreaId, before, new { member = await NameAsync(now.MemberId, ct), now.Role, now.Hats, now.From, now.DecisionNumber });
        await write.CommitAsync(ct);
        return now.Id;
    }

    /// <summary>The person's own facts, the same in all their teams. Whoever manages one of these teams may set them right.</summary>
    public async Task EditMemberAsync(Guid memberId, MemberEdit edit, CancellationToken ct)
    {
        var area = register.OfMember(memberId).Select(f => f.Team.AreaId).Cast<Guid?>().FirstOrDefault(a => user.Can(Permission.ManageTeams, a!.Value)) ?? throw new Refusal(Problems.NotFound);
        var clean = book.Clean(new MemberEntry(null, edit.Name, edit.BirthYear, edit.Phone, edit.Languages));
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var member = await db.Members.SingleAsync(m => m.Id == memberId, ct);
        if (member.Version != edit.Version)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        var before = new { member.Name, member.BirthYear, member.Phone, member.Languages };
        (member.Name, member.NameKey, member.BirthYear, member.Phone, member.Languages) =
            (clean.Name, SearchKey.Fold(clean.Name), clean.BirthYear, clean.Phone, MemberBook.Join(clean.Languages));
        member.Version++;
        write.Changed(ChangeKind.Member, memberId);
        write.Audit("member.edit", memberId, area, before, new { member.Name, member.BirthYear, member.Phone, member.Languages });
        await write.CommitAsync(ct);
    }

    internal static string? Optional(string? decision) => string.IsNullOrWhiteSpace(decision) ? null : TeamEdits.Decision(decision);

    private static Membership Find(TeamRoster roster, Guid membershipId) => roster.All.FirstOrDefault(m => m.Id == membershipId) ?? throw new Refusal(Problems.NotFound);

    private Task<string> NameAsync(Guid memberId, CancellationToken ct) => db.Members.Where(m => m.Id == memberId).Select(m => m.Name).SingleAsync(ct);
}
