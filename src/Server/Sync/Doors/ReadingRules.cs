using TungNgo.Teams.Phones;
using TungNgo.Data;
using TungNgo.Water.Readings;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>Salt that a member measured by hand, as phones speak of it.</summary>
internal static class ReadingRules
{
    public static async Task RecordAsync(DoorContext context, PushReading push, CancellationToken ct)
    {
        var unit = Units.Read(push.Unit) is { } read && Units.ToKept(Measure.Salinity, push.Value, read) is not null ? read : throw new Refusal(Problems.Invalid, "unit");
        var (latitude, longitude) = push.Point switch
        {
            null => ((double?)null, (double?)null),
            [var lat, var lon] when Math.Abs(lat) <= 90 => (lat, lon),
            _ => throw new Refusal(Problems.Invalid, "point"),
        };
        var station = await context.StationAsync(push.StationId, ct) ?? throw new Refusal(Problems.StationUnknown);
        var said = new ReadingSaid(context.At, push.Value, unit, Method: Method.HandMeter, Depth: push.Depth ?? 0);
        await RecordReadings.SaveAsync(
            context.Write, station, [said],
            new ReadingSource(Way.Phone, context.Actor.Name, latitude, longitude, push.PhotoId, push.Note, context.Mutation.Id), ct);
        context.Batch.HasReadings = true;
    }
}
