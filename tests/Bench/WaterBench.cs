using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Water.Checks;
using TungNgo.Water.Events;
using TungNgo.Water.Pages;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Water.Ways;

namespace TungNgo.Bench;

/// <summary>
/// Water: batches of readings kept durably beside bare inserts of the same rows, one reading over HTTP, history through checks and engine, and the pages at
/// the size of ten years of forty stations (--readings 21000000; two million without it).
/// </summary>
internal static class WaterBench
{
    private const int Batch = 1_000, Batches = 100, Singles = 1_500, Stations = 40;
    private const string Key = "khoa-do-toc-do-0123456789";
    private static readonly DateTime Start = new(2016, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public static async Task RunAsync(BenchContext context)
    {
        await using var server = await context.StartAsync(households: 0);
        var stations = await StationsAsync(server);
        await IngestAsync(server, stations);
        await SingleAsync(server, stations[0]);
        Replay();
        await PagesAsync(server, stations, (int)context.Number("readings", 2_000_000));
    }

    private static async Task<List<Station>> StationsAsync(BenchServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        var area = await db.Stations.Select(s => s.AreaId).FirstAsync();
        var made = Enumerable.Range(0, Stations).Select(i => new Station
        {
            Id = write.NewId(), Number = 1_000 + i, Name = $"Trạm {i}", River = $"Sông {i / 8}", AreaId = area, KeyHash = PushEndpoints.Hash($"{Key}{i}"),
        }).ToList();
        db.Stations.AddRange(made);
        db.StationStates.AddRange(made.Select(s => new StationState { StationId = s.Id, LookedAt = write.Now }));
        write.Changed(ChangeKind.Station, made[0].Id);
        write.Audit("bench.fill", Guid.Empty, null, null, null);
        await write.CommitAsync(CancellationToken.None);
        return made;
    }

    /// <summary>A tide's day after another, so that the checks have something real to look at.</summary>
    private static double Salt(int i) => Math.Round(3 + (2.5 * Math.Sin(2 * Math.PI * i / 74.5)) + (0.5 * Math.Sin(i / 900.0)), 1);

    private static async Task IngestAsync(BenchServer server, List<Station> stations)
    {
        var floor = await BareAsync(server, stations[1]);
        var watch = Stopwatch.StartNew();
        for (var b = 0; b < Batches; b++)
        {
            await using var scope = server.Services.CreateAsyncScope();
            var said = Enumerable.Range(b * Batch, Batch).Select(i => new ReadingSaid(Start.AddMinutes(10 * i), Salt(i), Unit.GramsPerLitre, Method: Method.Sensor)).ToList();
            await scope.ServiceProvider.GetRequiredService<ReadingBook>().SaveAsync(stations[0], said, new(Way.Push, "bench"), Actor.System, CancellationToken.None);
        }

        var rate = Batches * Batch / watch.Elapsed.TotalSeconds;
        Console.WriteLine($"batches of {Batch:N0}, durable: {rate:N0} readings/s; the same rows bare {floor:N0}/s; {rate / floor:P0} (bar 40 %)");
    }

    private static async Task<double> BareAsync(BenchServer server, Station station)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var watch = Stopwatch.StartNew();
        for (var b = 0; b < Batches; b++)
        {
            await using var write = await db.BeginPlainWriteAsync(CancellationToken.None);
            await db.InsertAsync(Enumerable.Range(b * Batch, Batch).Select(i => Row(station.Number, i, Salt(i))), CancellationToken.None);
            await write.CommitAsync(CancellationToken.None);
        }

        return Batches * Batch / watch.Elapsed.TotalSeconds;
    }

    private static Reading Row(int station, int i, double value) => new()
    {
        Station = station, Measure = Measure.Salinity, At = Start.AddMinutes(10 * i), Value = value, Unit = Unit.GramsPerLitre, Method = Method.Sensor, Batch = 1,
    };

