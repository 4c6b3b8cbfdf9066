using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Polly.CircuitBreaker;
using Polly.Timeout;
using TungNgo.Gateways.Http;

namespace TungNgo.Water.Ways.Polling;

/// <summary>What a server gave: text, "as before", or why nothing.</summary>
internal sealed record Fetched(string? Text, PollProblem? Problem, int? Status = null, string? ETag = null, DateTime? LastModified = null)
{
    /// <summary>304: the copy that was taken is still the newest.</summary>
    public bool IsAsBefore => Text is null && Problem is null;
}

/// <summary>Fetches one file from a server that nobody here can trust. Whatever it does is an answer and no fault of ours.</summary>
/// <param name="options">Which simulators may be called.</param>
/// <param name="timeout">From connecting to the last byte.</param>
internal sealed class PollFetch(ServerOptions options, TimeSpan? timeout = null) : IDisposable
{
    /// <summary>A year of a station every ten minutes; a bound of <see cref="GuardedHttp"/>, too.</summary>
    public const int MostBytes = 1 << 20;

    private const int LongestTag = 200;
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    // Some offices' addresses carry a key: no path is logged.
    private readonly HttpClient http = GuardedHttp.Create(
        new GuardOptions { Simulators = options.Simulators, Timeout = timeout ?? TimeSpan.FromSeconds(20), LogPaths = false });

    /// <param name="url">Any address; those that may not be called are refused here.</param>
    /// <param name="tag">Of the copy that was taken; null asks for all of it.</param>
    /// <param name="modified">As <paramref name="tag"/>.</param>
    /// <param name="ct">Only its cancellation is thrown.</param>
    public async Task<Fetched> GetAsync(string url, string? tag, DateTime? modified, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("tungngo", null));
        request.Headers.Accept.ParseAdd("application/json, text/csv, text/plain;q=0.9, */*;q=0.1");
        if (tag is not null && EntityTagHeaderValue.TryParse(tag, out var known))
        {
            request.Headers.IfNoneMatch.Add(known);
        }

        request.Headers.IfModifiedSince = modified;
        try
        {
            using var response = await http.SendAsync(request, ct);
            return await ReadAsync(response, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested && ProblemOf(error) is { } problem)
        {
            return new(null, problem);
        }
    }

    public void Dispose() => http.Dispose();

    private static async Task<Fetched> ReadAsync(HttpResponseMessage response, CancellationToken ct)
    {
        var status = (int)response.StatusCode;
        if (response.StatusCode == HttpStatusCode.NotModified)
        {
            return new(null, null);
        }

        if (status is >= 300 and < 400)
        {
            return new(null, PollProblem.Redirected, status);
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            return new(null, PollProblem.StatusBad, status);
        }

        string text;
        try
        {
            text = Strict.GetString(await response.Content.ReadAsByteArrayAsync(ct)).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            return new(null, PollProblem.Unreadable);
        }

        var looks = text.AsSpan().TrimStart();
        if (looks.IsEmpty || looks[0] == '<')
        {
            return new(null, PollProblem.NoData);
        }

        var newTag = response.Headers.ETag?.ToString();
        return new(text, null, null, newTag?.Length <= LongestTag ? newTag : null, response.Content.Headers.LastModified?.UtcDateTime);
    }

    private static PollProblem? ProblemOf(Exception error)
    {
        for (var cause = error; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case RefusedAddressException:
                    return PollProblem.AddressRefused;
                case HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded }:
                    return PollProblem.TooLarge;
                // Packed in a way that it said and did not keep.
                case InvalidDataException:
                    return PollProblem.Unreadable;
                case TimeoutRejectedException or TimeoutException or OperationCanceledException:
                    return PollProblem.TimedOut;
                case BrokenCircuitException:
                    return PollProblem.Unreachable;
            }
        }

        return error is HttpRequestException or IOException or UriFormatException ? PollProblem.Unreachable : null;
    }
}
