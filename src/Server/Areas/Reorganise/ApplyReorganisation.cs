using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas.Register;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Areas.Reorganise;

/// <summary>
/// Applies a set in one write: the register, the households of hamlets that end or divide, and what was chosen for things without an owner. It does so
/// as a whole or leaves everything as it was, and keeps what it needs to be taken back.
/// </summary>
internal sealed class ApplyReorganisation(
    AppDb db, Writer writer, CurrentUser user, AreaTree areas, TimeProvider clock, HamletMove move, DryRun dryRun, IEnumerable<IAffectedByAreas> affected, IListsDoors doors)
{
    /// <param name="edition">The one that was looked at.</param>
    /// <returns>Whether it was applied now; else it waits for its day.</returns>
    public async Task<bool> ApplyAsync(Guid id, int edition, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var set = await ReorganisationDesk.OpenAsync(db, user, id, ct);
        ReorganisationDesk.RequireSteps(areas, user, set);
        if (set.Edition != edition)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        var foreseen = await dryRun.RunAsync(set, ct);
        RefuseUnless(foreseen, set);
        (set.AppliedBy, set.Trouble) = (user.Name, null);
        if (set.Day > clock.Today() && foreseen.MovesHouseholds)
        {
            // Households cannot stand in a hamlet before its day has come: the server does it then.
            set.State = ReorganisationState.Waiting;
            set.Edition++;
            write.Audit("reorganise.decide", set.Id, set.AreaId, null, new { set.Title, set.Act, set.Day, steps = set.Steps.Count });
            await write.CommitAsync(ct);
            return false;
        }

        await RunAsync(write, set, ct);
        await write.CommitAsync(ct);
        return true;
    }

    /// <summary>A decided set whose day has come. Whoever decided it had the right to, and may be out of office on that day.</summary>
    public async Task ApplyDueAsync(Guid id, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(Actor.System, ct);
        var set = await db.Reorganisations.SingleAsync(r => r.Id == id, ct);
        if (set.State == ReorganisationState.Waiting && set.Trouble is null && set.Day <= clock.Today())
        {
            RefuseUnless(await dryRun.RunAsync(set, ct), set);
            await RunAsync(write, set, ct);
            await write.CommitAsync(ct);
        }
    }

    private static void RefuseUnless(Foreseen foreseen, Reorganisation set)
    {
        if (set.Steps.Count == 0)
        {
            throw new Refusal(Problems.ReorganisationEmpty);
        }

        if (foreseen.Steps.Count > 0)
        {
            throw foreseen.Steps[0].Why;
        }

        if (foreseen.Faults.Count > 0)
        {
            throw AreaSaving.RefusalOf(foreseen.Faults[0].Fault);
        }

        if (foreseen.Ownerless(set.Chosen).Sum(a => a.Count) is > 0 and var ownerless)
        {
            throw new Refusal(Problems.ReorganisationOwnerless, ownerless);
        }
    }

    /// <summary>Does what was tried just before, in the same write: the register that comes of it has been judged.</summary>
    private async Task RunAsync(Write write, Reorganisation set, CancellationToken ct)
    {
        var first = write.LastNumber + 1;
        var versions = await db.AreaVersions.ToListAsync(ct);
        var successions = await db.Successions.ToListAsync(ct);
        var (before, links) = (versions.Select(KeptVersion.Of).ToList(), successions.Select(KeptSuccession.Of).ToList());
        var book = new AreaBook(versions, successions, write.NewId, write.Now);
        if (StepBook.Apply(book, set.Steps, set.Day, set.Act) is [var fault, ..])
        {
            throw fault.Why;
        }

        var change = DryRun.ChangeOf(set, [.. before.Select(v => v.Again())], [.. successions], book);
        var ended = change.Ended.Keys.ToList();
        var lanes = (await db.Lanes.AsNoTracking().Where(l => ended.Contains(l.HamletId)).ToListAsync(ct)).ConvertAll(KeptLane.Of);
        var followed = AreaSaving.Save(db, write, versions, successions, book);
        foreach (var (hamlet, division) in change.Divided)
        {
            await move.DivideAsync(write, hamlet, division, set.Day, ct);
        }

        foreach (var end in followed.Where(s => s.FromId != s.ToId && s.Kind != SuccessionKind.Split && change.Before.Find(s.FromId)?.Tier == AreaTier.Hamlet))
        {
            await move.MoveAsync(write, end.FromId, end.ToId, end.Date, ct);
        }

        await new Apportion(db, doors).RunAsync(write, change, ct);
        foreach (var one in affected.OrderBy(a => a.Rank))
        {
            await one.SettleAsync(change, set.Chosen, write, ct);
        }

        (set.State, set.AppliedAt, set.Kept) = (ReorganisationState.Applied, write.Now, Kept.Between(before, book.Versions, links, book.Successions, lanes).ToJson());
        (set.AppliedBy, set.FirstNumber) = (set.AppliedBy ?? user.Name, first);
        set.Edition++;
        write.Audit("reorganise.apply", set.Id, set.AreaId, null, new { set.Title, set.Act, set.Day, ended = change.Ended.Count, born = change.Born.Count, moved = change.Moved.Count });
    }
}
