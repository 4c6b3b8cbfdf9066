using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Data;
using TungNgo.Water.Forecast;
using TungNgo.Water.Now;
using TungNgo.Water.Readings;

namespace TungNgo.Tests.Water.Forecast;

/// <summary>A station's forecasts as the server keeps them.</summary>
public sealed class ForecastStationsTests
{
    private const int First = 2020;

    [Fact]
    public async Task Each_day_is_foreseen_once_and_how_well_it_does_is_asked_anew_with_each_day()
    {
        await using var server = await TestServer.StartAsync(new DateTime(2025, 3, 10, 5, 0, 0, DateTimeKind.Utc));
        var village = await Village.BuildAsync(server);
        var station = await server.StationAsync(village.HamletId);
        var days = DailyMaxima.Of(new SeasonGenerator(WaterRecord.Station("Long Phú"), new Weather(), 11).Read(First, 2025, TungNgo.Water.Forecast.Reading.Daily));
        await KeepAsync(server, station.Number, days.Where(d => d.Day <= new DateOnly(2025, 3, 9)));
        await ForeseeAsync(server);
        var told = await server.WithDbAsync(db => db.StationForecasts.AsNoTracking().Where(f => f.Station == station.Number).OrderBy(f => f.Day).ToListAsync());
        Assert.Equal(Enumerable.Range(10, 7), told.Select(f => f.Day.Day));
        Assert.All(told, f => Assert.Equal((new DateOnly(2025, 3, 9), true), (f.Origin, f.Low <= f.Max && f.Max <= f.High)));
        var skills = await server.WithDbAsync(db => db.StationSkills.AsNoTracking().Where(s => s.Station == station.Number).ToListAsync());
        Assert.Equal((7, true), (skills.Count, skills.TrueForAll(s => s.Cases >= ForecastSkill.Fewest)));
        // Whoever watches is asked to hold it against the limits.
        Assert.NotNull(await server.WithDbAsync(db => db.StationStates.Where(s => s.StationId == station.Id).Select(s => s.NewFrom).SingleAsync()));

        server.Clock.Advance(TimeSpan.FromDays(1));
        await ForeseeAsync(server);
        Assert.Equal(7, await server.WithDbAsync(db => db.StationForecasts.CountAsync(f => f.Station == station.Number)));
        await KeepAsync(server, station.Number, days.Where(d => d.Day == new DateOnly(2025, 3, 10)));
        await ForeseeAsync(server);
        var next = await server.WithDbAsync(db => db.StationSkills.AsNoTracking().Where(s => s.Station == station.Number).ToListAsync());
        Assert.Equal(14, await server.WithDbAsync(db => db.StationForecasts.CountAsync(f => f.Station == station.Number)));
        Assert.All(next, s => Assert.Equal(server.Clock.GetUtcNow().UtcDateTime, s.At));
        Assert.True(next.Sum(s => s.Cases) > skills.Sum(s => s.Cases));
    }

    private static Task KeepAsync(TestServer server, int station, IEnumerable<DayValue> days) => server.WriteAsync((db, write) => db.StationDays.AddRange(days.Select(d => new StationDay
    {
        Station = station, Measure = Measure.Salinity, Day = d.Day, Max = d.Max, Min = d.Min, Count = 12,
    })));

    private static async Task ForeseeAsync(TestServer server)
    {
        bool more;
        do
        {
            await using var scope = server.Services.CreateAsyncScope();
            more = await scope.ServiceProvider.GetRequiredService<ForecastStations>().StepAsync(CancellationToken.None);
        }
        while (more);
    }
}
