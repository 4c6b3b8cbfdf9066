using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Bulletins.Approval;
using TungNgo.Bulletins.Cards;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Bulletins.Writing;

/// <summary>A bulletin with the versions that the caller may see, the newest first.</summary>
internal sealed record BulletinFile(
    Bulletin Bulletin, IReadOnlyList<BulletinVersion> Versions, ILookup<Guid, BulletinText> Texts, IReadOnlyList<FileLine> Files, BulletinKind? Kind)
{
    public BulletinVersion Latest => Versions[0];

    /// <summary>The version that people get now; null before the first approval.</summary>
    public BulletinVersion? InForce => Versions.FirstOrDefault(v => v.Number == Bulletin.Approved);

    public IReadOnlyList<BulletinText> TextsOf(BulletinVersion version) => [.. Texts[version.Id].OrderBy(t => Array.IndexOf(Web.Texts.Languages, t.Language))];

    public IReadOnlyList<FileLine> AttachmentsOf(BulletinVersion version) => [.. IdList.Of(version.Attachments).Select(id => Files.FirstOrDefault(f => f.Id == id)).OfType<FileLine>()];
}

/// <param name="State">draft, submitted, returned, approved, withdrawn or cancelled; null is every state.</param>
/// <param name="Query">Words of titles, source, document number or code; accents do not matter.</param>
/// <param name="Waiting">Only what waits for the caller.</param>
/// <param name="Anchor">By which pages are turned.</param>
internal sealed record BulletinFilter(Guid? AreaId = null, string? State = null, string? Kind = null, string? Query = null, bool Waiting = false, PageAnchor Anchor = default);

/// <summary>A line of the list: the newest version that the caller may see.</summary>
internal sealed record BulletinRow(Bulletin Bulletin, BulletinVersion Version, string Title, string[] Languages);

/// <summary>Reads for pages and API, within the caller's scope.</summary>
internal sealed class BulletinReader(AppDb db, CurrentUser user, BulletinScope scope, ApprovalRules rules, StoredFileBook files, AreaTree areas)
{
    public async Task<BulletinFile> OneAsync(Guid id, CancellationToken ct) => await FindAsync(id, ct) ?? throw new Refusal(Problems.NotFound);

    /// <returns>Null when there is no such bulletin or the caller may not see it.</returns>
    public async Task<BulletinFile?> FindAsync(Guid id, CancellationToken ct)
    {
        var bulletin = await db.Bulletins.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct);
        if (bulletin is null || !scope.Sees(bulletin))
        {
            return null;
        }

        var all = await db.BulletinVersions.AsNoTracking().Where(v => v.BulletinId == id).OrderByDescending(v => v.Number).ToListAsync(ct);
        // Whoever is addressed from above sees what was said, not what is being written.
        var versions = user.Can(Permission.ViewBulletins, bulletin.AreaId) ? all : [.. all.Where(v => v.State == BulletinState.Approved)];
        var ids = versions.Select(v => v.Id).ToList();
        var texts = await db.BulletinTexts.AsNoTracking().Where(t => ids.Contains(t.VersionId)).ToListAsync(ct);
        return new(bulletin, versions, texts.ToLookup(t => t.VersionId), await files.LinesAsync(id, ct), await db.BulletinKinds.AsNoTracking().SingleOrDefaultAsync(k => k.Code == bulletin.Kind, ct));
    }

    /// <returns>One page of rows, the newest first, and how many there are in all.</returns>
    public async Task<(IReadOnlyList<BulletinRow> Rows, int Total)> ListAsync(BulletinFilter filter, int skip, int take, CancellationToken ct)
    {
        var found = await scope.VisibleAsync(ct);
        if (filter.AreaId is { } area)
        {
            // What concerns a unit: what it and those below it issue, and what comes down to it.
            var issuers = (await db.Bulletins.Select(b => b.AreaId).Distinct().ToListAsync(ct)).Where(i => areas.Today.IsWithin(i, area) || areas.Today.IsWithin(area, i)).ToList();
            found = found.Where(b => issuers.Contains(b.AreaId));
        }

        found = filter.Anchor.Narrow(found, b => b.CreatedAt);
        if (!string.IsNullOrEmpty(filter.Kind))
        {
            found = found.Where(b => b.Kind == filter.Kind);
        }

        foreach (var word in SearchKey.Fold(filter.Query).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
        {
            found = found.Where(b => b.SearchText.Contains(word));
        }

        if (filter.Waiting)
        {
            var waiting = (await WaitingAsync(filter.AreaId, ct)).Select(w => w.Id).ToList();
            found = found.Where(b => waiting.Contains(b.Id));
        }

        var own = (await db.Bulletins.Select(b => b.AreaId).Distinct().ToListAsync(ct)).Where(a => user.Can(Permission.ViewBulletins, a)).ToList();
        var rows =
            from b in found
            join v in db.BulletinVersions on b.Id equals v.BulletinId
            where v.Number == (own.Contains(b.AreaId) ? b.Latest : b.Approved)
            select new { b, v };
        rows = filter.State switch
        {
            "cancelled" => rows.Where(r => r.b.CancelledAt != null),
            "approved" => rows.Where(r => r.b.Approved != null && r.b.CancelledAt == null),
            { Length: > 0 } name when Enum.TryParse<BulletinState>(name, ignoreCase: true, out var state) => rows.Where(r => r.v.State == state),
            _ => rows,
        };
        var total = await rows.CountAsync(ct);
        var page = await rows.AsNoTracking().OrderByDescending(r => r.b.CreatedAt).ThenByDescending(r => r.b.Id).Skip(skip).Take(take).ToListAsync(ct);
        var ids = page.Select(r => r.v.Id).ToList();
        var texts = (await db.BulletinTexts.AsNoTracking().Where(t => ids.Contains(t.VersionId)).Select(t => new { t.VersionId, t.Language, t.Title }).ToListAsync(ct)).ToLookup(t => t.VersionId);
        return ([.. page.Select(r => new BulletinRow(
            r.b, r.v, texts[r.v.Id].FirstOrDefault(t => t.Language == "vi")?.Title ?? "",
            [.. texts[r.v.Id].Select(t => t.Language).OrderBy(l => Array.IndexOf(Texts.Languages, l))]))], total);
    }

    /// <summary>Bulletins that cannot go on without the caller: theirs to decide, or sent back to them.</summary>
    public async Task<IReadOnlyList<Bulletin>> WaitingAsync(Guid? areaId, CancellationToken ct)
    {
        var visible = await scope.VisibleAsync(ct);
        var open = await (
            from b in visible
            join v in db.BulletinVersions on b.Id equals v.BulletinId
            where v.Number == b.Latest && (v.State == BulletinState.Submitted || (v.State == BulletinState.Returned && v.WriterId == user.UserId))
            select new { b, v }).AsNoTracking().ToListAsync(ct);
        var mine = new List<Bulletin>();
        foreach (var item in open.Where(o => areaId is not { } area || areas.Today.IsWithin(o.b.AreaId, area) || areas.Today.IsWithin(area, o.b.AreaId)))
        {
            if (item.v.State == BulletinState.Returned || await rules.HinderedAsync(item.b, item.v, user, ct) == Hindrance.None)
            {
                mine.Add(item.b);
            }
        }

        return mine;
    }
}
