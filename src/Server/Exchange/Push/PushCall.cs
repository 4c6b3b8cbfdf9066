using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using TungNgo.Data;
using TungNgo.Exchange.Systems;
using TungNgo.Gateways.Http;

namespace TungNgo.Exchange.Push;

/// <param name="After">How long the receiver asks to wait.</param>
internal sealed record PushResult(PushState State, string Code, string? Answer = null, TimeSpan? After = null);

/// <summary>One attempt: over TLS to a public address, as all calls to others go. It never follows a redirection, for the secret is the address's own.</summary>
internal sealed class PushCall(ServerOptions options, SystemVault vault, ILogger<PushCall> log) : IDisposable
{
    public const int LongestAnswer = 200;

    private readonly HttpClient client = GuardedHttp.Create(new GuardOptions { Simulators = options.Simulators, LogPaths = false }, clock: null, log);

    public void Dispose() => client.Dispose();

    public async Task<PushResult> SendAsync(ReceivingSystem system, PushMessage message, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, system.Address) { Content = new ByteArrayContent(message.Body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(message.ContentType);
        request.Headers.TryAddWithoutValidation("Idempotency-Key", message.Key);
        request.Headers.TryAddWithoutValidation("User-Agent", "TungNgo");
        var secret = vault.Open(system)?.Reveal();
        if (secret is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", secret);
        }

        return await TryAsync(request, ct) switch
        {
            Answer.NeverSent never => new(PushState.Failed, never.Code),
            Answer.AddressRefused => new(PushState.Refused, "address-refused"),
            Answer.Lost lost => new(PushState.Unknown, lost.Code),
            Answer.Came came => Judge(came, Shown(came.Body, secret)),
            var other => throw new InvalidOperationException($"{other.GetType().Name} is no answer."),
        };
    }

    private async Task<Answer> TryAsync(HttpRequestMessage request, CancellationToken ct)
    {
        try
        {
            return await Gateways.Http.Exchange.SendAsync(client, request, ct);
        }
        catch (OperationCanceledException)
        {
            // Cancelled before anything left.
            return new Answer.NeverSent("cancelled");
        }
    }

    private static PushResult Judge(Answer.Came came, string? answer)
    {
        var code = ((int)came.Status).ToString(CultureInfo.InvariantCulture);
        return came.Status switch
        {
            >= HttpStatusCode.OK and < HttpStatusCode.Ambiguous => new(PushState.Sent, code, answer),
            HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout => new(PushState.Failed, code, answer, came.Headers.RetryAfter?.Delta),

            // It may have been taken before the other side stumbled.
            >= HttpStatusCode.InternalServerError => new(PushState.Unknown, code, answer, came.Headers.RetryAfter?.Delta),
            _ => new(PushState.Refused, code, answer),
        };
    }

    /// <summary>The beginning of what they said. Some answer with what they were sent: our secret does not come into the log that way.</summary>
    private static string? Shown(byte[] body, string? secret)
    {
        var text = Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 4000));
        foreach (var part in (secret is null ? [] : secret.Split(' ').Append(secret)).Where(s => s.Length > 3).OrderByDescending(s => s.Length))
        {
            text = text.Replace(part, "•••", StringComparison.Ordinal);
        }

        return FreeText.CleanCovered(text, LongestAnswer);
    }
}
