using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using TungNgo.Accounts;
using TungNgo.Areas.Register;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Areas.Boundaries;

/// <summary>What a list of boundaries says of itself.</summary>
internal sealed record BoundaryHead(DateOnly ValidFrom, string? Source, string? Licence, string? Act, string? CodeProperty);

/// <summary>Boundaries come as files: tried first, taken in one write, and taken back in one. For those alone whose area is the whole tree.</summary>
internal sealed class BoundaryDesk(AppDb db, Writer writer, CurrentUser user, AreaTree areas, BoundaryBook book, ImportFiles files, TimeProvider clock)
{
    public const int LongestText = 200;

    public bool May => AreaAuthority.HoldsAll(areas, user);

    public async Task<Guid> UploadAsync(Stream file, string fileName, BoundaryHead head, CancellationToken ct)
    {
        RefuseOthers();
        var source = FreeText.Line(head.Source, LongestText, "areas.boundaries.source") ?? throw new Refusal(Problems.BoundarySourceNeeded);
        var licence = FreeText.Line(head.Licence, LongestText, "areas.boundaries.licence");
        var act = FreeText.Line(head.Act, LongestText, "areas.act");
        var property = FreeText.Line(head.CodeProperty, LongestText, "areas.boundaries.code-property");
        using var copy = new LocalCopy();
        await using (var target = copy.Create())
        {
            await file.CopyToAsync(target, ct);
        }

        await using (var read = File.OpenRead(copy.Path))
        {
            await GeoFile.ReadAsync(read, false, ct);
        }

        // The file waits for whoever takes it; it is kept by another connection and so before this write begins.
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await using (var content = File.OpenRead(copy.Path))
        {
            await files.SaveAsync(id, FileRole.List, content, ct);
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        var list = new BoundaryList
        {
            Id = id, FileName = FreeText.FileName(fileName), ValidFrom = head.ValidFrom, Source = source, Licence = licence, LegalAct = act, CodeProperty = property,
            By = user.Name, At = write.Now,
        };
        db.BoundaryLists.Add(list);
        write.Audit("boundaries.upload", list.Id, null, null, new { list.FileName, list.ValidFrom, source, licence, act });
        await write.CommitAsync(ct);
        return list.Id;
    }

    /// <summary>The lists of all times: where boundaries come from is nobody's secret.</summary>
    public async Task<IReadOnlyList<BoundaryList>> ListsAsync(CancellationToken ct) =>
        await db.BoundaryLists.AsNoTracking().OrderByDescending(l => l.At).Take(100).ToListAsync(ct);

    public async Task<BoundaryList> FindAsync(Guid id, CancellationToken ct)
    {
        RefuseOthers();
        return await db.BoundaryLists.AsNoTracking().SingleOrDefaultAsync(l => l.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
    }

    /// <summary>What would be taken and what is wrong; changes nothing.</summary>
    public async Task<BoundaryCheck> TryAsync(BoundaryList list, CancellationToken ct)
    {
        RefuseOthers();
        using var copy = await files.FetchAsync(list.Id, FileRole.List, ct) ?? throw new Refusal(Problems.BoundaryFileGone);
        await using var file = File.OpenRead(copy.Path);
        var features = await GeoFile.ReadAsync(file, list.Swapped, ct);
        var whole = await book.WholeAsync(db, ct);
        var tree = areas.On(list.ValidFrom);
        var others = tree.All.Select(v => (v.AreaId, Shape: whole.Of(v.AreaId, list.ValidFrom)))
            .Where(o => o.Shape is not null).ToDictionary(o => o.AreaId, o => o.Shape!.Shape);
        return BoundaryCheck.Of(features, tree, list.CodeProperty, others);
    }

    /// <summary>How the file is to be read: which property holds the codes, and which coordinate comes first.</summary>
    public async Task ReadAsAsync(Guid id, string? codeProperty, bool swapped, CancellationToken ct)
    {
        RefuseOthers();
        var property = FreeText.Line(codeProperty, LongestText, "areas.boundaries.code-property");
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var list = await OpenAsync(id, BoundaryListState.Tried, ct);
        var before = new { list.CodeProperty, list.Swapped };
        (list.CodeProperty, list.Swapped) = (property, swapped);
        write.Audit("boundaries.read-as", id, null, before, new { list.CodeProperty, list.Swapped });
        await write.CommitAsync(ct);
    }

    /// <param name="chosen">Units whose boundaries are taken; null takes all that are without fault.</param>
    public async Task ApplyAsync(Guid id, IReadOnlySet<Guid>? chosen, CancellationToken ct)
    {
        RefuseOthers();
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var list = await OpenAsync(id, BoundaryListState.Tried, ct);
        var check = await TryAsync(list, ct);
        var read = check.Read.Where(r => chosen is null || chosen.Contains(r.Unit.AreaId)).ToList();
        if (read.Count == 0)
        {
            throw new Refusal(Problems.BoundaryNone);
        }

        var rows = Rows(list, read, write.NewId);
        var ids = rows.Select(r => r.AreaId).ToList();
        foreach (var old in await db.Boundaries.Where(b => b.ValidFrom == list.ValidFrom && b.ReplacedBy == null && ids.Contains(b.AreaId)).ToListAsync(ct))
        {
            old.ReplacedBy = id;
        }

        db.Boundaries.AddRange(rows);
        (list.State, list.Taken, list.AppliedAt) = (BoundaryListState.Applied, rows.Count, write.Now);
        ids.ForEach(a => write.Changed(ChangeKind.Boundary, a));
        write.Audit("boundaries.apply", id, null, null, new { list.FileName, list.ValidFrom, list.Taken, units = ids });
        await write.CommitAsync(ct);
        await files.DeleteAsync(id, FileRole.List, ct);
    }

    /// <summary>The list's boundaries go, and those come back in whose place they stood.</summary>
    public async Task UndoAsync(Guid id, CancellationToken ct)
    {
        RefuseOthers();
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var list = await OpenAsync(id, BoundaryListState.Applied, ct);
        var rows = await db.Boundaries.Where(b => b.ListId == id || b.ReplacedBy == id).ToListAsync(ct);
        if (rows.Exists(b => b.ListId == id && b.ReplacedBy is not null))
        {
            throw new Refusal(Problems.BoundaryReplaced);
        }

        foreach (var back in rows.Where(b => b.ReplacedBy == id))
        {
            back.ReplacedBy = null;
        }

        var gone = rows.Where(b => b.ListId == id).ToList();
        db.Boundaries.RemoveRange(gone);
        (list.State, list.UndoneAt) = (BoundaryListState.Undone, write.Now);
        gone.ForEach(b => write.Changed(ChangeKind.Boundary, b.AreaId));
        write.Audit("boundaries.undo", id, null, new { list.Taken }, null);
        await write.CommitAsync(ct);
    }

    public static List<Boundary> Rows(BoundaryList list, IReadOnlyList<ReadBoundary> read, Func<Guid> newId) =>
    [
        .. read.GroupBy(r => r.Unit.Tier).SelectMany(tier => tier.Zip(Thinning.Of([.. tier.Select(r => r.Shape)]), (r, simple) => new Boundary
        {
            Id = newId(), AreaId = r.Unit.AreaId, ValidFrom = list.ValidFrom, Shape = Ground.Kept(r.Shape), Simple = Ground.Kept(simple),
            Hectares = r.Hectares, ListId = list.Id,
        })),
    ];

    private async Task<BoundaryList> OpenAsync(Guid id, BoundaryListState state, CancellationToken ct) =>
        await db.BoundaryLists.SingleOrDefaultAsync(l => l.Id == id, ct) is not { } list ? throw new Refusal(Problems.NotFound)
            : list.State == state ? list : throw new Refusal(Problems.BoundaryState);

    private void RefuseOthers()
    {
        if (!May)
        {
            throw new Refusal(Problems.Forbidden);
        }
    }
}
