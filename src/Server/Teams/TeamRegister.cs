using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams.Members;

namespace TungNgo.Teams;

/// <summary>A membership with its person: a line of a team's list.</summary>
internal sealed record Sitting(Membership Seat, Member Person)
{
    public bool SpeaksKhmer { get; } = Person.Languages.Split(',').Contains("km");
}

/// <summary>A Zalo group with its counts, the newest first, and its owner.</summary>
internal sealed record KeptGroup(ZaloGroup Group, IReadOnlyList<ZaloGroupCount> Counts, Member? Owner)
{
    public int? Members => Counts.Count > 0 ? Counts[0].Members : null;
}

/// <summary>A team with everything that belongs to it, of all times; people sorted by their given name.</summary>
internal sealed record TeamFile(Team Team, IReadOnlyList<Sitting> Sittings, IReadOnlyList<KeptGroup> Groups)
{
    public IEnumerable<Sitting> On(DateOnly day) => Sittings.Where(s => s.Seat.IsCurrent(day));

    public Sitting? LeaderOn(DateOnly day) => On(day).FirstOrDefault(s => s.Seat.Role == TeamRole.Leader);

    public IEnumerable<KeptGroup> OpenGroups(DateOnly day) => Groups.Where(g => g.Group.ClosedOn is null || g.Group.ClosedOn > day);
}

/// <summary>
/// The whole register of teams in memory (a province has about 5,000 members), read again when a team changes: lists, searches and
/// what is missing are asked far more often than they change.
/// </summary>
internal sealed class TeamRegister(IDbContextFactory<AppDb> databases) : IFeedReader
{
    private volatile Dictionary<Guid, TeamFile> files = [];
    private volatile ILookup<Guid, TeamFile> byMember = Array.Empty<TeamFile>().ToLookup(_ => Guid.Empty);

    public IReadOnlyCollection<TeamFile> All => files.Values;

    public TeamFile? Find(Guid teamId) => files.GetValueOrDefault(teamId);

    /// <summary>Who sits or sat in any team, each once.</summary>
    public IEnumerable<Member> Everybody => files.Values.SelectMany(f => f.Sittings).Select(s => s.Person).DistinctBy(m => m.Id);

    /// <summary>Teams in which a member sits or sat.</summary>
    public IEnumerable<TeamFile> OfMember(Guid memberId) => byMember[memberId];

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        files = await ReadAsync(db, ct);
        byMember = files.Values.SelectMany(f => f.Sittings.Select(s => s.Person.Id).Distinct().Select(m => (Member: m, File: f))).ToLookup(p => p.Member, p => p.File);
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct) =>
        changes.Any(c => c.Kind is ChangeKind.Team or ChangeKind.Member or ChangeKind.ZaloGroup) ? LoadAsync(ct) : Task.CompletedTask;

    private static async Task<Dictionary<Guid, TeamFile>> ReadAsync(AppDb db, CancellationToken ct)
    {
        var members = await db.Members.AsNoTracking().ToDictionaryAsync(m => m.Id, ct);
        var seats = (await db.Memberships.AsNoTracking().ToListAsync(ct)).ToLookup(m => m.TeamId);
        var counts = (await db.ZaloGroupCounts.AsNoTracking().ToListAsync(ct)).ToLookup(c => c.GroupId);
        var groups = (await db.ZaloGroups.AsNoTracking().ToListAsync(ct)).ToLookup(g => g.TeamId);
        return (await db.Teams.AsNoTracking().ToListAsync(ct)).ToDictionary(t => t.Id, t => new TeamFile(
            t,
            [.. seats[t.Id].Select(s => new Sitting(s, members[s.MemberId])).OrderBy(s => s.Person.Name, PersonNames.Order).ThenBy(s => s.Person.BirthYear)],
            [.. groups[t.Id].OrderBy(g => g.Name, PersonNames.Vietnamese).Select(g => new KeptGroup(
                g, [.. counts[g.Id].OrderByDescending(c => c.Day)], g.OwnerMemberId is { } owner ? members.GetValueOrDefault(owner) : null))]));
    }
}
