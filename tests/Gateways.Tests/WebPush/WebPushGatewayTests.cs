using System.Buffers.Text;
using System.Net.Http.Json;
using System.Text.Json;
using TungNgo.Gateways;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.WebPush;
using TungNgo.Simulators;
using TungNgo.Simulators.Common;
using TungNgo.Simulators.Push;

namespace TungNgo.GatewayTests.WebPush;

public sealed class WebPushGatewayTests : IAsyncLifetime
{
    private const string Notice = "Độ mặn 4,5 g/l tại Đại Ngãi. Đóng cống từ 2 giờ. ទឹកប្រៃ ៤,៥ ក្រាម/លីត្រ";

    private readonly VapidKeys keys = VapidKeys.Generate();
    private readonly HttpClient http = new();
    private HttpClient guarded = null!;
    private RunningSimulators simulators = null!;

    public async ValueTask InitializeAsync()
    {
        simulators = await RunningSimulators.StartAsync(new VirtualClock(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero), standing: true));
        guarded = GuardedHttp.Create(new GuardOptions { Simulators = [simulators.Address.Authority], LogPaths = false }, simulators.Time);
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        guarded.Dispose();
        await simulators.DisposeAsync();
    }

    [Fact]
    public async Task A_notice_is_opened_and_shown_by_the_phone_that_subscribed()
    {
        var browser = await SubscribeAsync("84901000001");

        var outcome = await SendAsync(browser, "ban-tin-1");

        Assert.StartsWith("/push/messages/", Assert.IsType<Outcome.Sent>(outcome).MessageId, StringComparison.Ordinal);
        var shown = Assert.Single(simulators.Ledger.Find("84901000001"));
        Assert.Equal((Notice, "ban-tin-1", "push"), (shown.Text, shown.Key, shown.Channel));
        Assert.Equal(0, simulators.Of<PushSimulator>().Unreadable);
    }

    [Fact]
    public async Task The_same_key_twice_shows_once()
    {
        var browser = await SubscribeAsync();
        simulators.Faults.Add(new Fault("push", FaultKind.CutAfter, Count: 1));

        Assert.IsType<Outcome.Unknown>(await SendAsync(browser, "k"));
        Assert.IsType<Outcome.Sent>(await SendAsync(browser, "k"));

        Assert.Equal(1, simulators.Ledger.Count);
        Assert.Equal(1, simulators.Of<PushSimulator>().Repeated);
    }

    [Fact]
    public async Task What_waits_for_a_phone_is_replaced_by_the_same_topic_and_forgotten_after_its_time()
    {
        var browser = await SubscribeAsync("xa-nha");
        await GoAsync(browser, "offline");
        await SendAsync(browser, "dong-cong", "Đóng cống", TimeSpan.FromHours(3));
        await SendAsync(browser, "dong-cong", "Mở cống", TimeSpan.FromHours(3));
        await SendAsync(browser, "hop-ap", "Họp ấp", TimeSpan.FromHours(1));

        await simulators.AdvanceAsync(TimeSpan.FromHours(2));
        await GoAsync(browser, "online");

        Assert.Equal(["Mở cống"], simulators.Ledger.Find("xa-nha").Select(shown => shown.Text));
    }

    [Fact]
    public async Task A_key_of_48_letters_becomes_a_topic_of_32()
    {
        var browser = await SubscribeAsync();
        var key = new string('a', 47);
        Assert.IsType<Outcome.Sent>(await SendAsync(browser, key + "1"));
        Assert.IsType<Outcome.Sent>(await SendAsync(browser, key + "2"));
        Assert.Equal([key + "1", key + "2"], simulators.Ledger.Find().Select(shown => shown.Key));
        Assert.Equal(32, WebPushGateway.Topic(key + "1").Length);
        Assert.NotEqual(WebPushGateway.Topic(key + "1"), WebPushGateway.Topic(key + "2"));
    }

    [Fact]
    public async Task A_subscription_that_ended_is_a_matter_of_this_person_only()
    {
        var browser = await SubscribeAsync();
        await http.DeleteAsync(Control(browser), TestContext.Current.CancellationToken);
        Assert.Equal(new Outcome.Failed(FailureScope.Recipient, "http-410", Gone: true), await SendAsync(browser, "k"));

        var unknown = browser with { Endpoint = new Uri(simulators.Address, "/push/nobody").ToString() };
        Assert.Equal(new Outcome.Failed(FailureScope.Recipient, "http-404", Gone: true), await SendAsync(unknown, "k"));
    }

    [Fact]
    public async Task Another_pair_of_keys_stops_the_channel_when_a_service_says_so_to_most()
    {
        using var stranger = Gateway(VapidKeys.Generate());
        List<Outcome> outcomes = [];
        for (var i = 0; i < 6; i++)
        {
            outcomes.Add(await stranger.SendAsync(Message(await SubscribeAsync(), "k"), TestContext.Current.CancellationToken));
        }

        Assert.Equal([.. Enumerable.Repeat(new Outcome.Failed(FailureScope.Recipient, "http-403"), 4), .. Enumerable.Repeat(new Outcome.Failed(FailureScope.Channel, "http-403"), 2)], outcomes);
        Assert.Equal(0, simulators.Ledger.Count);
    }

    [Fact]
    public async Task One_browser_that_is_refused_is_alone_with_it_however_often_it_is_written_to()
    {
        using var gateway = Gateway(keys);
        var (good, odd) = (await SubscribeAsync("84901000001"), await SubscribeAsync());
        simulators.Faults.Add(new Fault("push", FaultKind.Code, Code: "401", Path: new Uri(odd.Endpoint).AbsolutePath));
        for (var i = 0; i < 10; i++)
        {
            Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Message(good, $"k{i}"), TestContext.Current.CancellationToken));
            Assert.Equal(new Outcome.Failed(FailureScope.Recipient, "http-401"), await gateway.SendAsync(Message(odd, $"k{i}"), TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_busy_service_is_left_alone_for_as_long_as_it_asks_and_no_longer_than_a_quarter_of_an_hour()
    {
        using var gateway = Gateway(keys);
        var browser = await SubscribeAsync();
        simulators.Faults.Add(new Fault("push", FaultKind.TooMany, Count: 1));
        Assert.Equal(new Outcome.RetryAfter(RetryReason.ServiceBusy, TimeSpan.FromSeconds(7), "http-429"), await gateway.SendAsync(Message(browser, "a"), TestContext.Current.CancellationToken));
        Assert.Equal("busy", (await gateway.SendAsync(Message(browser, "b"), TestContext.Current.CancellationToken)).Code);
        simulators.Clock.Advance(TimeSpan.FromSeconds(8));
        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Message(browser, "b"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_token_is_renewed_before_it_ends()
    {
        var browser = await SubscribeAsync();
        for (var hour = 0; hour < 50; hour++)
        {
            Assert.IsType<Outcome.Sent>(await SendAsync(browser, $"gio-{hour}"));
            await simulators.AdvanceAsync(TimeSpan.FromHours(1));
        }
    }

    [Fact]
    public async Task A_clock_that_is_half_a_day_off_stops_the_channel()
    {
        var browser = await SubscribeAsync();
        foreach (var off in new[] { TimeSpan.FromHours(-13), TimeSpan.FromHours(13) })
        {
            using var wrong = new WebPushGateway(guarded, keys, "mailto:to@soctrang.example", Services, new VirtualClock(simulators.Time.GetUtcNow() + off, standing: true));
            for (var i = 1; i <= 5; i++)
            {
                Assert.Equal(new Outcome.Failed(i < 5 ? FailureScope.Recipient : FailureScope.Channel, "http-401"), await wrong.SendAsync(Message(browser, "k"), TestContext.Current.CancellationToken));
            }
        }
    }

    [Theory]
    [InlineData(nameof(FaultKind.ErrorBefore), "RetryAfter { Code = http-503, Reason = ServiceBusy, After = 00:00:30 }")]
    [InlineData(nameof(FaultKind.ErrorAfter), "Unknown { Code = http-500 }")]
    [InlineData(nameof(FaultKind.CutBefore), "Unknown { Code = connection-cut }")]
    [InlineData(nameof(FaultKind.CutAfter), "Unknown { Code = connection-cut }")]
    [InlineData(nameof(FaultKind.TooMany), "RetryAfter { Code = http-429, Reason = ServiceBusy, After = 00:00:07 }")]
    public async Task What_goes_wrong_is_told_as_it_is(string kind, string expected)
    {
        var browser = await SubscribeAsync();
        simulators.Faults.Add(new Fault("push", Enum.Parse<FaultKind>(kind)));
        Assert.Equal(expected, (await SendAsync(browser, "k")).ToString());
    }

    [Fact]
    public async Task A_service_that_says_413_blames_the_message()
    {
        var browser = await SubscribeAsync();
        simulators.Faults.Add(new Fault("push", FaultKind.Code, Code: "413"));
        Assert.Equal(new Outcome.Failed(FailureScope.Message, "http-413"), await SendAsync(browser, "k"));
    }

    [Fact]
    public async Task Giving_up_during_the_call_leaves_it_unknown_and_before_the_call_throws()
    {
        var browser = await SubscribeAsync();
        simulators.Faults.Add(new Fault("push", FaultKind.TimeoutAfter));
        using var patience = new CancellationTokenSource();
        using var gateway = Gateway(keys);
        var sending = gateway.SendAsync(Message(browser, "k"), patience.Token);
        while (simulators.Ledger.Count == 0)
        {
            await Task.Yield();
        }

        await patience.CancelAsync();

        Assert.Equal(new Outcome.Unknown("cancelled"), await sending);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gateway.SendAsync(Message(browser, "k"), patience.Token));
        Assert.IsType<Finding.CannotTell>(await gateway.FindAsync(Message(browser, "k"), default, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Silence_ends_in_an_unknown_outcome()
    {
        var browser = await SubscribeAsync();
        simulators.Faults.Add(new Fault("push", FaultKind.TimeoutAfter));
        using var gateway = Gateway(keys);
        var sending = gateway.SendAsync(Message(browser, "k"), TestContext.Current.CancellationToken);
        while (simulators.Ledger.Count == 0)
        {
            await Task.Yield();
        }

        simulators.Clock.Advance(TimeSpan.FromSeconds(21));

        Assert.Equal(new Outcome.Unknown("timeout"), await sending);
    }

    [Fact]
    public async Task A_text_that_does_not_fit_is_our_fault_and_never_leaves()
    {
        var browser = await SubscribeAsync();
        Assert.Equal(new Outcome.Failed(FailureScope.Message, "too-long"), await SendAsync(browser, "k", new string('ក', 1400)));
        Assert.IsType<Outcome.Sent>(await SendAsync(browser, "k", new string('ក', 1300)));
    }

    [Fact]
    public async Task Nobody_listening_is_surely_not_sent()
    {
        var browser = await SubscribeAsync();
        using var gateway = Gateway(keys);
        await simulators.DisposeAsync();
        Assert.Equal(new Outcome.RetryAfter(RetryReason.Backoff, After: null, "connection-error"), await gateway.SendAsync(Message(browser, "k"), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("http://127.0.0.1:9/push/x")]
    [InlineData("https://fcm.googleapis.com.evil.example/x")]
    [InlineData("https://evilfcm.googleapis.com/x")]
    [InlineData("http://fcm.googleapis.com/fcm/send/x")]
    [InlineData("https://fcm.googleapis.com:8443/x")]
    [InlineData("https://a@fcm.googleapis.com/x")]
    [InlineData("no address")]
    public async Task An_endpoint_of_no_known_push_service_is_not_called(string endpoint)
    {
        var browser = (await SubscribeAsync()) with { Endpoint = endpoint };
        Assert.Equal(new Outcome.Failed(FailureScope.Recipient, "endpoint", Gone: true), await SendAsync(browser, "k"));
    }

    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/x")]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/x")]
    [InlineData("https://web.push.apple.com/x")]
    [InlineData("https://sg2p.notify.windows.com/w/?token=x")]
    public void The_common_browsers_push_services_are_known(string endpoint) => Assert.True(new PushServices().Accept(endpoint));

    [Fact]
    public void Keys_never_print_their_secret_half() => Assert.DoesNotContain(keys.PrivateKey.Reveal(), $"{keys}", StringComparison.Ordinal);

    private PushServices Services => new(simulators.Address.GetLeftPart(UriPartial.Authority));

    private static string Control(Subscription browser) => browser.Endpoint.Replace("/push/", "/sim/push/subscriptions/", StringComparison.Ordinal);

    private static Outgoing Message(Subscription browser, string key, string text = Notice, TimeSpan? lifetime = null) =>
        new(key, browser.Endpoint, text, Push: new PushKeys(Base64Url.DecodeFromChars(browser.P256dh), Base64Url.DecodeFromChars(browser.Auth)), Lifetime: lifetime);

    private WebPushGateway Gateway(VapidKeys pair) => new(guarded, pair, "mailto:to@soctrang.example", Services, simulators.Time);

    private async Task<Outcome> SendAsync(Subscription browser, string key, string text = Notice, TimeSpan? lifetime = null)
    {
        using var gateway = Gateway(keys);
        return await gateway.SendAsync(Message(browser, key, text, lifetime), TestContext.Current.CancellationToken);
    }

    private async Task GoAsync(Subscription browser, string state) =>
        (await http.PostAsync($"{Control(browser)}/{state}", null, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();

    private async Task<Subscription> SubscribeAsync(string? phone = null)
    {
        var answer = await http.PostAsJsonAsync(new Uri(simulators.Address, "/sim/push/subscriptions"), new { applicationServerKey = keys.PublicKey, phone }, TestContext.Current.CancellationToken);
        var made = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        var browserKeys = made.GetProperty("keys");
        return new(made.GetProperty("endpoint").GetString()!, browserKeys.GetProperty("p256dh").GetString()!, browserKeys.GetProperty("auth").GetString()!);
    }

    private sealed record Subscription(string Endpoint, string P256dh, string Auth);
}
