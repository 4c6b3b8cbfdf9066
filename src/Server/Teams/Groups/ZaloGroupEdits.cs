using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams.Members;
using TungNgo.Web;

namespace TungNgo.Teams.Groups;

/// <param name="Version">0 for a new group.</param>
/// <param name="Link">As Zalo hands it out: https://zalo.me/g/….</param>
/// <param name="Purpose">households, team, farmers, women, youth or other.</param>
/// <param name="OwnerMemberId">The member who keeps the group.</param>
/// <param name="GmfId">Zalo's id, where the Official Account made the group itself and posts in it.</param>
public sealed record ZaloGroupForm(int Version, string Name, string? Link, string Purpose, string Language, Guid? OwnerMemberId, DateOnly? ClosedOn = null, string? GmfId = null);

/// <summary>Community groups and their dated counts, typed in: no interface of Zalo reaches these groups.</summary>
internal sealed class ZaloGroupEdits(AppDb db, Writer writer, CurrentUser user, TimeProvider clock)
{
    /// <summary>Zalo's own limit for a community group is far below.</summary>
    private const int MostMembers = 100_000;
    private const int LongestName = 120, LongestGmfId = 64;
    public static readonly string[] Purposes = ["households", "team", "farmers", "women", "youth", "other"];

    public async Task<Guid> SaveAsync(Guid teamId, Guid? groupId, ZaloGroupForm form, CancellationToken ct)
    {
        var name = FreeText.Line(form.Name, LongestName, "teams.group.name") ?? throw new Refusal(Problems.GroupNameNeeded);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var team = await TeamAsync(teamId, ct);
        var group = groupId is { } id ? await FindAsync(teamId, id, ct) : new ZaloGroup { Id = write.NewId(), TeamId = teamId, Name = name };
        if (group.Version != form.Version)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        var before = groupId is null ? null : Facts(group);
        group.Name = name;
        group.Link = Link(form.Link);
        group.GmfId = Gmf(form.GmfId);
        group.Purpose = Purposes.Contains(form.Purpose) ? form.Purpose : "other";
        group.Language = MemberBook.Languages.Contains(form.Language) ? form.Language : "vi";
        if (form.OwnerMemberId is { } owner && !await db.Memberships.AnyAsync(m => m.TeamId == teamId && m.MemberId == owner, ct))
        {
            throw new Refusal(Problems.NotFound);
        }

        group.OwnerMemberId = form.OwnerMemberId;
        group.ClosedOn = form.ClosedOn;
        group.Version++;
        if (groupId is null)
        {
            db.ZaloGroups.Add(group);
        }

        write.Changed(ChangeKind.ZaloGroup, group.Id);
        write.Audit(groupId is null ? "zalo-group.add" : "zalo-group.edit", group.Id, team.AreaId, before, Facts(group));
        await write.CommitAsync(ct);
        return group.Id;
    }

    /// <summary>The number of members seen on a day; a second count of one day replaces the first.</summary>
    public async Task CountAsync(Guid teamId, Guid groupId, DateOnly day, int members, CancellationToken ct)
    {
        if (members is < 0 or > MostMembers || day > clock.Today())
        {
            throw new Refusal(Problems.GroupCount);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var team = await TeamAsync(teamId, ct);
        await FindAsync(teamId, groupId, ct);
        var old = await db.ZaloGroupCounts.Where(c => c.GroupId == groupId && c.Day == day).ToListAsync(ct);
        db.ZaloGroupCounts.RemoveRange(old);
        db.ZaloGroupCounts.Add(new ZaloGroupCount { Id = write.NewId(), GroupId = groupId, Day = day, Members = members });
        write.Changed(ChangeKind.ZaloGroup, groupId);
        write.Audit("zalo-group.count", groupId, team.AreaId, old.Count == 0 ? null : new { day, old[0].Members }, new { day, members });
        await write.CommitAsync(ct);
    }

    private async Task<Team> TeamAsync(Guid teamId, CancellationToken ct)
    {
        var team = await db.Teams.AsNoTracking().SingleOrDefaultAsync(t => t.Id == teamId, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageTeams, team.AreaId);
        return team;
    }

    private async Task<ZaloGroup> FindAsync(Guid teamId, Guid groupId, CancellationToken ct) =>
        await db.ZaloGroups.SingleOrDefaultAsync(g => g.Id == groupId && g.TeamId == teamId, ct) ?? throw new Refusal(Problems.NotFound);

    /// <summary>Shown as a link in the console, so nothing but Zalo's own addresses may stand there.</summary>
    private static string? Link(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var address = text.Trim();
        address = address.StartsWith("zalo.me/", StringComparison.OrdinalIgnoreCase) ? "https://" + address : address;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Host is "zalo.me" or "www.zalo.me" && address.Length <= 200
            ? address
            : throw new Refusal(Problems.GroupLink);
    }

    private static string? Gmf(string? text) => text?.Trim() is { Length: > 0 } id
        ? id.Length <= LongestGmfId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') && !FreeText.HoldsCitizenNumber(id) ? id : throw new Refusal(Problems.GroupGmf)
        : null;

    private static object Facts(ZaloGroup g) => new { g.Name, g.Link, g.GmfId, g.Purpose, g.Language, g.OwnerMemberId, g.ClosedOn };
}
