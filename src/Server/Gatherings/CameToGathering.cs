using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Households;
using TungNgo.Visits;

namespace TungNgo.Gatherings;

/// <summary>People of a household at a gathering, under the household that stands for theirs today.</summary>
internal sealed record Attendance(Visit Visit, Household Household, IReadOnlyList<VisitActivity> Done);

/// <summary>Reads who came to gatherings, in the order in which they were noted.</summary>
internal static class CameToGathering
{
    public static async Task<IReadOnlyList<Attendance>> ReadAsync(AppDb db, IReadOnlyCollection<Guid> gatherings, CancellationToken ct)
    {
        var of = db.Visits.Where(v => v.GatheringId != null && gatherings.Contains(v.GatheringId.Value) && v.SupersededById == null && v.Came > 0);
        var visits = await of.AsNoTracking().OrderBy(v => v.At).ThenBy(v => v.Id).ToListAsync(ct);
        var households = new Dictionary<Guid, Household>();
        for (var wanted = visits.ConvertAll(v => v.HouseholdId); wanted.Count > 0;)
        {
            var level = wanted;
            await db.Households.AsNoTracking().Where(h => level.Contains(h.Id)).ForEachAsync(h => households[h.Id] = h, ct);
            wanted = [.. households.Values.Select(h => h.MergedIntoId).OfType<Guid>().Where(id => !households.ContainsKey(id)).Distinct()];
        }

        var done = (await (
            from activity in db.VisitActivities
            join visit in of on new { activity.HouseholdId, Id = activity.VisitId } equals new { visit.HouseholdId, visit.Id }
            select activity).AsNoTracking().ToListAsync(ct)).ToLookup(a => a.VisitId);
        return visits.ConvertAll(v => new Attendance(v, Living(households[v.HouseholdId], households), [.. done[v.Id]]));
    }

    /// <summary>Whether anybody is named there, as a write leaves it.</summary>
    /// <param name="works">The households on which the write works: what it records is not in the database yet.</param>
    public static async Task<bool> AnyAsync(AppDb db, Guid gathering, IEnumerable<HouseholdWork> works, CancellationToken ct)
    {
        bool IsOf(Visit v) => v.GatheringId == gathering && v.SupersededById is null && v.Came > 0;
        var mine = works.ToList();
        var replaced = mine.SelectMany(w => w.MovedVisits).Where(v => v.SupersededById is not null).Select(v => v.Id).ToList();
        return mine.Exists(w => w.NewVisits.Exists(f => IsOf(f.Visit)))
            || await db.Visits.AnyAsync(v => v.GatheringId == gathering && v.SupersededById == null && v.Came > 0 && !replaced.Contains(v.Id), ct);
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
