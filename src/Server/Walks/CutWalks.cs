using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Campaigns;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Households.Pages;
using TungNgo.Services;
using TungNgo.Teams;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Walks;

/// <summary>How doors are cut into walks.</summary>
/// <param name="Day">Of the first walks.</param>
/// <param name="MostMinutes">A longer walk is cut into several, one a day.</param>
/// <param name="InPairs">Members go in twos, one of whom speaks Khmer where the team has somebody.</param>
/// <param name="Members">Who goes; empty is everybody of each hamlet's team.</param>
/// <param name="Services">Codes; empty takes the campaign's, or the first of the catalogue.</param>
internal sealed record WalkPlan(DateOnly Day, int MostMinutes, bool InPairs, IReadOnlyCollection<Guid> Members, Guid? CampaignId, IReadOnlyList<string> Services);

/// <param name="Held">Doors that are on open walks already, and stay there.</param>
/// <param name="WithoutTeam">Hamlets that have nobody who could go.</param>
internal sealed record CutResult(int Walks, int Doors, int Held, IReadOnlyList<Guid> WithoutTeam);

/// <summary>Cuts the doors that a search finds into walks of the hamlets' teams. Each hamlet is a write of its own: a province is not made to wait for it.</summary>
internal sealed class CutWalks(AppDb db, Writer writer, CurrentUser user, AreaTree areas, Register register, TeamRegister teams, ServiceCatalogue catalogue, CampaignDesk campaigns)
{
    public const int FewestMinutes = 20, LongestMinutes = 600, MostServices = 4;

    /// <exception cref="Refusal">Nothing could be cut: no door is left, or nobody could go.</exception>
    public async Task<CutResult> CutAsync(RegisterFilter search, WalkPlan plan, CancellationToken ct)
    {
        if (plan.MostMinutes is < FewestMinutes or > LongestMinutes)
        {
            throw new Refusal(Problems.WalkMinutes, FewestMinutes, LongestMinutes);
        }

        if (plan.Day < areas.Today.Day || plan.Day > areas.Today.Day.AddDays(ChangeWalk.LongestDelay))
        {
            throw new Refusal(Problems.WalkDay, ChangeWalk.LongestDelay);
        }

        var campaign = plan.CampaignId is { } id ? campaigns.Find(id).Campaign : null;
        var services = Services(plan, campaign);
        var (walks, doors, held, lacking) = (0, 0, 0, new List<Guid>());
        foreach (var hamlet in await register.Where(search).Select(h => h.HamletId).Distinct().ToListAsync(ct))
        {
            user.Require(Permission.ManageHouseholds, hamlet);
            var cut = await CutAsync(hamlet, search, plan, campaign, services, ct);
            if (cut is null)
            {
                lacking.Add(hamlet);
                continue;
            }

            (walks, doors, held) = (walks + cut.Value.Walks, doors + cut.Value.Doors, held + cut.Value.Held);
        }

        return walks > 0 ? new(walks, doors, held, lacking) : throw new Refusal(lacking.Count > 0 ? Problems.WalkNobody : Problems.WalkNoDoors, lacking.Count);
    }

    /// <summary>Who could walk a hamlet's doors on a day.</summary>
    public IReadOnlyList<Sitting> WhoGoes(Guid hamlet, DateOnly day) => TeamOf(hamlet, day)?.On(day).DistinctBy(s => s.Person.Id).ToList() ?? [];

    private TeamFile? TeamOf(Guid hamlet, DateOnly day) =>
        teams.All.Where(f => f.Team.AreaId == hamlet && f.Team.Level == TeamLevel.Hamlet && (f.Team.DissolvedOn is null || f.Team.DissolvedOn > day) && f.On(day).Any())
            .OrderByDescending(f => f.On(day).Count()).ThenBy(f => f.Team.Id).FirstOrDefault();

    private List<Guid> Services(WalkPlan plan, Campaign? campaign)
    {
        var named = plan.Services.Select(code => catalogue.InOrder.FirstOrDefault(s => s.Code == code && s.Active)?.Id).OfType<Guid>().ToList();
        var chosen = named.Count > 0 ? named : campaign?.Services ?? [.. catalogue.InOrder.Where(s => s.Active && s.Kind == ServiceKind.Service).Select(s => s.Id)];
        return [.. chosen.Distinct().Take(MostServices)];
    }

