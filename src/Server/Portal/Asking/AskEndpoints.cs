using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Help;
using TungNgo.Web;

namespace TungNgo.Portal.Asking;

/// <summary>
/// Asking for help without an account. These forms carry no token: there is no session that a foreign page could misuse, and a token would need a
/// cookie. What they may do is limited by address instead.
/// </summary>
internal static class AskEndpoints
{
    public static void MapAsking(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/hoi", (HttpContext http, PublicPages pages) => pages.ShowAsync<AskPage>(http));
        routes.MapPost("/hoi", AskAsync).RequireRateLimiting(PublicLimits.Write).WithMetadata(new RequestSizeLimitAttribute(AskForm.MostBytes));
        routes.MapGet("/hoi/xem", LookUp).RequireRateLimiting(PublicLimits.LookUp);
        routes.MapGet("/hoi/{code}", ShowAsync).RequireRateLimiting(PublicLimits.LookUp);
        routes.MapPost("/hoi/{code}", SayAsync).RequireRateLimiting(PublicLimits.Write).WithMetadata(new RequestSizeLimitAttribute(AskForm.MostBytes));
    }

    private static async Task<IResult> AskAsync(HttpContext http, PublicPages pages, AppDb db, Writer writer, AddHelp add, AreaTree areas, CancellationToken ct)
    {
        PublicLanguage.Choose(http);
        var form = AskForm.Empty;
        try
        {
            form = await AskForm.ReadAsync(http.Request, ct);
            var phone = form.ReadPhone();
            var hamlet = Place(form, areas.Today) ?? throw new Refusal(Problems.HelpWhere);
            await using var write = await writer.BeginAsync(new Actor(http.Texts()["portal.resident"], Address: http.Connection.RemoteIpAddress?.ToString()), ct);
            var audio = form.Sound is { } sound ? HelpSounds.Keep(db, write.NewId(), write.Now, sound) : null;
            var request = add.Add(write, new NewHelp(
                HelpRequest.Page, form.Text, Letters.LanguageOf(form.Text) ?? http.Texts().Language, hamlet, hamlet, form.Name, phone,
                Latitude: form.Latitude, Longitude: form.Longitude, AudioId: audio));
            await write.CommitAsync(ct);
            var covered = HelpText.Clean(form.Text).Covered || HelpText.Clean(form.Name).Covered;
            return SeeOther(http, $"/hoi/{request.LookupCode}", "moi=1" + (covered ? "&che=1" : ""));
        }
        catch (Refusal refusal)
        {
            // What was typed stays in the form.
            return await pages.ShowOnceAsync<AskPage>(http, new() { [nameof(AskPage.Form)] = form, [nameof(AskPage.Because)] = refusal }, refusal.Problem.Status);
        }
    }

    private static async Task<IResult> SayAsync(string code, HttpContext http, PublicPages pages, AppDb db, Writer writer, AddHelp add, CancellationToken ct)
    {
        PublicLanguage.Choose(http);
        Refusal because;
        var form = AskForm.Empty;
        try
        {
            form = await AskForm.ReadAsync(http.Request, ct);
            await using var write = await writer.BeginAsync(new Actor(http.Texts()["portal.resident"], Address: http.Connection.RemoteIpAddress?.ToString()), ct);
            var request = HelpText.ReadCode(code) is { } known ? await db.HelpRequests.SingleOrDefaultAsync(r => r.LookupCode == known && r.From != HelpRequest.Zalo && r.From != HelpRequest.Member, ct) : null;
            if (request is null)
            {
                return await pages.NotFoundAsync(http);
            }

            add.Say(write, request, form.Text, form.Sound is { } sound ? HelpSounds.Keep(db, write.NewId(), write.Now, sound) : null);
            await write.CommitAsync(ct);
            return SeeOther(http, $"/hoi/{request.LookupCode}", "moi=1" + (HelpText.Clean(form.Text).Covered ? "&che=1" : ""));
        }
        catch (Refusal refusal)
        {
            because = refusal;
        }

        return await AskedAsync(code, http, pages, db, form, because, ct);
    }

    private static IResult LookUp(HttpContext http, [FromQuery(Name = "ma")] string? typed)
    {
        PublicLanguage.Choose(http);
        return SeeOther(http, HelpText.ReadCode(typed) is { } code ? $"/hoi/{code}" : "/hoi/0", null);
    }

    private static Task<IResult> ShowAsync(string code, HttpContext http, PublicPages pages, AppDb db, CancellationToken ct) => AskedAsync(code, http, pages, db, AskForm.Empty, null, ct);

    private static async Task<IResult> AskedAsync(string code, HttpContext http, PublicPages pages, AppDb db, AskForm form, Refusal? because, CancellationToken ct)
    {
        var request = HelpText.ReadCode(code) is { } known ? await db.HelpRequests.AsNoTracking().SingleOrDefaultAsync(r => r.LookupCode == known && r.From != HelpRequest.Member, ct) : null;
        if (request is null)
        {
            return await pages.NotFoundAsync(http);
        }

        var messages = await db.HelpMessages.AsNoTracking().Where(m => m.RequestId == request.Id).OrderBy(m => m.At).ThenByDescending(m => m.Incoming).ThenBy(m => m.Id).ToListAsync(ct);
        return await pages.ShowOnceAsync<AskedPage>(
            http,
            new() { [nameof(AskedPage.Asked)] = request, [nameof(AskedPage.Messages)] = messages, [nameof(AskedPage.Form)] = form, [nameof(AskedPage.Because)] = because },
            because?.Problem.Status ?? 200);
    }

    private static Guid? Place(AskForm form, DayTree tree) =>
        form.HamletId is { } chosen && tree.Find(chosen) is { Tier: AreaTier.Hamlet } ? chosen
        : form.Place is { Length: > 0 } words && tree.Roots.Select(r => HelpPlaces.Called(tree, r.AreaId, words)).OfType<Guid>().ToList() is [var named] ? named
        : form is { Latitude: { } latitude, Longitude: { } longitude } ? HelpPlaces.Nearest(tree, latitude, longitude)
        : null;

    private static IResult SeeOther(HttpContext http, string path, string? query)
    {
        var language = http.Request.Query.ContainsKey(PublicLanguage.Key) ? $"{PublicLanguage.Key}={http.Texts().Language}" : null;
        var all = string.Join('&', new[] { query, language }.OfType<string>());
        http.Response.Headers.Location = all.Length > 0 ? $"{path}?{all}" : path;
        http.Response.Headers.CacheControl = "no-store";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
