using TungNgo.Reports.Catalogue;

namespace TungNgo.Reports.Pages;

/// <summary>The form of an indicator. The form mapper writes null where the browser sent none.</summary>
public sealed class IndicatorInput
{
    public string? Code { get; set; }
    public int Version { get; set; }
    public Dictionary<string, string> Name { get; set => field = value ?? []; } = [];
    public Dictionary<string, string> Definition { get; set => field = value ?? []; } = [];
    public Dictionary<string, string> Numerator { get; set => field = value ?? []; } = [];
    public Dictionary<string, string> Denominator { get; set => field = value ?? []; } = [];
    public Dictionary<string, string> Unit { get; set => field = value ?? []; } = [];
    public IndicatorKind Kind { get; set; } = IndicatorKind.Stock;
    public IndicatorOrigin Origin { get; set; } = IndicatorOrigin.Entered;
    public AreaRule AreaRule { get; set; } = AreaRule.Sum;
    public int Decimals { get; set; }
    public Qualifier Qualifier { get; set; }
    public Direction Direction { get; set; } = Direction.Up;
    public string? From { get; set; }
    public string? EnteredBy { get; set; }
    public string? LegalSource { get; set; }
    public int FirstYear { get; set; }
    public int? LastYear { get; set; }

    /// <summary>Fields that are written in each language, and how long they may be.</summary>
    internal IEnumerable<(string Field, Dictionary<string, string> Texts, int Most)> ByLanguage =>
    [
        ("name", Name, IndicatorEdits.LongestName), ("definition", Definition, IndicatorEdits.LongestText), ("unit", Unit, 40),
        ("numerator", Numerator, IndicatorEdits.LongestName), ("denominator", Denominator, IndicatorEdits.LongestName),
    ];

    internal static IndicatorInput Of(Indicator i) => new()
    {
        Code = i.Code, Version = i.Version, Name = new(i.Name), Definition = new(i.Definition), Numerator = new(i.Numerator), Denominator = new(i.Denominator), Unit = new(i.Unit),
        Kind = i.Kind, Origin = i.Origin, AreaRule = i.AreaRule, Decimals = i.Decimals, Qualifier = i.Qualifier, Direction = i.Direction, From = i.From, EnteredBy = i.EnteredBy,
        LegalSource = i.LegalSource, FirstYear = i.FirstYear, LastYear = i.LastYear,
    };

    internal IndicatorEdit ToEdit() => new(
        Name, Definition, Numerator, Denominator, Unit, Kind, Origin, AreaRule, Decimals, Qualifier, Direction, From, EnteredBy, LegalSource, FirstYear, LastYear, Version);
}
