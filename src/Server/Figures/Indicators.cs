using TungNgo.Services;

namespace TungNgo.Figures;

/// <summary>Numbers of the indicators; never reused, since cells are stored under them.</summary>
internal static class Indicators
{
    public const int Households = 1;
    public const int People = 2;
    public const int HouseholdsVisited = 3;
    public const int HouseholdsMet = 4;
    public const int KhmerHouseholds = 5;
    public const int SmartphoneHouseholds = 6;

    /// <summary>Households in which all five basic skills are working or independent (CV 3240: at least one proficient person).</summary>
    public const int FiveSkillHouseholds = 7;

    /// <summary>People as the households' own counts say (a list's, or what was asked at the door); those known by name are <see cref="People"/>.</summary>
    public const int PeopleCounted = 8;

    /// <summary>People whom a team has guided with at least one service, whichever it was.</summary>
    public const int PeopleReached = 9;

    public const int Visits = 20;
    public const int VisitsMet = 21;
    public const int VisitsAway = 22;
    public const int VisitsRefused = 23;
    public const int VisitsOther = 24;
    public const int Activities = 25;

    /// <summary>The one indicator whose leaf is the team, not the hamlet: its visits, by which it counts as active.</summary>
    public const int TeamVisits = 30;

    /// <summary>Households that bulletins were meant for, and those of them that were reached; both on the day of planning.</summary>
    public const int NoticesPlanned = 26;
    public const int NoticesReached = 27;

    /// <summary>Gatherings that were held, where they were; and people who came to them: those known by name where they live, all others where it was.</summary>
    public const int Gatherings = 28;
    public const int GatheringPeople = 29;

    /// <summary>People known by name who are that old by their year of birth, and those whose year of birth is not known.</summary>
    public static int PeopleFrom(int age) => 40 + age;

    /// <summary>Over whom the stages of a service are reckoned.</summary>
    public static int Over(Service service) =>
        service.Subject == ServiceSubject.Household ? Households : service.FromAge is { } age ? PeopleFrom(age) : People;

    /// <summary>Flows are counted on the day they happened; all others are stocks.</summary>
    public static bool IsFlow(int indicator) => indicator is >= Visits and <= TeamVisits;

    /// <summary>Stock of subjects whose stage with the service is exactly this one (1–4).</summary>
    public static int StageOf(int serviceNumber, Stage stage) => 1000 + serviceNumber * 10 + (int)stage;
}
