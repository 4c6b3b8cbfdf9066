using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Gatherings;

/// <param name="People">Who came, with and without a name.</param>
internal sealed record GatheringRow(Gathering Gathering, string Hamlet, string Team, int People, int Bookings);

/// <summary>A gathering with all that is known of it.</summary>
/// <param name="Came">Those whom the caller may see by name.</param>
/// <param name="Named">How many came by name, wherever they live today.</param>
internal sealed record GatheringFile(Gathering Gathering, TeamFile? Team, IReadOnlyList<Attendance> Came, int Named, ILookup<Guid, Person> People, IReadOnlyList<Booking> Bookings)
{
    /// <summary>Whether nobody came, as far as anybody has told.</summary>
    public bool IsEmpty => Named == 0 && Gathering.Heads.Sum() == 0;
}

/// <summary>Gatherings in an official's scope.</summary>
internal sealed class GatheringDesk(AppDb db, Writer writer, CurrentUser user, AreaTree areas, TeamRegister teams, GatheringRules rules, TimeProvider clock)
{
    private const int Days = 60;

    public async Task<IReadOnlyList<GatheringRow>> ListAsync(Guid? area, CancellationToken ct)
    {
        var mine = user.Hamlets(Permission.ManageHouseholds);
        HashSet<Guid> hamlets = area is { } unit ? [.. areas.Today.HamletsOf(unit).Where(mine.ToHashSet().Contains)] : [.. mine];
        var since = clock.Today().AddDays(-Days);
        // What was in a hamlet that is no more is with whoever has its doors now.
        hamlets.UnionWith((await db.Gatherings.Where(g => g.Day >= since).Select(g => g.HamletId).Distinct().ToListAsync(ct)).FindAll(h =>
            areas.Today.Find(h) is null && areas.HeirOn(h, areas.Today.Day) is { } heir && hamlets.Contains(heir) && user.Can(Permission.ManageHouseholds, h)));
        var all = await db.Gatherings.AsNoTracking().Where(g => g.Day >= since && hamlets.Contains(g.HamletId)).ToListAsync(ct);
        var ids = all.ConvertAll(g => g.Id);
        var named = await db.Visits.Where(v => v.GatheringId != null && ids.Contains(v.GatheringId.Value) && v.SupersededById == null).GroupBy(v => v.GatheringId!.Value)
            .Select(g => new { g.Key, Count = g.Sum(v => v.Came) }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var booked = await db.Bookings.Where(b => ids.Contains(b.GatheringId) && b.OffAt == null).GroupBy(b => b.GatheringId).Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        var today = clock.Today();
        // What is to come first, the nearest on top; then what was, the latest on top.
        return [.. all.OrderBy(g => g.Day < today).ThenBy(g => g.Day < today ? -g.Day.DayNumber : g.Day.DayNumber).ThenBy(g => g.Starts).ThenBy(g => g.Id)
            .Select(g => new GatheringRow(g, Name(g), teams.Find(g.TeamId)?.Team.Name ?? Formats.Missing, named.GetValueOrDefault(g.Id) + g.Heads.Sum(), booked.GetValueOrDefault(g.Id)))];
    }

    public async Task<GatheringFile> OpenAsync(Guid id, CancellationToken ct)
    {
        var found = await db.Gatherings.AsNoTracking().SingleOrDefaultAsync(g => g.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageHouseholds, found.HamletId);
        // Somebody of another commune is counted with the rest, and not called by name here.
        var all = await CameToGathering.ReadAsync(db, [id], ct);
        var came = all.Where(c => user.Can(Permission.ViewHouseholds, c.Household.HamletId)).ToList();
        var homes = came.Select(c => c.Household.Id).ToHashSet();
        var people = (await db.People.AsNoTracking().Where(p => homes.Contains(p.HouseholdId)).ToListAsync(ct)).ToLookup(p => p.HouseholdId);
        var bookings = await db.Bookings.AsNoTracking().Where(b => b.GatheringId == id && b.OffAt == null).OrderBy(b => b.Slot).ThenBy(b => b.At).ToListAsync(ct);
        return new(found, teams.Find(found.TeamId), came, all.Sum(c => c.Visit.Came), people, bookings);
    }

    /// <summary>Teams whose gatherings the caller plans, each with the hamlets in which it may hold one.</summary>
    public IReadOnlyList<(Team Team, IReadOnlyList<AreaVersion> Hamlets)> Teams(Teams.Phones.Territory territory)
    {
        var (today, mine) = (clock.Today(), user.Hamlets(Permission.ManageHouseholds).ToHashSet());
        return [.. teams.All.Where(f => f.Team.DissolvedOn is null || f.Team.DissolvedOn > today)
            .Select(f => (f.Team, Hamlets: (IReadOnlyList<AreaVersion>)[.. territory.HamletsOf(f.Team).Where(mine.Contains).Select(areas.Today.Find).OfType<AreaVersion>()]))
            .Where(t => t.Hamlets.Count > 0).OrderBy(t => t.Team.Name, AreaNames.Order)];
    }

    public string Name(Gathering held) => (areas.On(held.Day).Find(held.HamletId) ?? areas.Today.Find(held.HamletId)) is { } unit ? AreaNames.WithKind(unit) : Formats.Missing;

    public async Task<Guid> AddAsync(Guid teamId, GatheringEdit edit, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        user.Require(Permission.ManageHouseholds, edit.HamletId);
        var made = await rules.PlanAsync(write, write.NewId(), TeamOf(teamId), edit, ct);
        await write.CommitAsync(ct);
        return made.Id;
    }

    public Task EditAsync(Guid id, GatheringEdit edit, int? edition, CancellationToken ct) => ChangeAsync(id, edition, (write, held) =>
    {
        user.Require(Permission.ManageHouseholds, edit.HamletId);
        return rules.ChangeAsync(write, held, TeamOf(held.TeamId), edit, [], null, ct);
    }, ct);

    public Task CallOffAsync(Guid id, int? edition, CancellationToken ct) => ChangeAsync(id, edition, (write, held) => GatheringRules.CallOffAsync(write, held, [], ct), ct);

    public Task CountAsync(Guid id, IReadOnlyList<int> heads, int? edition, CancellationToken ct) =>
        ChangeAsync(id, edition, (write, held) => GatheringRules.CountAsync(write, held, heads, write.Now, [], ct), ct);

    public Task GiveBackAsync(Guid id, Guid bookingId, CancellationToken ct) => ChangeAsync(id, null, async (write, held) =>
    {
        var booking = await db.Bookings.SingleOrDefaultAsync(b => b.Id == bookingId && b.GatheringId == id, ct) ?? throw new Refusal(Problems.BookingUnknown);
        BookingRules.GiveBack(write, held, booking);
    }, ct);

    /// <param name="edition">The edition that was on the screen; null where it does not matter.</param>
    private async Task ChangeAsync(Guid id, int? edition, Func<Write, Gathering, Task> change, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var held = await db.Gatherings.SingleOrDefaultAsync(g => g.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageHouseholds, held.HamletId);
        if (edition is { } seen && seen != held.Edition)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        await change(write, held);
        await write.CommitAsync(ct);
    }

    private Team TeamOf(Guid id) => teams.Find(id)?.Team ?? throw new Refusal(Problems.GatheringPlace);
}
