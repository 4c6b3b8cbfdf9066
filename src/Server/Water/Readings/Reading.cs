using TungNgo.Water.Checks;

namespace TungNgo.Water.Readings;

/// <summary>
/// A value as it was measured. It is never overwritten: a correction is another row for the same moment, and the last correction holds. Rows lie in
/// the order of station, measure, span and time, so that a year of a station is read from one place.
/// </summary>
internal sealed class Reading
{
    /// <summary>See <see cref="Stations.Station.Number"/>.</summary>
    public int Station { get; init; }
    public Measure Measure { get; init; }
    public Span Span { get; init; }
    public DateTime At { get; init; }

    /// <summary>Centimetres below the surface; 0 is the surface or not said.</summary>
    public int Depth { get; init; }

    /// <summary>0 for the first of a moment, then counted up.</summary>
    public int Revision { get; init; }

    /// <summary>In the unit in which the measure is kept.</summary>
    public double Value { get; init; }

    /// <summary>As it was sent, in <see cref="Unit"/>; null where it is the same.</summary>
    public double? Sent { get; init; }
    public Unit Unit { get; init; }
    public Method Method { get; init; }

    /// <summary>Somebody says that it takes the place of the ones before; otherwise two values of one moment are a conflict.</summary>
    public bool Corrects { get; init; }

    /// <summary>By the checks, or by whoever looked.</summary>
    public Quality Quality { get; set; }
    public Doubt Doubt { get; set; }

    /// <summary>What somebody decided after looking; it stands above the checks.</summary>
    public Quality? Review { get; set; }

    /// <summary>Who sent it, when and how: <see cref="ReadingBatch.Number"/>.</summary>
    public long Batch { get; init; }
}

/// <summary>By which way readings came.</summary>
public enum Way { Typed = 1, Sheet = 2, Phone = 3, Push = 4, Mqtt = 5, Polled = 6, Review = 7, Demo = 8 }

/// <summary>Readings that came together from one sender; of an automatic station all of a day by one way.</summary>
internal sealed class ReadingBatch
{
    /// <summary>A number of the feed, so that batches follow one another as their commits do.</summary>
    public long Number { get; init; }
    public Guid StationId { get; init; }
    public Way Way { get; init; }

    /// <summary>When it came; of a day's batch the first of it.</summary>
    public DateTime At { get; init; }

    /// <summary>Of an automatic station: the legal day whose readings it gathers as they come.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>Name of whoever sent it, as it was then.</summary>
    public required string Sender { get; init; }

    /// <summary>First and last instant of which it speaks.</summary>
    public DateTime From { get; set; }
    public DateTime To { get; set; }
    public int Count { get; set; }

    /// <summary>Of a hand-held meter: where its holder stood, and a picture of it.</summary>
    public double? Latitude { get; init; }
    public double? Longitude { get; init; }
    public Guid? PhotoId { get; init; }
    public string? Note { get; init; }

    /// <summary>Minted by the sender: the same batch twice is taken once.</summary>
    public Guid? Key { get; init; }
}
