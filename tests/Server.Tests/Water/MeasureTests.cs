using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Water.Checks;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Water.Ways;

namespace TungNgo.Tests.Water;

/// <summary>What stations measure beside salt: kept, shown, handed out; what cannot be is none of it.</summary>
public sealed class MeasureTests : IAsyncLifetime
{
    private TestServer server = null!;
    private Village village = null!;
    private Station station = null!;
    private HttpClient sensor = null!;

    private DateTime Now => server.Clock.GetUtcNow().UtcDateTime;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(new DateTime(2025, 3, 1, 5, 0, 0, DateTimeKind.Utc));
        village = await Village.BuildAsync(server);
        station = await server.StationAsync(village.HamletId);
        sensor = server.AsStation();
    }

    public async ValueTask DisposeAsync()
    {
        sensor.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task The_newest_value_and_a_small_chart_of_each_measure_stand_on_the_stations_page()
    {
        await SendAsync(Measure.Temperature, (-3, 27.5), (-1, 28.25));
        await SendAsync(Measure.Ph, (-2, 7.4));
        await SendAsync(Measure.WaterLevel, (-1, -0.35), (-2, 0.2));
        await SendAsync(Measure.Rain, (-26, 40), (-3, 2.5), (-1, 1));
        var page = await PageAsync();
        Assert.Contains("28,25 °C", page, StringComparison.Ordinal);
        Assert.Contains(">7,4<", page, StringComparison.Ordinal);
        Assert.Contains("-0,35 m", page, StringComparison.Ordinal);
        // Of rain the day's sum: what fell yesterday is not today's.
        Assert.Contains(">3,5 mm<", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Độ kiềm", page, StringComparison.Ordinal);
        Assert.Equal(4, page.Split("class=\"measure\"").Length - 1);
        Assert.Contains("Diễn biến nhiệt độ, từ 27,5 °C đến 28,25 °C", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_station_of_salt_alone_says_nothing_of_others()
    {
        await SendAsync(Measure.Salinity, (-1, 2.5));
        Assert.DoesNotContain("Các chỉ tiêu khác", await PageAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Measure.Ph, 14.1, 7)]
    [InlineData(Measure.Ph, -0.1, 0)]
    [InlineData(Measure.Temperature, 285, 28.5)]
    [InlineData(Measure.WaterLevel, 185, -1.2)]
    [InlineData(Measure.Rain, -1, 0)]
    [InlineData(Measure.DissolvedOxygen, 51, 5.1)]
    [InlineData(Measure.Alkalinity, 10_000, 120)]
    [InlineData(Measure.Transparency, -5, 35)]
    [InlineData(Measure.Salinity, 46, 30)]
    public async Task What_cannot_be_is_rejected_with_its_reason_and_what_can_stays(Measure measure, double wrong, double right)
    {
        await SendAsync(measure, (-2, wrong), (-1, right));
        Assert.Equal(
            [(wrong, Quality.Rejected, Doubt.Range), (right, Quality.Good, Doubt.None)],
            (await server.ReadingsAsync(station.Number)).Select(r => (r.Value, r.Quality, r.Doubt)).OrderBy(r => r.Item2 == Quality.Good));
    }

    [Fact]
    public async Task A_rejected_value_is_named_and_not_drawn()
    {
        await SendAsync(Measure.Ph, (-3, 7.1), (-2, 71), (-1, 7.2));
        var page = await PageAsync();
        Assert.Contains("Đã bỏ 1 số đo ngoài khoảng có thể có (0 đến 14).", page, StringComparison.Ordinal);
        Assert.Contains("Diễn biến pH, từ 7,1 đến 7,2", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_download_has_every_measure_and_years_as_days()
    {
        await SendAsync(Measure.Salinity, (-1, 2.5));
        await SendAsync(Measure.Temperature, (-26, 27), (-25, 29), (-1, 28.25));
        await SendAsync(Measure.Rain, (-26, 10), (-25, 2.5));
        var csv = await DownloadAsync(31);
        Assert.Contains("01/03/2025 11:00;độ mặn;g/l;2,5;2,5;", csv, StringComparison.Ordinal);
        Assert.Contains("28/02/2025 10:00;nhiệt độ;°C;27;27;", csv, StringComparison.Ordinal);
        Assert.Contains("28/02/2025 11:00;mưa;mm;2,5;2,5;", csv, StringComparison.Ordinal);
        var year = await DownloadAsync(365);
        Assert.Contains("28/02/2025 12:00;nhiệt độ;°C;27;29;", year, StringComparison.Ordinal);
        Assert.Contains("01/03/2025 12:00;nhiệt độ;°C;28,25;28,25;", year, StringComparison.Ordinal);
        Assert.Contains("28/02/2025 12:00;mưa;mm;12,5;12,5;", year, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_correction_takes_the_place_of_what_it_corrects()
    {
        await SendAsync(Measure.Temperature, (-1, 31));
        await sensor.SendAsync(new PushedReading(WaterStage.Time(Now.AddHours(-1)), 21, Measure: Measure.Temperature, Corrects: true));
        Assert.Contains("21 °C", await PageAsync(), StringComparison.Ordinal);
        Assert.Contains("°C;21;21", await DownloadAsync(365), StringComparison.Ordinal);
    }

    private Task<PushedAnswer> SendAsync(Measure measure, params (double Hours, double Value)[] values) =>
        sensor.SendAsync([.. values.Select(v => new PushedReading(WaterStage.Time(Now.AddHours(v.Hours)), v.Value, Measure: measure))]);

    private Task<string> PageAsync() => GetAsync($"/water/stations/{station.Id}");

    private Task<string> DownloadAsync(int days) => GetAsync($"/water/stations/{station.Id}/download?format=csv&days={days}");

    private async Task<string> GetAsync(string path)
    {
        await server.WatchAsync();
        using var reader = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        return WebUtility.HtmlDecode(await reader.GetStringAsync(new Uri(path, UriKind.Relative)));
    }
}
