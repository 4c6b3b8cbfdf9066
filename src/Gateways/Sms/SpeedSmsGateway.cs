using System.Collections.Frozen;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TungNgo.Gateways.Http;

namespace TungNgo.Gateways.Sms;

/// <summary>An account with SpeedSMS.</summary>
/// <param name="Token">Its password.</param>
/// <param name="Sender">The registered brandname.</param>
/// <param name="Host">Null for the real one.</param>
public sealed record SpeedSmsAccount(Secret Token, string Sender, Uri? Host = null);

/// <summary>SMS by SpeedSMS. It knows no key of ours: an attempt without an answer cannot be looked up, only its receipt can tell.</summary>
public sealed class SpeedSmsGateway(HttpClient http, SpeedSmsAccount account) : IGateway
{
    /// <summary>Brandname.</summary>
    private const int SmsType = 3;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>SpeedSMS's numbers; one that is not here is a refusal of unknown cause.</summary>
    public static readonly FrozenDictionary<string, Outcome> Refusals = new Outcome[]
    {
        new Outcome.Failed(FailureScope.Channel, "007"), // our address is locked
        new Outcome.Failed(FailureScope.Channel, "008"), // account
        new Outcome.Failed(FailureScope.Channel, "009"), // account
        new Outcome.Failed(FailureScope.Message, "101"), // bad parameter
        new Outcome.Failed(FailureScope.Recipient, "105"), // no phone number
        new Outcome.Failed(FailureScope.Message, "110"), // too long
        new Outcome.Failed(FailureScope.Channel, "113"), // no money
        new Outcome.RetryAfter(RetryReason.Backoff, null, "300"),
        new Outcome.Unknown("500"), // it stumbled, before or after it took the message
    }.ToFrozenDictionary(outcome => outcome.Code!);

    public async Task<Outcome> SendAsync(Outgoing message, CancellationToken ct)
    {
        if (PhoneNumber.Normalise(message.To) is not { } phone)
        {
            return new Outcome.Failed(FailureScope.Recipient, "phone");
        }

        if (message.Text.Length == 0)
        {
            return new Outcome.Failed(FailureScope.Message, "text-empty");
        }

        var body = new { to = new[] { phone }, content = message.Text, sms_type = SmsType, sender = account.Sender };
        using var request = new HttpRequestMessage(HttpMethod.Post, At("/index.php/sms/send"))
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, Json)) { Headers = { ContentType = new("application/json") } },
        };
        var (answer, problem) = await CallAsync(request, ct);
        if (problem is not null)
        {
            return problem;
        }

        var data = answer.Child("data") ?? default;
        return answer.Text("code") switch
        {
            // A list that has room for one number: if that number was bad, nothing was sent.
            "00" when data.Items("invalidPhone").Any() => new Outcome.Failed(FailureScope.Recipient, "invalid-phone"),
            "00" => data.Text("tranId") is { Length: > 0 } id ? new Outcome.Sent(id) : new Outcome.Unknown("no-message-id"),
            { } code => Refusals.GetValueOrDefault(code) ?? new Outcome.RetryAfter(RetryReason.Backoff, null, code),
            null => new Outcome.Unknown("malformed"),
        };
    }

    public Task<Finding> FindAsync(Outgoing message, DateTime startedAt, CancellationToken ct) => Task.FromResult<Finding>(new Finding.CannotTell());

    /// <summary>Money left on the account, in đồng.</summary>
    public async Task<Reply<decimal?>> BalanceAsync(CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At("/index.php/user/info"));
        var (answer, problem) = await CallAsync(request, ct);
        if (problem is null && answer.Text("code") is { } code and not "00")
        {
            problem = Refusals.GetValueOrDefault(code) ?? new Outcome.RetryAfter(RetryReason.Backoff, null, code);
        }

        return new Reply<JsonElement>(answer, problem).Read(info =>
            decimal.TryParse((info.Child("data") ?? info).Text("balance"), CultureInfo.InvariantCulture, out var balance) ? (decimal?)balance : null);
    }

    private Uri At(string path) => new(account.Host ?? new Uri("https://api.speedsms.vn"), path);

    private async Task<(JsonElement Answer, Outcome? Problem)> CallAsync(HttpRequestMessage request, CancellationToken ct)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(account.Token.Reveal() + ":x")));
        return await Exchange.JsonAsync(http, request, ct);
    }
}

/// <summary>
/// A receipt of SpeedSMS, posted to the one address of the account. Its field names are taken from samples, not from a specification: type,
/// tranId, phone, status, where 0 is delivered, 1 to 63 are passing troubles and 64 and more final ones.
/// </summary>
public sealed record SpeedSmsReceipt(string MessageId, string? Phone, SmsState State, string EventKey)
{
    /// <returns>Null when it is no receipt.</returns>
    public static SpeedSmsReceipt? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var receipt = document.RootElement;
            if (receipt.Text("tranId") is not { Length: > 0 } id || receipt.Int("status") is not { } status || receipt.Text("type") is not (null or "report"))
            {
                return null;
            }

            var phone = PhoneNumber.Normalise(receipt.Text("phone"));
            var state = status switch { 0 => SmsState.Delivered, < 64 => SmsState.OnTheWay, _ => SmsState.Failed };
            return new SpeedSmsReceipt(id, phone, state, $"speedsms:{id}:{phone}:{status}");
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
