using TungNgo.Services;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Households;

/// <summary>What somebody says was done in a visit, before it is looked at.</summary>
/// <param name="PersonId">Null for services and skills of the household.</param>
internal sealed record Told(Guid ServiceId, Stage Stage, Guid? PersonId, string? Blocker);

/// <summary>What a visit may say, whoever tells of it: a phone, or somebody who types in a sheet of paper.</summary>
internal static class VisitRules
{
    /// <param name="gone">Told of a person who had left the household by then: the visit is kept all the same.</param>
    /// <exception cref="Refusal">A service, stage, reason or person is not known.</exception>
    public static VisitFacts Facts(HouseholdWorks works, HouseholdWork work, Visit visit, IEnumerable<Told> told, Action<Person> gone)
    {
        var activities = told.ToList();
        foreach (var activity in activities)
        {
            Check(works, work, activity, visit.Day, gone);
        }

        return new VisitFacts(visit, [.. activities.DistinctBy(a => (a.PersonId, a.ServiceId)).Select(a => new VisitActivity
        {
            VisitId = visit.Id,
            PersonId = a.PersonId ?? Guid.Empty,
            ServiceId = a.ServiceId,
            HouseholdId = visit.HouseholdId,
            Stage = a.Stage,
            Blocker = a.Blocker,
        })]);
    }

    public static void CheckNext(DateOnly? next, DateOnly day)
    {
        if (next < day)
        {
            throw new Refusal(Problems.Invalid, "NextDate");
        }
    }

    public static Outcome Known(Outcome outcome) => Enum.IsDefined(outcome) ? outcome : throw new Refusal(Problems.Invalid, "outcome");

    private static void Check(HouseholdWorks works, HouseholdWork work, Told activity, int day, Action<Person> gone)
    {
        if (!works.Services.TryGetValue(activity.ServiceId, out var service))
        {
            throw new Refusal(Problems.ServiceUnknown);
        }

        if (!Enum.IsDefined(activity.Stage) || (activity.Blocker is not null && !service.Blockers.Any(b => b.Code == activity.Blocker)))
        {
            throw new Refusal(Problems.Invalid, "stage");
        }

        if (service.Subject == ServiceSubject.Person != activity.PersonId is not null)
        {
            throw new Refusal(Problems.PersonUnknown);
        }

        if (activity.PersonId is not { } id)
        {
            return;
        }

        // Somebody else may have said since that this person has left: who was met at the door was there.
        var person = work.People.Find(p => p.Id == id) ?? work.Living.Everybody.FirstOrDefault(p => p.Id == id) ?? throw new Refusal(Problems.PersonUnknown);
        if (person.GoneDay <= day)
        {
            gone(person);
        }
    }
}
