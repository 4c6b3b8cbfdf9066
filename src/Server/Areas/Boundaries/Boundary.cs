using Microsoft.EntityFrameworkCore;

namespace TungNgo.Areas.Boundaries;

/// <summary>
/// The land of a unit from a day on, until the unit's next boundary or its end. What a reorganisation makes of it is reckoned when asked
/// (<see cref="Land"/>) and never stored: nobody surveyed it.
/// </summary>
internal sealed class Boundary
{
    public Guid Id { get; init; }
    public Guid AreaId { get; init; }
    public DateOnly ValidFrom { get; init; }

    /// <summary>As it was told, in WKB: degrees of longitude and latitude.</summary>
    public required byte[] Shape { get; init; }

    /// <summary>The same for pages: thinned together with its neighbours, so that what they share stays shared.</summary>
    public required byte[] Simple { get; init; }
    public double Hectares { get; init; }

    /// <summary>The list it came with.</summary>
    public Guid ListId { get; init; }

    /// <summary>The list whose boundary of the same unit and day stands in its place; it comes back when that list is taken back.</summary>
    public Guid? ReplacedBy { get; set; }
}

public enum BoundaryListState
{
    /// <summary>Read and tried; nothing is changed yet.</summary>
    Tried = 0,
    Applied = 1,
    Undone = 2,
}

/// <summary>Boundaries that came together: from which file, whose they are, and what became of them.</summary>
internal sealed class BoundaryList
{
    public Guid Id { get; init; }
    public required string FileName { get; init; }

    /// <summary>The day from which on its boundaries hold.</summary>
    public DateOnly ValidFrom { get; init; }
    public required string Source { get; init; }
    public string? Licence { get; init; }
    public string? LegalAct { get; init; }

    /// <summary>The property of the features that holds the unit's code; null looks for the usual ones.</summary>
    public string? CodeProperty { get; set; }

    /// <summary>The file gives latitude before longitude.</summary>
    public bool Swapped { get; set; }

    /// <summary>Made up for showing the system; no map of the land.</summary>
    public bool Synthetic { get; init; }
    public BoundaryListState State { get; set; }
    public int Taken { get; set; }
    public required string By { get; init; }
    public DateTime At { get; init; }
    public DateTime? AppliedAt { get; set; }
    public DateTime? UndoneAt { get; set; }
}

internal static class BoundaryModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Boundary>().HasIndex(b => new { b.AreaId, b.ValidFrom });
        model.Entity<Boundary>().HasIndex(b => b.ListId);
        model.Entity<BoundaryList>().HasIndex(l => l.At);
    }
}
