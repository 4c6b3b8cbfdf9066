using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Water.Events;
using TungNgo.Water.Now;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Water.Thresholds;

namespace TungNgo.Water.Foreseen;

/// <summary>
/// Keeps what is foreseen at a station as an event of its own, beside what is measured. What was foreseen on a day is a fact of that day: readings that come
/// late change what is measured, and not what had been expected.
/// </summary>
internal sealed class ForeseenBook(AppDb db, ShownForecasts shown)
{
    /// <summary>A spring tide lasts for some days after it began; then what was expected has not come.</summary>
    private const int Lasts = 3;

    /// <param name="write">The write that commits it.</param>
    /// <param name="station">The station.</param>
    /// <param name="rule">The hazard; only salt is foreseen, since forecasts are of the highest of a day.</param>
    /// <param name="bands">Limits that concern somebody there today.</param>
    /// <param name="seen">What was measured, in the order of time, as the fold of events has it.</param>
    /// <param name="watched">The fold; null when there are no readings.</param>
    /// <param name="stale">After so long without a reading nobody knows how the water is.</param>
    /// <param name="now">The present.</param>
    /// <param name="ct">Stops the write.</param>
    /// <returns>Whether anything is different from before.</returns>
    public async Task<bool> BringAsync(
        Write write, Station station, HazardRule rule, IReadOnlyList<Band> bands, IReadOnlyList<Observation> seen, Watching? watched, TimeSpan stale, DateTime now, CancellationToken ct)
    {
        if (rule.Side != Side.Above)
        {
            return false;
        }

        var today = LegalDay.Of(now);
        var open = await db.WaterEvents.SingleOrDefaultAsync(
            e => e.StationId == station.Id && e.Measure == rule.Measure && e.Side == rule.Side && e.ForeseenBy != null && e.ClosedAt == null, ct);
        var measured = db.WaterEvents.Local.SingleOrDefault(
            e => e.StationId == station.Id && e.Measure == rule.Measure && e.Side == rule.Side && e is { ForeseenBy: null, ClosedAt: null });
        var isFresh = seen.Count > 0 && now - seen[^1].To <= stale;
        var forecasts = (await shown.NewestAsync(station.Number, today, 2, ct)).Select(f => f.ConvertAll(d => (d.Day, d.High))).ToList();
        var expected = isFresh ? Foresight.Find(bands, forecasts.FirstOrDefault() ?? [], HighestOf(seen, today), Rising(watched, measured, now), today) : null;
        if (open is null)
        {
            return expected is not null && expected.Limit > (measured?.Limit ?? double.MinValue) && Begin(write, station, rule, expected, now);
        }

        var steps = await db.WaterSteps.Where(s => s.EventId == open.Id).OrderBy(s => s.Number).ToListAsync(ct);
        if (measured is not null && measured.Limit >= open.Limit)
        {
            measured.FollowsId = open.Id;
            return Close(write, open, steps, StepKind.Came, measured.Peak, now);
        }

        if (expected is not null && expected.Limit > open.Limit)
        {
            Hold(open, expected, expected.Limit, expected.Level);
            return Add(write, open, steps, StepKind.Escalate, expected.Value, now, tells: true);
        }

        if (expected is not null && expected.Limit >= open.Limit)
        {
            Hold(open, expected, open.Limit, open.Level);
            return false;
        }

        if (!isFresh)
        {
            // Nobody knows whether it came: it is no longer foreseen, and nothing is said to be over.
            return today > open.ExpectedDay!.Value.AddDays(1) && Close(write, open, steps, StepKind.Lapsed, open.Peak, now);
        }

        var calm = open.ForeseenBy == ForeseenBy.Forecast && IsCalm(forecasts, open.Limit - rule.Hysteresis);
        return (calm || today > open.ExpectedDay!.Value.AddDays(Lasts)) && Close(write, open, steps, StepKind.Passed, seen[^1].Value, now);
    }

    /// <summary>Two forecasts in a row, of two days, must say so: one alone may be chance.</summary>
    private static bool IsCalm(IReadOnlyList<List<(DateOnly Day, double High)>> forecasts, double below) =>
        forecasts.Count >= 2 && forecasts.Take(2).All(f => f.Count > 0 && f.TrueForAll(h => h.High < below));

    private bool Begin(Write write, Station station, HazardRule rule, Expected expected, DateTime now)
    {
        var begun = db.WaterEvents.Add(new WaterEvent { Id = write.NewId(), StationId = station.Id, Measure = rule.Measure, Side = rule.Side, OpenedAt = now }).Entity;
        Hold(begun, expected, expected.Limit, expected.Level);
        return Add(write, begun, [], StepKind.Foresee, expected.Value, now, tells: true);
    }

    private static void Hold(WaterEvent open, Expected expected, double limit, int level) =>
        (open.ForeseenBy, open.ExpectedDay, open.Peak, open.Limit, open.Level) = (expected.By, expected.Day, expected.Value, limit, level);

    private bool Close(Write write, WaterEvent open, List<WaterStep> steps, StepKind kind, double value, DateTime now)
    {
        open.ClosedAt = now;
        return Add(write, open, steps, kind, value, now, kind == StepKind.Passed && steps.Exists(s => s.Notice is NoticeState.Planned or NoticeState.Written));
    }

    private bool Add(Write write, WaterEvent known, List<WaterStep> steps, StepKind kind, double value, DateTime now, bool tells)
    {
        db.WaterSteps.Add(new WaterStep
        {
            EventId = known.Id, Number = steps.Count == 0 ? 0 : steps[^1].Number + 1, Kind = kind, At = now, SeenAt = now, Value = value, Limit = known.Limit, Level = known.Level,
            Notice = tells ? NoticeState.Planned : NoticeState.None, BulletinId = tells ? write.NewId() : null,
        });
        write.Changed(ChangeKind.WaterEvent, known.Id);
        return true;
    }

    private static Dictionary<DateOnly, double> HighestOf(IEnumerable<Observation> seen, DateOnly today) => seen
        .GroupBy(o => LegalDay.Of(o.From)).Where(g => g.Key > today.AddDays(-Foresight.SpringCycle)).ToDictionary(g => g.Key, g => g.Max(o => o.Value));

    /// <summary>Seen to rise within the last day, while nothing is over a limit yet.</summary>
    private static double? Rising(Watching? watched, WaterEvent? measured, DateTime now) =>
        measured is null && watched?.Steps.LastOrDefault(s => s.Kind == StepKind.Rising) is { } step && now - step.At < TimeSpan.FromDays(1) ? step.Value : null;
}
