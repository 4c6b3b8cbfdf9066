using Microsoft.EntityFrameworkCore;
using TungNgo.Feed;
using TungNgo.Households;

namespace TungNgo.Walks;

/// <summary>Two households that are one are one door: where both are on open walks, the survivor's place stays.</summary>
internal sealed class MergedWalks : IFollowsHousehold
{
    public string What => "walks";

    /// <returns>The walks that have let a door of the duplicate go.</returns>
    public async Task<IReadOnlyList<Guid>> FollowAsync(Write write, Guid duplicate, Guid survivor, CancellationToken ct)
    {
        var (theirs, ours) = (await HeldAsync(write, duplicate, ct), await HeldAsync(write, survivor, ct));
        if (ours.Count == 0 || theirs.Count == 0)
        {
            return [];
        }

        theirs.ForEach(d => d.IsHeld = false);
        await NoteAsync(write, theirs, ct);
        return [.. theirs.Select(d => d.WalkId)];
    }

    public async Task ReturnAsync(Write write, Guid duplicate, Guid survivor, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0 || (await HeldAsync(write, duplicate, ct)).Count > 0)
        {
            return;
        }

        var tree = await TreeAsync(write, duplicate, ct);
        var doors = await write.Db.WalkDoors.AsTracking().Where(d => tree.Contains(d.HouseholdId) && ids.Contains(d.WalkId) && write.Db.Walks.Any(w => w.Id == d.WalkId && w.State == WalkState.Open))
            .OrderBy(d => d.WalkId).ThenBy(d => d.Order).Take(1).ToListAsync(ct);
        doors.ForEach(d => d.IsHeld = true);
        await NoteAsync(write, doors, ct);
    }

    private static async Task<List<WalkDoor>> HeldAsync(Write write, Guid household, CancellationToken ct)
    {
        var tree = await TreeAsync(write, household, ct);
        return await write.Db.WalkDoors.AsTracking().Where(d => d.IsHeld && tree.Contains(d.HouseholdId)).ToListAsync(ct);
    }

    /// <summary>The household and all that live on in it.</summary>
    private static async Task<List<Guid>> TreeAsync(Write write, Guid household, CancellationToken ct)
    {
        List<Guid> tree = [household];
        for (var level = tree; level.Count > 0;)
        {
            var above = level;
            level = await write.Db.Households.Where(h => h.MergedIntoId != null && above.Contains(h.MergedIntoId.Value)).Select(h => h.Id).ToListAsync(ct);
            level = [.. level.Except(tree)];
            tree = [.. tree, .. level];
        }

        return tree;
    }

    private static async Task NoteAsync(Write write, List<WalkDoor> doors, CancellationToken ct)
    {
        var walks = doors.ConvertAll(d => d.WalkId);
        foreach (var walk in await write.Db.Walks.AsNoTracking().Where(w => walks.Contains(w.Id)).ToListAsync(ct))
        {
            write.Changed(ChangeKind.Walk, walk.Id, walk.HamletId);
        }
    }
}