    private async Task<(int Walks, int Doors, int Held)?> CutAsync(Guid hamlet, RegisterFilter search, WalkPlan plan, Campaign? campaign, List<Guid> services, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var team = TeamOf(hamlet, plan.Day);
        var going = WhoGoes(hamlet, plan.Day).Where(s => plan.Members.Count == 0 || plan.Members.Contains(s.Person.Id)).ToList();
        if (team is null || going.Count == 0)
        {
            return null;
        }

        var wanted = await ReadAsync(register.Where(search with { Area = null, Hamlet = hamlet }), ct);
        var held = await HeldAsync(hamlet, write, ct);
        var free = wanted.Where(d => !held.Contains(d.Door.Id)).ToList();
        if (free.Count == 0)
        {
            return (0, 0, wanted.Count);
        }

        var seen = free.ToDictionary(d => d.Door.Id, d => d.LastVisitAt);
        var pieces = WalkCut.Cut(free.Select(d => d.Door), await WalkersAsync(hamlet, going, plan.InPairs, ct), plan.MostMinutes);
        var number = await db.Walks.Where(w => w.HamletId == hamlet).MaxAsync(w => (int?)w.Number, ct) ?? 0;
        var dayBegins = LegalDay.Start(write.Today);
        var doors = new List<WalkDoor>();
        foreach (var piece in pieces.OrderBy(p => p.Part))
        {
            var walk = new Walk
            {
                Id = write.NewId(), HamletId = hamlet, TeamId = team.Team.Id, CampaignId = campaign?.Id, Number = ++number, Day = plan.Day.AddDays(piece.Part), Members = [.. piece.Walkers.Members],
                Minutes = piece.Minutes, NeedsKhmer = piece.NeedsKhmer, Services = services, OpenedAt = write.Now, OpenedBy = user.Name,
            };
            db.Walks.Add(walk);
            doors.AddRange(WalkOrder.Of(piece.Doors).Select((d, i) => new WalkDoor
            {
                WalkId = walk.Id, HouseholdId = d.Id, Order = i + 1, Minutes = d.Minutes, IsHeld = true, After = seen[d.Id] > dayBegins ? seen[d.Id]!.Value : dayBegins.AddTicks(-1),
            }));
            write.Changed(ChangeKind.Walk, walk.Id, hamlet);
            write.Audit("walk.open", walk.Id, hamlet, null, new { walk.Number, walk.Day, walk.Members, doors = piece.Doors.Count, walk.CampaignId });
        }

        write.Rows.Add(RowStatement.Insert(db, doors));
        await write.CommitAsync(ct);
        db.ChangeTracker.Clear();
        return (pieces.Count, doors.Count, wanted.Count - free.Count);
    }

    private sealed record Found(DoorToWalk Door, DateTime? LastVisitAt);

    private async Task<List<Found>> ReadAsync(IQueryable<Household> households, CancellationToken ct)
    {
        var elder = areas.Today.Day.Year - RegisterFilter.ElderAge;
        var rows = await households.AsNoTracking().Select(h => new
        {
            h.Id, h.HamletId, h.LaneId, h.Order, h.Latitude, h.Longitude, h.Language, h.LastVisitAt,
            People = db.People.Count(p => p.HouseholdId == h.Id && p.GoneDay == null),
            HasElder = db.People.Any(p => p.HouseholdId == h.Id && p.GoneDay == null && p.BirthYear <= elder),
        }).ToListAsync(ct);
        var lanes = rows.Select(r => r.HamletId).Distinct().SelectMany(areas.LanesOf).ToDictionary(l => l.Id, l => l.Order);
        return [.. rows.Select(r => new Found(
            new(r.Id, r.LaneId is { } lane && lanes.ContainsKey(lane) ? lane : null, r.LaneId is { } of ? lanes.GetValueOrDefault(of) : 0, r.Order, r.Latitude, r.Longitude, DoorMinutes.Of(r.People, r.HasElder), r.Language == "km"),
            r.LastVisitAt))];
    }

