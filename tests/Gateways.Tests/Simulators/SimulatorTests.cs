using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using TungNgo.Gateways;
using TungNgo.Gateways.Zalo;
using TungNgo.Simulators;
using TungNgo.Simulators.Common;
using TungNgo.Simulators.Zalo;

namespace TungNgo.GatewayTests.Simulators;

/// <summary>The oracle of the tests has tests of its own.</summary>
public sealed class SimulatorTests
{
    [Fact]
    public void The_rate_window_rolls_exactly()
    {
        var window = new RateWindow(4000, TimeSpan.FromMinutes(1));
        var start = Play.Morning;
        for (var i = 0; i < 4000; i++)
        {
            Assert.True(window.TryTake(start.AddMilliseconds(i * 10), out var left));
            Assert.Equal(3999 - i, left);
        }

        Assert.False(window.TryTake(start.AddSeconds(60).AddTicks(-1), out _));
        // The first call is a minute old; the refused one took no place.
        Assert.True(window.TryTake(start.AddSeconds(60), out _));
        Assert.False(window.TryTake(start.AddSeconds(60), out _));
        Assert.True(window.TryTake(start.AddSeconds(60).AddMilliseconds(10), out _));
    }

    [Fact]
    public async Task Over_the_limit_Zalo_says_minus_32_and_its_headers_count_down()
    {
        await using var play = await Play.StartAsync();
        play.Person();
        play.World.Oa.Rate.Most = 3;
        var gateway = new ZaloCsGateway(play.Zalo);
        for (var i = 0; i < 3; i++)
        {
            Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Play.To("u1"), CancellationToken.None));
        }

        Assert.Equal(new Outcome.RetryAfter(RetryReason.RateLimited, null, "-32"), await gateway.SendAsync(Play.To("u1"), CancellationToken.None));
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(play.Simulators.Address, "/v2.0/oa/getoa"));
        request.Headers.Add("access_token", play.Token);
        play.Clock.Advance(TimeSpan.FromMinutes(1));
        using var response = await play.Http.SendAsync(request);
        Assert.Equal("3", response.Headers.GetValues("X-RateLimit-Limit").Single());
        Assert.Equal("2", response.Headers.GetValues("X-RateLimit-Remain").Single());
    }

    [Fact]
    public void Timers_of_a_standing_clock_fire_in_order_at_their_own_instant()
    {
        using var clock = new VirtualClock(Play.Morning, standing: true);
        var fired = new List<(string, DateTimeOffset)>();
        using var late = clock.CreateTimer(_ => fired.Add(("late", clock.GetUtcNow())), null, TimeSpan.FromMinutes(2), Timeout.InfiniteTimeSpan);
        using var often = clock.CreateTimer(_ => fired.Add(("often", clock.GetUtcNow())), null, TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(50));
        using var never = clock.CreateTimer(_ => fired.Add(("never", clock.GetUtcNow())), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        never.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        clock.Advance(TimeSpan.FromMinutes(2.5));
        Assert.Equal(
            [("often", Play.Morning.AddSeconds(50)), ("often", Play.Morning.AddSeconds(100)), ("late", Play.Morning.AddSeconds(120)), ("often", Play.Morning.AddSeconds(150))],
            fired);
        Assert.Equal(Play.Morning.AddSeconds(150), clock.GetUtcNow());
    }

    [Fact]
    public async Task A_running_clock_fires_without_being_told()
    {
        using var clock = new VirtualClock(Play.Morning);
        var fired = new TaskCompletionSource();
        using var timer = clock.CreateTimer(_ => fired.SetResult(), null, TimeSpan.FromMilliseconds(20), Timeout.InfiniteTimeSpan);
        await fired.Task;
        Assert.True(clock.GetUtcNow() >= Play.Morning.AddMilliseconds(20));
        clock.Stop();
        var stood = clock.GetUtcNow();
        Assert.Equal(stood, clock.GetUtcNow());
        clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(stood.AddDays(1), clock.GetUtcNow());
    }

    [Fact]
    public void The_same_seed_breaks_the_same_calls()
    {
        static List<bool> Hits()
        {
            var faults = new Faults();
            faults.Seed(7);
            faults.Add(new Fault("zalo", FaultKind.CutAfter, Probability: 0.03, Path: "/v3.0"));
            Assert.Null(faults.Next("esms", "/v3.0/oa/message/cs"));
            Assert.Null(faults.Next("zalo", "/v2.0/oa/getoa"));
            return [.. Enumerable.Range(0, 10_000).Select(_ => faults.Next("zalo", "/v3.0/oa/message/cs") is not null)];
        }

        Assert.Equal(Hits(), Hits());
        Assert.InRange(Hits().Count(hit => hit), 220, 380);
    }

    [Fact]
    public void The_ledger_outlives_its_process_and_skips_half_a_line()
    {
        var path = Path.Combine(Path.GetTempPath(), $"ledger-{Guid.CreateVersion7()}.jsonl");
        try
        {
            using (var ledger = new PhoneLedger(path))
            {
                ledger.Add(Play.Morning, "sms", "84912345678", "Mặn 4 g/l", "k1", "m1");
                ledger.Add(Play.Morning, "zalo-gmf", "g1", "Mặn 4 g/l", null, "m2", ["a", "b"]);
            }

            File.AppendAllText(path, "{\"seq\":3,\"at\":");
            using var again = new PhoneLedger(path);
            Assert.Equal(2, again.Count);
            Assert.Equal("m2", again.Find("b").Single().MessageId);
            Assert.Equal("k1", again.Find("84912345678").Single().Key);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_ledger_knows_duplicates_by_key_and_by_text()
    {
        using var ledger = new PhoneLedger(null);
        ledger.Add(Play.Morning, "sms", "1", "A", "k1", "m1");
        ledger.Add(Play.Morning, "sms", "1", "A", "k2", "m2");
        ledger.Add(Play.Morning, "sms", "2", "A", "k3", "m3");
        ledger.Add(Play.Morning, "sms", "2", "B", "k3", "m4");
        ledger.Add(Play.Morning, "zalo-cs", "1", "A", null, "m5");
        var byText = ledger.Duplicates(byText: true).Single();
        Assert.Equal(("sms", "1", "A", 2), (byText.Channel, byText.To, byText.What, byText.Times));
        Assert.Equal(("2", "k3"), (ledger.Duplicates(byText: false).Single().To, ledger.Duplicates(byText: false).Single().What));
        Assert.Equal((4, 2), ledger.Counts()["sms"]);
    }

    [Fact]
    public async Task Everything_can_be_had_over_HTTP()
    {
        await using var simulators = await RunningSimulators.StartAsync(null, "--standing");
        using var http = new HttpClient { BaseAddress = simulators.Address };
        Assert.Equal(26_291, await Post<int>(http, "/sim/zalo/users/many", new { count = 26_291 }));
        var user = 5_600_000_000_000_000_000.ToString(CultureInfo.InvariantCulture);
        var tokens = await Post<JsonElement>(http, "/sim/zalo/tokens", new { });
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3.0/oa/message/cs")
        {
            Content = JsonContent.Create(new { recipient = new { user_id = user }, message = new { text = "Mặn <b>4</b>" } }),
        };
        request.Headers.Add("access_token", tokens.GetProperty("access_token").GetString());
        using (var response = await http.SendAsync(request))
        {
            Assert.Equal(0, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetInt32());
        }

        Assert.Equal("Mặn <b>4</b>", (await http.GetFromJsonAsync<Shown[]>($"/sim/ledger?to={user}"))!.Single().Text);
        Assert.Equal(1, (await http.GetFromJsonAsync<JsonElement>("/sim/ledger/counts")).GetProperty("channels").GetProperty("zalo-cs").GetProperty("readers").GetInt32());
        Assert.Empty((await http.GetFromJsonAsync<Duplicate[]>("/sim/ledger/duplicates?by=text"))!);
        var page = await http.GetStringAsync("/ledger");
        Assert.Contains("Mặn &lt;b&gt;4&lt;/b&gt;", page, StringComparison.Ordinal);

        var before = (await http.GetFromJsonAsync<JsonElement>("/sim/clock")).GetProperty("now").GetDateTimeOffset();
        var after = (await Post<JsonElement>(http, "/sim/clock/advance", new { seconds = 3600 })).GetProperty("now").GetDateTimeOffset();
        Assert.Equal(before.AddHours(1), after);
        using (await http.PostAsJsonAsync("/sim/faults", new { simulator = "zalo", kind = "CutAfter", probability = 0.5 }))
        {
            Assert.Equal("CutAfter", (await http.GetFromJsonAsync<JsonElement>("/sim/faults"))[0].GetProperty("fault").GetProperty("kind").GetString());
        }

        await using var foreign = await RunningSimulators.StartAsync(TimeProvider.System);
        using var refused = await http.PostAsJsonAsync(new Uri(foreign.Address, "/sim/clock/advance"), new { seconds = 1 });
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    private static async Task<T> Post<T>(HttpClient http, string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<T>())!;
    }
}
