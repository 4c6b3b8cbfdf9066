using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Visits;

namespace TungNgo.Figures.Proof;

/// <summary>What the figures of some leaves should be, by the databases' own counting, and what the cells say.</summary>
internal sealed class RecountQueries(AppDb db, IReadOnlyDictionary<Guid, (int Number, ServiceKind Kind)> services)
{
    public static async Task<IReadOnlyDictionary<Guid, (int Number, ServiceKind Kind)>> ServicesAsync(AppDb db, CancellationToken ct) =>
        await db.Services.AsNoTracking().ToDictionaryAsync(s => s.Id, s => (s.Number, s.Kind), ct);

    /// <param name="hamlets">Some hamlets; null compares the teams.</param>
    public async Task<(int Cells, List<CellDifference> Differences)> CompareAsync(Guid[]? hamlets, CancellationToken ct)
    {
        var expected = new Dictionary<(Guid Leaf, int Indicator, int? Day), long>();
        var actual = new Dictionary<(Guid Leaf, int Indicator, int? Day), long>();
        if (hamlets is null)
        {
            await CountTeamsAsync(expected, ct);
            await ReadFlowsAsync(actual, db.Cells.Where(c => c.Indicator == Indicators.TeamVisits), ct);
        }
        else
        {
            await CountHouseholdsAsync(expected, hamlets, ct);
            await CountStagesAsync(expected, hamlets, ct);
            await CountFlowsAsync(expected, hamlets, ct);
            var cells = db.Cells.Where(c => hamlets.Contains(c.HamletId));
            await ReadStocksAsync(actual, cells.Where(c => c.Indicator < Indicators.Visits || c.Indicator > Indicators.TeamVisits), ct);
            await ReadFlowsAsync(actual, cells.Where(c => c.Indicator >= Indicators.Visits && c.Indicator < Indicators.TeamVisits), ct);
        }

        var keys = expected.Keys.Union(actual.Keys).ToList();
        var differences = keys.Select(k => new CellDifference(k.Leaf, k.Indicator, k.Day, expected.GetValueOrDefault(k), actual.GetValueOrDefault(k)))
            .Where(d => d.Expected != d.Actual).OrderBy(d => d.Leaf).ThenBy(d => d.Indicator).ThenBy(d => d.Day).ToList();
        return (keys.Count, differences);
    }

