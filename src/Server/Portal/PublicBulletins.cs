using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Data;

namespace TungNgo.Portal;

public enum PublicState { Valid, Coming, Over, Superseded, Cleared, Cancelled }

/// <summary>A bulletin as anybody may read it: an approved version with its texts.</summary>
/// <param name="FirstDecidedAt">When its first version was approved.</param>
/// <param name="By">The later bulletin that took its place, cleared or cancelled it.</param>
internal sealed record PublicBulletin(
    Bulletin Bulletin, BulletinVersion Version, IReadOnlyDictionary<string, BulletinText> Texts, BulletinKind? Kind, PublicState State, Bulletin? By, Bulletin? Earlier, DateTime FirstDecidedAt)
{
    public Audience Audience { get; } = Audience.Of(Version.Audience);

    /// <summary>The text in a language, else the Vietnamese one, which is always there.</summary>
    public BulletinText? In(string language) => Texts.GetValueOrDefault(language) ?? Texts.GetValueOrDefault("vi") ?? Texts.Values.FirstOrDefault();

    /// <summary>Whether it is for residents; what speaks to members of teams only is found by its link alone.</summary>
    public bool IsPublic => Audience.TeamRoles is not { Length: > 0 };

    public bool Covers(DayTree tree, Guid areaId) => Audience.Areas.Any(a => tree.IsWithin(areaId, a));

    /// <summary>Files that belong to it; no other file of the database is open to anybody.</summary>
    public IEnumerable<Guid> Files => Texts.Values.SelectMany(t => new[] { t.AudioId, t.CardId }).OfType<Guid>().Concat(Attachments);

    public IEnumerable<Guid> Attachments =>
        Version.Attachments.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(a => Guid.TryParse(a, out var id) ? id : Guid.Empty).Where(id => id != Guid.Empty);
}

/// <summary>Reads what was approved. Drafts, returned and withdrawn versions are not there for the public.</summary>
internal sealed class PublicBulletins(AppDb db, TimeProvider clock)
{
    /// <summary>The newest approved version; null when there is none of that code.</summary>
    public async Task<PublicBulletin?> FindAsync(string code, CancellationToken ct)
    {
        // People type codes from paper, in small or capital letters.
        string[] spellings = [code, code.ToUpperInvariant(), code.ToLowerInvariant()];
        var found = await db.Bulletins.AsNoTracking().Where(b => b.Approved != null && spellings.Contains(b.Code)).Take(2).ToListAsync(ct);
        var bulletin = found.Find(b => b.Code == code) ?? found.FirstOrDefault();
        return bulletin is null ? null : (await ReadAsync([bulletin], ct)).FirstOrDefault();
    }

    /// <summary>One approved version, also one that was corrected since.</summary>
    public async Task<PublicBulletin?> FindAsync(string code, int number, CancellationToken ct)
    {
        var newest = await FindAsync(code, ct);
        if (newest is null || newest.Version.Number == number)
        {
            return newest;
        }

        var version = await db.BulletinVersions.AsNoTracking().SingleOrDefaultAsync(v => v.BulletinId == newest.Bulletin.Id && v.Number == number && v.State == BulletinState.Approved, ct);
        return version is null ? null : newest with { Version = version, Texts = await db.BulletinTexts.AsNoTracking().Where(t => t.VersionId == version.Id).ToDictionaryAsync(t => t.Language, ct) };
    }

    /// <summary>Numbers of all approved versions of a bulletin with their time of approval, the first first.</summary>
    public async Task<IReadOnlyList<(int Number, DateTime At)>> VersionsAsync(Guid bulletinId, CancellationToken ct) =>
        [.. (await db.BulletinVersions.AsNoTracking().Where(v => v.BulletinId == bulletinId && v.State == BulletinState.Approved && v.DecidedAt != null)
            .OrderBy(v => v.Number).Select(v => new { v.Number, v.DecidedAt }).ToListAsync(ct)).Select(v => (v.Number, v.DecidedAt!.Value))];

    /// <summary>
    /// All that holds now, the most urgent and newest first. What was cancelled keeps its place for as long as it would have held: whoever read it is told.
    /// </summary>
    public async Task<IReadOnlyList<PublicBulletin>> CurrentAsync(CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var bulletins = await (
            from bulletin in db.Bulletins.Where(b => b.Approved != null)
            join version in db.BulletinVersions on new { bulletin.Id, Number = bulletin.Approved!.Value } equals new { Id = version.BulletinId, version.Number }
            where version.State == BulletinState.Approved && version.ValidFrom <= now && version.ValidTo > now
            select bulletin).AsNoTracking().ToListAsync(ct);
        return [.. (await ReadAsync(bulletins, ct)).Where(b => b is { State: PublicState.Valid or PublicState.Cancelled, IsPublic: true })
            .OrderByDescending(b => b.Version.Urgency).ThenByDescending(b => b.Version.DecidedAt)];
    }

