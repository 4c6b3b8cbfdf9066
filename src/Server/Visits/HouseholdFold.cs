using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Services;

namespace TungNgo.Visits;

/// <summary>A visit with its activities, as the fold reads it.</summary>
internal sealed record VisitFacts(Visit Visit, IReadOnlyList<VisitActivity> Activities);

/// <param name="PersonId">Whose; empty is the household's own.</param>
/// <param name="FromAge">The person counts from this age on; 0 is any.</param>
internal readonly record struct StockStep(Guid PersonId, int Indicator, int FromAge, int Day, int Delta);

/// <summary>
/// Derives a household's standings, first-visit days and stocks from its visits, taken in the order (At, Id). Appending the newest visit is
/// one step; anything else (a late visit, a correction) is the difference between the fold of all visits before and after, so every order of
/// arrival ends in the same state.
/// </summary>
/// <param name="count">Told of each stock that changes.</param>
internal sealed class HouseholdFold(IReadOnlyDictionary<Guid, Service> services, Action<StockStep> count)
{
    public Dictionary<(Guid PersonId, Guid ServiceId), Standing> Standings { get; } = [];
    public int? FirstVisitDay { get; private set; }
    public int? FirstMetDay { get; private set; }
    public Visit? Last { get; private set; }

    /// <summary>Continues from what is stored, for the one step that appends the newest visit.</summary>
    public void ContinueFrom(int? firstVisitDay, int? firstMetDay, IEnumerable<Standing> standings)
    {
        (FirstVisitDay, FirstMetDay) = (firstVisitDay, firstMetDay);
        foreach (var standing in standings)
        {
            Standings[(standing.PersonId, standing.ServiceId)] = standing;
        }
    }

    /// <param name="personOf">Who a person of a visit is in this household: merged households bring theirs along.</param>
    public void Run(IEnumerable<VisitFacts> visits, Guid householdId, Func<Guid, Guid> personOf)
    {
        foreach (var facts in visits.Where(f => f.Visit.SupersededById is null).OrderBy(f => f.Visit.At).ThenBy(f => f.Visit.Id))
        {
            Step(facts, householdId, personOf);
        }
    }

    public void Step(VisitFacts facts, Guid householdId, Func<Guid, Guid> personOf)
    {
        var visit = facts.Visit;
        if (visit.IsAtDoor)
        {
            VisitDoor(visit);
        }

        var skilled = HasFiveSkills();
        foreach (var activity in facts.Activities)
        {
            Reach(visit, activity, householdId, activity.PersonId == Guid.Empty ? Guid.Empty : personOf(activity.PersonId));
        }

        count(new(Guid.Empty, Indicators.FiveSkillHouseholds, 0, visit.Day, (HasFiveSkills() ? 1 : 0) - (skilled ? 1 : 0)));
    }

    /// <summary>What a visit is counted as on its day, in the hamlet where it happened and for its team.</summary>
    public static void CountFlows(VisitFacts facts, CellDeltas cells, int sign)
    {
        var visit = facts.Visit;
        cells.Add(visit.HamletId, Indicators.Activities, visit.Day, sign * facts.Activities.Count);
        if (!visit.IsAtDoor)
        {
            cells.Add(visit.HamletId, Indicators.GatheringPeople, visit.Day, sign * visit.Came);
            return;
        }

        cells.Add(visit.HamletId, Indicators.Visits, visit.Day, sign);
        cells.Add(visit.HamletId, visit.Outcome.Indicator(), visit.Day, sign);
        if (visit.TeamId is { } team)
        {
            cells.Add(team, Indicators.TeamVisits, visit.Day, sign);
        }
    }

    private void VisitDoor(Visit visit)
    {
        if (FirstVisitDay is null)
        {
            FirstVisitDay = visit.Day;
            count(new(Guid.Empty, Indicators.HouseholdsVisited, 0, visit.Day, 1));
        }

        if (FirstMetDay is null && visit.Outcome == Outcome.Met)
        {
            FirstMetDay = visit.Day;
            count(new(Guid.Empty, Indicators.HouseholdsMet, 0, visit.Day, 1));
        }

        Last = visit;
    }

    private void Reach(Visit visit, VisitActivity activity, Guid householdId, Guid personId)
    {
        var key = (personId, activity.ServiceId);
        var before = Standings.TryGetValue(key, out var standing) ? standing.Stage : Stage.None;
        var reached = IsReached(personId);
        if (before != activity.Stage)
        {
            CountStage(personId, activity.ServiceId, before, visit.Day, -1);
            CountStage(personId, activity.ServiceId, activity.Stage, visit.Day, 1);
        }

        if (standing is null)
        {
            standing = new Standing { HouseholdId = householdId, PersonId = personId, ServiceId = activity.ServiceId };
            Standings[key] = standing;
        }

        standing.Stage = activity.Stage;
        standing.Blocker = activity.Blocker;
        standing.Day = visit.Day;
        standing.At = visit.At;
        standing.VisitId = visit.Id;
        count(new(personId, Indicators.PeopleReached, 0, visit.Day, (IsReached(personId) ? 1 : 0) - (reached ? 1 : 0)));
    }

    private bool IsReached(Guid personId) => personId != Guid.Empty && Standings.Values.Any(s => s.PersonId == personId && s.Stage > Stage.None);

    private bool HasFiveSkills() =>
        Standings.Values.Count(s => s.PersonId == Guid.Empty && s.Stage >= Stage.Working && services[s.ServiceId].Kind == ServiceKind.Skill) >= 5;

    private void CountStage(Guid personId, Guid serviceId, Stage stage, int day, int delta)
    {
        if (stage != Stage.None)
        {
            count(new(personId, Indicators.StageOf(services[serviceId].Number, stage), services[serviceId].FromAge ?? 0, day, delta));
        }
    }
}