    private async Task CountHouseholdsAsync(Dictionary<(Guid, int, int?), long> counts, Guid[] hamlets, CancellationToken ct)
    {
        var known = Known(hamlets);
        foreach (var g in await known.GroupBy(h => h.HamletId).Select(g => new
        {
            g.Key,
            All = g.Count(),
            Visited = g.Count(h => h.FirstVisitDay != null),
            Met = g.Count(h => h.FirstMetDay != null),
            Smart = g.Count(h => h.Smartphones > 0),
            Khmer = g.Count(h => h.Language != null && ("+" + h.Language + "+").Contains("+km+")),
        }).ToListAsync(ct))
        {
            counts[(g.Key, Indicators.Households, null)] = g.All;
            counts[(g.Key, Indicators.HouseholdsVisited, null)] = g.Visited;
            counts[(g.Key, Indicators.HouseholdsMet, null)] = g.Met;
            counts[(g.Key, Indicators.SmartphoneHouseholds, null)] = g.Smart;
            counts[(g.Key, Indicators.KhmerHouseholds, null)] = g.Khmer;
        }

        var people = db.People.Where(p => p.GoneDay == null).Join(known, p => p.HouseholdId, h => h.Id, (p, h) => h.HamletId);
        foreach (var g in await people.GroupBy(h => h).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
        {
            counts[(g.Key, Indicators.People, null)] = g.Count;
        }
    }

    private async Task CountStagesAsync(Dictionary<(Guid, int, int?), long> counts, Guid[] hamlets, CancellationToken ct)
    {
        var known = Known(hamlets);
        var standings = db.Standings.Where(s => s.Stage != Stage.None && (s.PersonId == Guid.Empty || db.People.Any(p => p.Id == s.PersonId && p.GoneDay == null)));
        foreach (var g in await standings.Join(known, s => s.HouseholdId, h => h.Id, (s, h) => new { h.HamletId, s.ServiceId, s.Stage })
            .GroupBy(s => s).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
        {
            counts[(g.Key.HamletId, Indicators.StageOf(services[g.Key.ServiceId].Number, g.Key.Stage), null)] = g.Count;
        }

        var skills = services.Where(s => s.Value.Kind == ServiceKind.Skill).Select(s => s.Key).ToList();
        foreach (var g in await known
            .Where(h => db.Standings.Count(s => s.HouseholdId == h.Id && s.PersonId == Guid.Empty && s.Stage >= Stage.Working && skills.Contains(s.ServiceId)) >= 5)
            .GroupBy(h => h.HamletId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
        {
            counts[(g.Key, Indicators.FiveSkillHouseholds, null)] = g.Count;
        }
    }

    private async Task CountFlowsAsync(Dictionary<(Guid, int, int?), long> counts, Guid[] hamlets, CancellationToken ct)
    {
        var visits = db.Visits.Where(v => hamlets.Contains(v.HamletId) && v.SupersededById == null);
        foreach (var g in await visits.GroupBy(v => new { v.HamletId, v.Day, v.Outcome }).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
        {
            Add(Indicators.Visits, g.Key.HamletId, g.Key.Day, g.Count);
            Add(g.Key.Outcome.Indicator(), g.Key.HamletId, g.Key.Day, g.Count);
        }

        var activities = visits.Join(db.VisitActivities, v => v.Id, a => a.VisitId, (v, a) => new { v.HamletId, v.Day });
        foreach (var g in await activities.GroupBy(a => a).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
        {
            Add(Indicators.Activities, g.Key.HamletId, g.Key.Day, g.Count);
        }

        // Reached counts on the day of planning, like planned: a notice of Friday that arrives on Saturday keeps Friday's share below one.
        foreach (var g in await db.Recipients.Where(r => hamlets.Contains(r.HamletId) && !r.IsMember).GroupBy(r => new { r.HamletId, r.PlannedDay })
            .Select(g => new { g.Key, Planned = g.Count(), Reached = g.Count(r => r.ReachedAt != null) }).ToListAsync(ct))
        {
            counts[(g.Key.HamletId, Indicators.NoticesPlanned, g.Key.PlannedDay)] = g.Planned;
            counts[(g.Key.HamletId, Indicators.NoticesReached, g.Key.PlannedDay)] = g.Reached;
        }

        void Add(int indicator, Guid hamlet, int day, int count) => counts[(hamlet, indicator, day)] = counts.GetValueOrDefault((hamlet, indicator, day)) + count;
    }

    private async Task CountTeamsAsync(Dictionary<(Guid, int, int?), long> counts, CancellationToken ct)
    {
        foreach (var g in await db.Visits.Where(v => v.TeamId != null && v.SupersededById == null).GroupBy(v => new { v.TeamId, v.Day })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct))
        {
            counts[(g.Key.TeamId!.Value, Indicators.TeamVisits, g.Key.Day)] = g.Count;
        }
    }

    private static async Task ReadStocksAsync(Dictionary<(Guid, int, int?), long> sums, IQueryable<Cell> cells, CancellationToken ct)
    {
        foreach (var g in await cells.GroupBy(c => new { c.HamletId, c.Indicator }).Select(g => new { g.Key, Sum = g.Sum(c => (long)c.Value) }).ToListAsync(ct))
        {
            sums[(g.Key.HamletId, g.Key.Indicator, null)] = g.Sum;
        }
    }

    private static async Task ReadFlowsAsync(Dictionary<(Guid, int, int?), long> sums, IQueryable<Cell> cells, CancellationToken ct)
    {
        await foreach (var c in cells.AsNoTracking().AsAsyncEnumerable().WithCancellation(ct))
        {
            sums[(c.HamletId, c.Indicator, c.Day)] = c.Value;
        }
    }

    private IQueryable<Household> Known(Guid[] hamlets) => db.Households.Where(h => hamlets.Contains(h.HamletId) && h.RemovedDay == null);
}
