using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Services;
using TungNgo.Teams.Phones;
using TungNgo.Visits;

namespace TungNgo.Sync.Pull;

/// <summary>
/// Reads what a phone lacks. The phone says which hamlets it has, so the server keeps no state per phone and an interrupted first
/// sync goes on where it stopped.
/// </summary>
internal sealed class PullReader(AppDb db, IDbContextFactory<AppDb> databases, AreaTree areas, Territory territory, ServiceCatalogue services, NewsReader news, PhoneWater water, WalkReader walks, PhoneTraining training,
    PhoneGatherings gatherings, PhoneAnswers answers, PhoneStock stock, PhoneCampaigns campaigns, TimeProvider clock)
{
    /// <summary>Doors in one answer; a hamlet is never cut, so the largest hamlet may exceed it.</summary>
    private const int MostHouseholds = 4000;
    private const int MostChanges = 4000;
    private static readonly ChangeKind[] DoorKinds = [ChangeKind.Household, ChangeKind.HouseholdLeft, ChangeKind.Person, ChangeKind.Consent, ChangeKind.Visit, ChangeKind.Contact];
    private static readonly ChangeKind[] TeamKinds = [ChangeKind.Team, ChangeKind.Member, ChangeKind.Area, ChangeKind.Lane, ChangeKind.Statistics, ChangeKind.Device];

    /// <summary>What moves the parts that come whole or not at all. All of it is rare beside visits, and one question tells of all.</summary>
    private static readonly ChangeKind[] PartKinds =
    [
        .. TeamKinds, ChangeKind.Service, .. NewsReader.Kinds, .. WalkReader.Kinds, .. PhoneCampaigns.Kinds, ChangeKind.Training, ChangeKind.Lesson, ChangeKind.Gathering,
        ChangeKind.KnownAnswer, ChangeKind.Stock,
    ];

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <param name="epoch">The history of which the phone knows; numbers of another one say nothing.</param>
    public async Task<PullResponse> ReadAsync(Phone phone, long after, IReadOnlySet<Guid> have, Guid? epoch, CancellationToken ct)
    {
        var slice = territory.HamletsOf(phone);
        // Read before the data: what commits in between is sent again next time, which is harmless.
        var counter = await db.FeedCounters.AsNoTracking().SingleAsync(ct);
        var upTo = counter.Value;
        if (epoch is { } known && known != counter.Epoch)
        {
            (after, have) = (0, new HashSet<Guid>());
        }

        var kept = slice.Where(have.Contains).ToList();
        var fresh = slice.Where(h => !have.Contains(h)).Order().ToList();

        var (changed, lastChange, moreChanges) = await ChangedAsync(kept, after, ct);
        var (whole, moreHamlets) = await WholeAsync(fresh, ct);
        // SQLite reads on the thread that asks: whole hamlets are read beside all the rest.
        var first = whole.Count == 0 ? null : Task.Run(() => HamletsBesideAsync(whole, ct), ct);
        List<WireHousehold> households = changed.Count == 0 ? []
            : await new DoorReader(db, databases, Now).ReadAsync(h => changed.Contains(h.Id) && kept.Contains(h.HamletId), ct);
        var moved = after == 0 ? [.. PartKinds] : await MovedAsync(after, ct);
        var teamsChanged = after == 0 || fresh.Count > 0 || moved.Overlaps(TeamKinds);
        var answer = new PullResponse(
            moreChanges ? lastChange : upTo,
            moreChanges || moreHamlets,
            Now,
            teamsChanged ? [.. phone.Members.Select(m => new WireMember(m.Id, m.Name, RoleName(m.Role), [.. m.TeamIds]))] : null,
            teamsChanged ? await TeamsAsync(phone, ct) : null,
            teamsChanged ? await HamletsAsync(kept.Concat(whole), ct) : null,
            [.. have.Where(h => !slice.Contains(h))],
            moved.Contains(ChangeKind.Service) ? [.. services.InOrder.Select(Wire)] : null,
            await db.Guides.MaxAsync(g => (long?)g.Version, ct) ?? 0,
            [],
            [],
            await TakingsAsync(slice, ct),
            teamsChanged || (moved.Overlaps(NewsReader.Kinds) && await news.ChangedAsync(phone, slice, after, ct)) ? await news.ReadAsync(phone, slice, ct) : null,
            counter.Epoch,
            teamsChanged || await water.ChangedAsync(slice, after, ct) ? await water.ReadAsync(slice, ct) : null,
            teamsChanged || (moved.Overlaps(WalkReader.Kinds) && await walks.ChangedAsync(slice, after, ct)) ? await walks.ReadAsync(phone, ct) : null,
            teamsChanged || (moved.Contains(ChangeKind.Training) && await training.ChangedAsync(phone, after, ct)) ? await training.ReadAsync(phone, ct) : null,
            teamsChanged || (moved.Contains(ChangeKind.Gathering) && await gatherings.ChangedAsync(slice, after, ct)) ? await gatherings.ReadAsync(phone, slice, ct) : null,
            moved.Contains(ChangeKind.Lesson) ? training.Lessons() : null,
            teamsChanged || (moved.Contains(ChangeKind.KnownAnswer) && await answers.ChangedAsync(phone, slice, after, ct)) ? await answers.ReadAsync(phone, slice, ct) : null,
            teamsChanged || (moved.Contains(ChangeKind.Stock) && await stock.ChangedAsync(phone, slice, after, ct)) ? await stock.ReadAsync(phone, slice, ct) : null,
            teamsChanged || moved.Overlaps(PhoneCampaigns.Kinds) ? await campaigns.ReadAsync(phone, ct) : null);
        households.InsertRange(0, first is null ? [] : await first);
        var came = households.Select(h => h.Id).ToHashSet();
        return answer with { Households = [.. households], Left = [.. changed.Where(id => !came.Contains(id))] };
    }

    private async Task<List<WireHousehold>> HamletsBesideAsync(List<Guid> hamlets, CancellationToken ct)
    {
        await using var other = await databases.CreateDbContextAsync(ct);
        return await new DoorReader(other, databases, Now).ReadAsync(h => hamlets.Contains(h.HamletId), ct);
    }

    private async Task<(HashSet<Guid> Ids, long Last, bool More)> ChangedAsync(List<Guid> kept, long after, CancellationToken ct)
    {
        if (kept.Count == 0)
        {
            return ([], after, false);
        }

        var changes = await db.Changes.AsNoTracking()
            .Where(c => c.Number > after && c.HamletId != null && kept.Contains(c.HamletId.Value) && c.Kind != ChangeKind.Figures && DoorKinds.Contains(c.Kind))
            .OrderBy(c => c.Number).Take(MostChanges).Select(c => new { c.Number, c.EntityId }).ToListAsync(ct);
        return ([.. changes.Select(c => c.EntityId)], changes.Count > 0 ? changes[^1].Number : after, changes.Count == MostChanges);
    }

    private async Task<(List<Guid> Hamlets, bool More)> WholeAsync(List<Guid> fresh, CancellationToken ct)
    {
        if (fresh.Count <= 1)
        {
            return (fresh, false);
        }

        var sizes = await db.Households.Where(h => fresh.Contains(h.HamletId) && h.ClosedDay == null)
            .GroupBy(h => h.HamletId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        List<Guid> whole = [];
        var total = 0;
        foreach (var hamlet in fresh)
        {
            total += sizes.GetValueOrDefault(hamlet);
            if (whole.Count > 0 && total > MostHouseholds)
            {
                return (whole, true);
            }

            whole.Add(hamlet);
        }

        return (whole, false);
    }

    private async Task<HashSet<ChangeKind>> MovedAsync(long after, CancellationToken ct) =>
        [.. await db.Changes.Where(c => c.Number > after && PartKinds.Contains(c.Kind)).Select(c => c.Kind).Distinct().ToListAsync(ct)];

    private async Task<WireTeam[]> TeamsAsync(Phone phone, CancellationToken ct)
    {
        var today = clock.Today();
        var ids = phone.Teams.Select(t => t.Id).ToList();
        var members = (await (
            from membership in db.Memberships.Where(m => ids.Contains(m.TeamId) && m.From <= today && (m.To == null || m.To >= today))
            join member in db.Members on membership.MemberId equals member.Id
            orderby membership.Role descending, member.NameKey
            select new { membership.TeamId, Wire = new { member.Id, member.Name, membership.Role, member.Phone, member.Languages } })
            .AsNoTracking().ToListAsync(ct)).ToLookup(m => m.TeamId, m => m.Wire);
        return [.. phone.Teams.Select(t => new WireTeam(t.Id, t.Name, [.. territory.HamletsOf(t)],
            [.. members[t.Id].Select(m => new WireTeamMember(m.Id, m.Name, RoleName(m.Role), m.Phone, m.Languages.Split(',')))]))];
    }

    private async Task<WireHamlet[]> HamletsAsync(IEnumerable<Guid> ids, CancellationToken ct)
    {
        var hamlets = ids.ToList();
        var tree = areas.Today;
        var shares = (await db.AreaStatistics.AsNoTracking().Where(s => hamlets.Contains(s.AreaId) && s.KhmerShare != null).OrderBy(s => s.AsOf).ToListAsync(ct))
            .ToLookup(s => s.AreaId);
        return [.. hamlets.Select(tree.Find).OfType<AreaVersion>().Select(h => new WireHamlet(
            h.AreaId, AreaNames.WithKind(h), h.ParentId is { } parent && tree.Find(parent) is { } commune ? AreaNames.WithKind(commune) : "",
            [.. areas.LanesOf(h.AreaId).Select(l => new WireLane(l.Id, l.Name, l.Order))], shares[h.AreaId].LastOrDefault()?.KhmerShare))];
    }

    private async Task<WireLaneTaking[]> TakingsAsync(IReadOnlySet<Guid> slice, CancellationToken ct)
    {
        var today = clock.Today();
        var lanes = slice.SelectMany(areas.LanesOf).Select(l => l.Id).ToList();
        return await (
            from taking in db.LaneTakings.Where(t => t.Day == today && lanes.Contains(t.LaneId))
            join member in db.Members on taking.MemberId equals member.Id
            select new WireLaneTaking(taking.LaneId, taking.Day, taking.MemberId, member.Name)).ToArrayAsync(ct);
    }

    private static string RoleName(Teams.TeamRole role) => role switch { Teams.TeamRole.Leader => "leader", Teams.TeamRole.Deputy => "deputy", _ => "member" };

    private static WireService Wire(Service s) => new(
        s.Id, s.Code, s.Kind == ServiceKind.Skill ? "skill" : "service", s.Subject == ServiceSubject.Household ? "household" : "person",
        s.Name, s.Short, s.Icon, s.Order, s.Active, [.. s.Blockers.Select(b => new WireBlocker(b.Code, b.Name))]);
}
