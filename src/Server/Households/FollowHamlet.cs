using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Services;

namespace TungNgo.Households;

/// <summary>When a hamlet ends in another, its households go there on that day; what happened before stays counted where it happened.</summary>
internal sealed class FollowHamlet(AppDb db, ServiceCatalogue services) : IFollowsHamlet
{
    private const int AtATime = 200;

    public async Task FollowAsync(Guid from, Guid to, DateOnly day, Write write, CancellationToken ct)
    {
        var ids = await db.Households.Where(h => h.HamletId == from).OrderBy(h => h.Number).Select(h => h.Id).ToListAsync(ct);
        foreach (var some in ids.Chunk(AtATime))
        {
            var works = new HouseholdWorks(db, services.All);
            await db.ReadRowsAsync(works.Reads(some), ct);
            await works.FollowAsync(ct);
            var those = some.Select(id => works.Find(id)!).ToList();
            await works.WholeAsync(those, ct);
            foreach (var work in those)
            {
                await MoveHousehold.FollowAsync(works, work, to, day, write, ct);
            }

            works.Save(write);
        }

        foreach (var conflict in await db.EditConflicts.Where(c => c.HamletId == from && c.SettledAt == null).ToListAsync(ct))
        {
            conflict.HamletId = to;
        }
    }
}
