using TungNgo.Web;

namespace TungNgo.WorkSheets;

public enum WorkState
{
    /// <summary>Reckoned anew from the records whenever it is looked at.</summary>
    Open = 0,

    /// <summary>The leader has looked through it.</summary>
    Checked = 1,

    /// <summary>The commune stands for it.</summary>
    Confirmed = 2,

    /// <summary>Frozen; what comes later goes into the next month.</summary>
    Locked = 3,
}

public enum WorkMove { Check, Confirm, Lock, Reopen }

/// <summary>What counts as work. A new kind needs a source (<see cref="IWorkSource"/>) and its words, and nothing else.</summary>
public enum WorkKind { Visit = 0, Post = 1, Gathering = 2, Class = 3 }

/// <summary>The sheets of a team's members for a month: they are looked through, stood for and locked together. Nobody need write one: a team without a row is open.</summary>
internal sealed class WorkMonth
{
    public Guid TeamId { get; init; }

    /// <summary>Its first day.</summary>
    public DateOnly Month { get; init; }
    public WorkState State { get; set; }
    public string? CheckedBy { get; set; }
    public DateTime? CheckedAt { get; set; }

    /// <summary>The officer says so for the leader.</summary>
    public bool CheckedForLeader { get; set; }

    /// <summary>Who stands for it: somebody else locks it.</summary>
    public Guid? ConfirmedById { get; set; }
    public string? ConfirmedBy { get; set; }
    public DateTime? ConfirmedAt { get; set; }
    public string? LockedBy { get; set; }
    public DateTime? LockedAt { get; set; }

    /// <summary>A <see cref="WorkBody"/>, once it is locked.</summary>
    public string? Json { get; set; }

    /// <summary>SHA-256 of the body, in hexadecimal.</summary>
    public string? Hash { get; set; }

    /// <summary>Counts its changes, so that two who change it at once are told of each other.</summary>
    public int Edition { get; set; }

    public DateOnly LastDay => LastDayOf(Month);

    public static DateOnly LastDayOf(DateOnly month) => month.AddMonths(1).AddDays(-1);

    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>What stands against a move, whoever makes it; null when nothing does.</summary>
    public Problem? Against(WorkMove move, DateOnly today) => move switch
    {
        WorkMove.Reopen => State is WorkState.Checked or WorkState.Confirmed ? null : Problems.WorkState,
        _ when today <= LastDay => Problems.WorkMonthRuns,
        WorkMove.Check => State == WorkState.Open ? null : Problems.WorkState,
        WorkMove.Confirm => State == WorkState.Checked ? null : Problems.WorkState,
        _ => State == WorkState.Confirmed ? null : Problems.WorkState,
    };
}

/// <summary>A member says that the own sheet is not right. It waits for an answer of the commune, and nothing is locked before.</summary>
internal sealed class WorkObjection
{
    /// <summary>Minted by the phone.</summary>
    public Guid Id { get; init; }
    public Guid TeamId { get; init; }
    public Guid MemberId { get; init; }
    public DateOnly Month { get; init; }
    public string? Text { get; set; }
    public DateTime At { get; set; }
    public string? Answer { get; set; }
    public string? AnsweredBy { get; set; }
    public DateTime? AnsweredAt { get; set; }
}

public enum RateKind
{
    /// <summary>To a team for a month in which any of its members worked.</summary>
    TeamMonth = 0,

    /// <summary>To a member for a day of work.</summary>
    WorkedDay = 1,

    /// <summary>To a member for a day of work that a signed campaign had planned; such a day is paid by this rate and not as any other.</summary>
    PlannedDay = 2,

    /// <summary>To a member for a household visited in a month.</summary>
    Door = 3,
}

/// <summary>What a province pays, as its People's Council resolved. Of a kind and month there is one.</summary>
internal sealed class WorkRate
{
    public Guid Id { get; init; }

    /// <summary>The province; its teams are paid by it.</summary>
    public Guid AreaId { get; init; }
    public RateKind Kind { get; init; }

    /// <summary>Whole đồng.</summary>
    public long Dong { get; init; }

    /// <summary>First days of months; <see cref="To"/> is the last month, null is until further notice.</summary>
    public DateOnly From { get; init; }
    public DateOnly? To { get; set; }
    public required string LegalBasis { get; init; }
    public Guid? SetById { get; init; }
    public required string SetBy { get; init; }
    public DateTime SetAt { get; init; }

    public bool HoldsIn(DateOnly month) => From <= month && (To is null || month <= To);
}

/// <summary>From when on something is pointed out. The one row is the province's; without it these hold.</summary>
internal sealed class WorkLimits
{
    public int Id { get; init; } = 1;

    /// <summary>More visits than these within an hour.</summary>
    public int PerHour { get; set; } = 30;

    /// <summary>Night begins and ends at these hours.</summary>
    public int NightFrom { get; set; } = 21;
    public int NightTo { get; set; } = 5;

    /// <summary>So many visits in a month, and somebody at home behind each of the doors.</summary>
    public int AllMetFrom { get; set; } = 40;
    public string? SetBy { get; set; }
    public DateTime? SetAt { get; set; }
}
