using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TungNgo.Areas;
using TungNgo.Training;
using TungNgo.Training.Badges;
using TungNgo.Training.Courses;
using TungNgo.Web;

namespace TungNgo.Portal.Certificates;

/// <summary>Whoever is shown a certificate sees here what it is worth; programs get the keys, the list of what was taken back, and what badges are for.</summary>
internal static class CertificateCheckEndpoints
{
    private const string Json = "application/json", Token = "application/vc+jwt";

    public static void MapCertificateChecks(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/chung-nhan", CheckAsync).RequireRateLimiting(PublicLimits.LookUp);
        routes.MapGet("/chung-nhan/{code}", ShowAsync).RequireRateLimiting(PublicLimits.LookUp);
        routes.MapGet("/badges/keys", KeysAsync).RequireRateLimiting(PublicLimits.LookUp);
        routes.MapGet("/badges/keys/{year:int}", KeyAsync).RequireRateLimiting(PublicLimits.LookUp);
        routes.MapGet("/badges/issuer", Issuer);
        routes.MapGet("/badges/courses/{code}", Achievement);
        routes.MapGet("/badges/status/1", StatusAsync).RequireRateLimiting(PublicLimits.LookUp);
    }

    /// <param name="the">A badge that somebody pastes, or the code on its paper; nothing shows the field.</param>
    private static async Task<IResult> CheckAsync(string? the, HttpContext http, PublicPages pages, OpenBadgeDesk desk, CancellationToken ct) =>
        the?.Trim() is not { Length: > 0 } shown ? await pages.ShowOnceAsync<CertificateCheckPage>(http, [])
            : await SayAsync(http, pages, shown.Contains('.', StringComparison.Ordinal) ? await desk.CheckAsync(shown, ct) : await desk.LookUpAsync(shown, ct));

    private static async Task<IResult> ShowAsync(string code, HttpContext http, PublicPages pages, OpenBadgeDesk desk, CancellationToken ct) =>
        await SayAsync(http, pages, await desk.LookUpAsync(code, ct));

    private static Task<IResult> SayAsync(HttpContext http, PublicPages pages, CheckedBadge badge) =>
        pages.ShowOnceAsync<CertificateCheckPage>(http, new() { [nameof(CertificateCheckPage.Said)] = badge }, badge.Verdict == BadgeVerdict.Unknown ? 404 : 200);

    private static async Task<IResult> KeysAsync(OpenBadgeDesk desk, BadgeKeys keys, HttpContext http, CancellationToken ct)
    {
        List<PublicKey> published = [];
        foreach (var year in await desk.YearsAsync(ct))
        {
            published.Add(await keys.PublicAsync(year, ct));
        }

        return Send(http, JsonSerializer.Serialize(new { keys = published }, JsonSerializerOptions.Web), "application/jwk-set+json");
    }

    private static async Task<IResult> KeyAsync(int year, OpenBadgeDesk desk, BadgeKeys keys, HttpContext http, CancellationToken ct) =>
        (await desk.YearsAsync(ct)).Contains(year)
            ? Send(http, JsonSerializer.Serialize(await keys.PublicAsync(year, ct), JsonSerializerOptions.Web), "application/jwk+json")
            : throw new Refusal(Problems.NotFound);

    private static IResult Issuer(HttpContext http, BadgeWriter badges, AreaTree areas) =>
        Send(http, badges.Issuer(areas.Today.Roots.FirstOrDefault() is { } root ? $"UBND {AreaNames.WithKind(root)}" : http.Texts()["app.name"]).ToJsonString(), Json);

    private static IResult Achievement(string code, HttpContext http, BadgeWriter badges, CourseCatalogue courses)
    {
        if (courses.Find(code) is not { } course)
        {
            throw new Refusal(Problems.NotFound);
        }

        var told = badges.Achievement(course);
        told["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
        return Send(http, told.ToJsonString(), Json);
    }

    private static async Task<IResult> StatusAsync(OpenBadgeDesk desk, HttpContext http, CancellationToken ct) => Send(http, await desk.StatusAsync(ct), Token);

    /// <summary>Pages of other servers check badges too: what is public may be read from anywhere.</summary>
    private static IResult Send(HttpContext http, string text, string type)
    {
        http.Response.Headers.CacheControl = "public, no-cache";
        http.Response.Headers.AccessControlAllowOrigin = "*";
        return Results.Bytes(Encoding.UTF8.GetBytes(text), type);
    }
}
