using TungNgo.Web;

namespace TungNgo.Stock;

/// <summary>A kind of material that teams hand out or lend.</summary>
internal sealed class StockKind
{
    public const int LongestName = 60;

    public Guid Id { get; init; }

    /// <summary>Whose kind it is: the teams below may have it. Null: everybody's.</summary>
    public Guid? AreaId { get; init; }
    public required string Name { get; init; }

    /// <summary>It comes back: lent to a household until a day, not given away.</summary>
    public bool IsLent { get; init; }

    /// <summary>Less than this is too little; null when nobody minds.</summary>
    public int? Floor { get; init; }

    /// <summary>Nothing new of it is received any more.</summary>
    public bool IsEnded { get; set; }

    /// <summary>With less than this somebody has to do something; what is not received any more may run out.</summary>
    public int Least => IsEnded ? 0 : Math.Max(Floor ?? 0, 0);

    /// <summary>Key of its name in the catalogue of texts; null of a unit's own.</summary>
    public string? TextKey { get; init; }

    public string NameIn(Texts t) => TextKey is { } key ? t[key] : Name;

    /// <summary>Everybody's kinds; their ids never change.</summary>
    public static readonly IReadOnlyList<StockKind> Standard =
    [
        new() { Id = new("0197c000-0000-7000-8000-000000000001"), Name = "leaflet", TextKey = "stock.kind.leaflet", Floor = 20 },
        new() { Id = new("0197c000-0000-7000-8000-000000000002"), Name = "sim", TextKey = "stock.kind.sim", Floor = 3 },
        new() { Id = new("0197c000-0000-7000-8000-000000000003"), Name = "phone", TextKey = "stock.kind.phone", IsLent = true },
    ];
}
