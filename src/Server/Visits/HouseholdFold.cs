using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Households;
using TungNgo.Services;

namespace TungNgo.Visits;

/// <summary>A visit with its activities, as the fold reads it.</summary>
internal sealed record VisitFacts(Visit Visit, IReadOnlyList<VisitActivity> Activities);

/// <summary>
/// Derives a household's standings, first-visit days and figure cells from its visits, taken in the order (At, Id). Appending the
/// newest visit is one step; anything else (a late visit, a correction) is the difference between the fold of all visits before and
/// after, so every order of arrival ends in the same state.
/// </summary>
internal sealed class HouseholdFold(Guid hamletId, IReadOnlyDictionary<Guid, Service> services, CellDeltas cells, int sign = 1)
{
    public Dictionary<(Guid PersonId, Guid ServiceId), Standing> Standings { get; } = [];
    public int? FirstVisitDay { get; private set; }
    public int? FirstMetDay { get; private set; }
    public Visit? Last { get; private set; }

    /// <summary>Continues from what is stored, for the one step that appends the newest visit.</summary>
    public void ContinueFrom(Household household, IEnumerable<Standing> standings)
    {
        FirstVisitDay = household.FirstVisitDay;
        FirstMetDay = household.FirstMetDay;
        foreach (var standing in standings)
        {
            Standings[(standing.PersonId, standing.ServiceId)] = standing;
        }
    }

    public void Step(VisitFacts facts)
    {
        var visit = facts.Visit;
        CountFlows(visit, facts.Activities.Count);
        if (FirstVisitDay is null)
        {
            FirstVisitDay = visit.Day;
            Count(Indicators.HouseholdsVisited, visit.Day, 1);
        }

        if (FirstMetDay is null && visit.Outcome == Outcome.Met)
        {
            FirstMetDay = visit.Day;
            Count(Indicators.HouseholdsMet, visit.Day, 1);
        }

        var skilled = HasFiveSkills();
        foreach (var activity in facts.Activities)
        {
            Reach(visit, activity);
        }

        Count(Indicators.FiveSkillHouseholds, visit.Day, (HasFiveSkills() ? 1 : 0) - (skilled ? 1 : 0));
        Last = visit;
    }

    /// <summary>Who has left the household is no longer counted on any stage, whatever the history says of them.</summary>
    public void Leave(Guid personId, int day)
    {
        foreach (var standing in Standings.Values.Where(s => s.PersonId == personId))
        {
            CountStage(standing.ServiceId, standing.Stage, day, -1);
        }
    }

    private void Reach(Visit visit, VisitActivity activity)
    {
        var key = (activity.PersonId, activity.ServiceId);
        var before = Standings.TryGetValue(key, out var standing) ? standing.Stage : Stage.None;
        if (before != activity.Stage)
        {
            CountStage(activity.ServiceId, before, visit.Day, -1);
            CountStage(activity.ServiceId, activity.Stage, visit.Day, 1);
        }

        if (standing is null)
        {
            standing = new Standing { HouseholdId = visit.HouseholdId, PersonId = activity.PersonId, ServiceId = activity.ServiceId };
            Standings[key] = standing;
        }

        standing.Stage = activity.Stage;
        standing.Blocker = activity.Blocker;
        standing.Day = visit.Day;
        standing.At = visit.At;
        standing.VisitId = visit.Id;
    }

    private bool HasFiveSkills() =>
        Standings.Values.Count(s => s.PersonId == Guid.Empty && s.Stage >= Stage.Working && services[s.ServiceId].Kind == ServiceKind.Skill) >= 5;

    private void CountFlows(Visit visit, int activities)
    {
        Flow(visit, Indicators.Visits, 1);
        Flow(visit, visit.Outcome.Indicator(), 1);
        Flow(visit, Indicators.Activities, activities);
        if (visit.TeamId is { } team)
        {
            cells.Add(team, Indicators.TeamVisits, visit.Day, sign);
        }
    }

    /// <summary>Flows stay where they happened; stocks follow the household when it moves.</summary>
    private void Flow(Visit visit, int indicator, int count) => cells.Add(visit.HamletId, indicator, visit.Day, sign * count);

    private void Count(int indicator, int day, int delta) => cells.Add(hamletId, indicator, day, sign * delta);

    private void CountStage(Guid serviceId, Stage stage, int day, int delta)
    {
        if (stage != Stage.None)
        {
            Count(Indicators.StageOf(services[serviceId].Number, stage), day, delta);
        }
    }
}
