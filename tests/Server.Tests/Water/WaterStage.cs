using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Water.Events;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Water.Ways;

namespace TungNgo.Tests.Water;

/// <summary>A server whose station speaks for a hamlet, and what stations do most often.</summary>
internal static class WaterStage
{
    public const string Key = "khoa-tram-long-phu-0123456789";

    /// <summary>Lets a shipped station speak for a hamlet from long ago, and gives it a key.</summary>
    public static async Task<Station> StationAsync(this TestServer server, Guid hamlet, string seedKey = "long-phu", string? key = Key, Guid? areaId = null)
    {
        await server.WriteAsync((db, write) =>
        {
            var station = db.Stations.Single(s => s.SeedKey == seedKey);
            station.KeyHash = key is null ? null : PushEndpoints.Hash(key);
            station.AreaId = areaId ?? station.AreaId;
            db.StationHamlets.Add(new StationHamlet { Id = write.NewId(), StationId = station.Id, HamletId = hamlet, Intake = "cống Trường Khánh", ValidFrom = new DateOnly(2020, 1, 1) });
            write.Changed(ChangeKind.Station, station.Id);
        });
        return await server.WithDbAsync(db => db.Stations.AsNoTracking().SingleAsync(s => s.SeedKey == seedKey));
    }

    public static HttpClient AsStation(this TestServer server, string key = Key)
    {
        var client = server.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    public static async Task<PushedAnswer> SendAsync(this HttpClient station, params PushedReading[] readings) =>
        await station.PostAsync("/api/water/readings", new PushedReadings(readings)).ReadAsync<PushedAnswer>();

    public static async Task<PushedAnswer> SendCsvAsync(this HttpClient station, string csv)
    {
        using var content = new StringContent(csv, Encoding.UTF8, "text/csv");
        return await (await station.PostAsync(new Uri("/api/water/readings", UriKind.Relative), content)).Content.ReadFromJsonAsync<PushedAnswer>(TestServer.Json) ?? throw new InvalidOperationException();
    }

    /// <summary>An instant as stations write it, in Vietnam's time.</summary>
    public static string Time(DateTime utc) => $"{LegalDay.ToLocal(utc):yyyy-MM-dd'T'HH:mm:ss}+07:00";

    /// <summary>Watches until nothing is new.</summary>
    public static async Task WatchAsync(this TestServer server)
    {
        while (await server.Services.GetRequiredService<WatchLoop>().StepAsync(CancellationToken.None))
        {
        }
    }

    public static Task<List<WaterStep>> StepsAsync(this TestServer server, Guid station, Side side = Side.Above) => server.WithDbAsync(db =>
        db.WaterSteps.AsNoTracking().Where(s => db.WaterEvents.Any(e => e.Id == s.EventId && e.StationId == station && e.Side == side)).OrderBy(s => s.SeenAt).ThenBy(s => s.Number).ToListAsync());

    public static Task<List<Reading>> ReadingsAsync(this TestServer server, int station) =>
        server.WithDbAsync(db => db.Readings.AsNoTracking().Where(r => r.Station == station).OrderBy(r => r.At).ThenBy(r => r.Revision).ToListAsync());
}
