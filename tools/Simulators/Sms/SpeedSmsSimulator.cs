using System.Text;
using TungNgo.Simulators.Common;

namespace TungNgo.Simulators.Sms;

/// <summary>api.speedsms.vn: no key against repetition, receipts to one address for the whole account.</summary>
internal static class SpeedSmsSimulator
{
    public static void Map(WebApplication app, SmsWorld world)
    {
        var speed = app.MapGroup("/index.php");
        speed.AddEndpointFilter(new FaultFilter("speedsms", code => Results.Json(Refusal(code))));
        speed.MapPost("/sms/send", (Send send, HttpContext http) => Locked(world, http, () => Take(world, send)));
        speed.MapGet("/user/info", (HttpContext http) => Locked(world, http, () => new { email = "sim@example.vn", balance = world.Balance, currency = "VND" }));
    }

    public static HttpRequestMessage Receipt(SmsMessage message, bool delivered) => new(HttpMethod.Post, message.Callback)
    {
        Content = JsonContent.Create(new { type = "report", tranId = message.Id, phone = message.Phone, status = delivered ? 0 : 65 }),
    };

    private static object Take(SmsWorld world, Send send)
    {
        if (string.IsNullOrEmpty(send.Content) || send.To is not { Length: > 0 })
        {
            return Refusal("101");
        }

        if (send.Content.Length > 480)
        {
            return Refusal("110");
        }

        var good = send.To.Where(phone => phone is { Length: 11 } && phone.StartsWith("84", StringComparison.Ordinal) && world.PhoneOf(phone) != PhoneState.Blocked).ToList();
        if (good.Count == 0)
        {
            return new { status = "error", code = "105", message = "Simulated 105", invalidPhone = send.To };
        }

        if (world.Balance < 850 * good.Count)
        {
            return Refusal("113");
        }

        var id = world.NextId();
        foreach (var phone in good)
        {
            world.Take(new SmsMessage("speedsms", good.Count == 1 ? id : $"{id}-{phone}", phone, send.Content, null, null, "3", world.Now, world.Settings.SpeedSmsCallback), 850);
        }

        return new
        {
            status = "success",
            code = "00",
            data = new { tranId = id, totalSMS = good.Count, totalPrice = 850 * good.Count, invalidPhone = send.To.Except(good) },
        };
    }

    private static object Refusal(string code) => new { status = "error", code, message = $"Simulated {code}" };

    private static IResult Locked(SmsWorld world, HttpContext http, Func<object> work)
    {
        // The token is the user of basic authentication, the password a single letter.
        var expected = "Basic " + Convert.ToBase64String(Encoding.ASCII.GetBytes(SmsWorld.Token + ":x"));
        lock (world.Gate)
        {
            world.Answers++;
            return Results.Json(http.Request.Headers.Authorization == expected ? work() : Refusal("008"));
        }
    }

    private sealed record Send(string[]? To, string? Content, [property: System.Text.Json.Serialization.JsonPropertyName("sms_type")] int? SmsType, string? Sender);
}
