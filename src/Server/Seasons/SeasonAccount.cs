namespace TungNgo.Seasons;

/// <summary>Seasons of a year in the order in which they begin.</summary>
public enum GrowingSeason
{
    /// <summary>Đông xuân, of the year in which it is harvested.</summary>
    WinterSpring = 1,

    /// <summary>Hè thu.</summary>
    SummerAutumn = 2,

    /// <summary>Thu đông.</summary>
    AutumnWinter = 3,

    /// <summary>Mùa: the one long season of the rains.</summary>
    Rainy = 4,

    /// <summary>For what is not reckoned by seasons: fruit, ponds, animals.</summary>
    WholeYear = 5,
}

/// <summary>What took most of what was lost.</summary>
public enum DamageCause
{
    None = 0,
    Salt = 1,
    Drought = 2,
    Pests = 3,
    Storm = 4,
    Other = 5,
}

public enum CostLine
{
    Seed,
    Fertiliser,
    Pesticide,
    Water,
    Labour,
    Machines,
    Other,
}

/// <summary>
/// What a household spent on one crop in one season and what it had of it, as it told of its own will. Whatever is null it did not say: that is
/// unknown, and never 0.
/// </summary>
internal sealed class SeasonAccount
{
    public static readonly IReadOnlyList<CostLine> Lines = Enum.GetValues<CostLine>();

    /// <summary>By which a merging remembers it; what makes it one of a kind are household, crop, year and season.</summary>
    public Guid Id { get; init; }
    public Guid HouseholdId { get; init; }

    /// <summary>As <see cref="Households.HouseholdCrop.Crop"/>.</summary>
    public required string Crop { get; init; }
    public int Year { get; init; }
    public GrowingSeason Season { get; init; }

    /// <summary>Square metres.</summary>
    public int? Area { get; set; }

    // Đồng.
    public int? Seed { get; set; }
    public int? Fertiliser { get; set; }
    public int? Pesticide { get; set; }
    public int? Water { get; set; }
    public int? Labour { get; set; }
    public int? Machines { get; set; }
    public int? Other { get; set; }

    /// <summary>Kilograms.</summary>
    public int? Harvest { get; set; }

    /// <summary>Share of the harvest that was lost, percent.</summary>
    public int? Damage { get; set; }
    public DamageCause? Cause { get; set; }

    /// <summary>When it was said.</summary>
    public DateTime At { get; set; }
    public Guid? MemberId { get; set; }
    public required string By { get; set; }

    public int? Of(CostLine line) => line switch
    {
        CostLine.Seed => Seed,
        CostLine.Fertiliser => Fertiliser,
        CostLine.Pesticide => Pesticide,
        CostLine.Water => Water,
        CostLine.Labour => Labour,
        CostLine.Machines => Machines,
        CostLine.Other => Other,
        _ => throw new ArgumentOutOfRangeException(nameof(line)),
    };

    public SeasonSaid Said => new(Area, Seed, Fertiliser, Pesticide, Water, Labour, Machines, Other, Harvest, Damage, Cause);

    public void Take(SeasonSaid said)
    {
        (Area, Seed, Fertiliser, Pesticide, Water) = (said.Area, said.Seed, said.Fertiliser, said.Pesticide, said.Water);
        (Labour, Machines, Other, Harvest, Damage, Cause) = (said.Labour, said.Machines, said.Other, said.Harvest, said.Damage, said.Cause);
    }
}

/// <summary>What is told of a season; <see cref="SeasonAccount"/> has the units.</summary>
internal sealed record SeasonSaid(
    int? Area = null, int? Seed = null, int? Fertiliser = null, int? Pesticide = null, int? Water = null, int? Labour = null,
    int? Machines = null, int? Other = null, int? Harvest = null, int? Damage = null, DamageCause? Cause = null);
