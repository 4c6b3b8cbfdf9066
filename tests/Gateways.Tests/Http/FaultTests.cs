using TungNgo.Gateways;
using TungNgo.Gateways.Sms;
using TungNgo.Gateways.Zalo;
using TungNgo.Simulators.Common;

namespace TungNgo.GatewayTests.Http;

/// <summary>Each way in which a call can break, on each provider: what left is unknown, what never left may be sent again.</summary>
public sealed class FaultTests
{
    public static TheoryData<string, string> Breaks => [.. from provider in new[] { "zalo", "esms" } from kind in Enum.GetNames<FaultKind>() select (provider, kind)];

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Every_break_has_its_outcome(string provider, string name)
    {
        await using var play = await Play.StartAsync();
        play.Person();
        var kind = Enum.Parse<FaultKind>(name);
        play.Simulators.Faults.Add(new Fault(provider, kind, Count: 1, Code: provider == "zalo" ? "-200" : "103"));
        IGateway gateway = provider == "zalo" ? new ZaloCsGateway(play.Zalo) : new EsmsGateway(play.Http, play.Esms);
        var message = Play.To(provider == "zalo" ? "u1" : "84912345678");

        var broken = play.Simulators.Faults.NextBreak;
        var sending = gateway.SendAsync(message, CancellationToken.None);
        if (kind is FaultKind.TimeoutBefore or FaultKind.TimeoutAfter)
        {
            await broken;
            play.Clock.Advance(TimeSpan.FromSeconds(21));
        }

        var outcome = await sending;
        var taken = kind is FaultKind.TimeoutAfter or FaultKind.ErrorAfter or FaultKind.MalformedAfter or FaultKind.CutAfter;
        Assert.Equal(taken ? 1 : 0, play.Ledger.Count);
        switch (kind)
        {
            case FaultKind.TooMany:
                Assert.Equal(new Outcome.RetryAfter(RetryReason.RateLimited, TimeSpan.FromSeconds(7), "http-429"), outcome);
                break;
            case FaultKind.Code:
                Assert.Equal(provider == "zalo" ? new Outcome.RetryAfter(RetryReason.Backoff, null, "-200") : new Outcome.Failed(FailureScope.Channel, "103"), outcome);
                break;
            default:
                // Even when nothing was done: the sender cannot know.
                Assert.IsType<Outcome.Unknown>(outcome);
                break;
        }

        if (outcome is Outcome.Unknown)
        {
            var finding = await gateway.FindAsync(message, Play.Morning.UtcDateTime, CancellationToken.None);
            Assert.Equal(taken ? new Finding.Found(play.Ledger.Find().Single().MessageId) : new Finding.Absent(), finding);
        }
    }

    [Fact]
    public async Task A_server_that_is_not_there_took_nothing()
    {
        var play = await Play.StartAsync();
        var gateway = new EsmsGateway(play.Http, play.Esms);
        await play.Simulators.DisposeAsync();
        var outcome = Assert.IsType<Outcome.RetryAfter>(await gateway.SendAsync(Play.To("84912345678"), CancellationToken.None));
        Assert.Equal((RetryReason.Backoff, "connection-error"), (outcome.Reason, outcome.Code));
    }
}
