using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Web;

namespace TungNgo.Water.Ways;

/// <summary>A value that an automatic station sends.</summary>
/// <param name="At">With its distance from UTC, "2025-02-23T05:00:00+07:00"; without one it is the time of a clock in Vietnam.</param>
/// <param name="Unit">"g/l", "‰", "µS/cm", "mS/cm", "m", "mm" …; left out, the one in which the measure is kept.</param>
/// <param name="Measure">salinity, waterLevel, rain, temperature, ph, alkalinity, dissolvedOxygen, transparency.</param>
/// <param name="Depth">Centimetres below the surface.</param>
/// <param name="Corrects">It takes the place of what was sent for the same moment before.</param>
public sealed record PushedReading(string At, double Value, string? Unit = null, Measure Measure = Measure.Salinity, int Depth = 0, bool Corrects = false);

public sealed record PushedReadings(PushedReading[] Readings);

/// <param name="Index">Place in what was sent, from 0.</param>
/// <param name="Code">Why it was not taken: unitWrong, timeUnreadable, timeFuture, timeOld, valueUnreadable, depthWrong.</param>
public sealed record RefusedReading(int Index, string Code);

/// <summary>What became of a batch. Sent again, all of it is known.</summary>
public sealed record PushedAnswer(int Taken, int Known, RefusedReading[] Refused);

/// <summary>Where automatic stations send, each with a key of its own. A good reading is never lost for a bad one beside it.</summary>
internal static class PushEndpoints
{
    public const string Limit = "station";
    public const int MostReadings = 5_000, MostBytes = 1 << 20;

    /// <summary>A station that sends a thousand values a second is broken; a fresh one may hand in its memory.</summary>
    private const int CallsPerMinute = 120;

    private static readonly JsonSerializerOptions Shape = ShapeOf();

    public static void MapStationPush(this IEndpointRouteBuilder routes) => routes.MapPost("/api/water/readings", SendAsync).AllowAnonymous().DisableAntiforgery()
        .RequireRateLimiting(Limit).WithMetadata(new RequestSizeLimitAttribute(MostBytes)).WithTags("water")
        .Accepts<PushedReadings>("application/json", "text/csv").Produces<PushedAnswer>()
        .WithSummary("Readings of an automatic station, as JSON or as CSV with the header at,value,unit,measure; its key is the bearer token.");

    /// <summary>By key, not by address: stations behind one operator do not take each other's share. Forged keys share that of their address.</summary>
    public static void AddLimit(RequestPolicies policies) => policies.Add(Limit, c => RateLimitPartition.GetTokenBucketLimiter(
        Key(c.Request) is { } key ? Convert.ToHexString(Hash(key)) + ClientNetwork.Of(c.Connection.RemoteIpAddress) : ClientNetwork.Of(c.Connection.RemoteIpAddress),
        _ => new TokenBucketRateLimiterOptions { TokenLimit = CallsPerMinute, TokensPerPeriod = CallsPerMinute / 6, ReplenishmentPeriod = TimeSpan.FromSeconds(10), QueueLimit = 0 }));

    private static JsonSerializerOptions ShapeOf()
    {
        var shape = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        JsonShape.Apply(shape);
        return shape;
    }

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private static async Task<Ok<PushedAnswer>> SendAsync(HttpContext http, AppDb db, ReadingBook book, CancellationToken ct)
    {
        var hash = Key(http.Request) is { } key ? Hash(key) : throw new Refusal(Problems.SignInNeeded);
        var station = await db.Stations.AsNoTracking().SingleOrDefaultAsync(s => s.KeyHash == hash && s.Active, ct) ?? throw new Refusal(Problems.SignInNeeded);
        var (said, places, refused) = Read(await BodyAsync(http.Request, ct), IsCsv(http.Request));
        var recorded = said.Count == 0
            ? new(0, 0, [])
            : await book.SaveAsync(station, said, new(Way.Push, station.Name), new Actor(station.Name, Address: http.Connection.RemoteIpAddress?.ToString()), ct);
        return TypedResults.Ok(new PushedAnswer(
            recorded.Taken, recorded.Known, [.. refused.Concat(recorded.Faults.Select(f => new RefusedReading(places[f.Index], f.Fault.Word()))).OrderBy(r => r.Index)]));
    }

