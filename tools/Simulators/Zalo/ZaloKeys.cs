using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TungNgo.Simulators.Zalo;

/// <summary>Codes and tokens. A code lives ten minutes and works once; an access token lives 25 hours; a refresh token lives three months and works once.</summary>
internal sealed class ZaloKeys
{
    // Zalo documents no number for a dead refresh token; this one has been seen.
    public const int DeadRefreshToken = -14014;

    private const string VerifierAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private readonly Dictionary<string, DateTimeOffset> access = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (DateTimeOffset Until, string? Challenge)> codes = new(StringComparer.Ordinal);
    private (string Token, DateTimeOffset Until)? refresh;
    private long made;

    /// <summary>Calls that ask for a new pair with a refresh token, and how many of them got one.</summary>
    public int RefreshCalls { get; private set; }

    public int Refreshes { get; private set; }

    public string MakeCode(DateTimeOffset now, string? challenge)
    {
        var code = $"sim-code-{++made}";
        codes[code] = (now.AddMinutes(10), challenge);
        return code;
    }

    public (string Access, string Refresh) MakePair(DateTimeOffset now)
    {
        var pair = ($"sim-access-{++made}", $"sim-refresh-{made}");
        access[pair.Item1] = now.AddHours(25);
        refresh = (pair.Item2, now.AddMonths(3));
        return pair;
    }

    public (string Access, string Refresh)? ByCode(DateTimeOffset now, string code, string? verifier)
    {
        if (!codes.Remove(code, out var kept) || kept.Until < now)
        {
            return null;
        }

        if (kept.Challenge is not null)
        {
            // The verifier has exactly 43 letters of base64url.
            if (verifier is not { Length: 43 } || verifier.Any(letter => !VerifierAlphabet.Contains(letter))
                || Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) != kept.Challenge)
            {
                return null;
            }
        }

        return MakePair(now);
    }

    public (string Access, string Refresh)? ByRefresh(DateTimeOffset now, string token)
    {
        RefreshCalls++;
        if (refresh is not { } current || current.Token != token || current.Until < now)
        {
            return null;
        }

        Refreshes++;
        return MakePair(now);
    }

    /// <returns>0, -216 for a token that never was, -220 for one that is over.</returns>
    public int Check(DateTimeOffset now, string? token) =>
        token is null || !access.TryGetValue(token, out var until) ? -216 : until < now ? -220 : 0;

    /// <summary>As when somebody changes the app in Zalo's console.</summary>
    public void Revoke()
    {
        access.Clear();
        refresh = null;
    }

    public void RevokeAccess() => access.Clear();
}
