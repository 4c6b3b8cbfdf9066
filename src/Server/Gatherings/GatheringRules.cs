using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Teams;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Gatherings;

/// <summary>A gathering as somebody wants it, from a desk or from a phone.</summary>
/// <param name="Told">To how many who have taken a time it was said that the gathering moves.</param>
internal sealed record GatheringEdit(
    Guid HamletId, GatheringPlace Kind, string? Place, DateOnly? Day, TimeOnly? Starts, int? Minutes, IReadOnlyList<Guid> Services, IReadOnlyList<Guid> Members,
    int SlotMinutes = 0, int SlotSeats = 0, int? Told = null)
{
    /// <summary>Whether a gathering is this, by all that can be planned.</summary>
    public bool Is(Gathering g) => (HamletId, Kind, Place, Day, Starts, Minutes) == (g.HamletId, g.Kind, g.Place, g.Day, g.Starts, g.Minutes)
        && (SlotMinutes, SlotMinutes == 0 ? 0 : SlotSeats) == (g.SlotMinutes, g.SlotSeats)
        && Services.Distinct().SequenceEqual(g.Services) && Members.Distinct().SequenceEqual(g.Members);
}

/// <summary>What can be done with a gathering, by whichever door it is said. Whoever calls has asked for the permission.</summary>
internal sealed class GatheringRules(ServiceCatalogue services, Territory territory)
{
    public const int LongestPlace = 120, FewestMinutes = 15, MostMinutes = 720, MostServices = 20, MostMembers = 30, FewestSlot = 5, MostSlotSeats = 20, DaysAhead = 366;

    /// <summary>A gathering is told of later at times; not after its month has long been paid and reported.</summary>
    public const int DaysBehind = 60;

    public async Task<Gathering> PlanAsync(Write write, Guid id, Team team, GatheringEdit edit, CancellationToken ct)
    {
        var made = new Gathering { Id = id, TeamId = team.Id };
        await TakeAsync(write, made, team, edit, ct);
        write.Db.Gatherings.Add(made);
        Note(write, made, "plan", null, Fields(made));
        return made;
    }

    /// <param name="works">The households on which the write works.</param>
    /// <param name="seen">As whoever changes it saw it, where the door tells: what others have changed since is not overwritten.</param>
    public async Task ChangeAsync(Write write, Gathering held, Team team, GatheringEdit edit, IEnumerable<HouseholdWork> works, GatheringEdit? seen, CancellationToken ct)
    {
        var before = Fields(held);
        var hamlet = held.HamletId;
        if (held.State == GatheringState.CalledOff)
        {
            throw new Refusal(Problems.GatheringOff);
        }

        if (seen?.Is(held) == false)
        {
            throw new Refusal(Problems.GatheringChanged);
        }

        await SettleAsync(write, held, works, ct);
        if (held.State == GatheringState.Held && (edit.HamletId, edit.Day) != (hamlet, held.Day))
        {
            throw new Refusal(Problems.GatheringHeld);
        }

        await TakeAsync(write, held, team, edit, ct);
        if (hamlet != held.HamletId)
        {
            write.Changed(ChangeKind.Gathering, held.Id, hamlet);
        }

        Note(write, held, "edit", before, Fields(held));
    }

    public static async Task CallOffAsync(Write write, Gathering held, IEnumerable<HouseholdWork> works, CancellationToken ct)
    {
        await SettleAsync(write, held, works, ct);
        if (held.State == GatheringState.Held)
        {
            throw new Refusal(Problems.GatheringHeld);
        }

        if (held.State == GatheringState.Planned)
        {
            held.State = GatheringState.CalledOff;
            Note(write, held, "call-off", new { State = nameof(GatheringState.Planned) }, new { State = nameof(GatheringState.CalledOff) });
        }
    }

    /// <exception cref="Refusal">Nobody can have come: it was called off, or its day has not come.</exception>
    public static void CheckHeld(Write write, Gathering held)
    {
        if (held.State == GatheringState.CalledOff)
        {
            throw new Refusal(Problems.GatheringOff);
        }

        if (held.Day > write.Today)
        {
            throw new Refusal(Problems.GatheringNotYet, Formats.Day(held.Day));
        }
    }

    /// <summary>
    /// A gathering is held while anybody is named or counted there, and counted so long: with the last one who is taken out it is again what was planned.
    /// Repeating it changes nothing.
    /// </summary>
    public static async Task SettleAsync(Write write, Gathering held, IEnumerable<HouseholdWork> works, CancellationToken ct)
    {
        if (held.State == GatheringState.CalledOff)
        {
            return;
        }

        var state = held.Heads.Sum() > 0 || await CameToGathering.AnyAsync(write.Db, held.Id, works, ct) ? GatheringState.Held : GatheringState.Planned;
        if (state == held.State)
        {
            return;
        }

        var before = held.State;
        held.State = state;
        write.Cells.Add(held.HamletId, Indicators.Gatherings, held.Day.Number(), state == GatheringState.Held ? 1 : -1);
        Note(write, held, state == GatheringState.Held ? "hold" : "unhold", new { State = $"{before}" }, new { State = $"{state}" });
    }

