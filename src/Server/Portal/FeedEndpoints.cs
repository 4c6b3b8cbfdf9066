using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Words;
using TungNgo.Data;
using TungNgo.Gateways.Feeds;
using TungNgo.Web;

namespace TungNgo.Portal;

/// <summary>What other programs read: feeds by unit, CAP documents and the certificate to check them with.</summary>
internal static class FeedEndpoints
{
    private const int Days = 30, MostEntries = 100;

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/tin.atom", (HttpContext http, PublicPages pages, AreaTree areas, CancellationToken ct) => FeedAsync(null, atom: true, http, pages, areas, ct));
        routes.MapGet("/tin.rss", (HttpContext http, PublicPages pages, AreaTree areas, CancellationToken ct) => FeedAsync(null, atom: false, http, pages, areas, ct));
        routes.MapGet("/tin/{area:guid}.atom", (Guid area, HttpContext http, PublicPages pages, AreaTree areas, CancellationToken ct) => FeedAsync(area, atom: true, http, pages, areas, ct));
        routes.MapGet("/tin/{area:guid}.rss", (Guid area, HttpContext http, PublicPages pages, AreaTree areas, CancellationToken ct) => FeedAsync(area, atom: false, http, pages, areas, ct));
        routes.MapGet("/cap/{code}.xml", (string code, HttpContext http, PublicPages pages, CapDocuments cap, CancellationToken ct) => CapAsync(code, null, http, pages, cap, ct));
        routes.MapGet("/cap/{code}/{number:int}.xml", (string code, int number, HttpContext http, PublicPages pages, CapDocuments cap, CancellationToken ct) => CapAsync(code, number, http, pages, cap, ct));
        routes.MapGet("/cap/certificate.pem", async (CapKey key, CancellationToken ct) => Results.Text((await key.GetAsync(ct)).ExportCertificatePem(), "application/x-pem-file"));
    }

    private static Task<IResult> CapAsync(string code, int? number, HttpContext http, PublicPages pages, CapDocuments cap, CancellationToken ct) =>
        pages.SendAsync(http, async () => await cap.FindAsync(code, number, ct) is { } document ? new(document, "application/cap+xml") : null);

    private static Task<IResult> FeedAsync(Guid? area, bool atom, HttpContext http, PublicPages pages, AreaTree areas, CancellationToken ct) => pages.SendAsync(http, async () =>
    {
        var root = areas.Today.Roots.OrderBy(r => r.Name, StringComparer.Ordinal).FirstOrDefault();
        return (area is { } id ? areas.Today.Find(id) : root) is not { } unit || root is null
            ? null
            : atom ? new(AtomFeed.Write(await ReadAsync(unit, root, area is null, "atom", http, ct)), AtomFeed.MimeType)
            : new(RssFeed.Write(await ReadAsync(unit, root, area is null, "rss", http, ct)), RssFeed.MimeType);
    });

    private static async Task<FeedContent> ReadAsync(AreaVersion unit, AreaVersion root, bool all, string ending, HttpContext http, CancellationToken ct)
    {
        var services = http.RequestServices;
        var (bulletins, db, tree, texts) = (services.GetRequiredService<PublicBulletins>(), services.GetRequiredService<AppDb>(), services.GetRequiredService<AreaTree>().Today, http.Texts());
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        var latest = (await bulletins.LatestAsync(now.AddDays(-Days), ct))
            .Where(b => b.Texts.Count > 0 && (all || b.Covers(tree, unit.AreaId) || b.Audience.Areas.Any(a => tree.IsWithin(a, unit.AreaId)))).Take(MostEntries).ToList();
        var sounds = latest.Select(b => b.In(texts.Language)!.AudioId).OfType<Guid>().ToList();
        var files = await db.StoredFiles.AsNoTracking().Where(f => sounds.Contains(f.Id)).Select(f => new { f.Id, f.ContentType, f.Content.Length }).ToDictionaryAsync(f => f.Id, ct);
        var home = services.GetRequiredService<ServerOptions>().PublicUrl;
        var path = all ? "/tin" : $"/tin/{unit.AreaId}";
        var language = texts.Language == "vi" ? "" : $"?lang={texts.Language}";
        return new(
            IdOf(unit.AreaId, texts.Language), texts["portal.feed.title", AreaNames.WithKind(unit)], texts.Language, AreaNames.WithKind(root),
            new Uri($"{home}{path}.{ending}{language}"), new Uri($"{home}{path}{language}"), LegalDay.AtHome(latest.Count > 0 ? latest.Max(Changed) : now.Date.ToUniversalTime()),
            [.. latest.OrderByDescending(Changed).Select(b => Entry(b, home, language, texts, id => files.TryGetValue(id, out var file)
                ? new FeedFile(new Uri($"{home}/t/{b.Bulletin.Code}/tep/{id}"), file.ContentType, file.Length) : null))]);
    }

    private static FeedEntry Entry(PublicBulletin bulletin, string home, string language, Texts texts, Func<Guid, FeedFile?> sound)
    {
        var text = bulletin.In(texts.Language)!;
        var ended = bulletin.State is PublicState.Cancelled or PublicState.Superseded or PublicState.Cleared;
        // What only invites or informs is for people; a hub of warnings is given warnings.
        var warning = bulletin.Version.Urgency > Urgency.Routine || bulletin.Kind?.CapCategory is { Length: > 0 } and not "Other";
        return new(
            IdOf(bulletin.Bulletin.Id, texts.Language), ended ? $"{texts[$"portal.state.{bulletin.State.ToString().ToLowerInvariant()}"]} {text.Title}" : text.Title, BulletinWords.Summary(text),
            new Uri($"{home}/t/{bulletin.Bulletin.Code}{language}"), LegalDay.AtHome(bulletin.FirstDecidedAt), LegalDay.AtHome(Changed(bulletin)),
            bulletin.Kind is { } kind ? texts.Of(kind.Name) : null, warning ? new Uri($"{home}/cap/{bulletin.Bulletin.Code}.xml") : null, text.AudioId is { } id ? sound(id) : null);
    }

    /// <summary>Each language is an entry of its own: readers who follow two would take one for a change of the other.</summary>
    private static Uri IdOf(Guid id, string language) => new($"urn:uuid:{(language == "vi" ? id : NamedIds.Of(id, language))}");

    private static DateTime Changed(PublicBulletin bulletin)
    {
        var decided = bulletin.Version.DecidedAt ?? bulletin.Bulletin.CreatedAt;
        return bulletin.Bulletin.CancelledAt is { } cancelled && cancelled > decided ? cancelled : decided;
    }
}
