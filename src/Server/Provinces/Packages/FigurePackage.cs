using TungNgo.Areas;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Values;

namespace TungNgo.Provinces.Packages;

/// <summary>
/// A signed package as it came. Of a province and period the one made last counts, in whatever order they arrive; what it replaced keeps its line
/// and loses its figures.
/// </summary>
internal sealed class FigurePackage
{
    public Guid Id { get; init; }
    public Guid ProvinceId { get; init; }
    public required string Period { get; init; }
    public DateOnly From { get; init; }
    public DateOnly To { get; init; }

    /// <summary>When the province made it, by its own clock.</summary>
    public DateTime Made { get; init; }
    public DateTime ReceivedAt { get; init; }

    /// <summary>Number of the province's last change that is in the figures.</summary>
    public long Change { get; init; }

    /// <summary>SHA-256 of what was signed: the same package is known again by it.</summary>
    public required string Hash { get; init; }
    public required string KeyPrint { get; init; }
    public bool IsCurrent { get; set; }
    public Guid RootId { get; init; }

    /// <summary>What was received, signature and all: proof of who said it. Null once another one counts.</summary>
    public byte[]? Signed { get; set; }
    public List<PackagedDefinition> Definitions { get; init; } = [];
}

/// <summary>A unit of the sender on the period's last day, with its own dates.</summary>
internal sealed class PackageUnit
{
    public Guid PackageId { get; init; }
    public Guid AreaId { get; init; }
    public Guid? ParentId { get; init; }
    public string? Code { get; init; }
    public required string Name { get; init; }
    public AreaKind Kind { get; init; }
    public DateOnly? ValidFrom { get; init; }
    public DateOnly? ValidTo { get; init; }
    public string? LegalAct { get; init; }
}

/// <summary>A figure of a unit as its province tells it. Null is missing, which is not nought.</summary>
internal sealed class PackageFigure
{
    public Guid PackageId { get; init; }
    public Guid AreaId { get; init; }
    public required string Indicator { get; init; }
    public decimal? Value { get; init; }
    public decimal? Above { get; init; }
    public decimal? Below { get; init; }
    public int? Reporting { get; init; }
    public int? Of { get; init; }
    public Gap Gap { get; init; }
}

/// <summary>What a figure of the package means at its sender.</summary>
/// <param name="From">Measure or formula; null for what offices tell.</param>
internal sealed record PackagedDefinition(
    string Code, int Version, Dictionary<string, string> Name, Dictionary<string, string> Definition, Dictionary<string, string> Unit, IndicatorKind Kind, IndicatorOrigin Origin,
    AreaRule AreaRule, int Decimals, Qualifier Qualifier, string? From)
{
    public static PackagedDefinition Of(Indicator i) => new(i.Code, i.Version, i.Name, i.Definition, i.Unit, i.Kind, i.Origin, i.AreaRule, i.Decimals, i.Qualifier, i.From);

    /// <summary>As the pages read it.</summary>
    public Indicator AsIndicator() => new()
    {
        Code = Code, Version = Version, Name = Name, Definition = Definition, Unit = Unit, Kind = Kind, Origin = Origin, AreaRule = AreaRule, Decimals = Math.Clamp(Decimals, 0, 6), Qualifier = Qualifier,
        From = From, RecordedBy = "",
    };

    /// <summary>Whether both count the same thing in the same way: only then may figures be added up. Words may differ, and so may versions of them.</summary>
    public bool Means(Indicator own) =>
        (Code, Kind, Origin, AreaRule, From) == (own.Code, own.Kind, own.Origin, own.AreaRule, own.From) && Unit.GetValueOrDefault("vi") == own.Unit.GetValueOrDefault("vi");
}

internal sealed record PackagedUnit(Guid Id, Guid? Parent, string? Code, string Name, AreaKind Kind, DateOnly? From, DateOnly? To, string? Act);

internal sealed record PackagedFigure(Guid Unit, string Indicator, decimal? Value, decimal? Above, decimal? Below, int? Reporting, int? Of, Gap Gap = Gap.None);

/// <summary>What is signed. Units end at communes: nothing of a hamlet, a household or a person is in it.</summary>
internal sealed record PackageBody(
    string Format, string Period, DateOnly From, DateOnly To, DateTime Made, long Change, Guid Root, List<PackagedUnit> Units, List<PackagedDefinition> Definitions, List<PackagedFigure> Figures)
{
    public const string Current = "tung-ngo-figures/1";
}
