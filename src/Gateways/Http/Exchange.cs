using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace TungNgo.Gateways.Http;

/// <summary>What one HTTP call came to. The line that matters runs between "surely never left" and "left, and nobody knows".</summary>
public abstract record Answer
{
    private Answer()
    {
    }

    public sealed record Came(HttpStatusCode Status, byte[] Body, HttpResponseHeaders Headers) : Answer
    {
        /// <summary>When the body was last changed, as the answer says: for asking later only for what is newer.</summary>
        public DateTimeOffset? LastModified { get; init; }
    }

    /// <summary>Nothing of the message left: no name, no connection, no TLS, an open circuit.</summary>
    public sealed record NeverSent(string Code) : Answer;

    /// <summary>The address is not one that may be called.</summary>
    public sealed record AddressRefused : Answer;

    /// <summary>The message left, at least in part, and no whole answer came.</summary>
    public sealed record Lost(string Code) : Answer;

    /// <summary>The outcome when there is no usable answer of the provider's; null when it came with a 2xx status.</summary>
    public Outcome? Problem() => this switch
    {
        NeverSent never => new Outcome.RetryAfter(RetryReason.Backoff, null, never.Code),
        AddressRefused => new Outcome.Failed(FailureScope.Channel, "address-refused"),
        Lost lost => new Outcome.Unknown(lost.Code),
        Came { Status: HttpStatusCode.TooManyRequests } came => new Outcome.RetryAfter(RetryReason.RateLimited, RetryAfter(came.Headers), "http-429"),
        // The provider may have taken the message before it stumbled.
        Came { Status: >= HttpStatusCode.InternalServerError } came => new Outcome.Unknown(Number(came)),
        Came { Status: HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnprocessableEntity } came =>
            new Outcome.Failed(FailureScope.Message, Number(came)),
        Came { Status: < HttpStatusCode.OK or >= HttpStatusCode.Ambiguous } came => new Outcome.Failed(FailureScope.Channel, Number(came)),
        _ => null,
    };

    private static string Number(Came came) => "http-" + ((int)came.Status).ToString(CultureInfo.InvariantCulture);

    private static TimeSpan? RetryAfter(HttpResponseHeaders headers) => headers.RetryAfter?.Delta;
}

/// <summary>Makes one call and says how far it got.</summary>
public static class Exchange
{
    /// <exception cref="OperationCanceledException">Cancelled before anything left.</exception>
    public static async Task<Answer> SendAsync(HttpClient http, HttpRequestMessage request, CancellationToken ct)
    {
        Watched? content = null;
        if (request.Content is { } body)
        {
            request.Content = content = new Watched(body);
        }

        try
        {
            using var response = await http.SendAsync(request, ct);
            return new Answer.Came(response.StatusCode, await response.Content.ReadAsByteArrayAsync(ct), response.Headers) { LastModified = response.Content.Headers.LastModified };
        }
        catch (BrokenCircuitException)
        {
            return new Answer.NeverSent("circuit-open");
        }
        catch (HttpRequestException failure) when (Causes(failure).Any(cause => cause is RefusedAddressException))
        {
            return new Answer.AddressRefused();
        }
        catch (Exception failure) when (failure is HttpRequestException or TimeoutRejectedException or OperationCanceledException or IOException)
        {
            var code = failure is TimeoutRejectedException || Causes(failure).Any(cause => cause is TimeoutException) ? "timeout"
                : ct.IsCancellationRequested ? "cancelled"
                : failure is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } known ? Kebab(known.HttpRequestError.ToString())
                : "connection-cut";
            // Without a body nothing was to be delivered: a question can always be asked again.
            if (content is not { Begun: true })
            {
                ct.ThrowIfCancellationRequested();
                return new Answer.NeverSent(code);
            }

            return new Answer.Lost(code);
        }
    }

    /// <summary>The same for providers that answer in JSON: what came, or the outcome that says why there is nothing to read.</summary>
    internal static async Task<(JsonElement Body, Outcome? Problem)> JsonAsync(HttpClient http, HttpRequestMessage request, CancellationToken ct)
    {
        var answer = await SendAsync(http, request, ct);
        if (answer.Problem() is { } problem)
        {
            return (default, problem);
        }

        try
        {
            return (JsonSerializer.Deserialize<JsonElement>(((Answer.Came)answer).Body), null);
        }
        catch (JsonException)
        {
            return (default, new Outcome.Unknown("malformed"));
        }
    }

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException!)
        {
            yield return cause;
        }
    }

    private static string Kebab(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(letter) : letter.ToString()));

    /// <summary>Knows whether the transport has begun to write it. The handler asks for it only on an open connection and never sends it twice.</summary>
    private sealed class Watched : HttpContent
    {
        private readonly HttpContent inner;

        public Watched(HttpContent inner)
        {
            this.inner = inner;
            foreach (var header in inner.Headers)
            {
                Headers.TryAddWithoutValidation(header.Key, header.Value);
            }
        }

        public bool Begun { get; private set; }

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, default);

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken ct)
        {
            Begun = true;
            return inner.CopyToAsync(stream, context, ct);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = inner.Headers.ContentLength ?? 0;
            return inner.Headers.ContentLength is not null;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
