using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Water.Forecast;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Web;

namespace TungNgo.Water.Now;

/// <summary>
/// Foresees each station's daily highest once a day, and holds what was foreseen against what came. How well it did over the last season decides what is
/// shown; it is asked anew every day.
/// </summary>
internal sealed class ForecastStations(AppDb db, Writer writer, TimeProvider clock)
{
    /// <summary>Less than a day: what was foreseen is held against what came with each day that is completed.</summary>
    private static readonly TimeSpan SkillLasts = TimeSpan.FromHours(20);

    /// <returns>Whether a station was forecast; then there may be more.</returns>
    public async Task<bool> StepAsync(CancellationToken ct)
    {
        foreach (var station in await db.Stations.AsNoTracking().Where(s => s.Active).OrderBy(s => s.Number).ToListAsync(ct))
        {
            var last = await db.StationDays.Where(d => d.Station == station.Number && d.Measure == Measure.Salinity && d.Max != null && (d.Given || d.Count >= StationDay.LeastReadings)
                && d.Day < clock.Today()).MaxAsync(d => (DateOnly?)d.Day, ct);
            if (last is { } day && !await db.StationForecasts.AnyAsync(f => f.Station == station.Number && f.Origin >= day, ct) && await ForecastAsync(station, day, ct))
            {
                return true;
            }
        }

        return false;
    }

    private async Task<bool> ForecastAsync(Station station, DateOnly origin, CancellationToken ct)
    {
        var days = await db.StationDays.AsNoTracking()
            .Where(d => d.Station == station.Number && d.Measure == Measure.Salinity && d.Max != null && (d.Given || d.Count >= StationDay.LeastReadings) && d.Day <= origin)
            .OrderBy(d => d.Day).Select(d => new DayValue(d.Day, d.Max!.Value, d.Min ?? d.Max!.Value)).ToListAsync(ct);
        var earlier = days.Where(d => Season.Of(d.Day) < Season.Of(origin)).ToList();
        if (!StationForecaster.CanFit(earlier))
        {
            return false;
        }

        // Fitted on the seasons before, and led through this one: as it is verified.
        var forecaster = StationForecaster.Fit(earlier);
        foreach (var day in days.Skip(earlier.Count))
        {
            forecaster.Observe(day);
        }

        var skills = await db.StationSkills.AsNoTracking().Where(s => s.Station == station.Number).ToListAsync(ct);
        var verification = skills.Count == 0 || skills.Exists(s => clock.GetUtcNow().UtcDateTime - s.At > SkillLasts) ? Verification.Run(days, Season.Of(origin) - 1, ct) : null;

        await using var write = await writer.BeginAsync(Actor.System, ct);
        if (await db.StationForecasts.AnyAsync(f => f.Station == station.Number && f.Origin >= origin, ct))
        {
            // Another node was faster.
            return true;
        }

        for (var horizon = 1; horizon <= StationForecaster.Horizons; horizon++)
        {
            if (forecaster.Predict(origin, horizon) is { } said)
            {
                db.StationForecasts.Add(new StationForecast { Station = station.Number, Day = said.Day, Origin = origin, Max = said.Mean, Low = said.Low, High = said.High });
            }
        }

        foreach (var skill in verification?.Skill() ?? [])
        {
            await KeepAsync(station, skill, write.Now, ct);
        }

        // What is foreseen is held against the limits by whoever watches.
        await RecordReadings.MarkNewAsync(db, station.Id, LegalDay.Start(origin), ct);
        write.Changed(ChangeKind.Station, station.Id);
        write.Audit("water.forecast", station.Id, station.AreaId, null, new { Origin = origin, Verified = verification is not null });
        await write.CommitAsync(ct);
        return true;
    }

    private async Task KeepAsync(Station station, ForecastSkill skill, DateTime now, CancellationToken ct)
    {
        var kept = await db.StationSkills.SingleOrDefaultAsync(s => s.Station == station.Number && s.Horizon == skill.Horizon, ct)
            ?? db.StationSkills.Add(new StationSkill { Station = station.Number, Horizon = skill.Horizon }).Entity;
        (kept.Shown, kept.Reason, kept.Cases, kept.At) = (skill.IsShown, skill.IsShown ? null : skill.Verdict.Word(), skill.Count, now);
        (kept.Error, kept.ErrorOfPersistence, kept.ErrorOfClimatology) = (skill.Rmse, skill.PersistenceRmse, skill.ClimatologyRmse);
        kept.Coverage = skill.Count == 0 ? 0 : (double)skill.Within / skill.Count;
    }
}

/// <summary>Looks every minute whether a day has been completed anywhere.</summary>
internal sealed class ForecastLoop(IServiceScopeFactory scopes, ServerOptions options, LoopHealth health, TimeProvider clock, ILogger<ForecastLoop> log)
    : IntervalLoop(TimeSpan.FromMinutes(1), health, clock, log)
{
    protected override bool Runs => options.RunsLedger;

    protected override async Task TurnAsync(CancellationToken ct)
    {
        bool more;
        do
        {
            await using var scope = scopes.CreateAsyncScope();
            more = await scope.ServiceProvider.GetRequiredService<ForecastStations>().StepAsync(ct);
        }
        while (more);
    }
}
