using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TungNgo.Simulators.Push;

/// <summary>Checks who calls, as RFC 8292 §2–4 wants it.</summary>
internal static class Vapid
{
    /// <returns>Null when all is right; else the status and why.</returns>
    public static (int Status, string Why)? Check(string? authorization, string origin, string serverKey, DateTimeOffset now)
    {
        if (authorization is null || !authorization.StartsWith("vapid ", StringComparison.OrdinalIgnoreCase))
        {
            return (401, "no vapid authorization");
        }

        var fields = authorization[6..].Split(',', StringSplitOptions.TrimEntries).Select(part => part.Split('=', 2)).Where(part => part.Length == 2).ToLookup(part => part[0], part => part[1]);
        if (fields["t"].FirstOrDefault() is not { } token || fields["k"].FirstOrDefault() is not { } key || token.Split('.') is not [var header, var claims, var signature])
        {
            return (401, "t or k is missing");
        }

        try
        {
            if (key != serverKey)
            {
                return (403, "not the key of the subscription");
            }

            if (!Signed(key, $"{header}.{claims}", signature) || Text(Json(header), "alg") != "ES256")
            {
                return (401, "the signature does not hold");
            }

            return Claims(Json(claims), origin, now);
        }
        catch (Exception e) when (e is FormatException or JsonException or CryptographicException or InvalidOperationException)
        {
            return (401, "malformed token");
        }
    }

    private static (int, string)? Claims(JsonElement claims, string origin, DateTimeOffset now)
    {
        if (Text(claims, "aud") != origin)
        {
            return (401, "aud is not this service");
        }

        var expires = claims.TryGetProperty("exp", out var exp) ? DateTimeOffset.FromUnixTimeSeconds(exp.GetInt64()) : DateTimeOffset.MinValue;
        if (expires <= now)
        {
            return (401, "expired");
        }

        if (expires > now.AddHours(24))
        {
            return (401, "exp is more than 24 hours ahead");
        }

        return Text(claims, "sub") is { } sub && (sub.StartsWith("mailto:", StringComparison.Ordinal) || sub.StartsWith("https:", StringComparison.Ordinal)) ? null : (401, "sub names nobody");
    }

    private static bool Signed(string key, string text, string signature)
    {
        var point = Base64Url.DecodeFromChars(key);
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..65] } });
        return ecdsa.VerifyData(Encoding.ASCII.GetBytes(text), Base64Url.DecodeFromChars(signature), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static JsonElement Json(string part) => JsonElement.Parse(Base64Url.DecodeFromChars(part));

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
