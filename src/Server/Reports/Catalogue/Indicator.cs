namespace TungNgo.Reports.Catalogue;

/// <summary>How a figure behaves over time.</summary>
public enum IndicatorKind
{
    /// <summary>What is there at the end of the period.</summary>
    Stock = 1,

    /// <summary>What happened in the period.</summary>
    Flow = 2,

    /// <summary>What has happened since the programme began.</summary>
    Cumulative = 3,

    /// <summary>A quotient, reckoned from sums at every level and never from other quotients.</summary>
    Ratio = 4,
}

/// <summary>Where a figure comes from. Two origins never meet in one number.</summary>
public enum IndicatorOrigin
{
    /// <summary>Counted by the system from registers and visits; see <see cref="Values.Measures"/>.</summary>
    Derived = 1,

    /// <summary>Told by an office: police, banks, the statistics office, or a commune.</summary>
    Entered = 2,

    /// <summary>Reckoned from other indicators.</summary>
    Formula = 3,
}

/// <summary>How the figures of units make the figure of the unit above.</summary>
public enum AreaRule
{
    Sum = 1,

    /// <summary>Published for a unit as it stands and never added up.</summary>
    None = 2,
}

/// <summary>The word before a published figure: "trên 8.326".</summary>
public enum Qualifier { Exact = 0, Above = 1, MoreThan = 2, Reaches = 3, About = 4 }

/// <summary>Which way is good.</summary>
public enum Direction { Up = 1, Down = 2, None = 3 }

/// <summary>
/// One version of an indicator, never changed once kept: an edit is the next version, and a figure of a past year is read by the version of that year.
/// </summary>
internal sealed class Indicator
{
    public Guid Id { get; init; }

    /// <summary>Stable, and never given to something else: what forms, formulas, sheets and the API call it.</summary>
    public required string Code { get; init; }
    public int Version { get; init; }
    public Dictionary<string, string> Name { get; init; } = [];

    /// <summary>In plain words, what is counted and what is not.</summary>
    public Dictionary<string, string> Definition { get; init; } = [];
    public Dictionary<string, string> Numerator { get; init; } = [];
    public Dictionary<string, string> Denominator { get; init; } = [];

    /// <summary>What the figure counts: "tổ", "người"; "%" for shares. Two units are the same when their Vietnamese words are.</summary>
    public Dictionary<string, string> Unit { get; init; } = [];
    public IndicatorKind Kind { get; init; }
    public IndicatorOrigin Origin { get; init; }
    public AreaRule AreaRule { get; init; }
    public int Decimals { get; init; }
    public Qualifier Qualifier { get; init; }
    public Direction Direction { get; init; }

    /// <summary>Code of the measure, or the formula; null when it is entered.</summary>
    public string? From { get; init; }

    /// <summary>Who tells an entered figure: "Công an huyện".</summary>
    public string? EnteredBy { get; init; }

    /// <summary>The legal text that asks for it.</summary>
    public string? LegalSource { get; init; }
    public int FirstYear { get; init; }
    public int? LastYear { get; init; }

    /// <summary>Its place in lists.</summary>
    public int Order { get; init; }
    public DateTime RecordedAt { get; init; }
    public required string RecordedBy { get; init; }

    public bool IsShare => Unit.GetValueOrDefault("vi") == Percent;

    public bool IsOf(int year) => FirstYear <= year && (LastYear is null || year <= LastYear);

    public const string Percent = "%";
}
