using System.Net;
using TungNgo.Gateways;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.Sms;
using TungNgo.Simulators.Common;

namespace TungNgo.GatewayTests.Http;

public sealed class GuardTests
{
    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("203.162.4.1", true)]
    [InlineData("100.63.255.255", true)]
    [InlineData("2001:ee0:1::1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.9.9.9", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("100.127.255.255", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("ff02::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::", false)]
    [InlineData("2001:0:1::", false)]
    public void Only_addresses_of_the_open_internet_are_public(string address, bool expected) =>
        Assert.Equal(expected, PublicAddress.Is(IPAddress.Parse(address)));

    // The last digits of each stand for 127.0.0.1 in a way that a check of the written name would miss.
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::ffff:127.0.0.1]")]
    [InlineData("2130706433")]
    [InlineData("0x7f.1")]
    public async Task A_private_address_is_refused_after_its_name_is_resolved(string host)
    {
        await using var play = await Play.StartAsync();
        using var http = GuardedHttp.Create(new GuardOptions { Simulators = [$"127.0.0.2:{play.Simulators.Address.Port}"] });
        foreach (var scheme in new[] { "http", "https" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"{scheme}://{host}:{play.Simulators.Address.Port}/sim/faults") { Content = new StringContent("{}") };
            Assert.IsType<Answer.AddressRefused>(await Exchange.SendAsync(http, request, CancellationToken.None));
        }

        var gateway = new EsmsGateway(http, play.Esms with { Host = new Uri($"https://{host}:{play.Simulators.Address.Port}") });
        Assert.Equal(new Outcome.Failed(FailureScope.Channel, "address-refused"), await gateway.SendAsync(Play.To("84912345678"), CancellationToken.None));
        Assert.Equal(0, play.Sms.Answers);
    }

    [Fact]
    public async Task Plain_http_is_for_simulators_alone()
    {
        using var http = GuardedHttp.Create();
        using var request = new HttpRequestMessage(HttpMethod.Post, "http://8.8.8.8/") { Content = new StringContent("{}") };
        Assert.IsType<Answer.AddressRefused>(await Exchange.SendAsync(http, request, CancellationToken.None));
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_took_nothing()
    {
        using var http = GuardedHttp.Create();
        var gateway = new EsmsGateway(http, new EsmsAccount(new Secret("k"), new Secret("s"), "TUNGNGO", Host: new Uri("https://esms.invalid")));
        Assert.Equal(RetryReason.Backoff, Assert.IsType<Outcome.RetryAfter>(await gateway.SendAsync(Play.To("84912345678"), CancellationToken.None)).Reason);
    }

    [Fact]
    public void The_gateways_know_neither_the_server_nor_its_frameworks() => Assert.DoesNotContain(
        typeof(IGateway).Assembly.GetReferencedAssemblies(),
        name => name.Name!.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || name.Name.Contains("EntityFramework", StringComparison.Ordinal)
            || name.Name is "tungngo" or "simulators");

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var play = await Play.StartAsync();
        // The simulators' front page leads to /ledger.
        using var request = new HttpRequestMessage(HttpMethod.Get, play.Simulators.Address);
        var answer = Assert.IsType<Answer.Came>(await Exchange.SendAsync(play.Http, request, CancellationToken.None));
        Assert.Equal(HttpStatusCode.Redirect, answer.Status);
        Assert.Equal(new Outcome.Failed(FailureScope.Channel, "http-302"), answer.Problem());
    }

    [Fact]
    public async Task A_provider_that_keeps_failing_is_left_alone_for_a_while()
    {
        await using var play = await Play.StartAsync(guard: new GuardOptions { FailureCalls = 4, Pause = TimeSpan.FromSeconds(15) });
        play.Simulators.Faults.Add(new Fault("esms", FaultKind.ErrorBefore, Count: 4));
        var gateway = new EsmsGateway(play.Http, play.Esms);
        for (var i = 0; i < 4; i++)
        {
            Assert.Equal(new Outcome.Unknown("http-503"), await gateway.SendAsync(Play.To("84912345678"), CancellationToken.None));
        }

        Assert.Equal(new Outcome.RetryAfter(RetryReason.Backoff, null, "circuit-open"), await gateway.SendAsync(Play.To("84912345678"), CancellationToken.None));
        Assert.Equal(0, play.Sms.Answers);
        play.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Play.To("84912345678"), CancellationToken.None));
    }

    [Fact]
    public async Task Being_told_to_slow_down_does_not_open_the_circuit()
    {
        await using var play = await Play.StartAsync(guard: new GuardOptions { FailureCalls = 2 });
        play.Simulators.Faults.Add(new Fault("esms", FaultKind.TooMany, Count: 10));
        var gateway = new EsmsGateway(play.Http, play.Esms);
        for (var i = 0; i < 10; i++)
        {
            Assert.IsType<Outcome.RetryAfter>(await gateway.SendAsync(Play.To("84912345678"), CancellationToken.None));
        }

        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Play.To("84912345678"), CancellationToken.None));
    }

    [Fact]
    public async Task Cancelling_before_anything_left_throws_and_later_is_an_outcome()
    {
        await using var play = await Play.StartAsync();
        var gateway = new EsmsGateway(play.Http, play.Esms);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gateway.SendAsync(Play.To("84912345678"), new CancellationToken(canceled: true)));

        play.Simulators.Faults.Add(new Fault("esms", FaultKind.TimeoutAfter));
        using var stop = new CancellationTokenSource();
        var broken = play.Simulators.Faults.NextBreak;
        var sending = gateway.SendAsync(Play.To("84912345678"), stop.Token);
        await broken;
        await stop.CancelAsync();
        Assert.Equal(new Outcome.Unknown("cancelled"), await sending);
    }
}
