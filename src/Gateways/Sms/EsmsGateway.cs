using System.Collections.Frozen;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using TungNgo.Gateways.Http;

namespace TungNgo.Gateways.Sms;

/// <summary>An account with eSMS.</summary>
/// <param name="ApiKey">Names the account.</param>
/// <param name="SecretKey">Its password.</param>
/// <param name="Brandname">The registered sender.</param>
/// <param name="SmsType">"2" customer care and administrative; advertising ("1") goes in batches of 30 and more and is not for single messages.</param>
/// <param name="CallbackUrl">Where receipts go; null for none. eSMS signs nothing, so the address itself holds what proves the sender.</param>
/// <param name="Sandbox">Accepted, checked and never delivered.</param>
/// <param name="Host">Null for the real one.</param>
public sealed record EsmsAccount(
    Secret ApiKey, Secret SecretKey, string Brandname, string SmsType = "2", Secret? CallbackUrl = null, bool Sandbox = false, Uri? Host = null)
{
    internal Uri At(string method) => new(Host ?? new Uri("https://rest.esms.vn"), "/MainService.svc/json/" + method);
}

/// <summary>
/// SMS by eSMS. It refuses a second message with the same RequestId, but only until the end of the day: near midnight an unknown attempt is
/// safer looked up than sent again. For that the key stands in campaignid as well, which its listings show.
/// </summary>
public sealed class EsmsGateway(HttpClient http, EsmsAccount account) : IGateway
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private const int ListingPage = 500;

    // Of 500 each: what a whole minute of a fast account holds.
    private const int MostListingPages = 20;

    /// <summary>eSMS's numbers; one that is not here is a refusal of unknown cause and tried again for as long as the ledger allows.</summary>
    public static readonly FrozenDictionary<string, Outcome> Refusals = new Outcome[]
    {
        new Outcome.Failed(FailureScope.Recipient, "99"), // number blocked
        new Outcome.Failed(FailureScope.Channel, "101"), // keys
        new Outcome.Failed(FailureScope.Channel, "102"), // no price table
        new Outcome.Failed(FailureScope.Channel, "103"), // no money
        new Outcome.Failed(FailureScope.Channel, "104"), // brandname
        new Outcome.Failed(FailureScope.Message, "107"), // an advertisement to fewer than 30
        new Outcome.Failed(FailureScope.Recipient, "108"), // no phone number
        new Outcome.Failed(FailureScope.Message, "110"), // bad request
        new Outcome.Failed(FailureScope.Channel, "118"), // message type
        new Outcome.Failed(FailureScope.Message, "120"), // an advertisement to too many
        new Outcome.Failed(FailureScope.Channel, "140"), // our address is not on their list
        new Outcome.Failed(FailureScope.Message, "146"), // text does not follow the registered template
        new Outcome.Failed(FailureScope.Recipient, "177"), // brandname not registered with this person's network
        new Outcome.Failed(FailureScope.Channel, "204"), // Zalo account unknown
        new Outcome.Failed(FailureScope.Message, "210"), // bad payload
        new Outcome.Failed(FailureScope.Message, "300"), // type missing
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

        var (answer, problem) = await PostAsync("SendMultipleMessage_V4_post_json/", new
        {
            ApiKey = account.ApiKey.Reveal(),
            SecretKey = account.SecretKey.Reveal(),
            Content = message.Text,
            Phone = phone,
            account.Brandname,
            account.SmsType,
            IsUnicode = SmsSegments.Of(message.Text).Unicode ? "1" : "0",
            Sandbox = account.Sandbox ? "1" : "0",
            campaignid = message.Key,
            RequestId = message.Key,
            CallbackUrl = account.CallbackUrl?.Reveal() ?? "",
        }, ct);
        if (problem is not null)
        {
            return problem;
        }

        var id = answer.Text("SMSID");
        return answer.Text("CodeResult") switch
        {
            "100" when id is { Length: > 0 } => new Outcome.Sent(id),
            // Taken earlier; the answer names no message then, but its receipts carry our key.
            "124" => new Outcome.Sent(id is { Length: > 0 } ? id : message.Key, Repeated: true),
            "100" => new Outcome.Unknown("no-message-id"),
            { } code => Refusals.GetValueOrDefault(code) ?? new Outcome.RetryAfter(RetryReason.Backoff, null, code),
            null => new Outcome.Unknown("malformed"),
        };
    }

    public async Task<Finding> FindAsync(Outgoing message, DateTime startedAt, CancellationToken ct)
    {
        for (var page = 1; page <= MostListingPages; page++)
        {
            var (answer, problem) = await PostAsync("GetSmsSentData_V2", new
            {
                ApiKey = account.ApiKey.Reveal(),
                SecretKey = account.SecretKey.Reveal(),
                account.SmsType,
                From = Local(startedAt.AddSeconds(-10)),
                To = Local(startedAt.AddMinutes(2)),
                Page = page,
                PageSize = ListingPage,
            }, ct);
            if (problem is not null || answer.Text("CodeResult") != "100")
            {
                return new Finding.CannotTell();
            }

            var rows = answer.Items("SentData").ToList();
            if (rows.Find(row => row.Text("Campaign") == message.Key) is { ValueKind: JsonValueKind.Object } row)
            {
                return new Finding.Found(row.Text("ReferenceId") ?? message.Key);
            }

            if (rows.Count < ListingPage)
            {
                return new Finding.Absent();
            }
        }

        return new Finding.CannotTell();
    }

    /// <summary>Money left on the account, in đồng.</summary>
    public async Task<Reply<decimal?>> BalanceAsync(CancellationToken ct)
    {
        var (answer, problem) = await PostAsync("GetBalance_json", new { ApiKey = account.ApiKey.Reveal(), SecretKey = account.SecretKey.Reveal() }, ct);
        if (problem is null && answer.Text("CodeResponse") is { } code && code != "100")
        {
            problem = Refusals.GetValueOrDefault(code) ?? new Outcome.RetryAfter(RetryReason.Backoff, null, code);
        }

        return new Reply<JsonElement>(answer, problem)
            .Read(read => decimal.TryParse(read.Text("Balance"), CultureInfo.InvariantCulture, out var balance) ? (decimal?)balance : null);
    }

    private async Task<(JsonElement Answer, Outcome? Problem)> PostAsync(string method, object body, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, account.At(method))
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, Json)) { Headers = { ContentType = new("application/json") } },
        };
        return await Exchange.JsonAsync(http, request, ct);
    }

    // eSMS writes times of Vietnam.
    private static string Local(DateTime utc) => utc.AddHours(7).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
