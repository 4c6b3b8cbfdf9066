using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Water.Stations;
using TungNgo.Water.Thresholds;

namespace TungNgo.Water.Events;

/// <summary>
/// Brings the stored events of a station to what its readings say. What was stored and is no longer so stays as void, because it may have been told; what
/// residents are told next follows from what they were told last and how things stand, not from the way of the readings.
/// </summary>
internal sealed class EventBook(AppDb db)
{
    /// <summary>Bulletins come two days late. What is older than that is history: it is kept, and nobody is woken for it.</summary>
    private static readonly TimeSpan News = TimeSpan.FromHours(72);

    /// <param name="write">The write that commits it.</param>
    /// <param name="station">The station.</param>
    /// <param name="rule">The hazard.</param>
    /// <param name="watched">All that the readings say from some time before <paramref name="since"/> on; null when there are none.</param>
    /// <param name="since">Events that began before it, and are closed, are as they are.</param>
    /// <param name="now">The present.</param>
    /// <param name="ct">Stops the write.</param>
    /// <returns>Whether anything is different from before.</returns>
    public async Task<bool> BringAsync(Write write, Station station, HazardRule rule, Watching? watched, DateTime since, DateTime now, CancellationToken ct)
    {
        var events = await db.WaterEvents.Where(e => e.StationId == station.Id && e.Measure == rule.Measure && e.Side == rule.Side
            && e.ForeseenBy == null && (e.OpenedAt >= since || e.ClosedAt == null)).OrderBy(e => e.OpenedAt).ToListAsync(ct);
        var ids = events.ConvertAll(e => e.Id);
        var stored = (await db.WaterSteps.Where(s => ids.Contains(s.EventId)).OrderBy(s => s.Number).ToListAsync(ct)).ToLookup(s => s.EventId);
        var unclaimed = events.ToList();
        var moved = false;
        foreach (var said in (watched?.Steps ?? []).Where(s => s.Event >= 0).GroupBy(s => s.Event).Select(g => g.ToList()))
        {
            var (begin, end) = (said[0].At, said[^1].Kind == StepKind.Clear ? said[^1].At : DateTime.MaxValue);
            var known = unclaimed.Find(e => e.OpenedAt <= end && (e.ClosedAt ?? DateTime.MaxValue) >= begin);
            if (known is null && (begin < since))
            {
                continue;
            }

            known ??= db.WaterEvents.Add(new WaterEvent { Id = write.NewId(), StationId = station.Id, Measure = rule.Measure, Side = rule.Side, OpenedAt = begin }).Entity;
            unclaimed.Remove(known);
            moved |= Bring(write, known, [.. stored[known.Id]], said, rule, now);
            (known.Peak, known.PeakAt) = watched!.Peaks[said[0].Event];
        }

        foreach (var gone in unclaimed.Where(e => !e.IsRetracted && e.OpenedAt >= since))
        {
            moved |= Bring(write, gone, [.. stored[gone.Id]], [], rule, now);
        }

        return moved;
    }

    private bool Bring(Write write, WaterEvent known, List<WaterStep> stored, IReadOnlyList<WatchStep> said, HazardRule rule, DateTime now)
    {
        var moved = false;
        foreach (var step in stored.Where(s => s.Kind is not (StepKind.Retract or StepKind.Lower)))
        {
            var isVoid = !said.Any(s => s.Kind == step.Kind && s.At == step.At);
            moved |= isVoid != step.IsVoid;
            step.IsVoid = isVoid;
        }

        foreach (var step in said.Where(s => !stored.Exists(k => k.Kind == s.Kind && k.At == s.At)))
        {
            Append(known, stored, step.Kind, step.At, step.Value, step.Limit, step.Level, now);
            moved = true;
        }

        var worst = said.Where(s => s.Kind is StepKind.Raise or StepKind.Escalate).MaxBy(s => rule.Side == Side.Above ? s.Limit : -s.Limit);
        (known.IsRetracted, known.IsStale) = (said.Count == 0, said.Count > 0 && said[^1].Kind == StepKind.Stale);
        known.ClosedAt = said.Count == 0 ? known.ClosedAt ?? now : said[^1].Kind == StepKind.Clear ? said[^1].At : null;
        if (worst is not null)
        {
            (known.Level, known.Limit) = (said.Max(s => s.Level), worst.Limit);
        }

        if (moved)
        {
            PlanNotice(write, known, stored, said, now);
            write.Changed(ChangeKind.WaterEvent, known.Id);
        }

        return moved;
    }

    /// <summary>At most one notice for all that is new, written from the last of it.</summary>
    private void PlanNotice(Write write, WaterEvent known, List<WaterStep> stored, IReadOnlyList<WatchStep> said, DateTime now)
    {
        var told = stored.Where(s => s.Notice is NoticeState.Planned or NoticeState.Written).MaxBy(s => s.Number);
        var warned = told is { Kind: not (StepKind.Clear or StepKind.Retract) } ? told : null;
        var last = stored.Where(s => !s.IsVoid && s.Kind is StepKind.Raise or StepKind.Escalate or StepKind.Repeat or StepKind.Clear).MaxBy(s => (s.At, s.Number));
        WaterStep? carrier = null;
        if (said.Count == 0)
        {
            carrier = warned is null ? null : Append(known, stored, StepKind.Retract, now, warned.Value, warned.Limit, warned.Level, now);
        }
        else if (last is { Kind: StepKind.Clear })
        {
            carrier = warned is null ? null : last;
        }
        else if (last is not null && warned is not null && known.Level < warned.Level)
        {
            carrier = Append(known, stored, StepKind.Lower, now, last.Value, known.Limit, known.Level, now);
        }
        else if (last is not null && last.Notice == NoticeState.None && last.Number > (told?.Number ?? -1) && now - last.At <= News)
        {
            carrier = last;
        }

        if (carrier is { Notice: NoticeState.None })
        {
            (carrier.Notice, carrier.BulletinId) = (NoticeState.Planned, write.NewId());
        }
    }

    private WaterStep Append(WaterEvent known, List<WaterStep> stored, StepKind kind, DateTime at, double value, double limit, int level, DateTime now)
    {
        var step = new WaterStep
        {
            EventId = known.Id, Number = stored.Count == 0 ? 0 : stored.Max(s => s.Number) + 1, Kind = kind, At = at, Value = value, Limit = limit, Level = level, SeenAt = now,
        };
        stored.Add(step);
        db.WaterSteps.Add(step);
        return step;
    }
}
