using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Data;

namespace TungNgo.Water.Authorities;

/// <summary>A draft made of another authority's alert.</summary>
internal sealed record AuthorityDraft(Guid Id, Guid AreaId, string Source, DateTime ValidTo);

/// <summary>Drafts made of other authorities' alerts that nobody has submitted or put away, and that still hold.</summary>
internal sealed class AuthorityDrafts(AppDb db, CurrentUser user, TimeProvider clock)
{
    public async Task<IReadOnlyList<AuthorityDraft>> OpenAsync(Guid area, DayTree tree, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var open = await (
            from alert in db.AuthorityAlerts
            join bulletin in db.Bulletins on alert.BulletinId equals bulletin.Id
            join version in db.BulletinVersions on bulletin.Id equals version.BulletinId
            where version.Number == bulletin.Latest && version.State == BulletinState.Draft && version.ValidTo > now
            select new { bulletin.Id, bulletin.AreaId, version.Source, version.ValidTo }).Distinct().ToListAsync(ct);
        return [.. open.Where(o => user.Can(Permission.WriteBulletins, o.AreaId) && tree.IsWithin(o.AreaId, area)).OrderBy(o => o.ValidTo).ThenBy(o => o.Id)
            .Select(o => new AuthorityDraft(o.Id, o.AreaId, o.Source, o.ValidTo))];
    }

    /// <summary>Vietnamese titles of drafts, by bulletin.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> TitlesAsync(IReadOnlyList<AuthorityDraft> drafts, CancellationToken ct)
    {
        var ids = drafts.Select(d => d.Id).ToList();
        return await (
            from bulletin in db.Bulletins.Where(b => ids.Contains(b.Id))
            join version in db.BulletinVersions on new { bulletin.Id, Number = bulletin.Latest } equals new { Id = version.BulletinId, version.Number }
            join text in db.BulletinTexts.Where(t => t.Language == "vi") on version.Id equals text.VersionId
            select new { bulletin.Id, text.Title }).ToDictionaryAsync(t => t.Id, t => t.Title, ct);
    }
}
