using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Tables;

/// <summary>Kept tables: who may open one, and what its owner may do with it.</summary>
internal sealed class TableDesk(AppDb db, Writer writer, CurrentUser user, AreaTree areas)
{
    public const int LongestName = 120, MostOfOne = 200, MostShares = 100;

    /// <summary>What the caller may open, the own first. Some hundred in a province, so the scope is held in memory.</summary>
    public async Task<IReadOnlyList<SavedTable>> ListAsync(CancellationToken ct) =>
        [.. (await db.SavedTables.AsNoTracking().ToListAsync(ct)).Where(MayOpen).OrderBy(t => t.OwnerId != user.UserId).ThenByDescending(t => t.ChangedAt)];

    public async Task<SavedTable> FindAsync(Guid id, CancellationToken ct) =>
        await db.SavedTables.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct) is { } table && MayOpen(table) ? table : throw new Refusal(Problems.NotFound);

    /// <summary>The owner always may; others while they may see figures at all.</summary>
    public bool MayOpen(SavedTable table) => user.UserId is { } id && (table.OwnerId == id
        || (user.Can(Permission.ViewFigures) && (table.SharedWith.Contains(id) || (table.SharedUnitId is { } unit && user.Can(Permission.ViewFigures, unit)))));

    public bool IsOwn(SavedTable table) => table.OwnerId == user.UserId;

    /// <param name="id">Null keeps a new one.</param>
    public async Task<Guid> SaveAsync(Guid? id, string? name, TableQuestion question, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var called = FreeText.Line(name, LongestName, "tables.name") ?? throw new Refusal(Problems.TableName);
        if (question.Indicators.Count == 0)
        {
            throw new Refusal(Problems.TableEmptyQuestion);
        }

        var table = id is { } known ? await OwnAsync(known, ct) : await NewAsync(write, called, question, ct);
        var before = new { table.Name, table.Query };
        (table.Name, table.Query, table.ChangedAt) = (called, question.ToQuery(), write.Now);
        write.Changed(ChangeKind.Table, table.Id);
        write.Audit(id is null ? "table.add" : "table.edit", table.Id, null, id is null ? null : before, new { table.Name, table.Query });
        await write.CommitAsync(ct);
        return table.Id;
    }

    /// <summary>A table that the caller may open, as one of their own.</summary>
    public async Task<Guid> CopyAsync(Guid id, Texts t, CancellationToken ct)
    {
        var table = await FindAsync(id, ct);
        return await SaveAsync(null, FreeText.Clean(t["tables.copy-of", table.Name], LongestName), TableQuestion.Parse(table.Query), ct);
    }

    /// <param name="unit">Null shares it with no unit.</param>
    /// <param name="names">Accounts by their sign-in names.</param>
    public async Task ShareAsync(Guid id, Guid? unit, IReadOnlyList<string> names, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var table = await OwnAsync(id, ct);
        if (unit is { } area)
        {
            user.Require(Permission.ViewFigures, area);
        }

        TableQuestion.RefuseAbove(names.Count, MostShares, Problems.TableShares);
        var keys = names.Select(n => n.ToUpperInvariant()).Distinct().ToList();
        var named = await db.Users.Where(u => keys.Contains(u.NormalizedUserName!) && u.DisabledAt == null).Select(u => new { u.Id, u.NormalizedUserName }).ToListAsync(ct);
        var seen = await SeenAsync(named.ConvertAll(n => n.Id), write.Now, ct);
        // Whoever works elsewhere is answered like nobody: a form must not tell which names are accounts.
        var known = named.FindAll(n => seen.Contains(n.Id) || table.SharedWith.Contains(n.Id));
        var there = known.Select(k => k.NormalizedUserName).ToHashSet();
        if (names.FirstOrDefault(n => !there.Contains(n.ToUpperInvariant())) is { } stranger)
        {
            throw new Refusal(Problems.TableStranger, stranger);
        }

        var before = new { table.SharedUnitId, table.SharedWith };
        (table.SharedUnitId, table.SharedWith, table.ChangedAt) = (unit, [.. known.Select(k => k.Id).Order()], write.Now);
        write.Changed(ChangeKind.Table, table.Id);
        write.Audit("table.share", table.Id, unit, before, new { table.SharedUnitId, table.SharedWith });
        await write.CommitAsync(ct);
    }

    public async Task DeleteAsync(Guid id, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var table = await OwnAsync(id, ct);
        var schedules = await db.TableSchedules.Where(s => s.TableId == id).ToListAsync(ct);
        var ids = schedules.ConvertAll(s => s.Id);
        db.TableSubscribers.RemoveRange(await db.TableSubscribers.Where(s => ids.Contains(s.ScheduleId)).ToListAsync(ct));
        db.TableSchedules.RemoveRange(schedules);
        db.SavedTables.Remove(table);
        write.Changed(ChangeKind.Table, table.Id);
        write.Audit("table.delete", table.Id, null, new { table.Name, table.Query }, null);
        await write.CommitAsync(ct);
    }

    /// <summary>Sign-in names of those it is shared with, for its owner.</summary>
    public Task<List<string>> NamesAsync(SavedTable table, CancellationToken ct) =>
        db.Users.Where(u => table.SharedWith.Contains(u.Id)).OrderBy(u => u.UserName).Select(u => u.UserName!).ToListAsync(ct);

    /// <summary>Units that the caller may choose: all down to the communes in which they see figures.</summary>
    public IReadOnlyList<AreaVersion> Units(DayTree? tree = null) => [.. (tree ?? areas.Today).Roots.SelectMany(r => (tree ?? areas.Today).Below(r.AreaId).Prepend(r))
        .DistinctBy(u => u.AreaId).Where(u => u.Tier <= AreaTier.Commune && user.Can(Permission.ViewFigures, u.AreaId)).OrderBy(u => u.Tier).ThenBy(u => u.Name, StringComparer.Ordinal)];

    /// <summary>Those of them who work where the caller sees figures.</summary>
    private async Task<HashSet<Guid>> SeenAsync(List<Guid> users, DateTime now, CancellationToken ct) =>
        [.. (await db.Grants.AsNoTracking().Where(g => users.Contains(g.UserId)).ToListAsync(ct))
            .Where(g => g.IsCurrent(now) && user.Can(Permission.ViewFigures, g.AreaId)).Select(g => g.UserId)];

    private async Task<SavedTable> OwnAsync(Guid id, CancellationToken ct) =>
        await db.SavedTables.SingleOrDefaultAsync(t => t.Id == id && t.OwnerId == user.UserId, ct) ?? throw new Refusal(Problems.NotFound);

    private async Task<SavedTable> NewAsync(Write write, string name, TableQuestion question, CancellationToken ct)
    {
        TableQuestion.RefuseAbove(1 + await db.SavedTables.CountAsync(t => t.OwnerId == user.UserId, ct), MostOfOne, Problems.TableMany);
        return db.SavedTables.Add(new SavedTable { Id = write.NewId(), Name = name, Query = question.ToQuery(), OwnerId = user.UserId!.Value, OwnerName = user.Name }).Entity;
    }
}
