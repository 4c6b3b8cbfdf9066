using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using TungNgo.Areas;
using TungNgo.Bulletins.Desk;
using TungNgo.Data;
using TungNgo.Gateways.Loudspeaker;
using TungNgo.Portal.Gatherings;
using TungNgo.Portal.Hamlets;
using TungNgo.Services;
using TungNgo.Water.Now;
using TungNgo.Web;

namespace TungNgo.Portal;

/// <summary>Pages for reading: a bulletin, what holds today, guides, the loudspeaker's sheet.</summary>
internal static class PublicEndpoints
{
    /// <summary>Kinds of file that a browser may show by itself; all others are saved. No kind that can carry a script is among them.</summary>
    private static readonly string[] Shown = ["image/png", "image/jpeg", "image/webp", "audio/mpeg", "audio/mp4", "audio/ogg", "audio/webm", "audio/wav", "audio/aac"];

    public static void MapReading(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/t/{code}", BulletinAsync);
        routes.MapGet("/t/{code}/tep/{id:guid}", FileAsync);
        routes.MapGet("/tin", (HttpContext http, PublicPages pages, PublicBulletins bulletins, CancellationToken ct) => TodayAsync(null, http, pages, bulletins, ct));
        routes.MapGet("/tin/{area:guid}", AreaAsync);
        routes.MapGet("/tin/{area:guid}/nuoc.wav", WaterSpeechAsync);
        routes.MapGet("/tin/huong-dan", (HttpContext http, PublicPages pages) => pages.ShowAsync<GuidesPage>(http));
        routes.MapGet("/tin/huong-dan/{service}", GuideAsync);
        routes.MapGet("/loa/{code}", SheetAsync);
        routes.MapGet("/loa/{code}.wav", SpeechAsync);
    }

    private static Task<IResult> BulletinAsync(string code, HttpContext http, PublicPages pages, PublicBulletins bulletins, CancellationToken ct) =>
        pages.ShowAsync<BulletinPage>(http, async () => await FindAsync(bulletins, code, ct) is { } found
            ? new() { [nameof(BulletinPage.Shown)] = found, [nameof(BulletinPage.Voice)] = EspeakVoice.Find() is not null }
            : null);

    private static async Task<IResult> FileAsync(string code, Guid id, HttpContext http, PublicPages pages, PublicBulletins bulletins, AppDb db, CancellationToken ct)
    {
        var file = await FindAsync(bulletins, code, ct) is { } bulletin && bulletin.Files.Contains(id) ? await db.StoredFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) : null;
        if (file is null)
        {
            return await pages.NotFoundAsync(http);
        }

        var shown = Shown.Contains(file.ContentType);
        http.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Bytes(
            file.Content, shown ? file.ContentType : "application/octet-stream", shown ? null : file.Name, enableRangeProcessing: true,
            entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""));
    }

    private static bool IsDivided(AreaTree areas, Guid area) =>
        areas.Successions.Where(s => s.FromId == area && s.ToId != area).GroupBy(s => s.Date).MaxBy(s => s.Key)?.Count() > 1;

    private static Task<IResult> TodayAsync(Guid? area, HttpContext http, PublicPages pages, PublicBulletins bulletins, CancellationToken ct) => pages.ShowAsync<TodayPage>(
        http, async () => new() { [nameof(TodayPage.AreaId)] = area, [nameof(TodayPage.Bulletins)] = await bulletins.CurrentAsync(ct) });

    private static Task<IResult> AreaAsync(Guid area, HttpContext http, PublicPages pages, PublicBulletins bulletins, AreaTree areas, HamletWater water,
        PublicGatherings gatherings, CancellationToken ct) => areas.Today.Find(area)?.Tier switch
    {
        // Printed and kept addresses outlive a unit: they lead on to what it became, or where it was divided to the unit above, to choose one's own part.
        null => areas.HeirOn(area, areas.Today.Day) is { } part && (IsDivided(areas, area) ? areas.Today.Find(part)?.ParentId : part) is { } heir
            ? Task.FromResult(Results.LocalRedirect(http.Request.With($"/tin/{heir}", (HamletPage.BecameKey, "1"))))
            : pages.NotFoundAsync(http),
        AreaTier.Hamlet => pages.ShowAsync<HamletPage>(
            http, async () => new()
            {
                [nameof(HamletPage.AreaId)] = area, [nameof(HamletPage.Bulletins)] = await bulletins.CurrentAsync(ct), [nameof(HamletPage.Water)] = await water.OfAsync(area, ct),
                [nameof(HamletPage.Voice)] = EspeakVoice.Find() is not null, [nameof(HamletPage.Gatherings)] = await gatherings.ComingAsync(area, ct),
            }),
        _ => TodayAsync(area, http, pages, bulletins, ct),
    };

    private static Task<IResult> GuideAsync(string service, HttpContext http, PublicPages pages, ServiceCatalogue catalogue, AppDb db, CancellationToken ct) =>
        pages.ShowAsync<GuideReadPage>(http, async () =>
        {
            var known = catalogue.All.Values.SingleOrDefault(s => s.Code == service && s.Active)?.Id;
            var guides = await db.Guides.AsNoTracking().Where(g => g.ServiceId == known).ToListAsync(ct);
            return (guides.Find(g => g.Language == http.Texts().Language) ?? guides.Find(g => g.Language == "vi")) is { } guide ? new() { [nameof(GuideReadPage.Guide)] = guide } : null;
        });

    private static Task<IResult> SheetAsync(string code, HttpContext http, PublicPages pages, PublicBulletins bulletins, CancellationToken ct) =>
        pages.ShowAsync<SheetPage>(http, async () => await FindAsync(bulletins, code, ct) is { } found
            ? new() { [nameof(SheetPage.Shown)] = found, [nameof(SheetPage.Voice)] = EspeakVoice.Find() is not null }
            : null);

    /// <summary>Without a text there is nothing to read.</summary>
    private static async Task<PublicBulletin?> FindAsync(PublicBulletins bulletins, string code, CancellationToken ct) =>
        await bulletins.FindAsync(code, ct) is { Texts.Count: > 0 } found ? found : null;

    private static async Task<IResult> WaterSpeechAsync(Guid area, HttpContext http, PublicPages pages, AreaTree areas, HamletWater water, SpokenBulletins spoken, CancellationToken ct)
    {
        var stations = areas.Today.Find(area)?.Tier == AreaTier.Hamlet ? await water.OfAsync(area, ct) : [];
        var sound = stations.Count == 0 ? null : await spoken.SayAsync(string.Join('\n', stations.Select(SpokenWater.Of)), ct);
        if (sound is null)
        {
            return await pages.NotFoundAsync(http);
        }

        http.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Bytes(sound, "audio/wav", enableRangeProcessing: true);
    }

    private static async Task<IResult> SpeechAsync(string code, HttpContext http, PublicPages pages, PublicBulletins bulletins, SpokenBulletins spoken, CancellationToken ct)
    {
        var sound = (await bulletins.FindAsync(code, ct))?.Texts.GetValueOrDefault("vi") is { } text ? await spoken.FindAsync(text, ct) : null;
        if (sound is null)
        {
            return await pages.NotFoundAsync(http);
        }

        http.Response.Headers.CacheControl = "public, max-age=3600";
        return Results.Bytes(sound, "audio/wav", enableRangeProcessing: true);
    }
}
