using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Campaigns;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Teams;
using TungNgo.Teams.Phones;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Walks;

/// <summary>A walk as a list shows it.</summary>
/// <param name="Visited">Of its doors, how many somebody went to since it was cut; <paramref name="Gone"/>: are no doors of the team any more.</param>
internal sealed record WalkRow(Walk Walk, string Hamlet, string Members, int Doors, int Visited, int Gone);

/// <param name="Visits">Those since the walk was cut, the newest first; two by different people are a door that was done twice.</param>
internal sealed record WalkStop(DoorNow Now, string? Lane, IReadOnlyList<Person> People, IReadOnlyList<WalkVisit> Visits)
{
    public bool IsTwice => Visits.Where(v => v.Outcome != Outcome.Away).Select(v => v.MemberId).Distinct().Count() > 1;
}

internal sealed record WalkVisit(DateTime At, Outcome Outcome, Guid? MemberId, string? By);

/// <summary>A walk with its doors in their order.</summary>
/// <param name="Lacks">Per household and person (empty: the household) the services of the walk that they do not use yet.</param>
internal sealed record WalkFile(Walk Walk, TeamFile? Team, Campaign? Campaign, IReadOnlyList<WalkStop> Stops, List<Service> Services, ILookup<(Guid HouseholdId, Guid PersonId), Guid> Able)
{
    private const int DoorsOfSheet = 10;

    /// <summary>The doors with their places, as they stand on sheets of paper.</summary>
    public IEnumerable<(WalkStop Stop, int Place)[]> Sheets => Stops.Select((s, i) => (s, i + 1)).Chunk(DoorsOfSheet);
}

/// <summary>Walks in an official's scope.</summary>
internal sealed class WalkDesk(AppDb db, Writer writer, CurrentUser user, AreaTree areas, TeamRegister teams, ServiceCatalogue catalogue, CampaignBook campaigns, Territory territory, TimeProvider clock)
{
    /// <summary>How long closed walks stay in the list.</summary>
    private const int Days = 60;
    private const int LongestQuery = 1000;

    public async Task<IReadOnlyList<WalkRow>> ListAsync(Guid? area, CancellationToken ct)
    {
        var hamlets = Hamlets(area);
        var since = clock.GetUtcNow().UtcDateTime.AddDays(-Days);
        var walks = await db.Walks.AsNoTracking().Where(w => hamlets.Contains(w.HamletId) && (w.State == WalkState.Open || w.ClosedAt >= since)).ToListAsync(ct);
        var doors = await DoorsOfWalks.ReadAsync(db, walks.ConvertAll(w => w.Id), ct);
        return
        [
            .. walks.OrderBy(w => w.State).ThenBy(w => w.Day).ThenBy(w => Name(w.HamletId), AreaNames.Order).ThenBy(w => w.Number)
                .Select(w => new WalkRow(w, Name(w.HamletId), Names(w), doors[w.Id].Count(), doors[w.Id].Count(d => d.IsVisited), doors[w.Id].Count(d => !d.IsVisited && !d.IsLeft(HamletsOf(w))))),
        ];
    }