    /// <summary>Doors that somebody is still to go to. Those that are done, closed or gone are let go of.</summary>
    private async Task<HashSet<Guid>> HeldAsync(Guid hamlet, Write write, CancellationToken ct)
    {
        var open = await db.Walks.Where(w => w.HamletId == hamlet && w.State == WalkState.Open).Select(w => w.Id).ToListAsync(ct);
        // Also a walk of elsewhere may hold a door that has come here since, or lives on in one of here.
        // The hamlet's households lead to them, by their ids: doors that are held are as many as the province has.
        var households = await HouseholdsAsync(hamlet, ct);
        var elsewhere = await db.WalkDoors.Where(d => households.Contains(d.HouseholdId) && d.IsHeld).Select(d => d.WalkId).Distinct().ToListAsync(ct);
        // Of those only that door: whatever else they hold lies in their own hamlet.
        var doors = (await DoorsOfWalks.ReadAsync(db, [.. open.Union(elsewhere)], ct)).SelectMany(w => w)
            .Where(d => d.Door.IsHeld && (open.Contains(d.Door.WalkId) || d.Household.HamletId == hamlet)).ToList();
        var here = new HashSet<Guid> { hamlet };
        var over = doors.Where(d => !d.IsLeft(here) || !open.Contains(d.Door.WalkId)).Select(d => d.Door).ToList();
        over.ForEach(d => d.IsHeld = false);
        write.Rows.Add(RowStatement.Update(db, over, nameof(WalkDoor.IsHeld)));
        return [.. doors.Where(d => d.Door.IsHeld).Select(d => d.Household.Id)];
    }

    /// <summary>Those of a hamlet, and those that live on in one of them.</summary>
    private async Task<List<Guid>> HouseholdsAsync(Guid hamlet, CancellationToken ct)
    {
        var found = await db.Households.Where(h => h.HamletId == hamlet).Select(h => h.Id).ToListAsync(ct);
        for (var level = found; level.Count > 0;)
        {
            var into = level;
            level = [.. (await db.Households.Where(h => h.MergedIntoId != null && into.Contains(h.MergedIntoId.Value)).Select(h => h.Id).ToListAsync(ct)).Except(found)];
            found = [.. found, .. level];
        }

        return found;
    }

    private async Task<IReadOnlyList<Walkers>> WalkersAsync(Guid hamlet, List<Sitting> going, bool inPairs, CancellationToken ct)
    {
        var ids = going.ConvertAll(s => s.Person.Id);
        var known = (await (
            from visit in db.Visits.AtDoors().Where(v => v.HamletId == hamlet && v.SupersededById == null && v.MemberId != null && ids.Contains(v.MemberId.Value))
            join household in db.Households.Where(h => h.LaneId != null) on visit.HouseholdId equals household.Id
            group visit by new { visit.MemberId, household.LaneId } into g
            select new { g.Key.MemberId, g.Key.LaneId, Count = g.Count() }).ToListAsync(ct)).ToLookup(k => k.MemberId!.Value);
        return [.. Groups(going, inPairs).Select(group => new Walkers(
            [.. group.Select(s => s.Person.Id)], group.Any(s => s.SpeaksKhmer),
            group.SelectMany(s => known[s.Person.Id]).GroupBy(k => k.LaneId!.Value).ToDictionary(g => g.Key, g => g.Sum(k => k.Count))))];
    }

    /// <summary>Twos of one who speaks Khmer and one who does not, as far as there are; one who is left over joins nobody.</summary>
    internal static IEnumerable<IReadOnlyList<Sitting>> Groups(IReadOnlyList<Sitting> going, bool inPairs)
    {
        if (!inPairs)
        {
            return going.Select(s => (IReadOnlyList<Sitting>)[s]);
        }

        var speakers = new Queue<Sitting>(going.Where(s => s.SpeaksKhmer));
        var others = new Queue<Sitting>(going.Where(s => !s.SpeaksKhmer));
        var groups = new List<IReadOnlyList<Sitting>>();
        while (speakers.Count + others.Count > 0)
        {
            var first = speakers.Count > 0 ? speakers.Dequeue() : others.Dequeue();
            groups.Add(others.Count > 0 ? [first, others.Dequeue()] : speakers.Count > 0 ? [first, speakers.Dequeue()] : [first]);
        }

        return groups;
    }
}
