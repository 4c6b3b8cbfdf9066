using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TungNgo.Water.Checks;
using TungNgo.Water.Readings;
using TungNgo.Water.Ways;

namespace TungNgo.Tests.Water;

/// <summary>What automatic stations send by HTTP.</summary>
public sealed class StationPushTests : IAsyncLifetime
{
    private TestServer server = null!;
    private Village village = null!;
    private HttpClient station = null!;
    private int number;

    private DateTime Now => server.Clock.GetUtcNow().UtcDateTime;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync();
        village = await Village.BuildAsync(server);
        number = (await server.StationAsync(village.HamletId)).Number;
        station = server.AsStation();
    }

    public async ValueTask DisposeAsync()
    {
        station.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Json_and_csv_are_kept_with_what_was_sent()
    {
        var json = await station.SendAsync(new PushedReading(WaterStage.Time(Now.AddHours(-2)), 5200, "µS/cm"), new PushedReading(WaterStage.Time(Now.AddHours(-1)), 1.5));
        Assert.Equal((2, 0), (json.Taken, json.Known));
        var csv = await station.SendCsvAsync("at,value,unit,measure\n2024-09-20 06:00,2.25,g/l,\n2024-09-20 06:00,28.5,°C,temperature\n");
        Assert.Equal(2, csv.Taken);
        var readings = await server.ReadingsAsync(number);
        var meter = readings.Single(r => r.Unit == Unit.MicroSiemens);
        Assert.Equal(5200, meter.Sent);
        Assert.InRange(meter.Value, 2.6, 3.0);
        Assert.Equal(new DateTime(2024, 9, 19, 23, 0, 0, DateTimeKind.Utc), readings.Single(r => r.Measure == Measure.Temperature).At);
    }

    [Fact]
    public async Task The_same_again_late_and_in_any_order_is_kept_once()
    {
        var sent = Enumerable.Range(0, 30).Select(i => new PushedReading(WaterStage.Time(Now.AddMinutes(-10 * i)), 0.1 * i)).ToArray();
        Assert.Equal(10, (await station.SendAsync(sent[..10])).Taken);
        var again = await station.SendAsync([.. sent.Reverse()]);
        Assert.Equal((20, 10), (again.Taken, again.Known));
        Assert.Equal(30, (await server.ReadingsAsync(number)).Count);
        Assert.Equal(1, await server.WithDbAsync(db => db.ReadingBatches.CountAsync()));
    }

    [Fact]
    public async Task A_bad_one_takes_no_good_one_with_it()
    {
        using var content = new StringContent(
            $$"""{"readings":[{"at":"{{WaterStage.Time(Now)}}","value":1.1},{"at":"hom qua","value":1},{"at":"{{WaterStage.Time(Now.AddDays(1))}}","value":1},{"at":"{{WaterStage.Time(Now)}}","value":"một"},{"at":"{{WaterStage.Time(Now)}}","value":3,"unit":"kg"}]}""",
            Encoding.UTF8, "application/json");
        var answer = await station.PostAsync(new Uri("/api/water/readings", UriKind.Relative), content).ReadAsync<PushedAnswer>();
        Assert.Equal(1, answer.Taken);
        Assert.Equal([(1, "timeUnreadable"), (2, "timeFuture"), (3, "valueUnreadable"), (4, "unitWrong")], answer.Refused.Select(r => (r.Index, r.Code)));
    }

    [Fact]
    public async Task A_correction_stands_beside_what_it_corrects()
    {
        var at = WaterStage.Time(Now.AddHours(-1));
        await station.SendAsync(new PushedReading(at, 12));
        await station.SendAsync(new PushedReading(at, 1.2, Corrects: true));
        var readings = await server.ReadingsAsync(number);
        Assert.Equal([(0, 12d, false), (1, 1.2, true)], readings.Select(r => (r.Revision, r.Value, r.Corrects)));
        // The old value again, from a memory that was read out twice, changes nothing.
        Assert.Equal(1, (await station.SendAsync(new PushedReading(at, 12))).Known);
    }

    [Fact]
    public async Task Two_values_of_one_moment_are_suspect_and_none_is_lost()
    {
        var at = WaterStage.Time(Now.AddHours(-1));
        await station.SendAsync(new PushedReading(at, 3));
        await station.SendAsync(new PushedReading(at, 4));
        await server.WatchAsync();
        var readings = await server.ReadingsAsync(number);
        Assert.Equal(2, readings.Count);
        Assert.Contains(readings, r => r is { Value: 4, Quality: Quality.Suspect, Doubt: Doubt.Conflict });
        Assert.Empty(await server.StepsAsync((await server.WithDbAsync(db => db.Stations.SingleAsync(s => s.Number == number))).Id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer sai-khoa-sai-khoa-sai-khoa")]
    [InlineData("Basic abc")]
    public async Task Without_its_key_nobody_sends(string? header)
    {
        using var stranger = server.Anonymous();
        if (header is not null)
        {
            stranger.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", header);
        }

        using var answer = await stranger.PostAsync("/api/water/readings", new PushedReadings([new(WaterStage.Time(Now), 1)]));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await server.ReadingsAsync(number));
    }

    [Fact]
    public async Task Too_many_at_once_are_refused_whole_and_kept_nowhere()
    {
        using var answer = await station.PostAsync("/api/water/readings",
            new PushedReadings([.. Enumerable.Range(0, PushEndpoints.MostReadings + 1).Select(i => new PushedReading(WaterStage.Time(Now.AddMinutes(-i)), 1))]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(await server.ReadingsAsync(number));
    }

    [Fact]
    public async Task A_station_that_never_stops_is_told_to_wait_and_loses_nothing_that_was_acknowledged()
    {
        var (taken, waits) = (0, 0);
        for (var i = 0; i < 200; i++)
        {
            using var answer = await station.PostAsync("/api/water/readings", new PushedReadings([.. Enumerable.Range(0, 50).Select(j => new PushedReading(WaterStage.Time(Now.AddSeconds(-(i * 50) - j)), 0.3))]));
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                waits++;
                continue;
            }

            taken += (await Task.FromResult(answer).ReadAsync<PushedAnswer>()).Taken;
        }

        Assert.True(waits > 0);
        Assert.Equal(taken, (await server.ReadingsAsync(number)).Count);
    }
}
