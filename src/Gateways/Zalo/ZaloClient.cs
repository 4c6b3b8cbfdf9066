using System.Collections.Frozen;
using System.Text.Encodings.Web;
using System.Text.Json;
using TungNgo.Gateways.Http;

namespace TungNgo.Gateways.Zalo;

/// <summary>Gives the access token of the Official Account. Where tokens are kept and who refreshes them is the caller's business.</summary>
/// <param name="stale">The token that Zalo has just refused; null asks for the current one. Many calls may report the same one.</param>
/// <param name="ct">Stops waiting.</param>
/// <returns>Null when there is none and only a person can get one.</returns>
public delegate ValueTask<Secret?> ZaloTokenSource(Secret? stale, CancellationToken ct);

/// <summary>Speaks to Zalo for one Official Account.</summary>
/// <param name="http">From <see cref="GuardedHttp"/>.</param>
/// <param name="tokens">Asked before each call, and told once when Zalo refuses what it gave.</param>
/// <param name="addresses">Null for the real ones.</param>
public sealed class ZaloClient(HttpClient http, ZaloTokenSource tokens, ZaloAddresses? addresses = null)
{
    // Readable Khmer and Vietnamese on the wire: escapes would make a text of 2,000 letters six times as long.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal ZaloAddresses Addresses { get; } = addresses ?? ZaloAddresses.Real;

    internal Task<Reply<JsonElement>> PostAsync(Uri host, string path, object body, FrozenDictionary<int, ZaloErrorClass> errors, CancellationToken ct) =>
        CallAsync(() => new HttpRequestMessage(HttpMethod.Post, new Uri(host, path)) { Content = JsonBody(body) }, errors, ct);

    internal Task<Reply<JsonElement>> GetAsync(Uri host, string pathAndQuery, FrozenDictionary<int, ZaloErrorClass> errors, CancellationToken ct) =>
        CallAsync(() => new HttpRequestMessage(HttpMethod.Get, new Uri(host, pathAndQuery)), errors, ct);

    /// <summary>Most questions of the OA interface take one parameter: JSON in the address.</summary>
    internal Task<Reply<JsonElement>> AskAsync(string path, object data, CancellationToken ct) =>
        GetAsync(Addresses.Open, path + "?data=" + Uri.EscapeDataString(JsonSerializer.Serialize(data, Json)), ZaloErrors.Oa, ct);

    /// <param name="request">Made anew for the second try.</param>
    /// <param name="errors">What this interface's numbers mean.</param>
    /// <param name="ct">Stops before anything was sent.</param>
    internal async Task<Reply<JsonElement>> CallAsync(Func<HttpRequestMessage> request, FrozenDictionary<int, ZaloErrorClass> errors, CancellationToken ct)
    {
        Secret? token = null;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                token = await tokens(token, ct);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                // The caller's store is out of reach; it knows why and says so itself. Here it means that nothing was sent.
                return Failed(new Outcome.RetryAfter(RetryReason.Backoff, null, "no-token-now"));
            }

            if (token is null)
            {
                return Failed(new Outcome.Failed(FailureScope.Channel, "no-token"));
            }

            using var call = request();
            call.Headers.TryAddWithoutValidation("access_token", token.Reveal());
            var (answer, problem) = await Exchange.JsonAsync(http, call, ct);
            if (problem is not null)
            {
                return Failed(problem);
            }

            if (answer.Int("error") is not { } error)
            {
                return Failed(new Outcome.Unknown("malformed"));
            }

            if (error == 0)
            {
                return new Reply<JsonElement>(answer.Child("data") ?? default, null);
            }

            // A refused token means that nothing was taken: the one case in which a call is made twice.
            if (attempt > 0 || errors.GetValueOrDefault(error, ZaloErrorClass.Backoff) != ZaloErrorClass.RefreshToken)
            {
                return Failed(ZaloErrors.ToOutcome(error, errors));
            }
        }
    }

    private static ByteArrayContent JsonBody(object body) =>
        new(JsonSerializer.SerializeToUtf8Bytes(body, Json)) { Headers = { ContentType = new("application/json") } };

    private static Reply<JsonElement> Failed(Outcome problem) => new(default, problem);
}