    /// <summary>What was said lately, with cancellations, for feeds: readers that were told of a warning must be told of its end.</summary>
    public async Task<IReadOnlyList<PublicBulletin>> LatestAsync(DateTime since, CancellationToken ct)
    {
        var bulletins = await (
            from bulletin in db.Bulletins.Where(b => b.Approved != null)
            join version in db.BulletinVersions on new { bulletin.Id, Number = bulletin.Approved!.Value } equals new { Id = version.BulletinId, version.Number }
            where version.State == BulletinState.Approved && (version.DecidedAt >= since || bulletin.CancelledAt >= since)
            select bulletin).AsNoTracking().ToListAsync(ct);
        return [.. (await ReadAsync(bulletins, ct)).Where(b => b.IsPublic).OrderByDescending(b => b.Version.DecidedAt)];
    }

    public Task<List<BulletinKind>> KindsAsync(CancellationToken ct) => db.BulletinKinds.AsNoTracking().Where(k => k.Active).OrderBy(k => k.Order).ToListAsync(ct);

    private async Task<List<PublicBulletin>> ReadAsync(IReadOnlyList<Bulletin> bulletins, CancellationToken ct)
    {
        if (bulletins.Count == 0)
        {
            return [];
        }

        var now = clock.GetUtcNow().UtcDateTime;
        var ids = bulletins.Select(b => b.Id).ToList();
        var versions = (await db.BulletinVersions.AsNoTracking().Where(v => ids.Contains(v.BulletinId)).ToListAsync(ct)).ToDictionary(v => (v.BulletinId, v.Number));
        var decided = versions.Values.Where(v => v is { State: BulletinState.Approved, DecidedAt: not null }).ToLookup(v => v.BulletinId, v => v.DecidedAt!.Value);
        var shown = bulletins.Select(b => versions.GetValueOrDefault((b.Id, b.Approved!.Value))).OfType<BulletinVersion>().ToDictionary(v => v.BulletinId);
        var shownIds = shown.Values.Select(v => v.Id).ToList();
        var texts = (await db.BulletinTexts.AsNoTracking().Where(t => shownIds.Contains(t.VersionId)).ToListAsync(ct)).ToLookup(t => t.VersionId);
        var kinds = await db.BulletinKinds.AsNoTracking().ToDictionaryAsync(k => k.Code, ct);
        var later = (await (
            from version in db.BulletinVersions.Where(v => v.RelatedId != null && ids.Contains(v.RelatedId.Value) && v.State == BulletinState.Approved && v.Relation != BulletinRelation.None)
            join newer in db.Bulletins on version.BulletinId equals newer.Id
            where newer.Approved == version.Number
            select new { version.RelatedId, version.Relation, version.DecidedAt, By = newer }).AsNoTracking().ToListAsync(ct)).ToLookup(l => l.RelatedId!.Value);
        var relatedIds = shown.Values.Select(v => v.RelatedId).OfType<Guid>().ToList();
        var earlier = await db.Bulletins.AsNoTracking().Where(b => relatedIds.Contains(b.Id)).ToDictionaryAsync(b => b.Id, ct);

        return [.. bulletins.Where(b => shown.ContainsKey(b.Id)).Select(b =>
        {
            var version = shown[b.Id];
            var last = later[b.Id].OrderByDescending(l => l.DecidedAt).FirstOrDefault();
            var state = (last?.Relation, b.CancelledAt) switch
            {
                (BulletinRelation.Supersedes, _) => PublicState.Superseded,
                (BulletinRelation.AllClear, _) => PublicState.Cleared,
                (BulletinRelation.Cancels, _) or (_, not null) => PublicState.Cancelled,
                _ when version.State == BulletinState.Withdrawn => PublicState.Cancelled,
                _ => version.ValidTo <= now ? PublicState.Over : version.ValidFrom > now ? PublicState.Coming : PublicState.Valid,
            };
            return new PublicBulletin(
                b, version, texts[version.Id].ToDictionary(t => t.Language), kinds.GetValueOrDefault(b.Kind), state, last?.By, version.RelatedId is { } id ? earlier.GetValueOrDefault(id) : null,
                decided[b.Id].DefaultIfEmpty(b.CreatedAt).Min());
        })];
    }
}
