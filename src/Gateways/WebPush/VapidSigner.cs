using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TungNgo.Gateways.WebPush;

/// <summary>Says to a push service who is calling: a token signed with ES256 that names the service and soon ends (RFC 8292).</summary>
internal sealed class VapidSigner(VapidKeys keys, string subject, TimeProvider clock) : IDisposable
{
    // The rule allows 24 hours. Half of it leaves room for clocks that disagree, and a token serves for thousands of messages.
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);
    private static readonly TimeSpan Renewal = TimeSpan.FromHours(11);

    private readonly ECDsa key = keys.Open();
    private readonly ConcurrentDictionary<string, Token> tokens = new(StringComparer.Ordinal);

    /// <summary>The value of the Authorization header for a message to this endpoint.</summary>
    public string Authorization(Uri endpoint)
    {
        var origin = endpoint.GetLeftPart(UriPartial.Authority);
        var now = clock.GetUtcNow();
        if (!tokens.TryGetValue(origin, out var token) || token.RenewAt <= now)
        {
            token = new(Sign(origin, now), now + Renewal);
            tokens[origin] = token;
        }

        return token.Header;
    }

    public void Dispose() => key.Dispose();

    private string Sign(string origin, DateTimeOffset now)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new { aud = origin, exp = (now + Lifetime).ToUnixTimeSeconds(), sub = subject });
        var signed = $"{Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8)}.{Base64Url.EncodeToString(claims)}";
        byte[] signature;
        lock (key)
        {
            signature = key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256);
        }

        return $"vapid t={signed}.{Base64Url.EncodeToString(signature)}, k={keys.PublicKey}";
    }

    private sealed record Token(string Header, DateTimeOffset RenewAt);
}
