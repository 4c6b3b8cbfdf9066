using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Areas.Register;

/// <summary>How a changed book of units becomes rows, checked as a whole before it does.</summary>
internal static class AreaSaving
{
    /// <param name="known">Faults of before: only what this change tears is held against it, since a flaw from long ago must not stop the mending.</param>
    public static void RefuseFaults(AreaBook book, IReadOnlySet<AreaFault> known)
    {
        if (AreaRules.Faults(book.Versions, book.Successions).FirstOrDefault(f => !known.Contains(f)) is { } fault)
        {
            throw RefusalOf(fault);
        }
    }

    public static Refusal RefusalOf(AreaFault fault) => new(fault.Kind switch
    {
        AreaFaultKind.Order => Problems.AreaOrder,
        AreaFaultKind.Parentless => Problems.AreaParentless,
        AreaFaultKind.Roots => Problems.AreaRoots,
        _ => Problems.AreaTorn,
    });

    /// <param name="versions">All versions as they were read, tracked; the same for successions.</param>
    /// <returns>The successions that are new.</returns>
    public static IReadOnlyList<Succession> Save(AppDb db, Write write, IReadOnlyCollection<AreaVersion> versions, IReadOnlyCollection<Succession> successions, AreaBook book)
    {
        var units = versions.Select(v => v.AreaId).ToHashSet();
        db.Areas.AddRange(book.Versions.Select(v => v.AreaId).Distinct().Where(id => !units.Contains(id)).Select(id => new Area { Id = id }));
        db.AreaVersions.RemoveRange(versions.Except(book.Versions));
        // A reform makes hundreds of versions: as plain rows, which cost a fraction of what tracking them does.
        var opened = book.Versions.Except(versions).ToList();
        write.Rows.Add(RowStatement.Insert(db, opened));
        db.Successions.RemoveRange(successions.Except(book.Successions));
        var followed = book.Successions.Except(successions).ToList();
        write.Rows.Add(RowStatement.Insert(db, followed));
        TellChanged(db, write, opened);
        return followed;
    }

    /// <param name="opened">New versions that are not tracked.</param>
    public static void TellChanged(AppDb db, Write write, IEnumerable<AreaVersion> opened)
    {
        var changed = db.ChangeTracker.Entries<AreaVersion>().Where(e => e.State != EntityState.Unchanged).Select(e => e.Entity);
        foreach (var area in changed.Concat(opened).DistinctBy(v => v.AreaId))
        {
            write.Changed(ChangeKind.Area, area.AreaId, area.Tier == AreaTier.Hamlet ? area.AreaId : null);
        }
    }
}
