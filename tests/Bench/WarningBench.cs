using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Water.Stations;
using TungNgo.Water.Ways;

namespace TungNgo.Bench;

/// <summary>From a station's reading beyond a limit to the first message that leaves, at a level that goes out by itself: station after station, each with a hamlet of its own.</summary>
internal static class WarningBench
{
    private const int Stations = 40, PerHamlet = 500;
    private const string Key = "khoa-do-bao-dong-0123456789";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    public static async Task RunAsync(BenchContext context)
    {
        await using var server = await context.StartAsync(households: 1);
        var fill = new NoticeFill(server.Services);
        await fill.HouseholdsAsync(Stations * PerHamlet);
        await fill.NoChannelAsync(paused: false);
        await StationsAsync(fill);
        var times = new List<double>();
        for (var i = 0; i < Stations; i++)
        {
            times.Add(await FirstAsync(server, fill, i));
        }

        // The first ones find everything cold.
        var warm = times.Skip(5).Order().ToList();
        Console.WriteLine($"reading to first message at an automatic level, {PerHamlet} households a station: p50 {warm[warm.Count / 2]:N2} s  p99 {warm[^1]:N2} s of {warm.Count} (bar 2 s); the first {times[0]:N2} s");
    }

    private static Task StationsAsync(NoticeFill fill) => fill.WriteAsync(async (db, write) =>
    {
        foreach (var rule in await db.HazardRules.ToListAsync())
        {
            rule.AutoLevel = 3;
        }

        for (var i = 0; i < Stations; i++)
        {
            var station = db.Stations.Add(new Station
            {
                Id = write.NewId(), Number = 2_000 + i, Name = $"Trạm {i}", River = $"Sông {i}", AreaId = fill.CommuneId, KeyHash = PushEndpoints.Hash($"{Key}{i}"),
            }).Entity;
            db.StationStates.Add(new StationState { StationId = station.Id, LookedAt = write.Now });
            db.StationHamlets.Add(new StationHamlet { Id = write.NewId(), StationId = station.Id, HamletId = fill.Hamlets[i], ValidFrom = new DateOnly(2020, 1, 1) });
        }
    });

    /// <summary>By the ledger's own times, from before the station sends until the first call to the provider was answered.</summary>
    private static async Task<double> FirstAsync(BenchServer server, NoticeFill fill, int station)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", $"{Key}{station}");
        var began = server.Services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        PushedReading[] readings = [new(At(began.AddMinutes(-10)), 4.5), new(At(began), 4.6)];
        using var answer = await client.PostAsJsonAsync("/api/water/readings", new PushedReadings(readings), BenchContext.Json);
        answer.EnsureSuccessStatusCode();
        using var look = new PeriodicTimer(Look);
        var hamlet = fill.Hamlets[station];
        while (await look.WaitForNextTickAsync())
        {
            if (await fill.ReadAsync(db => db.Deliveries.Where(d => d.HamletId == hamlet && d.SentAt != null).MinAsync(d => d.SentAt)) is { } sent)
            {
                return (sent - began).TotalSeconds;
            }
        }

        return double.NaN;
    }

    private static string At(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'+00:00'", CultureInfo.InvariantCulture);
}
