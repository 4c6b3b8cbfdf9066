using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gatherings;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>A visit as a phone tells it, with what was true at the door then: the hamlet of that instant, the team of that day.</summary>
internal static class DoorVisit
{
    public static async Task RecordAsync(DoorContext door, PushVisit push, CancellationToken ct)
    {
        var work = await door.ReachAsync(push.HouseholdId, ct);
        if (door.Batch.VisitIds.Contains(door.Mutation.Id))
        {
            throw new Refusal(Problems.IdTaken);
        }

        var gathering = push is { Supersedes: null, GatheringId: { } at } ? await DoorGathering.AttendedAsync(door, at, ct) : null;
        var facts = push.Supersedes is { } old ? await CorrectedAsync(door, work, push, old, ct) : Fresh(door, work, push, gathering);
        gathering ??= facts.Visit.GatheringId is { } known ? await DoorGathering.CorrectedAsync(door, known, facts.Visit, ct) : null;
        var of = facts.Visit.HouseholdId == work.Household.Id ? work : door.Works.Find(facts.Visit.HouseholdId)!;
        await RecordVisit.ApplyAsync(door.Works, of, facts, door.Write, ct);
        door.Batch.VisitIds.Add(door.Mutation.Id);
        if (gathering is not null)
        {
            await GatheringRules.SettleAsync(door.Write, gathering, door.Works.All, ct);
            door.Write.Changed(ChangeKind.Gathering, gathering.Id, gathering.HamletId);
            await DoorGathering.NoteTwiceAsync(door, of, facts.Visit, ct);
        }

        await WalkRules.NoteTwiceAsync(door, of, facts.Visit, ct);
    }

    /// <param name="gathering">Where they came to; null for a visit at the door.</param>
    private static VisitFacts Fresh(DoorContext door, HouseholdWork reached, PushVisit push, Gathering? gathering)
    {
        var at = gathering?.InstantOf(door.At, door.Write.Now) ?? door.At;
        var day = LegalDay.Of(at);
        var work = reached.On(day.Number());
        VisitRules.CheckNext(push.NextDate, day);
        var hamlet = work.HasEdits ? work.HamletAt(at) : work.Household.HamletId;
        return Facts(door, work, push, new Visit
        {
            Id = door.Mutation.Id,
            HouseholdId = work.Household.Id,
            HamletId = hamlet,
            TeamId = gathering is not null && door.TeamIds.Contains(gathering.TeamId) ? gathering.TeamId : door.TeamFor(hamlet),
            MemberId = door.MemberId,
            DeviceId = door.Phone.DeviceId,
            At = at,
            ReceivedAt = door.Write.Now,
            Day = day.Number(),
            Outcome = VisitRules.Known(push.Outcome),
            Language = push.Language is { Length: > 0 } spoken ? spoken : "vi",
            NextDate = push.NextDate,
            NextTime = push.NextTime,
            Note = push.Note,
            Seconds = push.Seconds,
            Skew = door.Mutation.Skew,
            GatheringId = gathering?.Id,
            Came = gathering is null ? 0 : CameOf(push.Outcome, push.Came, push.Activities),
        });
    }

    /// <summary>A correction tells of the same visit: its instant, place, team and whatever it does not name stay.</summary>
    private static async Task<VisitFacts> CorrectedAsync(DoorContext door, HouseholdWork work, PushVisit push, Guid oldId, CancellationToken ct)
    {
        await door.Works.WholeAsync([work], ct);
        var (old, before) = work.Living.AllVisits.Where(f => f.Visit.Id == oldId).Select(f => (f.Visit, f.Activities)).FirstOrDefault();
        if (old is null)
        {
            throw new Refusal(Problems.VisitUnknown);
        }

        bool Says(string field) => push.Fields?.Contains(field) != false;
        if (Says("nextDate"))
        {
            VisitRules.CheckNext(push.NextDate, LegalDay.FromNumber(old.Day));
        }

        var visit = new Visit
        {
            Id = door.Mutation.Id,
            HouseholdId = old.HouseholdId,
            HamletId = old.HamletId,
            TeamId = old.TeamId,
            MemberId = old.MemberId,
            DeviceId = old.DeviceId,
            At = old.At,
            ReceivedAt = door.Write.Now,
            Day = old.Day,
            Outcome = Says("outcome") ? VisitRules.Known(push.Outcome) : old.Outcome,
            Language = Says("language") ? push.Language is { Length: > 0 } spoken ? spoken : "vi" : old.Language,
            NextDate = Says("nextDate") ? push.NextDate : old.NextDate,
            NextTime = Says("nextTime") ? push.NextTime : old.NextTime,
            Note = Says("note") ? push.Note : old.Note,
            Seconds = old.Seconds,
            Skew = old.Skew,
            SupersedesId = old.Id,
            GatheringId = old.GatheringId,
            Came = old.IsAtDoor ? 0 : CameOf(Says("outcome") ? push.Outcome : old.Outcome, Says("came") ? push.Came : old.Came, Says("activities") ? push.Activities : []),
        };
        if (!Says("activities") && Says("outcome") && visit.Outcome != Outcome.Met)
        {
            // Where nobody was met nothing was done.
            return new VisitFacts(visit, []);
        }

        return Says("activities") ? Facts(door, door.Works.Find(old.HouseholdId)!, push, visit) : new VisitFacts(visit, [.. before.Select(a => Copy(a, visit.Id))]);
    }

    private static VisitFacts Facts(DoorContext door, HouseholdWork work, PushVisit push, Visit visit) => VisitRules.Facts(
        door.Works, work, visit, push.Activities.Select(a => new Told(a.ServiceId, a.Stage, a.PersonId, a.Blocker)), gone => door.Notice ??= new Refusal(Problems.PersonGone, gone.Name));

    /// <summary>Nobody, where it turned out that nobody was there; else at least those who have done something.</summary>
    private static int CameOf(Outcome outcome, int? told, IEnumerable<PushActivity> activities) =>
        outcome == Outcome.Met ? Math.Max(told ?? 1, Math.Max(1, activities.Select(a => a.PersonId).OfType<Guid>().Distinct().Count())) : 0;

    private static VisitActivity Copy(VisitActivity a, Guid visitId) =>
        new() { VisitId = visitId, PersonId = a.PersonId, ServiceId = a.ServiceId, HouseholdId = a.HouseholdId, Stage = a.Stage, Blocker = a.Blocker };
}
