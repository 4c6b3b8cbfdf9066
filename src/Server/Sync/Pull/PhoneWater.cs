using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams.Phones;
using TungNgo.Water.Fresh;
using TungNgo.Water.Now;
using TungNgo.Water.Stations;

namespace TungNgo.Sync.Pull;

/// <summary>Reads the water of a phone's hamlets.</summary>
internal sealed class PhoneWater(AppDb db, HamletWater water, StationHamlets stations, TimeProvider clock)
{
    /// <summary>Further ahead nobody plans the pump.</summary>
    private const int DaysAhead = 2;

    /// <summary>Readings change nothing here before somebody has watched them, and who watches a station says that it changed.</summary>
    private static readonly ChangeKind[] Kinds = [ChangeKind.Station, ChangeKind.Threshold];

    /// <summary>Whether anything of it may have changed. Limits and hamlets of stations hold from a day on: with each day it may.</summary>
    public async Task<bool> ChangedAsync(IReadOnlySet<Guid> slice, long after, CancellationToken ct)
    {
        var changes = await db.Changes.Where(c => c.Number > after && Kinds.Contains(c.Kind)).Select(c => new { c.Kind, c.EntityId, c.HamletId }).Distinct().ToListAsync(ct);
        if (changes.Exists(c => c.Kind == ChangeKind.Threshold || (c.HamletId is { } hamlet && slice.Contains(hamlet))))
        {
            return true;
        }

        var known = await db.Changes.Where(c => c.Number <= after).OrderByDescending(c => c.Number).Select(c => (DateTime?)c.At).FirstOrDefaultAsync(ct);
        if (known < LegalDay.Start(clock.Today()))
        {
            return true;
        }

        var mine = changes.Count == 0 ? [] : (await stations.OfAsync(slice, clock.Today(), ct)).Select(s => s.Link.StationId).ToHashSet();
        return changes.Exists(c => mine.Contains(c.EntityId));
    }

    public async Task<WireWater[]> ReadAsync(IReadOnlySet<Guid> slice, CancellationToken ct)
    {
        var until = clock.GetUtcNow().UtcDateTime.AddDays(DaysAhead);
        var byStation = (await water.OfAsync(slice, ct)).SelectMany(h => h.Value.Select(w => (Hamlet: h.Key, Water: w))).GroupBy(w => w.Water.Station.Id);
        return [.. byStation.Select(s => Wire(s.First().Water, [.. s.Select(w => new WireIntake(w.Hamlet, w.Water.Intake)).OrderBy(i => i.HamletId)], until)).OrderBy(w => w.Name, StringComparer.Ordinal)];
    }

    private static WireWater Wire(StationWater water, WireIntake[] hamlets, DateTime until)
    {
        var (station, state) = (water.Station, water.State);
        return new WireWater(
            station.Id, station.Name, station.River, hamlets, state.Value, state.At, state.Span, water.StaleAt, state.Day, state.DayMax, state.DayMin, state.MaxBefore,
            water.Event is { } open ? new(open.Side, open.Level, open.Limit, open.OpenedAt, open.Peak) : null,
            [.. water.Windows.Where(w => w.From < until).Select(Wire)], water.Unknown, HamletWater.FreshLimit, [.. water.Advice.Select(a => new WireAdvice(a.Crop, a.Stage, a.Side, a.Limit, a.Advice))],
            water.Foreseen is { ForeseenBy: { } by, ExpectedDay: { } day } said && !water.IsStale ? new(by, said.Level, said.Limit, day, said.Peak) : null,
            [.. water.Days.Select(d => new WireDay(d.Day, Math.Round(d.Max, 1), Math.Round(d.Low, 1), Math.Round(d.High, 1)))]);
    }

    private static WireWindow Wire(FreshWindow window) => new(window.From, window.To, Math.Round(window.Certainty, 2));
}
