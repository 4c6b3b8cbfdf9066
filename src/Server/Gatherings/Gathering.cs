using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Gatherings;

public enum GatheringState
{
    Planned = 0,

    /// <summary>Somebody came: it is counted, and its day stays.</summary>
    Held = 1,
    CalledOff = 9,
}

public enum GatheringPlace { CultureHouse = 0, Pagoda = 1, Market = 2, School = 3, Other = 4 }

/// <summary>People come to the team, instead of the team to their doors: at a place, at an hour, for some services.</summary>
internal sealed class Gathering
{
    public Guid Id { get; init; }

    /// <summary>Where it is.</summary>
    public Guid HamletId { get; set; }

    /// <summary>The team that holds it.</summary>
    public Guid TeamId { get; init; }
    public GatheringPlace Kind { get; set; }

    /// <summary>What people call the place.</summary>
    public string Place { get; set; } = "";
    public DateOnly Day { get; set; }
    public TimeOnly Starts { get; set; }
    public int Minutes { get; set; }

    /// <summary>What is shown there; what people may have done is anything.</summary>
    public List<Guid> Services { get; set; } = [];

    /// <summary>Who of the team is there; nobody is whoever has time.</summary>
    public List<Guid> Members { get; set; } = [];

    /// <summary>Length of a bookable time in minutes, and how many may take the same; 0 is a gathering to which people simply come.</summary>
    public int SlotMinutes { get; set; }
    public int SlotSeats { get; set; }
    public GatheringState State { get; set; }

    /// <summary>People who were only counted: for each age group men and then women; empty when nobody has counted.</summary>
    public List<int> Heads { get; set; } = [];

    /// <summary>When they were counted, by the counter's clock: the newest counting stands, in whatever order phones send.</summary>
    public DateTime? HeadsAt { get; set; }
    public string EditedBy { get; set; } = "";
    public DateTime EditedAt { get; set; }

    /// <summary>Counts its changes, so that two who change it at once are told of each other.</summary>
    public int Edition { get; set; }

    public DateTime Begins => LegalDay.Start(Day) + Starts.ToTimeSpan();
    public DateTime Ends => Begins.AddMinutes(Minutes);

    public DateTime TimeOf(TimeOnly slot) => LegalDay.Start(Day) + slot.ToTimeSpan();

    /// <summary>When somebody came, as far as it is known: as told, where that was on its day; else at its end.</summary>
    public DateTime InstantOf(DateTime told, DateTime now) => LegalDay.Of(told) == Day ? told : Ends < now ? Ends : now;

    /// <summary>The times that can be booked.</summary>
    public IEnumerable<TimeOnly> Slots => SlotMinutes == 0 ? [] : Enumerable.Range(0, Minutes / SlotMinutes).Select(i => Starts.AddMinutes(i * SlotMinutes));
}

/// <summary>People who are counted without a name are told apart by age and sex.</summary>
internal static class HeadCount
{
    /// <summary>The first year of each age group.</summary>
    public static readonly int[] From = [0, 18, 35, 60];
    public const int Sexes = 2, Most = 999;

    public static int Places => From.Length * Sexes;
}

/// <summary>A time that somebody has taken.</summary>
internal sealed class Booking
{
    public Guid Id { get; init; }
    public Guid GatheringId { get; init; }
    public TimeOnly Slot { get; init; }

    /// <summary>Whoever comes, as they call themselves; null once it is forgotten.</summary>
    public string? Name { get; set; }
    public string? Phone { get; set; }

    /// <summary>Known when a member booked it at the door.</summary>
    public Guid? HouseholdId { get; set; }
    public Guid? MemberId { get; init; }

    /// <summary>What the person shows, and takes the booking back by.</summary>
    public required string Code { get; init; }
    public DateTime At { get; init; }
    public DateTime? OffAt { get; set; }
}
