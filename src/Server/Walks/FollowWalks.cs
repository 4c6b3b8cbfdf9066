using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Walks;

/// <summary>Open walks go with their hamlet to the one that has its doors now.</summary>
internal sealed class FollowWalks(AppDb db) : IFollowsHamlet
{
    public Task FollowAsync(Guid from, Guid to, DateOnly day, Write write, CancellationToken ct) => GoAsync(from, to, write, ct);

    /// <summary>A walk through several parts stays one: whichever part has most of the lanes lists it.</summary>
    public Task DivideAsync(Guid from, HamletDivision division, DateOnly day, Write write, CancellationToken ct) =>
        division.Largest is { } to ? GoAsync(from, to, write, ct) : Task.CompletedTask;

    public async Task ComeBackAsync(Guid from, IReadOnlyCollection<Guid> to, long since, Write write, CancellationToken ct)
    {
        var ids = await db.Changes.Where(c => c.Number >= since && c.Kind == ChangeKind.Walk && c.HamletId == from).Select(c => c.EntityId).ToListAsync(ct);
        foreach (var walk in await db.Walks.Where(w => ids.Contains(w.Id) && to.Contains(w.HamletId)).ToListAsync(ct))
        {
            Put(walk, from, write);
        }
    }

    private async Task GoAsync(Guid from, Guid to, Write write, CancellationToken ct)
    {
        foreach (var walk in await db.Walks.Where(w => w.HamletId == from && w.State == WalkState.Open).ToListAsync(ct))
        {
            Put(walk, to, write);
        }
    }

    /// <summary>The line of the old place tells, later, from where it came.</summary>
    private static void Put(Walk walk, Guid hamlet, Write write)
    {
        write.Changed(ChangeKind.Walk, walk.Id, walk.HamletId);
        write.Audit("walk.follow", walk.Id, hamlet, new { walk.HamletId }, new { hamletId = hamlet });
        walk.HamletId = hamlet;
        write.Changed(ChangeKind.Walk, walk.Id, hamlet);
    }
}
