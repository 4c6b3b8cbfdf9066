using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Bulletins.Writing;

/// <summary>Audiences that an office keeps for the next time, by the unit that issues.</summary>
internal sealed class SavedAudiences(AppDb db, Writer writer, CurrentUser user)
{
    public async Task<IReadOnlyList<(Guid Id, string Name)>> OfAsync(Guid areaId, CancellationToken ct) =>
        [.. (await db.SavedAudiences.AsNoTracking().Where(a => a.AreaId == areaId).OrderBy(a => a.Name).Select(a => new { a.Id, a.Name }).ToListAsync(ct)).Select(a => (a.Id, a.Name))];

    public async Task<Audience> FindAsync(Guid id, Guid areaId, CancellationToken ct) =>
        await db.SavedAudiences.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id && a.AreaId == areaId, ct) is { } kept ? Audience.Of(kept.Query) : throw new Refusal(Problems.NotFound);

    /// <summary>Keeps the audience under its name; the same name replaces the one before. An earlier bulletin's recipients are nobody's next audience.</summary>
    public async Task KeepAsync(Guid areaId, string? name, Audience audience, CancellationToken ct)
    {
        user.Require(Permission.WriteBulletins, areaId);
        var called = FreeText.Line(name, 80, "bulletins.audience.name") ?? throw new Refusal(Problems.BulletinNameNeeded);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var query = (audience with { TouchedBy = null }).ToJson();
        var kept = await db.SavedAudiences.SingleOrDefaultAsync(a => a.AreaId == areaId && a.Name == called, ct);
        var before = kept is null ? null : new { kept.Name, kept.Query };
        kept ??= db.SavedAudiences.Add(new SavedAudience { Id = write.NewId(), AreaId = areaId, Name = called, Query = query }).Entity;
        (kept.Query, kept.At) = (query, write.Now);
        write.Audit("bulletin.audience", kept.Id, areaId, before, new { kept.Name, kept.Query });
        await write.CommitAsync(ct);
    }
}
