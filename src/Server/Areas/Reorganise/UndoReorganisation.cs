using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas.Register;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Areas.Reorganise;

/// <summary>
/// Takes an applied set back while nothing was built on it: versions and successions stand again exactly as they were, lanes and households are where
/// they came from, as if they had never gone. Whatever was built on the new map stands in the way, and is named.
/// </summary>
internal sealed class UndoReorganisation(
    AppDb db, Writer writer, CurrentUser user, IEnumerable<IFollowsHamlet> followers, IEnumerable<IBlocksUndo> blocks, IEnumerable<IAffectedByAreas> affected)
{
    public async Task UndoAsync(Guid id, int edition, Texts t, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var set = await ReorganisationDesk.FindAsync(db, user, id, ct);
        if (set.State != ReorganisationState.Applied || set.Kept is null || set.AppliedAt is not { } appliedAt)
        {
            throw new Refusal(Problems.ReorganisationState);
        }

        if (set.Edition != edition)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        var kept = Kept.Of(set.Kept);
        if (await WhyNotAsync(set, ct) is [var (reason, count), ..])
        {
            throw new Refusal(Problems.ReorganisationBuiltOn, t[reason, count]);
        }

        var wasHamlet = kept.Before.Where(v => AreaVersion.TierOf(v.Kind) == AreaTier.Hamlet).Select(v => v.AreaId).ToHashSet();
        foreach (var hamlet in kept.Made.Where(s => s.FromId != s.ToId && wasHamlet.Contains(s.FromId)).GroupBy(s => s.FromId))
        {
            foreach (var follower in followers)
            {
                await follower.ComeBackAsync(hamlet.Key, [.. hamlet.Select(s => s.ToId)], set.FirstNumber, write, ct);
            }
        }

        await RegisterAsync(write, kept, t, ct);
        await LanesAsync(write, kept, ct);
        db.AreaStatistics.RemoveRange(await db.AreaStatistics.Where(s => s.Estimated && kept.Born.Contains(s.AreaId)).ToListAsync(ct));
        foreach (var one in affected)
        {
            await one.UnsettleAsync(kept.Born, appliedAt, write, ct);
        }

        (set.State, set.UndoneAt, set.UndoneBy) = (ReorganisationState.Undone, write.Now, user.Name);
        set.Edition++;
        write.Audit("reorganise.undo", set.Id, set.AreaId, new { set.AppliedAt, set.AppliedBy }, new { set.Title, set.Day });
        await write.CommitAsync(ct);
    }

    /// <summary>What stands in the way of undoing an applied set, as keys of sentences with the number of things.</summary>
    public async Task<IReadOnlyList<(string Reason, int Count)>> WhyNotAsync(Reorganisation set, CancellationToken ct)
    {
        var kept = Kept.Of(set.Kept!);
        var why = new List<(string, int)>();
        var touched = kept.After.Concat(kept.Before).Select(v => v.AreaId).ToHashSet();
        var now = (await db.AreaVersions.AsNoTracking().Where(v => touched.Contains(v.AreaId)).ToListAsync(ct)).Select(KeptVersion.Of).ToHashSet();
        var heirs = kept.Made.Where(s => s.FromId != s.ToId).Select(s => s.ToId).ToHashSet();
        var onward = await db.Successions.AsNoTracking().Where(s => heirs.Contains(s.FromId) && s.FromId != s.ToId).ToListAsync(ct);
        if (now.Except(kept.After).Concat(kept.After.Except(now)).Select(v => v.AreaId)
            .Concat(onward.Where(s => !kept.Onward.Contains(s.Id)).Select(s => s.FromId)).Distinct().Count() is > 0 and var changed)
        {
            why.Add(("areas.reorganise.built.units", changed));
        }

        var lanes = kept.Lanes.Select(l => l.Id).ToList();
        if (await db.Lanes.CountAsync(l => kept.Born.Contains(l.HamletId) && !lanes.Contains(l.Id), ct) is > 0 and var paved)
        {
            why.Add(("areas.reorganise.built.lanes", paved));
        }

        foreach (var block in blocks)
        {
            why.AddRange(await block.WhyNotAsync(kept.Born, set.Day, set.AppliedAt!.Value, ct));
        }

        return why;
    }

    private async Task RegisterAsync(Write write, Kept kept, Texts t, CancellationToken ct)
    {
        var versions = await db.AreaVersions.ToListAsync(ct);
        var successions = await db.Successions.ToListAsync(ct);
        var known = AreaRules.Faults(versions, successions).ToHashSet();
        var touched = kept.After.Concat(kept.Before).Select(v => v.AreaId).ToHashSet();
        var (there, were) = (versions.Where(v => touched.Contains(v.AreaId)).ToDictionary(v => v.Id), kept.Before.ToDictionary(v => v.Id));
        var (gone, made) = (there.Values.Where(v => !were.ContainsKey(v.Id)).ToList(), kept.Made.Select(s => s.Id).ToHashSet());
        var again = kept.Before.ConvertAll(v => there.TryGetValue(v.Id, out var same) ? v.PutInto(same) : v.Again());
        var links = kept.Gone.ConvertAll(s => s.Again());
        List<AreaVersion> all = [.. versions.Where(v => !touched.Contains(v.AreaId)), .. again];
        List<Succession> allLinks = [.. successions.Where(s => !made.Contains(s.Id)), .. links];
        // What comes back is as good as it was; what is held against it is whatever else would be torn.
        if (AreaRules.Faults(all, allLinks).Any(f => !known.Contains(f) && !(f.AreaId is { } unit && touched.Contains(unit))))
        {
            throw new Refusal(Problems.ReorganisationBuiltOn, t["areas.reorganise.built.units", 1]);
        }

        db.AreaVersions.RemoveRange(gone);
        db.AreaVersions.AddRange(again.Where(v => !there.ContainsKey(v.Id)));
        db.Successions.RemoveRange(successions.Where(s => made.Contains(s.Id)));
        db.Successions.AddRange(links);
        AreaSaving.TellChanged(db, write, []);
        db.Areas.RemoveRange(await db.Areas.Where(a => kept.Born.Contains(a.Id)).ToListAsync(ct));
    }

    private async Task LanesAsync(Write write, Kept kept, CancellationToken ct)
    {
        var ids = kept.Lanes.Select(l => l.Id).ToList();
        var were = kept.Lanes.ToDictionary(l => l.Id);
        foreach (var lane in await db.Lanes.Where(l => ids.Contains(l.Id)).ToListAsync(ct))
        {
            var was = were[lane.Id];
            write.Changed(ChangeKind.Lane, lane.Id, lane.HamletId);
            (lane.HamletId, lane.Order, lane.Name, lane.NameKey) = (was.HamletId, was.Order, was.Name, was.NameKey);
            write.Changed(ChangeKind.Lane, lane.Id, lane.HamletId);
        }
    }
}
