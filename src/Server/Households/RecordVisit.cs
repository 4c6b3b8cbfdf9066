using TungNgo.Feed;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Households;

/// <summary>
/// The one way a visit enters: it moves standings, first-visit days and figure cells of its household, feeds and audits itself. The usual
/// visit comes after all that is known of its household and is one step; any other one is the difference of the household before and after.
/// </summary>
internal static class RecordVisit
{
    /// <summary>Whether nothing that is known of the household comes after the visit, so that its past need not be read.</summary>
    public static bool IsNext(HouseholdWork work, DateTime at, int day, Guid? supersedes, IEnumerable<Guid> people) =>
        supersedes is null
        && work.Household is { Closed: null } household
        && (household.LastVisitAt is null || at > household.LastVisitAt)
        // What was learnt where people gathered is later than the last visit at times.
        && work.Standings.Values.All(s => s.At < at)
        && day > (household.SettledDay ?? int.MinValue)
        && day >= household.AddedDay
        && people.All(id => id == Guid.Empty || work.People.Exists(p => p.Id == id && p.GoneDay is null && p.AddedDay <= day));

    /// <exception cref="Refusal">The visit to correct is not one of this household, or was corrected already by another.</exception>
    public static async Task ApplyAsync(HouseholdWorks works, HouseholdWork work, VisitFacts facts, Write write, CancellationToken ct)
    {
        var (visit, living) = (facts.Visit, work.Living);
        if (work == living && IsNext(work, visit.At, visit.Day, visit.SupersedesId, facts.Activities.Select(a => a.PersonId)))
        {
            Append(works, work, facts, write.Cells);
        }
        else
        {
            await works.WholeAsync([work], ct);
            var old = visit.SupersedesId is null ? null : Superseded(work, visit.SupersedesId.Value);
            HouseholdStocks.Change(work, works.Services, write.Cells, () =>
            {
                if (old is not null)
                {
                    old.SupersededById = visit.Id;
                    work.MovedVisits.Add(old);
                }

                work.Visits.Add(facts);
            });
            Refold(works, work);
        }

        work.NewVisits.Add(facts);
        ChangeHousehold.Touch(work, write, ChangeKind.Visit);
        write.Audit(visit.SupersedesId is null ? "visit.record" : "visit.correct", visit.Id, visit.HamletId, null, SaidOf(facts));
    }

    /// <summary>Derives anew what visits have made of a household, and of the one that it lives on in.</summary>
    public static void Refold(HouseholdWorks works, HouseholdWork work)
    {
        for (var one = work; one is not null; one = one.Into)
        {
            var fold = new HouseholdFold(works.Services, _ => { });
            fold.Run(one.AllVisits, one.Household.Id, one.PersonOf);
            Take(one, fold);
            one.Touched.UnionWith(fold.Standings.Keys);
            if (fold.Last is null)
            {
                (one.Household.LastVisitAt, one.Household.NextDate, one.Household.NextTime) = (null, null, null);
            }
        }
    }

    private static void Append(HouseholdWorks works, HouseholdWork work, VisitFacts facts, CellDeltas cells)
    {
        var household = work.Household;
        var fold = new HouseholdFold(works.Services, s => cells.Add(
            household.HamletId, s.Indicator, s.FromAge > 0 && work.People.Find(p => p.Id == s.PersonId) is { } person ? Math.Max(s.Day, person.DayOfAge(s.FromAge)) : s.Day, s.Delta));
        fold.ContinueFrom(household.FirstVisitDay, household.FirstMetDay, work.Standings.Values);
        fold.Step(facts, household.Id, id => id);
        HouseholdFold.CountFlows(facts, cells, 1);
        Take(work, fold);
        work.Touched.UnionWith(facts.Activities.Select(a => (a.PersonId, a.ServiceId)));
        // Also when its past was not read: what comes later in the write may read it, and the database does not know this visit yet.
        work.Visits.Add(facts);
    }

    private static Visit Superseded(HouseholdWork work, Guid id)
    {
        var old = work.Living.AllVisits.FirstOrDefault(f => f.Visit.Id == id)?.Visit ?? throw new Refusal(Problems.VisitUnknown);
        return old.SupersededById is null ? old : throw new Refusal(Problems.ChangedMeanwhile);
    }

    private static void Take(HouseholdWork work, HouseholdFold fold)
    {
        var household = work.Household;
        work.Standings = fold.Standings;
        (household.FirstVisitDay, household.FirstMetDay) = (fold.FirstVisitDay, fold.FirstMetDay);
        work.Visited = true;
        if (fold.Last is { } last)
        {
            (household.LastVisitAt, household.NextDate, household.NextTime) = (last.At, last.NextDate, last.NextTime);
        }
    }

    private static object SaidOf(VisitFacts facts) => new
    {
        facts.Visit.HouseholdId, facts.Visit.Outcome, facts.Visit.Language, facts.Visit.NextDate, facts.Visit.NextTime, facts.Visit.Note, Supersedes = facts.Visit.SupersedesId,
        activities = facts.Activities.Select(a => new { a.ServiceId, a.Stage, PersonId = a.PersonId == Guid.Empty ? (Guid?)null : a.PersonId, a.Blocker }),
    };
}
