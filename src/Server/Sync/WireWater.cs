using TungNgo.Water.Events;
using TungNgo.Water.Foreseen;
using TungNgo.Water.Fresh;
using TungNgo.Water.Now;
using TungNgo.Water.Readings;

namespace TungNgo.Sync;

// Water on the wire: what the people of a phone's hamlets see of their stations, and what members measure there. Small, so it comes whole or not at all.

/// <summary>A station that speaks for hamlets of the phone. Salt in g/l.</summary>
/// <param name="Value">The newest that is not in doubt; null where nothing was ever measured.</param>
/// <param name="At">When it was measured; of a day's highest (<c>Span</c> dayMax) the day's begin.</param>
/// <param name="StaleAt">From then on nobody knows how the water is, and what stands here must not be taken for the present. Null where nothing was ever measured.</param>
/// <param name="Day">The newest day with readings, of which <c>DayMax</c> and <c>DayMin</c> are; <c>MaxBefore</c> is the highest of the day before it.</param>
/// <param name="Windows">When the water is below <c>FreshLimit</c> within the next two days; see <c>Unknown</c> when there are none.</param>
/// <param name="Foreseen">What is expected to go beyond a limit; null when nothing is.</param>
/// <param name="Days">The highest of coming days; of days on which forecasts did badly nothing is said.</param>
/// <param name="Unknown">none, tooFewReadings, tooOld: why nothing can be said of times to come.</param>
public sealed record WireWater(
    Guid Id, string Name, string River, WireIntake[] Hamlets, double? Value, DateTime? At, Span Span, DateTime? StaleAt, DateOnly? Day, double? DayMax, double? DayMin, double? MaxBefore,
    WireWaterEvent? Event, WireWindow[] Windows, FreshUnknown Unknown, double FreshLimit, WireAdvice[] Advice, WireForeseen? Foreseen, WireDay[] Days);

/// <param name="Intake">Intake or sluice by which the hamlet gets its water: "cống Cái Oanh".</param>
public sealed record WireIntake(Guid HamletId, string? Intake);

/// <summary>Water beyond a limit, open now.</summary>
/// <param name="Side">above: too salt; below: too fresh.</param>
/// <param name="Level">1 caution, 2 warning, 3 danger.</param>
/// <param name="Peak">The furthest beyond it so far.</param>
public sealed record WireWaterEvent(Side Side, int Level, double Limit, DateTime OpenedAt, double Peak);

/// <summary>Salt that is expected to go beyond a limit, and was not measured.</summary>
/// <param name="By">forecast, springTide, rise.</param>
/// <param name="Day">From this day on.</param>
/// <param name="Value">How far it may go.</param>
public sealed record WireForeseen(ForeseenBy By, int Level, double Limit, DateOnly Day, double Value);

/// <summary>A coming day's highest, g/l: eight of ten days lie between <c>Low</c> and <c>High</c>.</summary>
public sealed record WireDay(DateOnly Day, double Max, double Low, double High);

/// <param name="Certainty">How likely the water is fresh all the while, 0–1.</param>
public sealed record WireWindow(DateTime From, DateTime To, double Certainty);

/// <param name="Crop">As <c>WireCrop</c> has it; null is the water of every household.</param>
/// <param name="Stage">seedling, tillering, panicle, flowering, ripening; null is all of its life.</param>
/// <param name="Limit">The tightest that holds now.</param>
/// <param name="Advice">take, measure (near the limit, or beyond it at high water only), close, unknown; all of them unknown once the station is stale.</param>
public sealed record WireAdvice(string? Crop, string? Stage, Side Side, double Limit, Advice Advice);

/// <summary>water.reading: salt as a member measured it at a station, at the time of the mutation.</summary>
/// <param name="Unit">g/l, ‰, mS/cm or µS/cm.</param>
/// <param name="Depth">Centimetres below the surface; null is the surface.</param>
/// <param name="Point">[latitude, longitude] of whoever measured.</param>
/// <param name="PhotoId">Id of a picture of the meter, which follows by <c>PUT /api/sync/media/{id}</c>.</param>
public sealed record PushReading(Guid StationId, double Value, string Unit, int? Depth = null, double[]? Point = null, string? Note = null, Guid? PhotoId = null);
