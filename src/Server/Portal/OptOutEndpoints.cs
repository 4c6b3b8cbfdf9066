using Microsoft.AspNetCore.Mvc;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Providers;
using TungNgo.Sendings.Plan;
using TungNgo.Web;

namespace TungNgo.Portal;

/// <summary>
/// "No more, please": by the link in a message, without an account. Opening the link changes nothing – programs that look at links open them too – and
/// one tap does; the same page takes it back.
/// </summary>
internal static class OptOutEndpoints
{
    public static void MapOptOut(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/thoi", (HttpContext http, PublicPages pages) => pages.ShowAsync<HowToStopPage>(http));
        routes.MapGet("/thoi/{token}", ShowAsync).RequireRateLimiting(PublicLimits.LookUp);
        routes.MapPost("/thoi/{token}", ChangeAsync).RequireRateLimiting(PublicLimits.Write).WithMetadata(new RequestSizeLimitAttribute(4096));
    }

    /// <summary>Ways that lead to an address of this sort.</summary>
    public static ChannelKind[] WaysTo(OptOutAddress kind) => kind == OptOutAddress.Phone ? [ChannelKind.Sms, ChannelKind.ZbsPhone] : [ChannelKind.ZaloCs, ChannelKind.ZbsUser];

    private static async Task<IResult> ShowAsync(
        string token, [FromQuery(Name = "kenh")] int? way, HttpContext http, PublicPages pages, OptOutTokens tokens, OptOuts optOuts, PublicBulletins bulletins, CancellationToken ct)
    {
        if (await tokens.ReadAsync(token, ct) is not var (kind, address))
        {
            return await pages.NotFoundAsync(http);
        }

        return await pages.ShowOnceAsync<OptOutPage>(http, new()
        {
            [nameof(OptOutPage.Token)] = token, [nameof(OptOutPage.Kind)] = kind, [nameof(OptOutPage.Veiled)] = $"••• {address[^Math.Min(3, address.Length)..]}",
            [nameof(OptOutPage.Refused)] = await optOuts.OfAsync(address, ct), [nameof(OptOutPage.Topics)] = await bulletins.KindsAsync(ct), [nameof(OptOutPage.Channel)] = Way(kind, way),
        });
    }

    private static async Task<IResult> ChangeAsync(
        string token, [FromQuery(Name = "kenh")] int? way, HttpContext http, PublicPages pages, OptOutTokens tokens, OptOuts optOuts, PublicBulletins bulletins, AppDb db, Writer writer, CancellationToken ct)
    {
        PublicLanguage.Choose(http);
        if (await tokens.ReadAsync(token, ct) is not var (kind, address))
        {
            return await pages.NotFoundAsync(http);
        }

        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : FormCollection.Empty;
        var topic = form["topic"].ToString() is { Length: > 0 } named ? named : null;
        if (topic is not null && (await bulletins.KindsAsync(ct)).All(k => k.Code != topic))
        {
            throw new Refusal(Problems.Invalid, nameof(topic));
        }

        await using var write = await writer.BeginAsync(new Actor(http.Texts()["portal.resident"], Address: http.Connection.RemoteIpAddress?.ToString()), ct);
        if (form["on"] == "1")
        {
            await optOuts.AllowAsync(write, address, Way(kind, way), topic, "page", ct);
        }
        else
        {
            await optOuts.RefuseAsync(write, address, Way(kind, way), topic, "page", ct);
        }

        await write.CommitAsync(ct);
        http.Response.Headers.Location = http.Request.With(("xong", "1"));
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static ChannelKind? Way(OptOutAddress kind, int? way) => way is { } number && WaysTo(kind).Contains((ChannelKind)number) ? (ChannelKind)number : null;
}
