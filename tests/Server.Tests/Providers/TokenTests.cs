using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TungNgo.Data;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.Zalo;
using TungNgo.Providers;
using TungNgo.Providers.Zalo;
using TungNgo.Simulators.Zalo;
using TungNgo.Tests.Sendings;
using Secret = TungNgo.Gateways.Http.Secret;

namespace TungNgo.Tests.Providers;

public sealed class TokenTests
{
    [Fact]
    public async Task Four_nodes_renew_each_expired_pair_with_exactly_one_call()
    {
        var expiries = Proof.IsFull ? 1000 : 100;
        await using var stage = await ChannelStage.StartAsync(households: 1);
        var nodes = Enumerable.Range(0, 4).Select(_ => Node(stage)).ToList();
        var channel = stage.Server.Services.GetRequiredService<ChannelBook>().Find(stage.ZaloCs)!;
        var tokens = stage.Server.Services.GetRequiredService<ZaloProvider>().TokensOf(stage.Server.Services.GetRequiredService<ChannelVault>().Open(channel));
        for (var i = 1; i <= expiries; i++)
        {
            stage.Server.Clock.Advance(TimeSpan.FromHours(25));
            var got = await Task.WhenAll(nodes.Select(n => Task.Run(async () => await n.GetAsync(ZaloOa.DefaultOaId, null, tokens.RefreshAsync, CancellationToken.None))));
            Assert.Single(got.Select(t => t!.Reveal()).Distinct());
            Assert.Equal(i, stage.Zalo.Oa.Keys.RefreshCalls);
        }

        Assert.Equal(expiries, stage.Zalo.Oa.Keys.Refreshes);
    }

    [Fact]
    public async Task A_crash_between_answer_and_saving_is_noticed_and_alarmed_and_a_human_can_mend_it()
    {
        await using var stage = await ChannelStage.StartAsync(households: 1);
        var channel = stage.Server.Services.GetRequiredService<ChannelBook>().Find(stage.ZaloCs)!;
        var tokens = stage.Server.Services.GetRequiredService<ZaloProvider>().TokensOf(stage.Server.Services.GetRequiredService<ChannelVault>().Open(channel));
        stage.Server.Clock.Advance(TimeSpan.FromHours(25));
        // The first node asks, Zalo spends the token, and the node dies before it has saved anything.
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await Node(stage).GetAsync(ZaloOa.DefaultOaId, null, async (token, ct) =>
        {
            await tokens.RefreshAsync(token, ct);
            throw new InvalidOperationException("killed");
        }, CancellationToken.None));
        stage.Server.Clock.Advance(ZaloTokenKeeper.Interrupted + TimeSpan.FromSeconds(1));
        Assert.Null(await Node(stage).GetAsync(ZaloOa.DefaultOaId, null, tokens.RefreshAsync, CancellationToken.None));
        var row = await stage.Server.WithDbAsync(db => db.ZaloTokens.AsNoTracking().SingleAsync());
        Assert.Equal("refused", row.Alarm);
        Assert.True(await stage.Server.WithDbAsync(db => db.AuditEntries.AnyAsync(a => a.Action == "zalo-token.alarm")));

        var (access, refresh) = stage.Zalo.Oa.Keys.MakePair(stage.Server.Clock.GetUtcNow());
        await stage.Server.WriteAsync((db, write) => Node(stage).KeepAsync(write, db, ZaloOa.DefaultOaId, new ZaloTokenPair(new Secret(access), new Secret(refresh), TimeSpan.FromHours(25)), CancellationToken.None).GetAwaiter().GetResult());
        Assert.Equal(access, (await Node(stage).GetAsync(ZaloOa.DefaultOaId, null, tokens.RefreshAsync, CancellationToken.None))!.Reveal());
    }

    [Fact]
    public async Task Tokens_lie_sealed_in_the_database()
    {
        await using var stage = await ChannelStage.StartAsync(households: 1);
        var row = await stage.Server.WithDbAsync(db => db.ZaloTokens.AsNoTracking().SingleAsync());
        Assert.DoesNotContain("sim-", row.AccessToken + row.RefreshToken, StringComparison.Ordinal);
        Assert.DoesNotContain("sim-", (await stage.Server.WithDbAsync(db => db.Channels.AsNoTracking().SingleAsync(c => c.Id == stage.Sms))).Secrets!, StringComparison.Ordinal);
    }

    /// <summary>What another server process would have: its own memory, the same database.</summary>
    private static ZaloTokenKeeper Node(ChannelStage stage)
    {
        var services = stage.Server.Services;
        return new ZaloTokenKeeper(
            services.GetRequiredService<IDbContextFactory<AppDb>>(), services.GetRequiredService<IServiceScopeFactory>(), services.GetRequiredService<IDataProtectionProvider>(), stage.Server.Clock,
            services.GetRequiredService<ILogger<ZaloTokenKeeper>>());
    }
}
