using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Services;

namespace TungNgo.Campaigns.Bring;

/// <summary>A piece of material as it stands now.</summary>
/// <param name="Title">By language; of a point, its words.</param>
/// <param name="VersionId">Of a bulletin: its newest approved version, by which phones know it; <c>Code</c> opens its public page.</param>
/// <param name="IsOver">The notice no longer holds, or the service is no longer offered: it stays attached and is not shown at the doors.</param>
internal sealed record ShownMaterial(CampaignMaterial Item, Dictionary<string, string> Title, Guid? VersionId, string? Code, bool IsOver);

/// <summary>A notice that a campaign can take along.</summary>
internal sealed record OfferedBulletin(Guid Id, Dictionary<string, string> Title);

/// <summary>Reads what campaigns take along. Titles are asked anew: a notice is put right after it was attached.</summary>
internal sealed class MaterialReader(AppDb db, ServiceCatalogue catalogue, AreaTree areas, TimeProvider clock)
{
    private const int MostOffered = 100;

    public async Task<ILookup<Guid, ShownMaterial>> ReadAsync(IReadOnlyCollection<CampaignFile> files, CancellationToken ct)
    {
        var items = files.SelectMany(f => f.Material).ToList();
        var ids = items.Where(i => i.Kind == MaterialKind.Bulletin).Select(i => i.SubjectId).OfType<Guid>().Distinct().ToList();
        var notices = ids.Count == 0 ? [] : (await ApprovedAsync(db.Bulletins.Where(b => ids.Contains(b.Id)), ct)).ToDictionary(n => n.Bulletin.Id);
        return items.ToLookup(i => i.CampaignId, i => Shown(i, notices));
    }

    /// <summary>Notices that hold, issued by the campaign's unit or one above it: all its teams may have them.</summary>
    /// <param name="seen">What the caller may see.</param>
    public async Task<IReadOnlyList<OfferedBulletin>> OfferedAsync(Campaign campaign, IQueryable<Bulletin> seen, CancellationToken ct)
    {
        var line = areas.Today.LineOf(campaign.AreaId).Select(u => u.AreaId).ToList();
        var notices = await ApprovedAsync(seen.Where(b => line.Contains(b.AreaId)), ct);
        return [.. notices.Where(n => !IsOver(n)).OrderByDescending(n => n.Version.ValidFrom).Take(MostOffered).Select(n => new OfferedBulletin(n.Bulletin.Id, n.Title))];
    }

    private ShownMaterial Shown(CampaignMaterial item, Dictionary<Guid, Notice> notices) => item.Kind switch
    {
        MaterialKind.Point => new(item, item.Text, null, null, false),
        MaterialKind.Guide => catalogue.All.GetValueOrDefault(item.SubjectId ?? Guid.Empty) is { } service ? new(item, service.Name, null, null, !service.Active) : new(item, [], null, null, true),
        _ => notices.GetValueOrDefault(item.SubjectId ?? Guid.Empty) is { } notice
            ? new(item, notice.Title, notice.Version.Id, notice.Bulletin.Code, IsOver(notice)) : new(item, [], null, null, true),
    };

    private bool IsOver(Notice notice) => notice.Bulletin.CancelledAt is not null || notice.Version.ValidTo < clock.GetUtcNow().UtcDateTime;

    private async Task<List<Notice>> ApprovedAsync(IQueryable<Bulletin> bulletins, CancellationToken ct)
    {
        var issued = await (
            from bulletin in bulletins
            join version in db.BulletinVersions on bulletin.Id equals version.BulletinId
            where version.Number == bulletin.Approved && version.State == BulletinState.Approved
            select new { bulletin, version }).AsNoTracking().ToListAsync(ct);
        var versions = issued.ConvertAll(i => i.version.Id);
        var titles = (await db.BulletinTexts.AsNoTracking().Where(t => versions.Contains(t.VersionId) && t.Title != "").Select(t => new { t.VersionId, t.Language, t.Title }).ToListAsync(ct))
            .ToLookup(t => t.VersionId);
        return issued.ConvertAll(i => new Notice(i.bulletin, i.version, titles[i.version.Id].ToDictionary(t => t.Language, t => t.Title)));
    }

    private sealed record Notice(Bulletin Bulletin, BulletinVersion Version, Dictionary<string, string> Title);
}
