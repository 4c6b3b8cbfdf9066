using Microsoft.AspNetCore.Mvc;
using TungNgo.Answers;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Portal;

/// <summary>
/// "What did you do?": answered on the public page by whoever read a warning. Nobody knows who says it, so nothing but a count by hamlet is kept, and it is
/// never added to what households said.
/// </summary>
internal static class AnswerEndpoints
{
    public static void MapAnswers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/t/{code}/da-lam", ShowAsync).RequireRateLimiting(PublicLimits.LookUp);
        routes.MapPost("/t/{code}/da-lam", SayAsync).RequireRateLimiting(PublicLimits.Write).WithMetadata(new RequestSizeLimitAttribute(4096));
    }

    private static async Task<IResult> ShowAsync(string code, HttpContext http, PublicPages pages, PublicBulletins bulletins, CancellationToken ct) =>
        await FindAsync(bulletins, code, ct) is { } found ? await AskAsync(http, pages, found, null) : await pages.NotFoundAsync(http);

    private static async Task<IResult> SayAsync(string code, HttpContext http, PublicPages pages, PublicBulletins bulletins, AreaTree areas, Writer writer, CancellationToken ct)
    {
        PublicLanguage.Choose(http);
        if (await FindAsync(bulletins, code, ct) is not { } found)
        {
            return await pages.NotFoundAsync(http);
        }

        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : FormCollection.Empty;
        // A hamlet outside of the audience had no warning to answer.
        if (!AnswerNotice.Words.TryGetValue(form["lam"].ToString(), out var acted) || !Guid.TryParse(form["ap"], out var hamlet) || !found.Audience.HamletsOf(areas.Today).Hamlets.Contains(hamlet))
        {
            return await AskAsync(http, pages, found, new Refusal(Problems.AnswerNone));
        }

        await using var write = await writer.BeginAsync(new Actor(http.Texts()["portal.resident"]), ct);
        await AnswerNotice.CountAsync(write, found.Bulletin, hamlet, acted, ct);
        await write.CommitAsync(ct);
        http.Response.Headers.Location = http.Request.With(("xong", "1"));
        http.Response.Headers.CacheControl = "no-store";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static Task<IResult> AskAsync(HttpContext http, PublicPages pages, PublicBulletin found, Refusal? because) => pages.ShowOnceAsync<AnswerPage>(http, new()
    {
        [nameof(AnswerPage.Shown)] = found, [nameof(AnswerPage.Because)] = because, [nameof(AnswerPage.Done)] = http.Request.Query.ContainsKey("xong") && because is null,
    }, because?.Problem.Status ?? 200);

    private static async Task<PublicBulletin?> FindAsync(PublicBulletins bulletins, string code, CancellationToken ct) =>
        await bulletins.FindAsync(code, ct) is { Texts.Count: > 0 } found && AnswerNotice.Asks(found.Bulletin, found.Version) ? found : null;
}
