using System.Net;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Water.Ways;

namespace TungNgo.Tests.Water;

/// <summary>What anybody reads of a hamlet's water.</summary>
public sealed class HamletWaterTests : IAsyncLifetime
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

    [Theory]
    [InlineData("vi", "Đóng cống")]
    [InlineData("km", "បិទទ្វារទឹក")]
    public async Task Salt_water_says_what_to_do_in_one_glance(string language, string word)
    {
        await SendAsync(i => i % 2 == 0 ? 4.2 : 4.1);
        var page = await ReadAsync(language);
        Assert.Contains("4,2 g/l", page, StringComparison.Ordinal);
        Assert.Contains(word, page, StringComparison.Ordinal);
        Assert.Contains("Long Phú", page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split(word).Length);
        Assert.DoesNotContain("bulletins.crop", page, StringComparison.Ordinal);
        Assert.True(System.Text.Encoding.UTF8.GetByteCount(page) < 50_000);
    }

    [Fact]
    public async Task Fresh_hours_are_told_from_two_weeks_of_tides()
    {
        await SendAsync(i => Math.Round(1.2 + (1.1 * Math.Cos(2 * Math.PI * i / 12.42)), 1));
        var page = await ReadAsync("vi");
        Assert.Contains("Giờ nước dưới 1 g/l", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crop_whose_every_stage_has_a_limit_is_not_told_two_things()
    {
        await SendAsync(i => i % 2 == 0 ? 4.2 : 2.2);
        var told = (await ReadAsync("vi")).Split("<strong>")[1..].Select(p => p.Split(":</strong>")).Where(p => p.Length > 1).Select(p => p[0].Split(", ")).ToList();
        Assert.Contains(told, t => t.Contains("Lúa · chín"));
        Assert.DoesNotContain(told, t => t.Contains("Lúa"));
    }

    [Fact]
    public async Task Without_readings_nothing_is_called_safe()
    {
        await SendAsync(i => 0.2);
        server.Clock.Advance(TimeSpan.FromDays(5));
        await server.WatchAsync();
        var page = await ReadAsync("vi");
        Assert.Contains("chưa có số đo mới", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Lấy nước được", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_doubtful_value_is_not_shown_to_anybody()
    {
        await SendAsync(i => i % 2 == 0 ? 0.4 : 0.3);
        server.Clock.Advance(TimeSpan.FromHours(1));
        await sensor.SendAsync(new PushedReading(WaterStage.Time(Now), 39));
        await server.WatchAsync();
        Assert.DoesNotContain("39 g/l", (await ReadAsync("vi")).Split("water-now")[1].Split("</section>")[0], StringComparison.Ordinal);
    }

    private async Task<string> ReadAsync(string language)
    {
        using var browser = server.Anonymous();
        return WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri($"/tin/{village.HamletId}?lang={language}", UriKind.Relative)));
    }

    /// <summary>Two weeks, hour by hour.</summary>
    private async Task SendAsync(Func<int, double> salt)
    {
        await sensor.SendAsync([.. Enumerable.Range(0, 14 * 24).Select(i => new PushedReading(WaterStage.Time(Now.AddHours(i - (14 * 24) + 1)), salt(i)))]);
        await server.WatchAsync();
    }
}
