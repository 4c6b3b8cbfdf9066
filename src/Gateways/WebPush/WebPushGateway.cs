using System.Buffers.Text;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TungNgo.Gateways.Http;

namespace TungNgo.Gateways.WebPush;

/// <summary>
/// Messages to browsers that subscribed (RFC 8030). Two repetitions of one key never stand side by side: the Topic header makes the push service
/// replace what it still holds, and the payload carries the key as <c>k</c>, which the service worker uses as the notification's tag. An unknown attempt
/// can therefore be repeated in every class of message; only who has put the first one away meanwhile sees it once more.
/// </summary>
/// <param name="http">From <see cref="GuardedHttp"/>, without paths in the log: whoever knows an endpoint's path may write to that phone.</param>
/// <param name="keys">Those with which the browsers subscribed.</param>
/// <param name="subject">Who can be asked about these messages: a mailto: or https: address.</param>
/// <param name="services">The push services that are written to.</param>
/// <param name="clock">For the tokens' end and Retry-After dates.</param>
public sealed class WebPushGateway(HttpClient http, VapidKeys keys, string subject, PushServices services, TimeProvider clock) : IGateway, IDisposable
{
    // What the common services keep at most; one that keeps less shortens it by itself.
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(28);

    /// <summary>Where a busy service does not say for how long; and the most that one is believed, for a notice does not wait for ever.</summary>
    private static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(30), LongestPause = TimeSpan.FromMinutes(15);

    private readonly VapidSigner signer = new(keys, Subject(subject), clock);
    private readonly PushOrigins origins = new(clock);

    public async Task<Outcome> SendAsync(Outgoing message, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (message.Push is not { } browser || !services.Accept(message.To))
        {
            return new Outcome.Failed(FailureScope.Recipient, "endpoint", Gone: true);
        }

        var payload = Payload(message);
        if (payload.Length > PushEncryption.MaxPlaintext)
        {
            return new Outcome.Failed(FailureScope.Message, "too-long");
        }

        byte[] body;
        try
        {
            body = PushEncryption.Encrypt(payload, browser);
        }
        catch (CryptographicException)
        {
            return new Outcome.Failed(FailureScope.Recipient, "keys", Gone: true);
        }

        return await PostAsync(message, body, ct);
    }

    /// <summary>Push services answer no such question, and receipts (RFC 8030 §5.1) are offered by none.</summary>
    public Task<Finding> FindAsync(Outgoing message, DateTime startedAt, CancellationToken ct) => Task.FromResult<Finding>(new Finding.CannotTell());

    public void Dispose() => signer.Dispose();

    /// <summary>What the service worker gets: <c>k</c> the key, to be the notification's tag; <c>t</c> the text; <c>u</c> 1 when urgent.</summary>
    internal static byte[] Payload(Outgoing message)
    {
        using var stream = new MemoryStream();
        // Khmer letters as themselves: escaped they would take twice the room of the little there is.
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("k", message.Key);
            json.WriteString("t", message.Text);
            if (message.Urgent)
            {
                json.WriteNumber("u", 1);
            }

            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>At most 32 letters of base64url (RFC 8030 §5.4): the key, or the beginning of its hash when it is longer.</summary>
    internal static string Topic(string key) => key.Length <= 32 ? key : Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..32];

    private static string Subject(string subject) =>
        Uri.TryCreate(subject, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeMailto || uri.Scheme == Uri.UriSchemeHttps)
            ? subject
            : throw new ArgumentException("The subject is a mailto: or https: address.", nameof(subject));

    private async Task<Outcome> PostAsync(Outgoing message, byte[] body, CancellationToken ct)
    {
        var endpoint = new Uri(message.To);
        if (origins.Pause(endpoint) is { } left)
        {
            return new Outcome.RetryAfter(RetryReason.ServiceBusy, left, "busy");
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        request.Content.Headers.ContentEncoding.Add("aes128gcm");
        request.Headers.TryAddWithoutValidation("Authorization", signer.Authorization(endpoint));
        request.Headers.Add("TTL", Seconds(message.Lifetime).ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("Urgency", message.Urgent ? "high" : "normal");
        request.Headers.Add("Topic", Topic(message.Key));
        return await Exchange.SendAsync(http, request, ct) switch
        {
            Answer.Came came => Read(came, endpoint, message.Key),
            Answer.NeverSent never => new Outcome.RetryAfter(RetryReason.Backoff, After: null, never.Code),
            Answer.Lost lost => new Outcome.Unknown(lost.Code),
            _ => new Outcome.Failed(FailureScope.Recipient, "endpoint"),
        };
    }

    private Outcome Read(Answer.Came answer, Uri endpoint, string key)
    {
        var code = string.Create(CultureInfo.InvariantCulture, $"http-{(int)answer.Status}");
        if ((int)answer.Status is >= 200 and < 300)
        {
            origins.Took(endpoint);
        }

        return answer.Status switch
        {
            HttpStatusCode.Created or HttpStatusCode.OK or HttpStatusCode.Accepted => new Outcome.Sent(answer.Headers.Location?.OriginalString ?? key),

            // The subscription is over, to be deleted. Not "opted out": a browser that was reinstalled, cleared or long unused ends it too, and a
            // refusal that the person never uttered would keep us from asking again.
            HttpStatusCode.NotFound or HttpStatusCode.Gone => new Outcome.Failed(FailureScope.Recipient, code, Gone: true),

            // A wrong pair of keys or a clock that is hours off is the same for everybody; a browser that subscribed with another key is alone with it.
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new Outcome.Failed(origins.Refused(endpoint) ? FailureScope.Channel : FailureScope.Recipient, code),
            HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable => Busy(endpoint, After(answer.Headers), code),

            // Something behind the door broke; whether before or after it took the message is not said.
            >= HttpStatusCode.InternalServerError => new Outcome.Unknown(code),
            _ => new Outcome.Failed(FailureScope.Message, code),
        };
    }

    private Outcome.RetryAfter Busy(Uri endpoint, TimeSpan? after, string code)
    {
        var pause = after is { } asked && asked < LongestPause ? asked : after is null ? BusyPause : LongestPause;
        origins.Busy(endpoint, pause);
        return new Outcome.RetryAfter(RetryReason.ServiceBusy, pause, code);
    }

    private TimeSpan? After(HttpResponseHeaders headers) => headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date > clock.GetUtcNow() ? date - clock.GetUtcNow() : TimeSpan.Zero,
        _ => null,
    };

    private static long Seconds(TimeSpan? lifetime)
    {
        var asked = lifetime ?? LongestLifetime;
        return (long)Math.Clamp(asked.TotalSeconds, 0, LongestLifetime.TotalSeconds);
    }
}
