using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Areas.Register;

/// <param name="Kind">hamlet or urbanHamlet when typed by a commune; any kind for the province.</param>
/// <param name="Act">Number of the legal act: "NQ 45/NQ-HĐND".</param>
public sealed record NewArea(AreaKind Kind, string Name, Guid ParentId, DateOnly From, string Act, string? Code = null);

public sealed record AreaRename(string Name, AreaKind Kind, DateOnly From, string Act);

public sealed record AreaReparent(Guid ParentId, DateOnly From, string Act);

/// <param name="Into">The living unit that takes over all that the ended one held.</param>
public sealed record AreaEnding(Guid Into, DateOnly From, string Act);

/// <summary>Two or more units become one new unit of the same parent tier.</summary>
public sealed record AreaMerge(Guid[] Parts, AreaKind Kind, string Name, Guid? ParentId, DateOnly From, string Act, string? Code = null);

/// <summary>
/// Changes of the register. A commune keeps its own hamlets; units above are reorganised by those who hold the whole tree.
/// Each change is one write that commits only when the whole register still obeys <see cref="AreaRules"/>.
/// </summary>
internal sealed class ChangeAreas(AppDb db, Writer writer, CurrentUser user, AreaTree areas, TimeProvider clock, HamletMove move)
{
    public const int LongestAct = 200;
    public const int LongestCode = 20;

    public Task<Guid> AddAsync(NewArea area, CancellationToken ct) => ChangeAsync(
        "area.add", area.Act, [], [area.ParentId], area.Kind,
        book => book.Add(area.Kind, NameOf(area.Name), Code(area.Code), area.ParentId, area.From, area.Act.Trim()).AreaId, area, ct);

    public Task<Guid> RenameAsync(Guid id, AreaRename rename, CancellationToken ct) => ChangeAsync(
        "area.rename", rename.Act, [id], [], rename.Kind,
        book => book.Rename(id, rename.Kind, NameOf(rename.Name), rename.From, rename.Act.Trim()).AreaId, rename, ct);

    public Task<Guid> ReparentAsync(Guid id, AreaReparent reparent, CancellationToken ct) => ChangeAsync(
        "area.reparent", reparent.Act, [id], [reparent.ParentId], null,
        book => book.Reparent(id, reparent.ParentId, reparent.From, reparent.Act.Trim()).AreaId, reparent, ct);

    public Task<Guid> EndAsync(Guid id, AreaEnding ending, CancellationToken ct) => ChangeAsync(
        "area.end", ending.Act, [id], [ending.Into], null,
        book =>
        {
            book.EndIn(id, ending.Into, ending.From, ending.Act.Trim());
            return ending.Into;
        },
        ending, ct);

    public Task<Guid> MergeAsync(AreaMerge merge, CancellationToken ct) => ChangeAsync(
        "area.merge", merge.Act, merge.Parts, merge.ParentId is { } parent ? [parent] : [], merge.Kind,
        book => book.Merge(merge.Parts, merge.Kind, NameOf(merge.Name), Code(merge.Code), merge.ParentId, merge.From, merge.Act.Trim()).AreaId, merge, ct);

    private async Task<Guid> ChangeAsync(
        string action, string act, IReadOnlyCollection<Guid> subjects, IReadOnlyCollection<Guid> places, AreaKind? kind, Func<AreaBook, Guid> change, object said, CancellationToken ct)
    {
        if (FreeText.Line(act, LongestAct, "areas.act") is null)
        {
            throw new Refusal(Problems.AreaActNeeded);
        }

        foreach (var id in subjects.Concat(places))
        {
            user.Require(Permission.ManageAreas, id);
        }

        AreaAuthority.RefuseAboveHamlets(areas, user, subjects, kind);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var versions = await db.AreaVersions.ToListAsync(ct);
        var successions = await db.Successions.ToListAsync(ct);
        var book = new AreaBook(versions, successions, write.NewId, write.Now);

        var known = AreaRules.Faults(versions, successions).ToHashSet();
        var result = change(book);
        AreaSaving.RefuseFaults(book, known);
        var followed = AreaSaving.Save(db, write, versions, successions, book);
        foreach (var ended in followed.Where(s => s.FromId != s.ToId && versions.Any(v => v.AreaId == s.FromId && v.Tier == AreaTier.Hamlet)))
        {
            // Doors move with the write: they cannot stand in the heir before its day has come.
            if (ended.Date > clock.Today())
            {
                throw new Refusal(Problems.HamletEndsLater, ended.Date);
            }

            await move.MoveAsync(write, ended.FromId, ended.ToId, ended.Date, ct);
        }

        write.Audit(action, result, subjects.Concat(places).First(), null, said);
        await write.CommitAsync(ct);
        return result;
    }

    private static string NameOf(string name) => FreeText.Line(name, AreaBook.LongestName, "areas.name") ?? throw new Refusal(Problems.AreaNameNeeded);

    private static string? Code(string? code) => FreeText.Line(code, LongestCode, "areas.code");
}
