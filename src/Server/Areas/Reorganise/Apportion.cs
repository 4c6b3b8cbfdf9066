using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Areas.Reorganise;

/// <summary>
/// Official numbers of a unit that divides were never counted by parts. Each part gets an estimate by its share of the households, marked as such with
/// its rule; what is official stays with the unit of its time and is overwritten by nothing.
/// </summary>
internal sealed class Apportion(AppDb db, IListsDoors doorsOf)
{
    public async Task RunAsync(Write write, AreaChange change, CancellationToken ct)
    {
        var split = change.Ended.Where(e => e.Value.Count > 1).ToList();
        if (split.Count == 0)
        {
            return;
        }

        var whole = split.Select(s => s.Key).ToList();
        var official = (await db.AreaStatistics.AsNoTracking().Where(s => whole.Contains(s.AreaId) && !s.Estimated && s.AsOf < change.Day).ToListAsync(ct))
            .GroupBy(s => s.AreaId).Select(g => g.MaxBy(s => s.AsOf)!).ToDictionary(s => s.AreaId);
        foreach (var (unit, parts) in split.Where(s => official.ContainsKey(s.Key)))
        {
            var doors = await DoorsAsync(change, unit, parts, ct);
            if (doors.Values.Sum() > 0)
            {
                var rule = Texts.In("vi")["areas.statistics.rule", AreaNames.WithKind(change.Before.Find(unit)!), official[unit].AsOf.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture), official[unit].Source];
                var (households, people) = (Shares(official[unit].Households, parts, doors), Shares(official[unit].People, parts, doors));
                for (var i = 0; i < parts.Count; i++)
                {
                    var row = new AreaStatistics
                    {
                        Id = write.NewId(), AreaId = parts[i], AsOf = change.Day, Households = households[i], People = people[i], KhmerShare = official[unit].KhmerShare,
                        Source = rule, Estimated = true,
                    };
                    db.AreaStatistics.Add(row);
                    write.Changed(ChangeKind.Statistics, row.Id, row.AreaId);
                }
            }
        }
    }

    /// <summary>Open households of each part: of a hamlet by its division, of a unit above by the hamlets that lie in it.</summary>
    private async Task<Dictionary<Guid, int>> DoorsAsync(AreaChange change, Guid unit, IReadOnlyList<Guid> parts, CancellationToken ct)
    {
        var at = new List<Guid?>();
        foreach (var hamlet in change.Before.HamletsOf(unit))
        {
            var part = parts.Cast<Guid?>().FirstOrDefault(p => change.After.IsWithin(hamlet, p!.Value));
            at.AddRange((await doorsOf.OfAsync(hamlet, ct)).Select(d => change.Divided.TryGetValue(unit, out var division) ? division.PartOf(d.Id, d.LaneId) : part));
        }

        return at.OfType<Guid>().GroupBy(p => p).ToDictionary(g => g.Key, g => g.Count());
    }

    internal static int?[] Shares(int? whole, IReadOnlyList<Guid> parts, IReadOnlyDictionary<Guid, int> weights)
    {
        if (whole is not { } sum)
        {
            return new int?[parts.Count];
        }

        return [.. LargestRemainder.Split(sum, [.. parts.Select(p => (decimal)weights.GetValueOrDefault(p))]).Select(p => (int?)p)];
    }
}
