using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Visits;

namespace TungNgo.Demo;

/// <summary>Who walks in a hamlet: its own team, and now and then somebody of the commune's, where there is one.</summary>
internal sealed record DemoWalkers(DemoTeam Hamlet, DemoTeam? Commune);

/// <summary>
/// Half a year of walking, from March to the day before the demo's today. Standings and figures are derived from the visits as those of
/// the phones are, so that they cannot disagree with them.
/// </summary>
internal sealed class DemoVisits(Random random, IReadOnlyDictionary<Guid, Service> services, Write write)
{
    private static readonly DateOnly First = new(2024, 3, 4);
    private static readonly DateOnly Last = KnownFigures.Day.AddDays(-1);
    private readonly Dictionary<string, Service> byCode = services.Values.ToDictionary(s => s.Code);
    private readonly Service[] skills = [.. services.Values.Where(s => s.Kind == ServiceKind.Skill).OrderBy(s => s.Number)];

    /// <summary>How likely a reached person was helped with each service; "dvc" is decided beforehand.</summary>
    private static readonly (string Code, double Chance)[] Offered =
    [
        ("vneid2", 0.75), ("payment", 0.35), ("citizen-app", 0.25), ("zalo-oa", 0.3), ("scam", 0.5), ("stv", 0.1), ("health", 0.15), ("mobile-money", 0.03), ("signature", 0.03),
    ];

    public List<Visit> Visits { get; } = [];
    public List<VisitActivity> Activities { get; } = [];
    public List<Consent> Consents { get; } = [];

    /// <param name="progress">0–1: where the household lies in the order in which its hamlet is walked.</param>
    public void Walk(DemoHousehold household, DemoWalkers walkers, double progress)
    {
        var row = household.Row;
        if (household.Meetings == 0 && !household.Away)
        {
            return;
        }

        Outcome[] outcomes = [.. Outcomes(household)];
        var days = DaysOf(outcomes.Length, progress);
        var met = 0;
        var plan = PlanOf(household);
        foreach (var (outcome, day) in outcomes.Zip(days))
        {
            var team = walkers.Commune is { } help && random.Chance(0.1) ? help : walkers.Hamlet;
            var visit = VisitOf(row, team, DateOnly.FromDayNumber(day), outcome);
            List<VisitActivity> activities = outcome == Outcome.Met ? [.. plan.Select(p => ActivityOf(visit, p, met)).OfType<VisitActivity>()] : [];
            met += outcome == Outcome.Met ? 1 : 0;
            Visits.Add(visit);
            Activities.AddRange(activities);
            household.Visits.Add(new VisitFacts(visit, activities));
            if (met == 1 && outcome == Outcome.Met && random.Chance(0.9))
            {
                Ask(row, visit, team);
            }

            row.Version = write.Changed(ChangeKind.Visit, row.Id, row.HamletId);
        }

    }

    /// <summary>The first visit falls where the walk through the hamlet is then; who is visited often was begun with earlier.</summary>
    private int[] DaysOf(int count, double progress)
    {
        var days = new int[count];
        for (var i = 1; i < count; i++)
        {
            days[i] = days[i - 1] + random.Next(9, 40);
        }

        var span = Last.DayNumber - First.DayNumber;
        var first = Math.Clamp((int)(progress * span * 0.97) + random.Next(-6, 7), 0, span - days[^1] - random.Next(12));
        return [.. days.Select(d => First.DayNumber + first + d)];
    }

    private IEnumerable<Outcome> Outcomes(DemoHousehold household)
    {
        if (household.Meetings == 0)
        {
            yield return random.Chance(0.12) ? Outcome.Refused : random.Chance(0.06) ? Outcome.Moved : Outcome.Away;
            yield break;
        }

        if (random.Chance(0.24))
        {
            yield return random.Chance(0.2) ? Outcome.Appointment : Outcome.Away;
        }

        for (var i = 0; i < household.Meetings; i++)
        {
            yield return Outcome.Met;
        }
    }

