using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Water.Checks;
using TungNgo.Water.Events;
using TungNgo.Water.Readings;

namespace TungNgo.Tests.Water;

/// <summary>The daily bulletin by hand: typed, pasted, as a file.</summary>
public sealed class EntryTests
{
    private static string Sample => File.ReadAllText(Path.Combine(Source.Root, "tests", "Server.Tests", "Samples", "salinity-bulletins.csv"));

    [Fact]
    public async Task Typed_pasted_and_imported_give_the_same_events()
    {
        var pasted = await EventsAsync((desk, _) => desk.PasteAsync(Sample));
        var comma = await EventsAsync((desk, _) => desk.PasteAsync(Spoiled(Sample)));
        var file = await EventsAsync((desk, _) => desk.SendAsync(Sample));
        var typed = await EventsAsync(async (desk, server) =>
        {
            foreach (var day in Sample.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')).GroupBy(c => c[4]))
            {
                await desk.TypeAsync(server, day.Key, [.. day.Select(c => (c[0], c[5].Replace('.', ','), c[6]))]);
            }
        });
        Assert.NotEmpty(pasted);
        Assert.Equal(pasted, comma);
        Assert.Equal(pasted, file);
        Assert.Equal(pasted, typed);
    }

    [Fact]
    public async Task A_value_ten_times_too_large_raises_nothing_and_is_named()
    {
        await using var server = await StartAsync();
        var desk = await DeskAsync(server);
        // Đại Ngãi's 2,5 of 6 April becomes 25, and Cái Trâm's 0,9 of 23 February 9.
        await desk.PasteAsync(Sample.Replace("2025-04-06,2.5,0.7", "2025-04-06,25,0.7", StringComparison.Ordinal).Replace("2025-02-23,0.9,0.2", "2025-02-23,9,0.2", StringComparison.Ordinal));
        await server.WatchAsync();
        var doubtful = await server.WithDbAsync(db => db.Readings.AsNoTracking().Where(r => r.Quality == Quality.Suspect).OrderBy(r => r.Value).ToListAsync());
        Assert.Equal([9d, 25d], doubtful.Select(r => r.Value));
        Assert.All(doubtful, r => Assert.NotEqual(Doubt.None, r.Doubt));
        Assert.DoesNotContain(await server.WithDbAsync(db => db.WaterSteps.AsNoTracking().ToListAsync()), s => s.Value is 9 or 25);
        var list = System.Net.WebUtility.HtmlDecode(await desk.Client.GetStringAsync(new Uri("/water/checks", UriKind.Relative)));
        Assert.Contains("25 g/l", list, StringComparison.Ordinal);
        Assert.Contains("Cái Trâm", list, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_understood_is_named_and_the_rest_is_taken()
    {
        await using var server = await StartAsync();
        var desk = await DeskAsync(server);
        var page = await desk.PasteAsync("Điểm đo\tNgày\tCao nhất\tThấp nhất\nTrần Đề (cảng cá)\t23/02/2025\t15,6 ‰\t11,0 ‰\nTrạm Sao Hỏa\t23/02/2025\t1\t1\nLONG PHU\t23/02/2025\tkhô\t7,0\nđại ngãi\t30/02/2025\t4,6\t2,4\nRạch Phụng An\t23/02/2025\t-\t0,4\n");
        Assert.Contains("Trạm Sao Hỏa", page, StringComparison.Ordinal);
        Assert.Contains("khô", page, StringComparison.Ordinal);
        Assert.Equal(4, await server.WithDbAsync(db => db.Readings.CountAsync()));
        Assert.Equal(2, await server.WithDbAsync(db => db.Readings.CountAsync(r => r.Unit == Unit.PerMille && r.Sent != null)));
    }

    [Fact]
    public async Task Looking_first_keeps_nothing_and_sending_twice_keeps_it_once()
    {
        await using var server = await StartAsync();
        var desk = await DeskAsync(server);
        await desk.PasteAsync(Sample, take: false);
        Assert.Equal(0, await server.WithDbAsync(db => db.Readings.CountAsync()));
        await desk.PasteAsync(Sample);
        await desk.PasteAsync(Sample);
        Assert.Equal(54, await server.WithDbAsync(db => db.Readings.CountAsync()));
    }

    [Fact]
    public async Task A_looked_at_value_counts_and_a_rejected_one_does_not()
    {
        await using var server = await StartAsync();
        var desk = await DeskAsync(server);
        await desk.PasteAsync("Điểm đo;Ngày;Cao nhất;Thấp nhất\nTrần Đề;22/02/2025;15;9\nĐại Ngãi;22/02/2025;2,1;1\nTrần Đề;23/02/2025;15;9\nĐại Ngãi;23/02/2025;21;1\n");
        await server.WatchAsync();
        var before = await server.WithDbAsync(db => db.WaterSteps.MaxAsync(s => (double?)s.Value));
        var doubtful = await server.WithDbAsync(db => db.Readings.AsNoTracking().SingleAsync(r => r.Quality == Quality.Suspect));
        using var answer = await desk.Client.SubmitAsync(
            "/water/checks", $"r-{doubtful.Station}-1-1-{doubtful.At.Ticks}-0-0", new() { ["do"] = "correct", ["value"] = "2,1" });
        Assert.Equal(System.Net.HttpStatusCode.Redirect, answer.StatusCode);
        await server.WatchAsync();
        Assert.Equal(0, await server.WithDbAsync(db => db.Readings.CountAsync(r => r.Quality == Quality.Suspect)));
        Assert.Equal(before, await server.WithDbAsync(db => db.WaterSteps.MaxAsync(s => (double?)s.Value)));
        Assert.Equal(1, await server.WithDbAsync(db => db.Readings.CountAsync(r => r.Corrects && r.Value == 2.1)));
    }

    /// <summary>Decimal commas, another spelling, "‰", other order of the columns.</summary>
    private static string Spoiled(string sample) => "Ngày đo;Tên trạm;Thấp nhất (‰);Cao nhất (‰)\n" + string.Join('\n', sample.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)
        .Select(l => l.TrimEnd('\r').Split(',')).Select(c => $"{c[4][8..]}/{c[4][5..7]}/{c[4][..4]};{c[0].ToUpperInvariant()};{c[6].Replace('.', ',')} ‰;{c[5].Replace('.', ',')}"));

    private static Task<TestServer> StartAsync() => TestServer.StartAsync(new DateTime(2025, 4, 8, 13, 0, 0, DateTimeKind.Utc));

    private static async Task<Desk> DeskAsync(TestServer server) => new(await server.OfficialAsync(Role.AgricultureOfficer, server.Services.GetRequiredService<TungNgo.Areas.AreaTree>().Today.Roots.First().AreaId));

    private static async Task<List<string>> EventsAsync(Func<Desk, TestServer, Task> enter)
    {
        await using var server = await StartAsync();
        await enter(await DeskAsync(server), server);
        await server.WatchAsync();
        var names = await server.WithDbAsync(db => db.Stations.ToDictionaryAsync(s => s.Id, s => s.Name));
        var steps = await server.WithDbAsync(db => db.WaterSteps.AsNoTracking()
            .Join(db.WaterEvents, s => s.EventId, e => e.Id, (s, e) => new { s.Kind, s.At, s.Value, s.Limit, e.Side, e.StationId }).ToListAsync());
        return [.. steps.Select(e => $"{names[e.StationId]} {e.Side} {e.Kind} {e.At:s} {e.Value} {e.Limit}").Order(StringComparer.Ordinal)];
    }

    private sealed record Desk(HttpClient Client)
    {
        private static readonly Uri Page = new("/water/readings", UriKind.Relative);

        public async Task<string> PasteAsync(string text, bool take = true)
        {
            using var answer = await Client.SubmitAsync("/water/readings", "readings", new() { ["pasted"] = text, ["day"] = "2025-04-07", ["do"] = take ? "take" : "look" });
            return System.Net.WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        }

        public async Task TypeAsync(TestServer server, string day, (string Name, string Max, string Min)[] rows)
        {
            var ids = await server.WithDbAsync(db => db.Stations.ToDictionaryAsync(s => s.Name, s => s.Id));
            using var answer = await Client.SubmitAsync("/water/readings", "readings", new(
                rows.SelectMany(r => new[] { KeyValuePair.Create($"max.{ids[r.Name]}", r.Max), KeyValuePair.Create($"min.{ids[r.Name]}", r.Min.Trim()) }))
            {
                ["day"] = day, ["do"] = "take",
            });
        }

        public async Task SendAsync(string csv)
        {
            using var content = new MultipartFormDataContent
            {
                { new StringContent("readings"), "_handler" }, { new StringContent(Officials.TokenOf(await Client.GetStringAsync(Page))), "__RequestVerificationToken" },
                { new StringContent("2025-04-07"), "day" }, { new StringContent("take"), "do" }, { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "ban-tin.csv" },
            };
            (await Client.PostAsync(Page, content)).EnsureSuccessStatusCode();
        }
    }
}
