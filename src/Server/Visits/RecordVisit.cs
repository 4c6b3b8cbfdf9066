using TungNgo.Feed;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Web;

namespace TungNgo.Visits;

/// <summary>The one way a visit enters: it moves standings, first-visit days and figure cells of its household.</summary>
internal static class RecordVisit
{
    /// <exception cref="Refusal">The visit to correct is not one of this household, or was corrected already by another.</exception>
    public static void Apply(HouseholdWork work, VisitFacts facts, IReadOnlyDictionary<Guid, Service> services, CellDeltas cells)
    {
        var household = work.Household;
        var visit = facts.Visit;
        var newest = household.LastVisitAt is null || visit.At > household.LastVisitAt;
        if (visit.SupersedesId is null && newest)
        {
            var step = new HouseholdFold(household.HamletId, services, cells);
            step.ContinueFrom(household, work.Standings.Values);
            step.Step(facts);
            Take(work, step);
            work.Touched.UnionWith(facts.Activities.Select(a => (a.PersonId, a.ServiceId)));
            work.History?.Add(facts);
        }
        else
        {
            Refold(work, facts, services, cells);
        }

        work.Visited = true;
    }

    /// <summary>A late visit or a correction: the figures change by the difference of the two folds.</summary>
    private static void Refold(HouseholdWork work, VisitFacts facts, IReadOnlyDictionary<Guid, Service> services, CellDeltas cells)
    {
        var history = work.History ?? throw new InvalidOperationException("The household's visits were not loaded.");
        var old = facts.Visit.SupersedesId is { } oldId
            ? history.Find(f => f.Visit.Id == oldId)?.Visit ?? throw new Refusal(Problems.VisitUnknown)
            : null;
        if (old?.SupersededById is not null)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        Fold(work, history, services, cells, -1);
        if (old is not null)
        {
            old.SupersededById = facts.Visit.Id;
        }

        history.Add(facts);
        var after = Fold(work, history, services, cells, 1);
        Take(work, after);
        work.Touched.UnionWith(after.Standings.Keys);
    }

    private static HouseholdFold Fold(HouseholdWork work, IEnumerable<VisitFacts> history, IReadOnlyDictionary<Guid, Service> services, CellDeltas cells, int sign)
    {
        var fold = new HouseholdFold(work.Household.HamletId, services, cells, sign);
        foreach (var facts in history.Where(f => f.Visit.SupersededById is null).OrderBy(f => f.Visit.At).ThenBy(f => f.Visit.Id))
        {
            fold.Step(facts);
        }

        foreach (var gone in work.People.Where(p => p.GoneDay is not null))
        {
            fold.Leave(gone.Id, gone.GoneDay!.Value);
        }

        return fold;
    }

    private static void Take(HouseholdWork work, HouseholdFold fold)
    {
        var household = work.Household;
        work.Standings = fold.Standings;
        household.FirstVisitDay = fold.FirstVisitDay;
        household.FirstMetDay = fold.FirstMetDay;
        if (fold.Last is { } last)
        {
            household.LastVisitAt = last.At;
            household.NextDate = last.NextDate;
            household.NextTime = last.NextTime;
        }
    }
}
