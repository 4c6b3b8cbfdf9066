using TungNgo.Gateways;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.Zalo;
using TungNgo.Simulators.Common;
using TungNgo.Simulators.Zalo;

namespace TungNgo.GatewayTests.Zalo;

public sealed class TokenTests
{
    [Fact]
    public async Task A_code_buys_one_pair_with_the_verifier_of_its_challenge()
    {
        await using var play = await Play.StartAsync();
        var (verifier, challenge) = ZaloTokens.MakeVerifier();
        Assert.Equal(43, verifier.Reveal().Length);
        var tokens = Tokens(play);
        var code = play.World.Oa.Keys.MakeCode(play.Clock.GetUtcNow(), challenge);
        var pair = await tokens.ExchangeAsync(code, verifier, CancellationToken.None);
        Assert.True(pair.Ok);
        Assert.Equal(TimeSpan.FromHours(25), pair.Value.Lifetime);
        Assert.Equal(0, play.World.Oa.Keys.Check(play.Clock.GetUtcNow(), pair.Value.AccessToken.Reveal()));
        Assert.Equal(Dead, (await tokens.ExchangeAsync(code, verifier, CancellationToken.None)).Problem);

        var other = play.World.Oa.Keys.MakeCode(play.Clock.GetUtcNow(), challenge);
        Assert.Equal(Dead, (await tokens.ExchangeAsync(other, ZaloTokens.MakeVerifier().Verifier, CancellationToken.None)).Problem);
    }

    [Fact]
    public void The_challenge_is_the_one_of_RFC_7636() =>
        Assert.Equal("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", ZaloTokens.Challenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));

    [Fact]
    public async Task A_code_is_over_after_ten_minutes()
    {
        await using var play = await Play.StartAsync();
        var (verifier, challenge) = ZaloTokens.MakeVerifier();
        var early = play.World.Oa.Keys.MakeCode(play.Clock.GetUtcNow(), challenge);
        var late = play.World.Oa.Keys.MakeCode(play.Clock.GetUtcNow(), challenge);
        play.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.True((await Tokens(play).ExchangeAsync(early, verifier, CancellationToken.None)).Ok);
        play.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Dead, (await Tokens(play).ExchangeAsync(late, verifier, CancellationToken.None)).Problem);
    }

    [Fact]
    public async Task A_refresh_token_works_once_and_kills_its_predecessor()
    {
        await using var play = await Play.StartAsync();
        var tokens = Tokens(play);
        var first = play.World.Oa.Keys.MakePair(play.Clock.GetUtcNow());
        var second = await tokens.RefreshAsync(new Secret(first.Refresh), CancellationToken.None);
        Assert.True(second.Ok);
        Assert.NotEqual(first.Refresh, second.Value.RefreshToken.Reveal());
        Assert.Equal(Dead, (await tokens.RefreshAsync(new Secret(first.Refresh), CancellationToken.None)).Problem);
        Assert.True((await tokens.RefreshAsync(second.Value.RefreshToken, CancellationToken.None)).Ok);
    }

    [Theory]
    [InlineData(nameof(FaultKind.CutAfter), true)]
    [InlineData(nameof(FaultKind.MalformedAfter), true)]
    [InlineData(nameof(FaultKind.ErrorAfter), true)]
    [InlineData(nameof(FaultKind.CutBefore), false)]
    public async Task A_refresh_without_an_answer_is_unknown_whether_or_not_the_old_token_is_gone(string kind, bool gone)
    {
        await using var play = await Play.StartAsync();
        var first = play.World.Oa.Keys.MakePair(play.Clock.GetUtcNow());
        play.Simulators.Faults.Add(new Fault("zalo", Enum.Parse<FaultKind>(kind), Count: 1));
        Assert.IsType<Outcome.Unknown>((await Tokens(play).RefreshAsync(new Secret(first.Refresh), CancellationToken.None)).Problem);
        Assert.Equal(!gone, (await Tokens(play).RefreshAsync(new Secret(first.Refresh), CancellationToken.None)).Ok);
    }

    [Fact]
    public async Task A_token_that_ran_out_is_replaced_once_and_the_message_goes_once()
    {
        await using var play = await Play.StartAsync();
        play.Person(hours: 0);
        var gateway = new ZaloCsGateway(play.Zalo);
        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Play.To("u1"), CancellationToken.None));
        play.Clock.Advance(TimeSpan.FromHours(25));
        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Play.To("u1"), CancellationToken.None));
        Assert.Equal(0, play.StaleTokens);
        play.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<Outcome.Sent>(await gateway.SendAsync(Play.To("u1"), CancellationToken.None));
        Assert.Equal(1, play.StaleTokens);
        Assert.Equal(3, play.Ledger.Count);
        Assert.Equal(1, play.World.Oa.Answers[-220]);
    }

    [Fact]
    public async Task Without_a_token_the_channel_stops_and_a_store_out_of_reach_is_tried_again()
    {
        await using var play = await Play.StartAsync();
        play.Person();
        var none = new ZaloClient(play.Http, (_, _) => ValueTask.FromResult<Secret?>(null), ZaloAddresses.At(play.Simulators.Address));
        Assert.Equal(new Outcome.Failed(FailureScope.Channel, "no-token"), await new ZaloCsGateway(none).SendAsync(Play.To("u1"), CancellationToken.None));
        var broken = new ZaloClient(play.Http, (_, _) => throw new IOException("no database"), ZaloAddresses.At(play.Simulators.Address));
        Assert.Equal(new Outcome.RetryAfter(RetryReason.Backoff, null, "no-token-now"), await new ZaloCsGateway(broken).SendAsync(Play.To("u1"), CancellationToken.None));
        Assert.Empty(play.World.Oa.Answers);
    }

    [Theory]
    [InlineData("""{"error_name":"Invalid refresh token","error_reason":"used"}""", "Invalid refresh token")]
    [InlineData("""{"error":"invalid_grant"}""", "invalid_grant")]
    public async Task A_refusal_that_has_a_name_and_no_number_keeps_its_name(string answer, string code)
    {
        using var http = new HttpClient(new Answering(answer));
        var tokens = new ZaloTokens(http, new ZaloApp("app", new Secret("s")));
        Assert.Equal(new Outcome.Failed(FailureScope.Channel, code), (await tokens.RefreshAsync(new Secret("r"), CancellationToken.None)).Problem);
    }

    [Fact]
    public void The_consent_page_says_what_the_console_holds() => Assert.Equal(
        "https://oauth.zaloapp.com/v4/oa/permission?app_id=app&redirect_uri=https%3A%2F%2Ftungngo.example%2Fzalo%2Fback&code_challenge=abc&state=s%201",
        new ZaloTokens(new HttpClient(), new ZaloApp("app", new Secret("s"))).ConsentPage(new Uri("https://tungngo.example/zalo/back"), "abc", "s 1").AbsoluteUri);

    private static readonly Outcome Dead = new Outcome.Failed(FailureScope.Channel, $"{ZaloKeys.DeadRefreshToken}");

    private static ZaloTokens Tokens(Play play) =>
        new(play.Http, new ZaloApp(play.World.Oa.AppId, new Secret(play.World.Oa.AppSecret)), ZaloAddresses.At(play.Simulators.Address));
}
