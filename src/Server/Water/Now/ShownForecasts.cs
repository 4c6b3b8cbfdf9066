using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Water.Readings;

namespace TungNgo.Water.Now;

/// <summary>Which forecasts may be shown: of the coming days those whose distance did well over the last season. The one home of it, for people and for what is foreseen.</summary>
internal sealed class ShownForecasts(AppDb db)
{
    /// <summary>From a day on, by whoever knew the days before it, by when they were made, the newest first; a forecast of which nothing may be shown is empty.</summary>
    /// <param name="station">Number of the station.</param>
    /// <param name="from">The first day.</param>
    /// <param name="most">So many at most.</param>
    /// <param name="ct">Stops reading.</param>
    public async Task<IReadOnlyList<List<StationForecast>>> NewestAsync(int station, DateOnly from, int most, CancellationToken ct)
    {
        var shown = (await db.StationSkills.Where(s => s.Station == station && s.Shown).Select(s => s.Horizon).ToListAsync(ct)).ToHashSet();
        var rows = await db.StationForecasts.AsNoTracking().Where(f => f.Station == station && f.Day >= from && f.Origin < from).ToListAsync(ct);
        return [.. rows.GroupBy(f => f.Origin).OrderByDescending(g => g.Key).Take(most)
            .Select(g => g.Where(f => shown.Contains(f.Day.DayNumber - f.Origin.DayNumber)).OrderBy(f => f.Day).ToList())];
    }
}
