using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Targets;

namespace TungNgo.Reports;

/// <summary>
/// Open reports of units that end are closed on their own tree, and each has one owner afterwards. Targets that run on beyond the day are given to the unit
/// that follows, added up, or end with their units: somebody has to say which.
/// </summary>
internal sealed class AffectedReports(AppDb db, ReportPlaces places, IndicatorCatalogue catalogue) : IAffectedByAreas, IBlocksUndo
{
    private const string Targets = "areas.affected.targets.open", Carry = "areas.affected.targets.carry", End = "areas.affected.targets.end";
    private const int Named = 8;

    public string Kind => "areas.affected.reports";

    public int Rank => 70;

    public async Task<IReadOnlyList<Affected>> LookAsync(AreaChange change, CancellationToken ct)
    {
        var ended = change.Ended.Keys.ToList();
        var open = await db.Reports.AsNoTracking().Where(r => ended.Contains(r.AreaId) && r.State < ReportState.Approved).OrderBy(r => r.To).ToListAsync(ct);
        var targets = await TargetsAsync(change, ct);
        return
        [
            new("areas.affected.reports.follow", open.Count, [.. open.Take(Named).Select(r => $"{change.NameOf(r.AreaId)}, {r.Period} → {OwnerAfter(change, r)}")]),
            new(Targets, targets.Count, [.. targets.Take(Named).Select(t => $"{change.NameOf(t.AreaId)}, {t.Indicator}, {t.Period}")], [Carry, End]),
        ];
    }

    public async Task SettleAsync(AreaChange change, IReadOnlyDictionary<string, string> chosen, Write write, CancellationToken ct)
    {
        if (chosen.GetValueOrDefault(Targets) != Carry)
        {
            return;
        }

        var groups = (await TargetsAsync(change, ct)).Where(t => change.HeirOf(t.AreaId) is not null).GroupBy(t => (t.Indicator, t.Period, Heir: change.HeirOf(t.AreaId)!.Value));
        foreach (var group in groups)
        {
            var values = group.Select(t => t.Value).ToList();
            var isShare = catalogue.Find(group.Key.Indicator, group.First().To.Year)?.Kind == IndicatorKind.Ratio;
            // Different shares have no sum; the office above sets a new one.
            if ((isShare && values.Distinct().Count() > 1)
                || await db.Targets.AnyAsync(t => t.AreaId == group.Key.Heir && t.Indicator == group.Key.Indicator && t.Period == group.Key.Period, ct))
            {
                continue;
            }

            var target = db.Targets.Add(new Target
            {
                Id = write.NewId(), Indicator = group.Key.Indicator, AreaId = group.Key.Heir, Period = group.Key.Period, To = group.First().To,
                Value = isShare ? values[0] : values.Sum(), SetBy = write.Actor.Name, SetAt = write.Now,
            }).Entity;
            write.Changed(ChangeKind.Target, target.AreaId);
            write.Audit("target.follow", target.AreaId, target.AreaId, group.ToDictionary(t => t.AreaId, t => t.Value), new { target.Indicator, target.Period, target.Value });
        }
    }

    public async Task UnsettleAsync(IReadOnlySet<Guid> born, DateTime settledAt, Write write, CancellationToken ct)
    {
        foreach (var target in await db.Targets.Where(t => born.Contains(t.AreaId)).ToListAsync(ct))
        {
            db.Targets.Remove(target);
            write.Changed(ChangeKind.Target, target.AreaId);
            write.Audit("target.unfollow", target.AreaId, target.AreaId, new { target.Indicator, target.Period, target.Value }, null);
        }
    }

    /// <summary>What was approved on the new map is the end of taking it back; so is a target that somebody set there. Those that were carried go with it.</summary>
    public async Task<IReadOnlyList<(string Reason, int Count)>> WhyNotAsync(IReadOnlySet<Guid> born, DateOnly day, DateTime appliedAt, CancellationToken ct)
    {
        var signed = await db.Reports.CountAsync(r => (born.Contains(r.AreaId) || r.To >= day) && r.State >= ReportState.Approved, ct);
        var set = await db.Targets.CountAsync(t => born.Contains(t.AreaId) && t.SetAt != appliedAt, ct);
        return [.. new[] { ("areas.reorganise.built.reports", signed), ("areas.reorganise.built.targets", set) }.Where(b => b.Item2 > 0)];
    }

    private string OwnerAfter(AreaChange change, Report report) =>
        change.HeirOf(report.AreaId) is { } heir && change.After.Find(heir) is { } unit ? AreaNames.WithKind(unit) : AreaNames.WithKind(places.OwnerOn(report.AreaId, report.To, change.After));

    private Task<List<Target>> TargetsAsync(AreaChange change, CancellationToken ct)
    {
        var ended = change.Ended.Keys.ToList();
        return db.Targets.AsNoTracking().Where(t => ended.Contains(t.AreaId) && t.To >= change.Day).OrderBy(t => t.To).ThenBy(t => t.Indicator).ToListAsync(ct);
    }
}
