using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace TungNgo.Training.Badges;

/// <summary>A JSON object signed as JWTs are (RFC 7515, ES256).</summary>
internal static class SignedToken
{
    private const string Algorithm = "ES256";

    /// <summary>Larger than any of ours: what anybody may paste is not read without end.</summary>
    public const int Longest = 16_000;

    // Of a name that stands twice nobody knows which one counts: it is none of ours.
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="kid">Address of the public key.</param>
    public static string Sign(JsonObject payload, string kid, ECDsa key)
    {
        var signed = Part(new JsonObject { ["alg"] = Algorithm, ["typ"] = "JWT", ["kid"] = kid }) + "." + Part(payload);
        var signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"{signed}.{WebEncoders.Base64UrlEncode(signature)}";
    }

    /// <summary>What it says of its key; nothing of it is believed yet. Null when it is none of this kind.</summary>
    public static string? KeyOf(string token) => Read(token, 0) is { } head && Text(head, "alg") == Algorithm ? Text(head, "kid") : null;

    /// <returns>What was signed; null when the signature is not the key's.</returns>
    public static JsonObject? Open(string token, ECDsa key)
    {
        var end = token.LastIndexOf('.');
        return end > 0 && Decode(token[(end + 1)..]) is { } signature
            && key.VerifyData(Encoding.UTF8.GetBytes(token[..end]), signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
            ? Read(token, 1) : null;
    }

    public static string? Text(JsonObject of, string name)
    {
        try
        {
            return of[name] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a pair of characters: text to the reader of JSON, and no text at all.
            return null;
        }
    }

    private static string Part(JsonObject json) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(json.ToJsonString(Plain)));

    private static JsonObject? Read(string token, int part)
    {
        var parts = token.Split('.');
        if (token.Length > Longest || parts.Length != 3 || Decode(parts[part]) is not { } bytes)
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(bytes, documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[]? Decode(string text)
    {
        try
        {
            return WebEncoders.Base64UrlDecode(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