    public async Task<WalkFile> OpenAsync(Guid id, CancellationToken ct)
    {
        var walk = await db.Walks.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ViewHouseholds, walk.HamletId);
        var team = teams.Find(walk.TeamId);
        var doors = (await DoorsOfWalks.ReadAsync(db, [id], ct))[id].ToList();
        var households = doors.ConvertAll(d => d.Household.Id);
        var people = (await db.People.AsNoTracking().Where(p => households.Contains(p.HouseholdId) && p.GoneDay == null).OrderBy(p => p.Order).ToListAsync(ct)).ToLookup(p => p.HouseholdId);
        var first = doors.Count > 0 ? doors.Min(d => d.Door.After) : DateTime.MaxValue;
        var visits = (await (
            from visit in db.Visits.AtDoors().Where(v => households.Contains(v.HouseholdId) && v.SupersededById == null && v.At > first)
            join member in db.Members on visit.MemberId equals member.Id into names
            from member in names.DefaultIfEmpty()
            orderby visit.At descending
            select new { visit.HouseholdId, Of = new WalkVisit(visit.At, visit.Outcome, visit.MemberId, member == null ? null : member.Name) }).AsNoTracking().ToListAsync(ct))
            .ToLookup(v => v.HouseholdId, v => v.Of);
        var services = walk.Services.Select(s => catalogue.All.GetValueOrDefault(s)).OfType<Service>().ToList();
        var able = (await db.Standings.AsNoTracking().Where(s => households.Contains(s.HouseholdId) && walk.Services.Contains(s.ServiceId) && s.Stage >= Stage.Working).ToListAsync(ct))
            .ToLookup(s => (s.HouseholdId, s.PersonId), s => s.ServiceId);
        return new(walk, team, walk.CampaignId is { } of ? campaigns.Find(of)?.Campaign : null,
            [.. doors.Select(d => new WalkStop(d, d.Household.LaneId is { } lane ? areas.LaneName(lane) : null, [.. people[d.Household.Id]],
                [.. visits[d.Household.Id].Where(v => v.At > d.Door.After)]))], services, able);
    }

    public Task GiveAsync(Guid id, IReadOnlyList<Guid> members, CancellationToken ct) => ChangeAsync(id, (write, walk) =>
    {
        var team = teams.Find(walk.TeamId)?.On(write.Today).Select(s => s.Person.Id).ToHashSet();
        if (!members.All(m => team?.Contains(m) == true))
        {
            throw new Refusal(Problems.MemberNotInTeam);
        }

        ChangeWalk.GiveTo(write, walk, members);
        return Task.CompletedTask;
    }, ct);

    public Task PostponeAsync(Guid id, DateOnly day, CancellationToken ct) => ChangeAsync(id, (write, walk) =>
    {
        ChangeWalk.Postpone(write, walk, day);
        return Task.CompletedTask;
    }, ct);

    /// <summary>Closes several at once; what somebody closed meanwhile is passed over.</summary>
    /// <returns>How many were closed.</returns>
    /// <exception cref="Refusal">None is named, or one that the official does not know or may not change: then none is closed.</exception>
    public async Task<int> CloseAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            throw new Refusal(Problems.WalkNoneMarked);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var walks = await db.Walks.Where(w => ids.Contains(w.Id)).ToListAsync(ct);
        if (walks.Count < ids.Distinct().Count())
        {
            throw new Refusal(Problems.NotFound);
        }

        walks.ForEach(w => user.Require(Permission.ManageHouseholds, w.HamletId));
        var closed = await ChangeWalk.CloseAsync(write, walks, ct);
        await write.CommitAsync(ct);
        return closed;
    }

    public Task CloseAsync(Guid id, CancellationToken ct) => ChangeAsync(id, (write, walk) => ChangeWalk.CloseAsync(write, walk, ct), ct);

    /// <summary>Keeps a search under a name; one of that name in the same unit gives way to it.</summary>
    public async Task KeepSearchAsync(Guid area, string? name, string query, CancellationToken ct)
    {
        user.Require(Permission.ManageHouseholds, area);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var clean = FreeText.Line(name, 80, "walks.search.name") ?? throw new Refusal(Problems.SearchName);
        // Words that are searched for are kept, too: no citizen number among them.
        FreeText.Line(Uri.UnescapeDataString(query), LongestQuery, "walks.search.name");
        var search = await db.DoorSearches.SingleOrDefaultAsync(s => s.AreaId == area && s.Name == clean, ct)
            ?? db.DoorSearches.Add(new DoorSearch { Id = write.NewId(), AreaId = area, Name = clean, Query = "", By = user.Name }).Entity;
        (search.Query, search.By, search.At) = (query, user.Name, write.Now);
        write.Audit("walk.search-keep", search.Id, area, null, new { search.Name, search.Query });
        await write.CommitAsync(ct);
    }

    public async Task<IReadOnlyList<DoorSearch>> SearchesAsync(CancellationToken ct)
    {
        var units = user.AreasWith(Permission.ManageHouseholds).ToList();
        return await db.DoorSearches.AsNoTracking().Where(s => units.Contains(s.AreaId)).OrderBy(s => s.Name).ToListAsync(ct);
    }

    public string Names(Walk walk) => string.Join(", ", walk.Members.Select(m => teams.OfMember(m).SelectMany(f => f.Sittings).FirstOrDefault(s => s.Person.Id == m)?.Person.Name).OfType<string>());

    public string Name(Guid hamlet) => areas.Today.Find(hamlet) is { } unit ? AreaNames.WithKind(unit) : Formats.Missing;

    public HashSet<Guid> HamletsOf(Walk walk) => teams.Find(walk.TeamId) is { } team ? [walk.HamletId, .. territory.HamletsOf(team.Team)] : [walk.HamletId];

    private IReadOnlyCollection<Guid> Hamlets(Guid? area)
    {
        var mine = user.Hamlets(Permission.ViewHouseholds);
        return area is { } unit ? [.. areas.Today.HamletsOf(unit).Where(mine.ToHashSet().Contains)] : mine;
    }

    private async Task ChangeAsync(Guid id, Func<Write, Walk, Task> change, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var walk = await db.Walks.SingleOrDefaultAsync(w => w.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageHouseholds, walk.HamletId);
        await change(write, walk);
        await write.CommitAsync(ct);
    }
}
