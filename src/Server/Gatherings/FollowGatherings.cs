using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Gatherings;

/// <summary>Gatherings of days on which their hamlet is no more are in the one that has its doors then.</summary>
internal sealed class FollowGatherings(AppDb db) : IFollowsHamlet
{
    public Task FollowAsync(Guid from, Guid to, DateOnly day, Write write, CancellationToken ct) => GoAsync(from, to, day, write, ct);

    /// <summary>Where the place itself lies is not known: the part with most of the lanes has it.</summary>
    public Task DivideAsync(Guid from, HamletDivision division, DateOnly day, Write write, CancellationToken ct) =>
        division.Largest is { } to ? GoAsync(from, to, day, write, ct) : Task.CompletedTask;

    public async Task ComeBackAsync(Guid from, IReadOnlyCollection<Guid> to, long since, Write write, CancellationToken ct)
    {
        var ids = await db.Changes.Where(c => c.Number >= since && c.Kind == ChangeKind.Gathering && c.HamletId == from).Select(c => c.EntityId).ToListAsync(ct);
        foreach (var held in await db.Gatherings.Where(g => ids.Contains(g.Id) && to.Contains(g.HamletId)).ToListAsync(ct))
        {
            Put(held, from, write);
        }
    }

    private async Task GoAsync(Guid from, Guid to, DateOnly day, Write write, CancellationToken ct)
    {
        foreach (var held in await db.Gatherings.Where(g => g.HamletId == from && g.Day >= day).ToListAsync(ct))
        {
            Put(held, to, write);
        }
    }

    /// <summary>The line of the old place tells, later, from where it came.</summary>
    private static void Put(Gathering held, Guid hamlet, Write write)
    {
        write.Changed(ChangeKind.Gathering, held.Id, held.HamletId);
        if (held.State == GatheringState.Held)
        {
            CountGatherings.Add(held, held.HamletId, write.Cells, -1);
            CountGatherings.Add(held, hamlet, write.Cells, 1);
        }

        var before = held.HamletId;
        held.HamletId = hamlet;
        GatheringRules.Note(write, held, "follow", new { HamletId = before }, new { held.HamletId });
    }
}
