using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Water.Readings;
using TungNgo.Web;

namespace TungNgo.Water.Ways.Mqtt;

/// <summary>What became of a message.</summary>
/// <param name="Refusal">Null when it was taken, or was known.</param>
internal readonly record struct MqttOutcome(MqttRefusal? Refusal, int Taken = 0, int ValuesRefused = 0);

/// <summary>
/// Takes one message: {"key":"…","readings":[…]}, the readings as <see cref="PushEndpoints"/> takes them. The key says which station it is and
/// proves it; a broker that lets somebody write to a topic proves nothing to us.
/// </summary>
internal sealed class MqttIntake(AppDb db, ReadingBook book)
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <param name="body">Null when it was too large to be kept.</param>
    /// <param name="ct">Stops it; the message then comes again.</param>
    public async Task<MqttOutcome> TakeAsync(byte[]? body, CancellationToken ct)
    {
        if (body is null)
        {
            return new(MqttRefusal.TooLarge);
        }

        if (Text(body) is not { } text || Key(text) is not { } key)
        {
            return new(MqttRefusal.Unreadable);
        }

        var hash = PushEndpoints.Hash(key);
        if (await db.Stations.AsNoTracking().SingleOrDefaultAsync(s => s.KeyHash == hash && s.Active, ct) is not { } station)
        {
            return new(MqttRefusal.KeyUnknown);
        }

        List<ReadingSaid> said;
        int refused;
        try
        {
            (said, _, var unread) = PushEndpoints.Read(text, csv: false);
            refused = unread.Count;
        }
        catch (Refusal refusal)
        {
            return new(refusal.Problem == Problems.TooLarge ? MqttRefusal.TooLarge : MqttRefusal.Unreadable);
        }

        if (said.Count == 0)
        {
            return new(null, 0, refused);
        }

        var recorded = await book.SaveAsync(station, said, new(Way.Mqtt, station.Name), new Actor(station.Name), ct);
        return new(null, recorded.Taken, refused + recorded.Faults.Count);
    }

    private static string? Text(byte[] body)
    {
        try
        {
            return Strict.GetString(body);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? Key(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("key", out var key)
                && key.ValueKind == JsonValueKind.String ? key.GetString() : null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Half a surrogate pair is valid JSON and no text.
            return null;
        }
    }
}
