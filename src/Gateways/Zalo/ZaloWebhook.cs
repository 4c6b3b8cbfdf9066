using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TungNgo.Gateways.Http;

namespace TungNgo.Gateways.Zalo;

/// <summary>
/// One way in which Zalo has been seen to sign: SHA-256 of first term, raw body, timestamp and secret. Its documents and its SDK do not agree,
/// so which ones are accepted is configuration.
/// </summary>
/// <param name="OaIdFirst">The first term is the OA id; otherwise the app id.</param>
/// <param name="AppSecret">The secret is the app's; otherwise the OA secret key.</param>
/// <param name="TimestampFromHeader">X-ZEvent-Timestamp; otherwise the body's own field.</param>
public sealed record ZaloSignature(bool OaIdFirst = false, bool AppSecret = false, bool TimestampFromHeader = false)
{
    /// <summary>What most sources say.</summary>
    public static readonly IReadOnlyList<ZaloSignature> Usual = [new(), new(TimestampFromHeader: true)];

    public static readonly IReadOnlyList<ZaloSignature> All =
        [.. from oa in new[] { false, true } from app in new[] { false, true } from header in new[] { false, true } select new ZaloSignature(oa, app, header)];
}

public enum ZaloVerdict
{
    Good,

    /// <summary>No signature, or none that could be one.</summary>
    Unsigned,
    Forged,

    /// <summary>Well signed, but too old or from the future: kept from somebody who replays it.</summary>
    Stale,
}

/// <summary>Decides whether a webhook comes from Zalo.</summary>
/// <param name="appId">Of the app.</param>
/// <param name="oaId">Of the account.</param>
/// <param name="oaSecretKey">From the webhook page of Zalo's console.</param>
/// <param name="appSecret">Of the app; null when no accepted variant needs it.</param>
/// <param name="accepted">Null for <see cref="ZaloSignature.Usual"/>.</param>
/// <param name="replayWindow">
/// Three hours by default: Zalo's last repetition comes almost two hours after the event and carries its first timestamp. What is repeated within
/// the window is caught by <see cref="ZaloEvent.Key"/>.
/// </param>
/// <param name="clock">Null for the real one.</param>
public sealed class ZaloWebhook(
    string appId,
    string oaId,
    Secret oaSecretKey,
    Secret? appSecret = null,
    IReadOnlyList<ZaloSignature>? accepted = null,
    TimeSpan? replayWindow = null,
    TimeProvider? clock = null)
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(5);

    /// <param name="raw">The body as it came, before anything parsed it.</param>
    /// <param name="signature">X-ZEvent-Signature, with or without "mac=".</param>
    /// <param name="timestamp">X-ZEvent-Timestamp; null when it did not come.</param>
    public ZaloVerdict Verify(ReadOnlySpan<byte> raw, string? signature, string? timestamp = null)
    {
        if (signature?.StartsWith("mac=", StringComparison.OrdinalIgnoreCase) == true)
        {
            signature = signature["mac=".Length..];
        }

        Span<byte> claimed = stackalloc byte[SHA256.HashSizeInBytes];
        if (signature is not { Length: 2 * SHA256.HashSizeInBytes }
            || Convert.FromHexString(signature, claimed, out _, out _) != System.Buffers.OperationStatus.Done)
        {
            return ZaloVerdict.Unsigned;
        }

        var own = TextOf(raw, "timestamp"u8);
        string? signed = null;
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        foreach (var variant in accepted ?? ZaloSignature.Usual)
        {
            if ((variant.TimestampFromHeader ? timestamp : own) is { } time && (variant.AppSecret ? appSecret : oaSecretKey) is { } secret)
            {
                using var sum = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                sum.AppendData(Encoding.UTF8.GetBytes(variant.OaIdFirst ? oaId : appId));
                sum.AppendData(raw);
                sum.AppendData(Encoding.UTF8.GetBytes(time));
                sum.AppendData(Encoding.UTF8.GetBytes(secret.Reveal()));
                sum.GetHashAndReset(hash);
                // All variants are tried, whichever fits: the time taken tells nothing.
                signed = CryptographicOperations.FixedTimeEquals(hash, claimed) ? time : signed;
            }
        }

        // Well signed by the own secret is not enough: an event names the app and the account that it is of.
        return signed is null || Foreign(raw, "app_id"u8, appId) || Foreign(raw, "oa_id"u8, oaId) ? ZaloVerdict.Forged : Fresh(signed) ? ZaloVerdict.Good : ZaloVerdict.Stale;
    }

    private bool Fresh(string timestamp)
    {
        var now = (clock ?? TimeProvider.System).GetUtcNow();
        return long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)
            && milliseconds >= (now - (replayWindow ?? TimeSpan.FromHours(3))).ToUnixTimeMilliseconds()
            && milliseconds <= (now + Ahead).ToUnixTimeMilliseconds();
    }

    private static bool Foreign(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> field, string own) => TextOf(raw, field) is { Length: > 0 } named && own.Length > 0 && named != own;

    /// <returns>A text or number at the top of the body; null when there is none.</returns>
    private static string? TextOf(ReadOnlySpan<byte> raw, ReadOnlySpan<byte> field)
    {
        try
        {
            var reader = new Utf8JsonReader(raw);
            while (reader.Read())
            {
                if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals(field))
                {
                    reader.Read();
                    return reader.TokenType switch
                    {
                        JsonTokenType.String => reader.GetString(),
                        JsonTokenType.Number => Encoding.ASCII.GetString(reader.ValueSpan),
                        _ => null,
                    };
                }
            }
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // No JSON or no UTF-8, no timestamp; with a header it may still be well signed.
        }

        return null;
    }
}