    /// <summary>People without names, counted by age and sex; the newest counting stands.</summary>
    public static async Task CountAsync(Write write, Gathering held, IReadOnlyList<int> heads, DateTime at, IEnumerable<HouseholdWork> works, CancellationToken ct)
    {
        if (heads.Count != HeadCount.Places || heads.Any(n => n is < 0 or > HeadCount.Most))
        {
            throw new Refusal(Problems.GatheringHeads, HeadCount.Most);
        }

        CheckHeld(write, held);
        if (at < held.HeadsAt)
        {
            return;
        }

        var before = held.Heads;
        write.Cells.Add(held.HamletId, Indicators.GatheringPeople, held.Day.Number(), heads.Sum() - before.Sum());
        (held.Heads, held.HeadsAt) = ([.. heads], at);
        Note(write, held, "count", new { heads = before.Sum() }, new { heads = heads.Sum() });
        await SettleAsync(write, held, works, ct);
    }

    private async Task TakeAsync(Write write, Gathering held, Team team, GatheringEdit edit, CancellationToken ct)
    {
        var checks = new Checks();
        var (day, starts, minutes) = (edit.Day ?? default, edit.Starts ?? default, edit.Minutes ?? 0);
        var isTimed = edit is { Day: not null, Starts: not null } && minutes is >= FewestMinutes and <= MostMinutes
            && starts.ToTimeSpan() + TimeSpan.FromMinutes(minutes) < TimeSpan.FromDays(1)
            && (held.Day == day || (day >= write.Today.AddDays(-DaysBehind) && day <= write.Today.AddDays(DaysAhead)));
        checks.That(isTimed, Problems.GatheringWhen, FewestMinutes, MostMinutes);
        var place = checks.Of(() => FreeText.Line(edit.Place, LongestPlace, "gatherings.place") ?? throw new Refusal(Problems.GatheringPlace));
        // Where the team is and who sits in it is asked of the day: without one there is nothing to ask.
        checks.That(place is null || !isTimed || (territory.HamletsOf(team.AreaId, day).Contains(edit.HamletId) && Enum.IsDefined(edit.Kind)), Problems.GatheringPlace);
        var members = edit.Members.Distinct().ToList();
        checks.That(
            members.Count <= MostMembers && (members.Count == 0 || !isTimed || await write.Db.Memberships
                .Where(m => m.TeamId == team.Id && members.Contains(m.MemberId) && m.From <= day && (m.To == null || m.To >= day)).Select(m => m.MemberId).Distinct().CountAsync(ct) == members.Count),
            Problems.MemberNotInTeam);
        var shown = edit.Services.Distinct().ToList();
        checks.That(shown.Count is > 0 and <= MostServices && shown.TrueForAll(services.All.ContainsKey), Problems.GatheringServices, MostServices);
        var (slot, seats) = (edit.SlotMinutes, edit.SlotMinutes == 0 ? 0 : edit.SlotSeats);
        checks.That(slot == 0 || (slot >= FewestSlot && (!isTimed || slot <= minutes) && seats is >= 1 and <= MostSlotSeats), Problems.GatheringSlots, FewestSlot, MostSlotSeats);
        checks.Pass();
        // Nothing is set before all is checked: what stands in a batch of phones is saved with the rest of it.
        var wanted = new Gathering { HamletId = edit.HamletId, Day = day, Starts = starts, Minutes = minutes, SlotMinutes = slot, SlotSeats = seats };
        await BookingRules.CheckMoveAsync(write, held, wanted, edit.Told, ct);
        held.Place = place!;
        (held.HamletId, held.Kind, held.Day, held.Starts, held.Minutes) = (edit.HamletId, edit.Kind, day, starts, minutes);
        (held.Services, held.Members, held.SlotMinutes, held.SlotSeats) = (shown, members, slot, seats);
    }

    public static void Note(Write write, Gathering held, string verb, object? before, object after)
    {
        held.Edition++;
        (held.EditedBy, held.EditedAt) = (write.Actor.Name, write.Now);
        write.Changed(ChangeKind.Gathering, held.Id, held.HamletId);
        write.Audit($"gathering.{verb}", held.Id, held.HamletId, before, after);
    }

    private static object Fields(Gathering g) =>
        new { g.HamletId, g.Kind, g.Place, g.Day, g.Starts, g.Minutes, g.Services, g.Members, g.SlotMinutes, g.SlotSeats };
}
