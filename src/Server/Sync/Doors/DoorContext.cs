using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gatherings;
using TungNgo.Help;
using TungNgo.Households;
using TungNgo.Teams.Phones;
using TungNgo.Training;
using TungNgo.Water.Stations;
using TungNgo.Web;
using Team = TungNgo.Teams.Team;
using TeamRole = TungNgo.Teams.TeamRole;

namespace TungNgo.Sync.Doors;

/// <summary>
/// Who did a mutation, when, and what they could reach: all by the state of that time. A volunteer's true work is not refused because the
/// office has moved a household, a member or a person since; where they must know of it, it is kept with a notice.
/// </summary>
internal sealed class DoorContext(PushBatch batch, PendingPush push, Mutation mutation, DateTime at, AreaTree areas, Territory territory, AddHelp help, OptOuts optOuts, StationHamlets stations,
    IEnumerable<IEndsWithConsent> ends, KeepTraining training, GatheringRules gatherings)
{
    private readonly IReadOnlyList<Teams.Phones.Seat> seats = push.Phone.SeatsOf(mutation.MemberId, LegalDay.Of(at));

    public PushBatch Batch => batch;
    public Write Write => batch.Write;
    public HouseholdWorks Works => batch.Works;
    public Phone Phone => push.Phone;
    public Mutation Mutation => mutation;
    public Guid MemberId => mutation.MemberId;
    public DateTime At => at;
    public DateOnly Day { get; } = LegalDay.Of(at);
    public AreaTree Areas => areas;
    public AddHelp AddHelp => help;
    public OptOuts OptOuts => optOuts;
    public KeepTraining Training => training;
    public GatheringRules Gatherings => gatherings;
    public IEnumerable<IEndsWithConsent> Ends => ends;

    /// <summary>What the member must know although the work was kept.</summary>
    public Refusal? Notice { get; set; }

    /// <summary>Whether the member sat in a team of this phone then.</summary>
    public bool IsMember => seats.Count > 0;

    public Actor Actor => new(seats[0].Name, null, MemberId, Phone.DeviceId, push.Address);

    /// <summary>Where the member sat in teams then.</summary>
    public IReadOnlyList<Seat> Seats => seats;

    /// <summary>Teams in which the member sat then.</summary>
    public IEnumerable<Guid> TeamIds => seats.Select(s => s.Team.Id);

    /// <summary>A team that the member led then, as its leader or deputy.</summary>
    public Team? Led(Guid teamId) => seats.FirstOrDefault(s => s.Team.Id == teamId && s.Role != TeamRole.Member)?.Team;

    /// <summary>Hamlets whose doors the member had then.</summary>
    public IReadOnlySet<Guid> Hamlets => field ??= seats.SelectMany(s => territory.HamletsOf(s.Team.AreaId, Day)).ToHashSet();

    /// <summary>The team for which the member worked in a hamlet: its own, else any of theirs.</summary>
    public Guid? TeamFor(Guid hamletId) => (seats.FirstOrDefault(s => s.Team.AreaId == hamletId) ?? seats.FirstOrDefault(s => territory.HamletsOf(s.Team.AreaId, Day).Contains(hamletId)) ?? (seats.Count > 0 ? seats[0] : null))?.Team.Id;

    /// <summary>
    /// A household that the member could reach then: it lived in their hamlets, or had left them so lately that their phone may still have
    /// shown it. A merged one is the one that it was merged into.
    /// </summary>
    /// <exception cref="Refusal">There is no such household, or it was never theirs.</exception>
    public async Task<HouseholdWork> ReachAsync(Guid householdId, CancellationToken ct)
    {
        var work = Works.Find(householdId) ?? throw new Refusal(Problems.HouseholdUnknown);
        var living = work.Living;
        var unmoved = living == work && Day.Number() > (work.Household.SettledDay ?? int.MinValue) && work.Household.Closed is null;
        if (unmoved && Hamlets.Contains(work.Household.HamletId))
        {
            return work;
        }

        await Works.EditsAsync([work, living], ct);
        var since = at.AddDays(-DoorTime.OfflineDays);
        if (!work.HamletsBetween(since, at).Concat(living.HamletsBetween(since, at)).Any(Hamlets.Contains))
        {
            throw new Refusal(Problems.OutsideTerritory);
        }

        if (!Hamlets.Contains(living.HamletAt(at)))
        {
            Notice ??= new Refusal(Problems.HouseholdMoved, AreaNameOf(living.HamletAt(at)));
        }
        else if (!living.Open().Exists(s => s.From <= Day.Number() && Day.Number() < s.To) && living.Household.Closed is not null)
        {
            Notice ??= new Refusal(Problems.HouseholdClosed);
        }

        return work;
    }

    /// <summary>A station that speaks for a hamlet which the member had then, or did so lately that their phone may still have shown it; else null.</summary>
    public async Task<Station?> StationAsync(Guid stationId, CancellationToken ct)
    {
        var hamlets = Hamlets.Select(h => areas.HeirOn(h, areas.Today.Day)).OfType<Guid>().ToHashSet();
        return await stations.SpokeForAsync(stationId, hamlets, Day.AddDays(-DoorTime.OfflineDays), Day, ct)
            ? await Write.Db.Stations.AsNoTracking().SingleOrDefaultAsync(s => s.Id == stationId && s.Active, ct)
            : null;
    }

    private string AreaNameOf(Guid hamletId) => (areas.On(Day).Find(hamletId) ?? areas.Today.Find(hamletId)) is { } unit ? AreaNames.WithKind(unit) : Formats.Missing;
}
