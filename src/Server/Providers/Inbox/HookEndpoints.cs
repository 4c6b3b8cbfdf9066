using System.Security.Cryptography;
using System.Text;
using TungNgo.Gateways.Sms;
using TungNgo.Gateways.Zalo;
using TungNgo.Web;

namespace TungNgo.Providers.Inbox;

/// <summary>
/// Where providers tell what became of messages. Verified on the raw bytes, kept, answered: everything else happens afterwards, since
/// Zalo waits two seconds at most. The same event twice is kept once.
/// </summary>
internal static class HookEndpoints
{
    private const int MostBytes = 256 * 1024;

    public static void MapHooks(this IEndpointRouteBuilder routes)
    {
        var hooks = routes.MapGroup("/hooks").AllowAnonymous().DisableAntiforgery().RequireRateLimiting("hook").ExcludeFromDescription();
        hooks.MapPost("/{channel:guid}", ZaloAsync);
        hooks.MapGet("/{channel:guid}/{key}", EsmsAsync);
        hooks.MapPost("/{channel:guid}/{key}", SpeedSmsAsync);
    }

    private static async Task<IResult> ZaloAsync(Guid channel, HttpContext http, ChannelBook channels, GatewayBook gateways, InboxQueue inbox, CancellationToken ct)
    {
        if (channels.Find(channel) is not { Provider: "zalo" } account)
        {
            throw new Refusal(Problems.NotFound);
        }

        var raw = await ReadAsync(http, ct);
        var verdict = gateways.WebhookOf(account).Verify(raw, http.Request.Headers["X-ZEvent-Signature"], http.Request.Headers["X-ZEvent-Timestamp"]);
        ChannelMetrics.Hook("zalo", verdict.ToString());
        if (verdict != ZaloVerdict.Good)
        {
            throw new Refusal(Problems.Forbidden);
        }

        var key = ZaloEventReader.Read(raw)?.Key ?? Convert.ToHexStringLower(SHA256.HashData(raw));
        await inbox.KeepAsync(channel, key, Encoding.UTF8.GetString(raw), ct);
        return TypedResults.Ok();
    }

    private static async Task<IResult> EsmsAsync(Guid channel, string key, HttpContext http, ChannelBook channels, GatewayBook gateways, InboxQueue inbox, CancellationToken ct)
    {
        Require(channels.Find(channel), "esms", key, gateways);
        var query = http.Request.QueryString.Value ?? "";
        var receipt = EsmsReceipt.Read(http.Request.Query.Select(q => KeyValuePair.Create(q.Key, (string?)q.Value))) ?? throw new Refusal(Problems.Invalid, "SMSID");
        await inbox.KeepAsync(channel, receipt.EventKey, query, ct);
        return TypedResults.Ok();
    }

    private static async Task<IResult> SpeedSmsAsync(Guid channel, string key, HttpContext http, ChannelBook channels, GatewayBook gateways, InboxQueue inbox, CancellationToken ct)
    {
        Require(channels.Find(channel), "speedsms", key, gateways);
        var raw = await ReadAsync(http, ct);
        var receipt = SpeedSmsReceipt.Read(raw) ?? throw new Refusal(Problems.Invalid, "tranId");
        await inbox.KeepAsync(channel, receipt.EventKey, Encoding.UTF8.GetString(raw), ct);
        return TypedResults.Ok();
    }

    private static void Require(Channel? channel, string provider, string key, GatewayBook gateways)
    {
        var known = channel?.Provider == provider ? gateways.HookKey(channel) : "";
        var good = known.Length > 0 && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(known)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
        ChannelMetrics.Hook(provider, good ? "Good" : "Forged");
        if (!good)
        {
            throw new Refusal(Problems.NotFound);
        }
    }

    private static async Task<byte[]> ReadAsync(HttpContext http, CancellationToken ct)
    {
        if (http.Request.ContentLength > MostBytes)
        {
            throw new Refusal(Problems.BatchTooLarge);
        }

        using var body = new MemoryStream();
        var buffer = new byte[8192];
        int read;
        while ((read = await http.Request.Body.ReadAsync(buffer, ct)) > 0)
        {
            if (body.Length + read > MostBytes)
            {
                throw new Refusal(Problems.BatchTooLarge);
            }

            body.Write(buffer, 0, read);
        }

        return body.ToArray();
    }
}