    private static async Task SingleAsync(BenchServer server, Station station)
    {
        // Each station has its own share of calls; the readings are taken in turn by all of them.
        var clients = Enumerable.Range(2, Stations - 2).Select(i =>
        {
            var client = new HttpClient { BaseAddress = server.Address };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"{Key}{i}");
            return client;
        }).ToList();
        var times = new List<double>();
        for (var i = 0; i < Singles; i++)
        {
            var at = $"{Start.AddDays(-30).AddMinutes(10 * i):yyyy-MM-dd'T'HH:mm:ss}+00:00";
            var watch = Stopwatch.StartNew();
            using var answer = await clients[i % clients.Count].PostAsJsonAsync("/api/water/readings", new PushedReadings([new(at, Salt(i))]), BenchContext.Json);
            answer.EnsureSuccessStatusCode();
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        clients.ForEach(c => c.Dispose());
        times.Sort();
        Console.WriteLine($"one reading over HTTP, durable: p50 {times[times.Count / 2]:N1} ms  p99 {times[times.Count * 99 / 100]:N1} ms");
    }

    private static void Replay()
    {
        var readings = Enumerable.Range(0, 1_000_000).Select(i => (Start.AddMinutes(10 * i), Salt(i))).ToList();
        var rule = new WatchRule(Side.Above, RisePerDay: 2);
        Water.Events.Replay.Run(readings.Take(50_000).ToList(), StationTraits.Unknown, rule, [new(1, 1), new(2, 2), new(4, 3)], 4);
        var watch = Stopwatch.StartNew();
        var result = Water.Events.Replay.Run(readings, StationTraits.Unknown, rule, [new(1, 1), new(2, 2), new(4, 3)], 4);
        Console.WriteLine($"replay: {readings.Count / watch.Elapsed.TotalSeconds:N0} readings/s through checks and engine (bar 100,000), {result.Warnings.Count} warnings");
    }

    private static async Task PagesAsync(BenchServer server, List<Station> stations, int readings)
    {
        var each = readings / Stations;
        var watch = Stopwatch.StartNew();
        foreach (var station in stations.Skip(1))
        {
            await using var scope = server.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            await using var write = await db.BeginPlainWriteAsync(CancellationToken.None);
            await db.InsertAsync(Enumerable.Range(Batches * Batch, each).Select(i => Row(station.Number, i, Salt(i))), CancellationToken.None);
            await db.InsertAsync(Enumerable.Range(0, 3_650).Select(d => new StationDay
            {
                Station = station.Number, Measure = Measure.Salinity, Day = LegalDay.Of(Start).AddDays(d + 4_000), Max = Salt(d), Min = 0.3, Count = 144,
            }), CancellationToken.None);
            await write.CommitAsync(CancellationToken.None);
        }

        Console.WriteLine($"filled with {each * (Stations - 1):N0} readings in {watch.Elapsed.TotalSeconds:N0} s");
        await TimeAsync("a station's year as chart", "50 ms", server, async services =>
        {
            var reader = services.GetRequiredService<WaterReader>();
            var to = Start.AddDays(4_000 + 3_650);
            var points = await reader.PointsAsync(stations[7], Measure.Salinity, to.AddDays(-365), to, CancellationToken.None);
            _ = new SeriesChart(to.AddDays(-365), to, points, [1, 2, 4], TimeSpan.FromDays(3)).Line.Length;
        });
        await TimeAsync("a month of readings every ten minutes as chart", "none", server, async services =>
        {
            var reader = services.GetRequiredService<WaterReader>();
            var to = Start.AddMinutes(10 * (Batches * Batch + each - 1));
            var points = await reader.PointsAsync(stations[7], Measure.Salinity, to.AddDays(-31), to, CancellationToken.None);
            _ = new SeriesChart(to.AddDays(-31), to, points, [1, 2, 4], TimeSpan.FromHours(7)).Line.Length;
        });
        await TimeAsync("overview's questions", "p95 100 ms for the page", server, async services =>
        {
            services.GetRequiredService<Accounts.CurrentUser>().ActByRule("bench", new Accounts.RoleInArea(Accounts.Role.ProvinceOfficer, stations[0].AreaId));
            _ = await services.GetRequiredService<WaterReader>().NowAsync(CancellationToken.None);
        });
    }

    private static async Task TimeAsync(string what, string bar, BenchServer server, Func<IServiceProvider, Task> work)
    {
        var times = new List<double>();
        for (var i = 0; i < 60; i++)
        {
            await using var scope = server.Services.CreateAsyncScope();
            var watch = Stopwatch.StartNew();
            await work(scope.ServiceProvider);
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        var measured = times.Skip(10).Order().ToList();
        Console.WriteLine($"{what}: p50 {measured[measured.Count / 2]:N1} ms  p95 {measured[measured.Count * 95 / 100]:N1} ms (bar {bar})");
    }
}
