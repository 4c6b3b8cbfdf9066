using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.Options;
using TungNgo.Gateways.Http;

namespace TungNgo.Water.Authorities;

/// <summary>What lies at an address of another authority.</summary>
/// <param name="Body">Null when there is a trouble, or nothing new.</param>
/// <param name="At">Where it was found in the end.</param>
internal sealed record Fetched(byte[]? Body, Uri At, SourceTrouble Trouble = SourceTrouble.None, string? Detail = null, string? ETag = null, DateTime? LastModified = null)
{
    public bool IsUnchanged => Body is null && Trouble == SourceTrouble.None;
}

/// <summary>
/// Asks other authorities' servers: over https and in the open internet only, each step of a redirection anew, within bounds of time and size. What they
/// call their answer is not believed; what it is shows when it is read.
/// </summary>
internal sealed class AuthorityHttp(ServerOptions options, IOptions<AuthorityTimes> times, ILogger<AuthorityHttp> log) : IDisposable
{
    private const int MostRedirects = 3;

    private readonly HttpClient client = GuardedHttp.Create(
        new GuardOptions { Simulators = options.Simulators, Timeout = TimeSpan.FromSeconds(times.Value.AnswerSeconds) }, clock: null, log);

    public void Dispose() => client.Dispose();

    /// <param name="etag">As the last answer named it; then only what is newer comes.</param>
    /// <exception cref="OperationCanceledException">Only when <paramref name="ct"/> says so.</exception>
    public async Task<Fetched> GetAsync(Uri address, string? etag, DateTime? since, CancellationToken ct)
    {
        for (var step = 0; step <= MostRedirects; step++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.TryAddWithoutValidation("Accept", "application/cap+xml, application/atom+xml, application/rss+xml, application/xml;q=0.9, */*;q=0.1");
            request.Headers.TryAddWithoutValidation("User-Agent", "TungNgo");
            if (EntityTagHeaderValue.TryParse(etag, out var tag))
            {
                request.Headers.IfNoneMatch.Add(tag);
            }

            request.Headers.IfModifiedSince = since;
            var answer = await Gateways.Http.Exchange.SendAsync(client, request, ct);
            if (answer is not Answer.Came came)
            {
                return Failed(address, answer);
            }

            if (came.Status == HttpStatusCode.NotModified)
            {
                return new(null, address);
            }

            if (came.Status is HttpStatusCode.Moved or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect)
            {
                if (came.Headers.Location is not { } to || !Uri.TryCreate(address, to, out var next))
                {
                    break;
                }

                address = next;
                continue;
            }

            return came.Status == HttpStatusCode.OK
                ? new(came.Body, address, ETag: Bounded(came.Headers.ETag?.ToString()), LastModified: came.LastModified?.UtcDateTime)
                : new(null, address, SourceTrouble.Status, $"{(int)came.Status}");
        }

        return new(null, address, SourceTrouble.Redirects);
    }

    private static Fetched Failed(Uri address, Answer answer) => answer switch
    {
        Answer.AddressRefused => new(null, address, SourceTrouble.Refused),
        Answer.NeverSent { Code: "timeout" } or Answer.Lost { Code: "timeout" } => new(null, address, SourceTrouble.Slow),
        Answer.NeverSent { Code: "configuration-limit-exceeded" } => new(null, address, SourceTrouble.TooLarge),
        _ => new(null, address, SourceTrouble.Unreachable),
    };

    // It goes back to its author at the next look and is good for nothing else.
    private static string? Bounded(string? etag) => etag is { Length: <= 200 } ? etag : null;
}
