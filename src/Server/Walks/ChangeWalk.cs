using Microsoft.EntityFrameworkCore;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Walks;

/// <summary>What may be done with a walk, on a phone or at a desk.</summary>
internal static class ChangeWalk
{
    public const int LongestDelay = 60;

    /// <summary>A walk that nobody has, or nobody but the member, becomes the member's.</summary>
    /// <exception cref="Refusal">Somebody else goes.</exception>
    public static void Take(Write write, Walk walk, Guid member)
    {
        CheckOpen(walk);
        if (walk.Members.Count > 0 && !walk.Members.Contains(member))
        {
            throw new Refusal(Problems.WalkTaken);
        }

        Give(write, walk, [member]);
    }

    /// <summary>Of two who go one may be replaced; the other stays.</summary>
    /// <param name="from">Who does not go; null is all of them.</param>
    /// <param name="to">Somebody of the team, as the caller has looked up; null leaves it to whoever has time.</param>
    public static void HandOver(Write write, Walk walk, Guid? from, Guid? to)
    {
        CheckOpen(walk);
        Give(write, walk, [.. walk.Members.Where(m => from is not null && m != from && m != to), .. to is { } other ? [other] : Array.Empty<Guid>()]);
    }

    /// <param name="members">Who goes, together: of the team, as the caller has looked up; nobody leaves it to whoever has time.</param>
    public static void GiveTo(Write write, Walk walk, IReadOnlyList<Guid> members)
    {
        CheckOpen(walk);
        Give(write, walk, [.. members.Distinct()]);
    }

    /// <summary>To another day: because of rain, or because nobody could go.</summary>
    public static void Postpone(Write write, Walk walk, DateOnly day)
    {
        CheckOpen(walk);
        if (day < write.Today || day > write.Today.AddDays(LongestDelay))
        {
            throw new Refusal(Problems.WalkDay, LongestDelay);
        }

        var before = walk.Day;
        walk.Day = day;
        Note(write, walk, "walk.postpone", new { Day = before }, new { walk.Day });
    }

    /// <summary>Its doors are free for other walks.</summary>
    public static async Task CloseAsync(Write write, Walk walk, CancellationToken ct)
    {
        CheckOpen(walk);
        await CloseAsync(write, [walk], ct);
    }

    /// <summary>The same for several; those that are closed already are passed over.</summary>
    /// <returns>How many were closed.</returns>
    public static async Task<int> CloseAsync(Write write, IReadOnlyCollection<Walk> walks, CancellationToken ct)
    {
        var open = walks.Where(w => w.State == WalkState.Open).ToList();
        var ids = open.ConvertAll(w => w.Id);
        await write.Db.WalkDoors.Where(d => ids.Contains(d.WalkId) && d.IsHeld).ForEachAsync(d => d.IsHeld = false, ct);
        foreach (var walk in open)
        {
            (walk.State, walk.ClosedAt, walk.ClosedBy) = (WalkState.Closed, write.Now, write.Actor.Name);
            Note(write, walk, "walk.close", null, new { walk.Number });
        }

        return open.Count;
    }

    private static void Give(Write write, Walk walk, List<Guid> members)
    {
        var before = walk.Members;
        walk.Members = members;
        Note(write, walk, "walk.give", new { Members = before }, new { walk.Members });
    }

    private static void CheckOpen(Walk walk)
    {
        if (walk.State != WalkState.Open)
        {
            throw new Refusal(Problems.WalkOver);
        }
    }

    private static void Note(Write write, Walk walk, string action, object? before, object after)
    {
        write.Changed(ChangeKind.Walk, walk.Id, walk.HamletId);
        write.Audit(action, walk.Id, walk.HamletId, before, after);
    }
}
