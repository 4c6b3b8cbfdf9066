namespace TungNgo.Exchange.Systems;

/// <summary>Another system that takes figures of a unit: what it calls our indicators and units, and where it is sent to if it is.</summary>
internal sealed class ReceivingSystem
{
    public Guid Id { get; init; }

    /// <summary>It speaks for this unit and all below it.</summary>
    public Guid AreaId { get; set; }

    /// <summary>How addresses call it: "dhis2".</summary>
    public required string Code { get; set; }
    public required string Name { get; set; }

    /// <summary>The kind of body that it takes (<see cref="Push.IPushBody.Kind"/>).</summary>
    public required string Kind { get; set; }

    /// <summary>Null where it only fetches.</summary>
    public string? Address { get; set; }

    /// <summary>The whole value of the Authorization header under data protection; shown never.</summary>
    public string? Secret { get; set; }
    public bool Active { get; set; } = true;

    /// <summary>What is approved from this instant on is sent by itself; null where somebody sends by hand.</summary>
    public DateTime? AutomaticSince { get; set; }
    public int Edition { get; set; }
}

public enum MappedThing { Indicator = 1, Unit = 2 }

/// <summary>What another system calls one of our indicators, or one of our units.</summary>
internal sealed class CodeMapping
{
    public Guid Id { get; init; }
    public Guid SystemId { get; init; }
    public MappedThing Thing { get; init; }

    /// <summary>Our code.</summary>
    public required string Ours { get; init; }
    public required string Theirs { get; set; }

    /// <summary>Our value times this is theirs: 100 where they want per cent of a share.</summary>
    public decimal Factor { get; set; } = 1;
}
