using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using TungNgo.Simulators.Common;

namespace TungNgo.Simulators.Sms;

/// <summary>rest.esms.vn: sending, listing, status, balance; receipts are GETs to the address that came with the message.</summary>
internal static class EsmsSimulator
{
    private const string Base = "/MainService.svc/json/";

    public static void Map(WebApplication app, SmsWorld world)
    {
        var esms = app.MapGroup(Base);
        esms.AddEndpointFilter(new FaultFilter("esms", code => Results.Json(Refusal(code), AsWritten)));
        esms.MapPost("SendMultipleMessage_V4_post_json/", (Send send) => Locked(world, () => Take(world, send)));
        esms.MapPost("GetSmsSentData_V2", (Listing listing) => Locked(world, () => List(world, listing)));
        esms.MapGet("GetSendStatus", (string RefId, string ApiKey, string SecretKey) => Locked(world, () => Status(world, RefId, ApiKey, SecretKey)));
        esms.MapPost("GetBalance_json", (Keys keys) => Locked(world, () => Right(keys.ApiKey, keys.SecretKey)
            ? new { Balance = world.Balance, CodeResponse = "100", UserID = 9999 }
            : (object)new { Balance = 0, CodeResponse = "101", ErrorMessage = "Authorize Failed" }));
    }

    public static HttpRequestMessage Receipt(SmsMessage message, bool delivered)
    {
        var counts = delivered ? "SendFailed=0&SendStatus=5&SendSuccess=1" : "SendFailed=1&SendStatus=5&SendSuccess=0";
        var who = $"RequestId={Uri.EscapeDataString(message.Key ?? "")}&TypeId={message.Type}&telcoid=1&phonenumber=0{message.Phone[2..]}&switchsmsid=";
        return new HttpRequestMessage(HttpMethod.Get, message.Callback + (message.Callback!.Contains('?') ? "&" : "?")
            + $"SMSID={message.Id}&{counts}&TotalPrice=850.0000&TotalReceiver=1&TotalSent=1&{who}");
    }

    private static object Take(SmsWorld world, Send send)
    {
        if (!Right(send.ApiKey, send.SecretKey))
        {
            return Refusal("101");
        }

        var phone = (send.Phone ?? "").TrimStart('+');
        phone = phone.StartsWith('0') ? "84" + phone[1..] : phone;
        if (phone.Length != 11 || phone.Any(letter => !char.IsAsciiDigit(letter)) || !phone.StartsWith("84", StringComparison.Ordinal))
        {
            return Refusal("108");
        }

        if (string.IsNullOrEmpty(send.Content))
        {
            return Refusal("110");
        }

        if (send.Brandname != SmsWorld.Brandname)
        {
            return Refusal("104");
        }

        if (send.SmsType is not ("1" or "2" or "8"))
        {
            return Refusal("118");
        }

        if (send.SmsType == "1")
        {
            // Advertisements go to thirty numbers and more at once.
            return Refusal("107");
        }

        if (world.PhoneOf(phone) is PhoneState.Blocked or PhoneState.OtherNetwork)
        {
            return Refusal(world.PhoneOf(phone) == PhoneState.Blocked ? "99" : "177");
        }

        if (world.Settings.Templates is { Length: > 0 } templates && !templates.Any(start => send.Content.StartsWith(start, StringComparison.Ordinal)))
        {
            return Refusal("146");
        }

        var now = world.Now;
        var day = DateOnly.FromDateTime(now.ToOffset(TimeSpan.FromHours(7)).DateTime);
        var request = string.IsNullOrEmpty(send.RequestId) ? null : send.RequestId;
        if (request is not null && world.ByRequest.ContainsKey((day, request)))
        {
            return new { CodeResult = "124", CountRegenerate = 0, ErrorMessage = "Request exist 1", SendStatus = "5" };
        }

        if (send.Sandbox == "1")
        {
            return new { CodeResult = "100", CountRegenerate = 0, SMSID = world.NextId() };
        }

        if (world.Balance < 850)
        {
            return Refusal("103");
        }

        var message = world.Take(new SmsMessage("esms", world.NextId(), phone, send.Content, request, send.Campaign, send.SmsType, now, send.CallbackUrl), 850);
        if (request is not null)
        {
            world.ByRequest[(day, request)] = message;
        }

        return new { CodeResult = "100", CountRegenerate = 0, SMSID = message.Id };
    }

    private static object List(SmsWorld world, Listing listing)
    {
        if (!Right(listing.ApiKey, listing.SecretKey))
        {
            return Refusal("101");
        }

        var (from, to) = (Utc(listing.From), Utc(listing.To));
        var found = world.Messages.Where(message => message.Provider == "esms" && message.Type == listing.SmsType && message.At >= from && message.At <= to).ToList();
        return new
        {
            CodeResult = "100",
            CountTotal = found.Count,
            SentData = found.Skip((listing.Page - 1) * listing.PageSize).Take(Math.Min(listing.PageSize, 500)).Select(message => new
            {
                message.Campaign,
                Content = message.Text,
                Phone = "0" + message.Phone[2..],
                ReferenceId = message.Id,
                SellPrice = 850.0,
                SendResult = message.Delivered switch { true => 1, false => 0, null => 2 },
                SendStatus = message.Delivered is null ? 7 : 5,
                SentTime = string.Create(CultureInfo.InvariantCulture, $"/Date({message.At.ToUnixTimeMilliseconds()}+0700)/"),
                SmsType = message.Type,
            }),
        };
    }

    private static object Status(SmsWorld world, string id, string apiKey, string secretKey) =>
        !Right(apiKey, secretKey) ? new { CodeResponse = "101", SMSID = id }
        : !world.ById.TryGetValue(id, out var message) ? new { CodeResponse = "105", SMSID = id }
        : new
        {
            CodeResponse = "100",
            SMSID = id,
            SendFailed = message.Delivered == false ? 1 : 0,
            SendStatus = message.Delivered is null ? 7 : 5,
            SendSuccess = message.Delivered == true ? 1 : 0,
            TotalPrice = 850.0,
            TotalReceiver = 1,
            TotalSent = 1,
        };

    private static DateTimeOffset Utc(string local) =>
        new(DateTime.ParseExact(local, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), TimeSpan.FromHours(7));

    private static bool Right(string? apiKey, string? secretKey) => apiKey == SmsWorld.ApiKey && secretKey == SmsWorld.SecretKey;

    private static object Refusal(string code) => new { CodeResult = code, CountRegenerate = 0, ErrorMessage = $"Simulated {code}" };

    // The provider's names are in three styles.
    private static readonly JsonSerializerOptions AsWritten = new();

    private static IResult Locked(SmsWorld world, Func<object> work)
    {
        lock (world.Gate)
        {
            world.Answers++;
            return Results.Json(work(), AsWritten);
        }
    }

    private sealed record Send(
        string? ApiKey, string? SecretKey, string? Content, string? Phone, string? Brandname, string? SmsType, string? IsUnicode, string? Sandbox,
        [property: JsonPropertyName("campaignid")] string? Campaign, string? RequestId, string? CallbackUrl);

    private sealed record Listing(string? ApiKey, string? SecretKey, string SmsType, string From, string To, int Page, int PageSize);

    private sealed record Keys(string? ApiKey, string? SecretKey);
}