    private static string? Key(HttpRequest request) =>
        request.Headers.Authorization is [{ Length: > 20 and < 200 } header] && header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..] : null;

    private static bool IsCsv(HttpRequest request) => request.ContentType?.StartsWith("text/csv", StringComparison.OrdinalIgnoreCase) == true;

    private static async Task<string> BodyAsync(HttpRequest request, CancellationToken ct)
    {
        using var reader = new StreamReader(request.Body, new UTF8Encoding(false, throwOnInvalidBytes: true));
        try
        {
            return await reader.ReadToEndAsync(ct);
        }
        catch (DecoderFallbackException)
        {
            throw new Refusal(Problems.Invalid, "utf-8");
        }
    }

    internal static (List<ReadingSaid> Said, List<int> Places, List<RefusedReading> Refused) Read(string body, bool csv)
    {
        var sent = csv ? FromCsv(body) : FromJson(body);
        if (sent.Count > MostReadings)
        {
            throw new Refusal(Problems.TooLarge);
        }

        var (said, places, refused) = (new List<ReadingSaid>(sent.Count), new List<int>(sent.Count), new List<RefusedReading>());
        for (var i = 0; i < sent.Count; i++)
        {
            var (one, fault) = sent[i] is { } reading ? Read(reading) : (null, ReadingFault.ValueUnreadable);
            if (one is null)
            {
                refused.Add(new(i, fault.Word()));
                continue;
            }

            said.Add(one);
            places.Add(i);
        }

        return (said, places, refused);
    }

    private static (ReadingSaid? Said, ReadingFault Fault) Read(PushedReading sent)
    {
        if (!Enum.IsDefined(sent.Measure) || (sent.Unit is null ? Units.Kept(sent.Measure) : Units.Read(sent.Unit)) is not { } unit)
        {
            return (null, ReadingFault.UnitWrong);
        }

        return StationTime.Read(sent.At) is { } at
            ? (new(at, sent.Value, unit, sent.Measure, Span.Instant, Method.Sensor, sent.Depth, sent.Corrects), default)
            : (null, ReadingFault.TimeUnreadable);
    }

    /// <summary>Each reading by itself: one that cannot be read takes none of the others with it.</summary>
    private static List<PushedReading?> FromJson(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("readings", out var readings) && readings.ValueKind == JsonValueKind.Array
                ? [.. readings.EnumerateArray().Select(FromJson)]
                : throw new Refusal(Problems.Invalid, "readings");
        }
        catch (JsonException)
        {
            throw new Refusal(Problems.Invalid, "json");
        }
    }

    private static PushedReading? FromJson(JsonElement element)
    {
        try
        {
            return element.Deserialize<PushedReading>(Shape);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<PushedReading?> FromCsv(string body)
    {
        var lines = body.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var names = lines is [var header, ..] ? header.TrimStart('\uFEFF').Split(',', ';').Select(n => n.Trim().Trim('"').ToLowerInvariant()).ToList() : [];
        var (at, value, unit, measure) = (names.IndexOf("at"), names.IndexOf("value"), names.IndexOf("unit"), names.IndexOf("measure"));
        if (at < 0 || value < 0)
        {
            throw new Refusal(Problems.Invalid, "at,value");
        }

        var separator = lines[0].Contains(';', StringComparison.Ordinal) ? ';' : ',';
        return [.. lines.Skip(1).Select(line =>
        {
            var cells = line.Split(separator).Select(c => c.Trim().Trim('"')).ToArray();
            string? Cell(int place) => place >= 0 && place < cells.Length && cells[place].Length > 0 ? cells[place] : null;
            return Cell(value) is { } text && Units.ReadNumber(text) is { } number && Cell(at) is { } time
                ? new PushedReading(time, number.Value, Cell(unit), Cell(measure) is not { } named ? Measure.Salinity : Enum.TryParse<Measure>(named, true, out var m) ? m : 0)
                : null;
        })];
    }
}

/// <summary>Times as stations and files write them.</summary>
internal static class StationTime
{
    private static readonly string[] Local =
        ["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm", "dd/MM/yyyy HH:mm:ss", "dd/MM/yyyy HH:mm", "d/M/yyyy H:mm", "d/M/yyyy H:mm:ss"];

    /// <returns>UTC; null for what is no time.</returns>
    public static DateTime? Read(string text)
    {
        var trimmed = text.Trim();
        if (DateTime.TryParseExact(trimmed, Local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return LegalDay.Start(DateOnly.FromDateTime(local)) + local.TimeOfDay;
        }

        return trimmed.Length > 16 && (trimmed.EndsWith('Z') || trimmed.LastIndexOfAny(['+', '-']) > 10)
            && DateTimeOffset.TryParse(trimmed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant.UtcDateTime : null;
    }
}
