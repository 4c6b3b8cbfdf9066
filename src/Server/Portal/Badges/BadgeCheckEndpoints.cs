using Microsoft.AspNetCore.Mvc;
using TungNgo.Areas;
using TungNgo.Badges;
using TungNgo.Help;
using TungNgo.Web;

namespace TungNgo.Portal.Badges;

/// <summary>
/// Checking who stands at the door, without an account. The code is part of the address, so that a phone's own camera opens it without a script; it
/// may then lie in a history or in a proxy's log, where it is worth nothing after a few minutes (a printed card's shows what the card itself shows).
/// Looking leaves no trace. The form carries no token, as all public ones: there is no session to misuse.
/// </summary>
internal static class BadgeCheckEndpoints
{
    /// <summary>Stands for a code where somebody showed none.</summary>
    public const string None = "0";

    /// <summary>Stand for a hamlet that is none of the team's, and for one that is still to be chosen.</summary>
    public const string Elsewhere = "khac", Choose = "chon";

    private const int MostBytes = 16 * 1024;

    public static void MapBadgeChecks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/b", (HttpContext http, PublicPages pages) => pages.ShowAsync<AboutBadgesPage>(http));
        routes.MapGet("/b/{token}", CheckAsync).RequireRateLimiting(PublicLimits.LookUp);
        routes.MapPost("/b/{token}/sai", ReportAsync).RequireRateLimiting(PublicLimits.Write).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
    }

    private static async Task<IResult> CheckAsync(string token, HttpContext http, PublicPages pages, CheckBadge check, BadgeDesk desk, CancellationToken ct) =>
        await ShowAsync(await check.CheckAsync(token, ct), token, null, http, pages, desk, ct);

    private static async Task<IResult> ReportAsync(
        string token, HttpContext http, PublicPages pages, CheckBadge check, BadgeDesk desk, ChangeAlerts alerts, AreaTree areas, CancellationToken ct)
    {
        PublicLanguage.Choose(http);
        var finding = await check.CheckAsync(token, ct);
        try
        {
            var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : FormCollection.Empty;
            var hamlet = Place(form, finding, areas.Today) ?? throw new Refusal(Problems.HelpWhere);
            await alerts.RaiseAsync(finding, hamlet, form["note"], http.Texts()["portal.resident"], ct);
        }
        catch (Refusal refusal)
        {
            return await ShowAsync(finding, token, refusal, http, pages, desk, ct);
        }

        http.Response.Headers.Location = http.Request.With($"/b/{token}", ("bao", "1"));
        http.Response.Headers.CacheControl = "no-store";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task<IResult> ShowAsync(BadgeFinding finding, string token, Refusal? because, HttpContext http, PublicPages pages, BadgeDesk desk, CancellationToken ct)
    {
        var status = because?.Problem.Status ?? StatusCodes.Status200OK;
        if (token == None)
        {
            return await pages.ShowOnceAsync<AboutBadgesPage>(http, new() { [nameof(AboutBadgesPage.Because)] = because }, status);
        }

        // A face only beside a code that is fresh: the printed card has its own.
        var photo = finding is { State: BadgeState.Good, IsCard: false, Member: { } member } ? (await desk.PhotoAsync(member.Id, ct))?.Content : null;
        return await pages.ShowOnceAsync<BadgeCheckPage>(http, new()
        {
            [nameof(BadgeCheckPage.Found)] = finding, [nameof(BadgeCheckPage.Token)] = token, [nameof(BadgeCheckPage.Photo)] = photo, [nameof(BadgeCheckPage.Because)] = because,
        }, status);
    }

    /// <summary>What was chosen, else what was typed, else where the team is at home: "this is wrong" is one tap.</summary>
    private static Guid? Place(IFormCollection form, BadgeFinding finding, DayTree tree) =>
        Guid.TryParse(form["ap"], out var chosen) && tree.Find(chosen) is { Tier: AreaTier.Hamlet } ? chosen
        : form["place"].ToString() is { Length: > 0 and <= 200 } words ? tree.Roots.Select(r => HelpPlaces.Called(tree, r.AreaId, words)).OfType<Guid>().ToList() is [var named] ? named : null
        : finding.Teams.SelectMany(t => t.Hamlets).Select(h => (Guid?)h).FirstOrDefault();
}
