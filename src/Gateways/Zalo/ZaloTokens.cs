using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TungNgo.Gateways.Http;

namespace TungNgo.Gateways.Zalo;

/// <summary>An app registered with Zalo.</summary>
public sealed record ZaloApp(string AppId, Secret AppSecret);

/// <summary>What Zalo hands out at once. The refresh token works a single time: keep the new pair before either half is used.</summary>
/// <param name="AccessToken">Goes with every call.</param>
/// <param name="RefreshToken">Buys the next pair, within three months.</param>
/// <param name="Lifetime">Of the access token; 25 hours.</param>
public sealed record ZaloTokenPair(Secret AccessToken, Secret RefreshToken, TimeSpan Lifetime);

/// <summary>OAuth v4 for an Official Account. Keeps nothing: who refreshes when, and under which lock, is the caller's business.</summary>
public sealed class ZaloTokens(HttpClient http, ZaloApp app, ZaloAddresses? addresses = null)
{
    private const int LongestName = 60;
    private readonly Uri host = (addresses ?? ZaloAddresses.Real).OAuth;

    /// <summary>A verifier and its challenge. Zalo's console holds one challenge for the app, so they are made once, not for each consent.</summary>
    public static (Secret Verifier, string Challenge) MakeVerifier()
    {
        var verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (new Secret(verifier), Challenge(verifier));
    }

    public static string Challenge(string verifier) => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    /// <summary>Where an administrator of the account agrees. It must equal what stands in Zalo's console, or the answer is -14003.</summary>
    public Uri ConsentPage(Uri callback, string challenge, string? state) => new(host,
        $"/v4/oa/permission?app_id={Uri.EscapeDataString(app.AppId)}&redirect_uri={Uri.EscapeDataString(callback.AbsoluteUri)}&code_challenge={challenge}"
        + (state is null ? "" : "&state=" + Uri.EscapeDataString(state)));

    /// <param name="code">From the callback; works once within ten minutes.</param>
    /// <param name="verifier">Belongs to the challenge of the consent.</param>
    /// <param name="ct">Stops before anything was sent.</param>
    public Task<Reply<ZaloTokenPair>> ExchangeAsync(string code, Secret verifier, CancellationToken ct) =>
        AskAsync(new() { ["code"] = code, ["app_id"] = app.AppId, ["grant_type"] = "authorization_code", ["code_verifier"] = verifier.Reveal() }, ct);

    /// <returns>
    /// The new pair. <see cref="Outcome.RetryAfter"/>: the old refresh token is untouched. <see cref="Outcome.Unknown"/>: Zalo may have used it
    /// up, try it once more and then call a person. <see cref="Outcome.Failed"/>: it is dead and an administrator must agree anew.
    /// </returns>
    public Task<Reply<ZaloTokenPair>> RefreshAsync(Secret refreshToken, CancellationToken ct) =>
        AskAsync(new() { ["refresh_token"] = refreshToken.Reveal(), ["app_id"] = app.AppId, ["grant_type"] = "refresh_token" }, ct);

    private async Task<Reply<ZaloTokenPair>> AskAsync(Dictionary<string, string> form, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(host, "/v4/oa/access_token")) { Content = new FormUrlEncodedContent(form) };
        request.Headers.TryAddWithoutValidation("secret_key", app.AppSecret.Reveal());
        var (body, problem) = await Exchange.JsonAsync(http, request, ct);
        if (problem is not null)
        {
            return new Reply<ZaloTokenPair>(null, problem);
        }

        if (body.Int("error") is { } error and not 0)
        {
            // Zalo documents no number for a dead refresh token: whatever is not "too fast" needs a person.
            return new Reply<ZaloTokenPair>(null, error == -32
                ? new Outcome.RetryAfter(RetryReason.RateLimited, null, "-32")
                : new Outcome.Failed(FailureScope.Channel, error.ToString(CultureInfo.InvariantCulture)));
        }

        if (Refusal(body) is { Length: > 0 } name)
        {
            // A refusal that names itself and has no number: the name is what a person can look up.
            return new Reply<ZaloTokenPair>(null, new Outcome.Failed(FailureScope.Channel, name.Length > LongestName ? name[..LongestName] : name));
        }

        // expires_in is a string of seconds.
        return new Reply<JsonElement>(body, null).Read(pair =>
            pair.Text("access_token") is { Length: > 0 } access && pair.Text("refresh_token") is { Length: > 0 } refresh
                && pair.Int("expires_in") is > 0 and var seconds
                ? new ZaloTokenPair(new Secret(access), new Secret(refresh), TimeSpan.FromSeconds(seconds))
                : null);
    }

    private static string? Refusal(JsonElement body) => body.Text("error_name") ?? (body.Int("error") is null ? body.Text("error") : null);
}
