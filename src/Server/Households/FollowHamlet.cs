using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Households;

/// <summary>When a hamlet ends in another, its households go there on that day; what happened before stays counted where it happened.</summary>
internal sealed class FollowHamlet(AppDb db, ServiceCatalogue services) : IFollowsHamlet, IListsDoors
{
    private const int AtATime = 200;

    public async Task FollowAsync(Guid from, Guid to, DateOnly day, Write write, CancellationToken ct)
    {
        await EachAsync(await InAsync(from, ct), write, (works, work) => MoveHousehold.FollowAsync(works, work, to, day, write, ct), ct);
        await MoveConflictsAsync(from, _ => to, ct);
    }

    public async Task DivideAsync(Guid from, HamletDivision division, DateOnly day, Write write, CancellationToken ct)
    {
        var goes = (await db.Households.Where(h => h.HamletId == from).OrderBy(h => h.Number).Select(h => new { h.Id, h.LaneId }).ToListAsync(ct))
            .ToDictionary(h => h.Id, h => (Part: division.PartOf(h.Id, h.LaneId), LosesLane: h.LaneId is { } lane && division.PartOf(h.Id, h.LaneId) != division.PartOfLane(lane)));
        if (goes.Values.Count(g => g.Part is null) is > 0 and var lost)
        {
            throw new Refusal(Problems.SplitLeavesDoors, lost);
        }

        await EachAsync([.. goes.Keys], write, (works, work) =>
            MoveHousehold.FollowAsync(works, work, goes[work.Household.Id].Part!.Value, day, write, ct, goes[work.Household.Id].LosesLane), ct);
        await MoveConflictsAsync(from, household => goes.TryGetValue(household, out var part) ? part.Part!.Value : from, ct);
    }

    public async Task ComeBackAsync(Guid from, IReadOnlyCollection<Guid> to, long since, Write write, CancellationToken ct)
    {
        var place = $"{from}";
        var ids = await db.FieldEdits.Where(e => e.Field == FieldCode.Hamlet && e.Before == place && e.Source == EditSource.Reorganisation && e.Number >= since)
            .Select(e => e.HouseholdId).Distinct().OrderBy(id => id).ToListAsync(ct);
        await EachAsync(ids, write, (works, work) => MoveHousehold.ComeBackAsync(works, work, from, since, write, ct), ct);
        var back = ids.ToHashSet();
        foreach (var conflict in await db.EditConflicts.Where(c => to.Contains(c.HamletId) && c.SettledAt == null).ToListAsync(ct))
        {
            conflict.HamletId = back.Contains(conflict.HouseholdId) ? from : conflict.HamletId;
        }
    }

    public async Task<IReadOnlyList<DoorName>> OfAsync(Guid hamletId, CancellationToken ct) =>
        await db.Households.AsNoTracking().Where(h => h.HamletId == hamletId && h.ClosedDay == null).OrderBy(h => h.Order).ThenBy(h => h.Number)
            .Select(h => new DoorName(h.Id, h.Head, h.Code, h.LaneId)).ToListAsync(ct);

    private Task<List<Guid>> InAsync(Guid hamlet, CancellationToken ct) => db.Households.Where(h => h.HamletId == hamlet).OrderBy(h => h.Number).Select(h => h.Id).ToListAsync(ct);

    private async Task EachAsync(IEnumerable<Guid> ids, Write write, Func<HouseholdWorks, HouseholdWork, Task> move, CancellationToken ct)
    {
        foreach (var some in ids.Chunk(AtATime))
        {
            var works = new HouseholdWorks(db, services.All);
            await db.ReadRowsAsync(works.Reads(some), ct);
            await works.FollowAsync(ct);
            var those = some.Select(id => works.Find(id)!).ToList();
            await works.WholeAsync(those, ct);
            foreach (var work in those)
            {
                await move(works, work);
            }

            works.Save(write);
        }
    }

    private async Task MoveConflictsAsync(Guid from, Func<Guid, Guid> to, CancellationToken ct)
    {
        foreach (var conflict in await db.EditConflicts.Where(c => c.HamletId == from && c.SettledAt == null).ToListAsync(ct))
        {
            conflict.HamletId = to(conflict.HouseholdId);
        }
    }
}
