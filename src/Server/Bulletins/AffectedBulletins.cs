using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Bulletins;

/// <summary>
/// Notices that hold on that day and are for units that end: their words and audiences are frozen, so nothing carries them on. Whoever reorganises says
/// that this is known, and has a correction written where it matters.
/// </summary>
internal sealed class AffectedBulletins(AppDb db) : IAffectedByAreas
{
    private const int Named = 8;

    public string Kind => "areas.affected.bulletins";

    public int Rank => 50;

    public async Task<IReadOnlyList<Affected>> LookAsync(AreaChange change, CancellationToken ct)
    {
        var start = LegalDay.Start(change.Day);
        var held = await (
            from bulletin in db.Bulletins
            join version in db.BulletinVersions on bulletin.Id equals version.BulletinId
            where bulletin.CancelledAt == null && version.Number == bulletin.Approved && version.ValidTo > start
            select new { bulletin.Id, bulletin.AreaId, version.Audience, VersionId = version.Id }).AsNoTracking().ToListAsync(ct);
        var issued = held.Where(h => change.Ended.ContainsKey(h.AreaId)).ToList();
        var meant = held.Where(h => Audience.Of(h.Audience).Areas.Any(change.Ended.ContainsKey)).ToList();
        return
        [
            new("areas.affected.bulletins.issued", issued.Count, await TitlesAsync([.. issued.Select(h => h.VersionId)], ct)),
            new("areas.affected.bulletins.meant", meant.Count, await TitlesAsync([.. meant.Select(h => h.VersionId)], ct), ["areas.affected.bulletins.known"]),
        ];
    }

    private async Task<IReadOnlyList<string>> TitlesAsync(IReadOnlyList<Guid> versions, CancellationToken ct)
    {
        var some = versions.Take(Named).ToList();
        return await db.BulletinTexts.AsNoTracking().Where(t => some.Contains(t.VersionId) && t.Language == "vi").Select(t => t.Title).ToListAsync(ct);
    }
}
