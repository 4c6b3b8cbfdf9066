using TungNgo.Water.Readings;

namespace TungNgo.Water.Stations;

/// <summary>A place where water is measured.</summary>
internal sealed class Station
{
    public Guid Id { get; init; }

    /// <summary>Under which readings are kept: four bytes instead of sixteen, twenty million times.</summary>
    public int Number { get; init; }

    /// <summary>Key of the shipped station, so that seeding twice is harmless; null for stations made here.</summary>
    public string? SeedKey { get; init; }
    public required string Name { get; set; }

    /// <summary>Folded name and other spellings, one a line: bulletins write "Trần Đề (cảng cá)", "TRAN DE", "Trần đề".</summary>
    public string NameKeys { get; set; } = "";

    /// <summary>Other spellings, as somebody typed them, one a line.</summary>
    public string OtherNames { get; set; } = "";
    public required string River { get; set; }

    /// <summary>Along the river; null is not known. Orders the stations of a river from the sea up.</summary>
    public double? KmFromMouth { get; set; }
    public double? Latitude { get; set; }
    public double? Longitude { get; set; }

    /// <summary>Who reads it: "Chi cục Thủy lợi".</summary>
    public string Operator { get; set; } = "";

    /// <summary>The unit whose officers look after it, and which issues its warnings. All hamlets that it speaks for lie in it.</summary>
    public Guid AreaId { get; set; }

    /// <summary>Numbers of <see cref="Measure"/>, joined by commas.</summary>
    public string Measures { get; set; } = "1";

    /// <summary>A value that it has never come near, g/l; see <see cref="Checks.StationTraits"/>.</summary>
    public double Most { get; set; } = 40;

    /// <summary>The 99th of a hundred steps between two readings two hours apart, g/l.</summary>
    public double Step { get; set; } = 5;

    /// <summary>Minutes between high water at the river's mouth and here; null where nobody knows.</summary>
    public int? HighWaterLag { get; set; }

    /// <summary>Hours without a good reading after which nobody knows how the water is; null takes the rule's.</summary>
    public double? StaleHours { get; set; }

    /// <summary>SHA-256 of the key by which an automatic station sends; null is without.</summary>
    public byte[]? KeyHash { get; set; }
    public bool Active { get; set; } = true;
    public int Edition { get; set; }
}

/// <summary>A hamlet whose water comes by an intake or sluice near a station, from one day to another.</summary>
internal sealed class StationHamlet
{
    public Guid Id { get; init; }
    public Guid StationId { get; init; }
    public Guid HamletId { get; init; }

    /// <summary>Intake or sluice: "cống Cái Oanh".</summary>
    public string? Intake { get; set; }
    public DateOnly ValidFrom { get; init; }

    /// <summary>The last day; null is until further notice.</summary>
    public DateOnly? ValidTo { get; set; }

    public bool IsValidOn(DateOnly day) => ValidFrom <= day && (ValidTo is null || day <= ValidTo);
}

/// <summary>What is known of a station now; written by the one who watches, read by every page.</summary>
internal sealed class StationState
{
    public Guid StationId { get; init; }

    /// <summary>The earliest reading that came since somebody watched; null when there is nothing new.</summary>
    public DateTime? NewFrom { get; set; }

    /// <summary>Grows with everything that comes: whoever watched and finds another number looks again.</summary>
    public long Arrivals { get; set; }

    /// <summary>Newest good salt reading, g/l.</summary>
    public double? Value { get; set; }
    public DateTime? At { get; set; }
    public Span Span { get; set; }

    /// <summary>Highest and lowest of the newest legal day that has readings.</summary>
    public double? DayMax { get; set; }
    public double? DayMin { get; set; }
    public DateOnly? Day { get; set; }

    /// <summary>The highest of the day before <see cref="Day"/>, for the trend.</summary>
    public double? MaxBefore { get; set; }
    public int Suspects { get; set; }

    /// <summary>When it was last looked at.</summary>
    public DateTime LookedAt { get; set; }

    /// <summary>When a look was last written into the feed, from which phones and pages learn.</summary>
    public DateTime ToldAt { get; set; } = DateTime.UnixEpoch;
}
