using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Households;

namespace TungNgo.Walks;

/// <summary>A door of a walk with the household that stands for it today.</summary>
internal sealed record DoorNow(WalkDoor Door, Household Household)
{
    public bool IsVisited => Household.LastVisitAt > Door.After;

    /// <summary>Whether somebody of a team is still to go there; those that have moved elsewhere, or are no more, are not gone to.</summary>
    /// <param name="hamlets">Those of the team.</param>
    public bool IsLeft(IReadOnlySet<Guid> hamlets) => !IsVisited && Household.Closed is null && hamlets.Contains(Household.HamletId);
}

/// <summary>Reads the doors of walks: merged households are those they live on in.</summary>
internal static class DoorsOfWalks
{
    public static async Task<ILookup<Guid, DoorNow>> ReadAsync(AppDb db, IReadOnlyCollection<Guid> walks, CancellationToken ct)
    {
        var rows = await (
            from door in db.WalkDoors.Where(d => walks.Contains(d.WalkId))
            join household in db.Households on door.HouseholdId equals household.Id
            orderby door.Order
            select new { door, household }).AsNoTracking().ToListAsync(ct);
        var known = rows.Select(r => r.household).DistinctBy(h => h.Id).ToDictionary(h => h.Id);
        while (known.Values.Select(h => h.MergedIntoId).OfType<Guid>().Where(id => !known.ContainsKey(id)).Distinct().ToList() is { Count: > 0 } missing)
        {
            await db.Households.AsNoTracking().Where(h => missing.Contains(h.Id)).ForEachAsync(h => known[h.Id] = h, ct);
        }

        return rows.Select(r => (r.door, Living: Living(r.household, known))).OrderByDescending(r => r.door.IsHeld).ThenBy(r => r.door.Order).DistinctBy(r => (r.door.WalkId, r.Living.Id))
            .OrderBy(r => r.door.Order).ToLookup(r => r.door.WalkId, r => new DoorNow(r.door, r.Living));
    }

    private static Household Living(Household household, Dictionary<Guid, Household> known)
    {
        while (household.MergedIntoId is { } into)
        {
            household = known[into];
        }

        return household;
    }
}
