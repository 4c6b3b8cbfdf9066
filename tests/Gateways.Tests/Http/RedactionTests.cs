using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.Logging;
using TungNgo.Gateways;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.Sms;
using TungNgo.Gateways.Zalo;
using TungNgo.Simulators.Common;
using TungNgo.Simulators.Sms;

namespace TungNgo.GatewayTests.Http;

public sealed class RedactionTests
{
    [Fact]
    public async Task No_secret_and_no_person_stands_in_log_trace_outcome_or_text_form()
    {
        await using var play = await Play.StartAsync();
        play.Person();
        var heard = new Listening();
        using var traces = new ActivityListener
        {
            ShouldListenTo = source => source.Name.StartsWith("System.Net", StringComparison.Ordinal) || source.Name.Contains("Http", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => heard.Hear(string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))),
        };
        ActivitySource.AddActivityListener(traces);
        using var http = GuardedHttp.Create(new GuardOptions { Simulators = [play.Simulators.Address.Authority] }, play.Clock, heard);
        play.Token = play.World.Oa.Keys.MakePair(play.Clock.GetUtcNow()).Access;
        var token = new Secret(play.Token);
        var zalo = new ZaloClient(http, (_, _) => ValueTask.FromResult<Secret?>(token), ZaloAddresses.At(play.Simulators.Address));
        var speed = new SpeedSmsAccount(new Secret(SmsWorld.Token), "TUNGNGO", play.Simulators.Address);
        var tokens = new ZaloTokens(http, new ZaloApp("app", new Secret("sim-app-secret")), ZaloAddresses.At(play.Simulators.Address));
        var esms = play.Esms with { CallbackUrl = new Secret("http://127.0.0.1:9/receipts/proof-of-esms") };
        IGateway[] gateways = [new ZaloCsGateway(zalo), new EsmsGateway(http, esms), new SpeedSmsGateway(http, speed)];
        foreach (var kind in new FaultKind?[] { null, FaultKind.CutAfter, FaultKind.MalformedAfter, FaultKind.ErrorAfter, FaultKind.Code })
        {
            play.Simulators.Faults.Clear();
            if (kind is { } break1)
            {
                play.Simulators.Faults.Add(new Fault(null, break1, Code: "-216"));
            }

            foreach (var gateway in gateways)
            {
                var message = Play.To(gateway is ZaloCsGateway ? "u1" : "84912345678", "Bí mật của riêng ai");
                heard.Hear((await gateway.SendAsync(message, CancellationToken.None)).ToString());
                heard.Hear((await gateway.FindAsync(message, Play.Morning.UtcDateTime, CancellationToken.None)).ToString());
            }

            heard.Hear((await tokens.RefreshAsync(new Secret("old-refresh-token"), CancellationToken.None)).ToString());
        }

        heard.Hear(new ZaloTokenPair(token, new Secret("old-refresh-token"), TimeSpan.Zero).ToString());
        heard.Hear(esms.ToString() + speed + new ZaloApp("app", new Secret("sim-app-secret")) + token);

        var all = heard.ToString();
        Assert.Contains("/MainService.svc/json/SendMultipleMessage_V4_post_json/", all, StringComparison.Ordinal);
        Assert.Contains("/v3.0/oa/message/cs", all, StringComparison.Ordinal);
        string[] secrets =
        [
            play.Token, "old-refresh-token", "sim-app-secret", SmsWorld.ApiKey, SmsWorld.SecretKey, SmsWorld.Token,
            Convert.ToBase64String(Encoding.ASCII.GetBytes(SmsWorld.Token + ":x")), "84912345678", "Bí mật", "user_id", "proof-of-esms",
        ];
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Addresses_of_push_subscriptions_stay_out_of_the_log()
    {
        await using var play = await Play.StartAsync();
        var heard = new Listening();
        using var http = GuardedHttp.Create(new GuardOptions { Simulators = [play.Simulators.Address.Authority], LogPaths = false }, play.Clock, heard);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(play.Simulators.Address, "/push/capability-of-somebody")) { Content = new StringContent("x") };
        await Exchange.SendAsync(http, request, CancellationToken.None);
        Assert.Contains("404", heard.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("capability", heard.ToString(), StringComparison.Ordinal);
    }

    private sealed class Listening : ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public void Hear(string? line) => lines.Enqueue(line ?? "");

        public override string ToString() => string.Join('\n', lines);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Hear(formatter(state, exception) + exception);
    }
}