    private Visit VisitOf(Household row, DemoTeam team, DateOnly day, Outcome outcome)
    {
        // Volunteers walk after work, and on Sunday mornings.
        var hour = day.DayOfWeek is DayOfWeek.Sunday or DayOfWeek.Saturday && random.Chance(0.6) ? 8 + 3 * random.NextDouble() : 16.5 + 3 * random.NextDouble();
        var at = DateTime.SpecifyKind(day.ToDateTime(TimeOnly.MinValue).AddMinutes((int)(hour * 60)).AddHours(-7), DateTimeKind.Utc);
        var member = random.Pick(team.Members);
        var comesBack = (day >= KnownFigures.Day.AddDays(-40) && random.Chance(0.09)) || outcome == Outcome.Appointment;
        var next = comesBack ? Later(day) : (DateOnly?)null;
        return new Visit
        {
            Id = write.NewId(), HouseholdId = row.Id, HamletId = row.HamletId, TeamId = team.Row.Id, MemberId = member.Id, DeviceId = team.Device.Id,
            At = at, ReceivedAt = at.AddMinutes(random.Next(1, 600)), Day = day.Number(), Outcome = outcome,
            Language = row.Language is "km" or "vi+km" && member.Languages.Contains("km", StringComparison.Ordinal) ? "km" : "vi",
            NextDate = next, NextTime = next is not null && random.Chance(0.5) ? new TimeOnly(random.Next(8, 19), random.Next(0, 2) * 30) : null,
            Seconds = outcome == Outcome.Met ? random.Next(240, 2_000) : random.Next(10, 60),
        };
    }

    /// <summary>Most promises fall around the demo's today, so that a phone has something to do when it is enrolled.</summary>
    private DateOnly Later(DateOnly day)
    {
        var next = random.Chance(0.35) ? KnownFigures.Day : KnownFigures.Day.AddDays(random.Next(-3, 9));
        return next > day ? next : day.AddDays(3);
    }

    /// <summary>One thing to be done here: for whom, what, from which meeting on, how fast it is learned.</summary>
    private sealed record Aim(Guid PersonId, Service Service, int From, int Pace);

    private List<Aim> PlanOf(DemoHousehold household)
    {
        var plan = new List<Aim>();
        foreach (var person in household.People.Where(household.Reached.Contains))
        {
            var before = plan.Count;
            if (household.PublicService.Contains(person))
            {
                plan.Add(AimOf(person.Id, byCode["dvc"], household));
            }

            foreach (var (code, chance) in Offered)
            {
                if (random.Chance(chance))
                {
                    plan.Add(AimOf(person.Id, byCode[code], household));
                }
            }

            if (plan.Count == before)
            {
                plan.Add(AimOf(person.Id, byCode["scam"], household));
            }
        }

        if (household.Meetings > 0)
        {
            // Some homes learn all five skills, others one or two.
            var learns = random.NextDouble() switch { < 0.16 => 1, < 0.45 => 0.4, _ => 0.1 };
            plan.AddRange(skills.Where(_ => random.Chance(learns)).Select(s => AimOf(Guid.Empty, s, household) with { Pace = learns >= 1 ? 3 : 1 }));
            if (random.Chance(0.4))
            {
                plan.Add(AimOf(Guid.Empty, byCode["zalo-group"], household));
            }

            if (random.Chance(0.04))
            {
                plan.Add(AimOf(Guid.Empty, byCode["stall"], household));
            }
        }

        return plan;
    }

    private Aim AimOf(Guid personId, Service service, DemoHousehold household) => new(personId, service, random.Next(household.Meetings), random.Next(1, 4));

    private VisitActivity? ActivityOf(Visit visit, Aim aim, int meeting)
    {
        if (meeting < aim.From)
        {
            return null;
        }

        var stage = (Stage)Math.Min(4, aim.Pace + meeting - aim.From);
        return new VisitActivity
        {
            VisitId = visit.Id, PersonId = aim.PersonId, ServiceId = aim.Service.Id, HouseholdId = visit.HouseholdId, Stage = stage,
            Blocker = stage <= Stage.Installed && aim.Service.Blockers.Count > 0 && random.Chance(0.3) ? random.Pick(aim.Service.Blockers).Code : null,
        };
    }

    private void Ask(Household row, Visit visit, DemoTeam team)
    {
        Consents.Add(new Consent
        {
            Id = write.NewId(), HouseholdId = row.Id, Purpose = "store", Method = random.Chance(0.85) ? "spoken" : "signed", Language = visit.Language,
            At = visit.At, MemberId = visit.MemberId, By = team.Members.First(m => m.Id == visit.MemberId).Name,
        });
        write.Changed(ChangeKind.Consent, row.Id, row.HamletId);
    }
}
