using System.Collections.Concurrent;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways;
using TungNgo.Gateways.Http;
using TungNgo.Gateways.Zalo;
using Secret = TungNgo.Gateways.Http.Secret;

namespace TungNgo.Providers.Zalo;

/// <summary>
/// Hands out the access token of an Official Account and renews the pair. A refresh token is good for one use, so among all nodes one
/// marks the row and calls; the others wait for the new pair. The new pair is committed before anybody uses it. A mark that stays
/// means that its node died in between: that is alarmed, and the old token tried once more in case the call had never left.
/// </summary>
internal sealed class ZaloTokenKeeper(
    IDbContextFactory<AppDb> databases, IServiceScopeFactory scopes, IDataProtectionProvider protection, TimeProvider clock, ILogger<ZaloTokenKeeper> log)
{
    /// <summary>Renewed this long before it ends: five hours are time for several tries and a phone call.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromHours(5), TooLate = TimeSpan.FromMinutes(1);

    /// <summary>Longer than a refresh can take, its one repetition included.</summary>
    public static readonly TimeSpan Interrupted = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan RetryPause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly int MostLooks = (int)(TimeSpan.FromSeconds(20) / Look);

    private readonly IDataProtector seal = protection.CreateProtector("zalo-token");
    private readonly ConcurrentDictionary<string, ZaloToken> known = new();

    /// <summary>Zalo asked to wait: until then a token that still serves is used as it is.</summary>
    private readonly ConcurrentDictionary<string, DateTime> pauses = new();
    private readonly string node = Guid.CreateVersion7(clock.GetUtcNow()).ToString("n");

    /// <param name="oaId">The account.</param>
    /// <param name="stale">The token that Zalo has just refused, or null.</param>
    /// <param name="refresh">How to buy the next pair.</param>
    /// <param name="ct">Stops waiting.</param>
    /// <returns>Null when only a human can mend it.</returns>
    public async ValueTask<Secret?> GetAsync(string oaId, Secret? stale, Func<Secret, CancellationToken, Task<Reply<ZaloTokenPair>>> refresh, CancellationToken ct)
    {
        if (known.TryGetValue(oaId, out var cached) && Serves(cached, stale, early: true))
        {
            return Open(cached.AccessToken);
        }

        for (var looks = 0; looks < MostLooks; looks++)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            if (await db.ZaloTokens.AsNoTracking().SingleOrDefaultAsync(t => t.OaId == oaId, ct) is not { } token)
            {
                return null;
            }

            known[oaId] = token;
            if (Serves(token, stale, early: true) || (Serves(token, stale, early: false) && (token.RefreshStartedAt is not null || token.Alarm is not null || Now < pauses.GetValueOrDefault(oaId))))
            {
                return Open(token.AccessToken);
            }

            if (token.RefreshStartedAt is null || Now - token.RefreshStartedAt > Interrupted)
            {
                // An interrupted refresh may be tried once more; after that, and after a refusal, nobody spends calls on a dead token.
                if (token.Alarm is not null)
                {
                    return null;
                }

                if (await MarkAsync(token, ct) && await RefreshAsync(token, refresh, ct))
                {
                    stale = null;
                }

                continue;
            }

            await WaitAsync(ct);
        }

        throw new TimeoutException("The new Zalo token did not come.");
    }

    /// <summary>Keeps a pair that a human got from Zalo, and ends the alarm.</summary>
    public async Task KeepAsync(Write write, AppDb db, string oaId, ZaloTokenPair pair, CancellationToken ct)
    {
        var token = await db.ZaloTokens.SingleOrDefaultAsync(t => t.OaId == oaId, ct)
            ?? db.ZaloTokens.Add(new ZaloToken { OaId = oaId, AccessToken = "", RefreshToken = "" }).Entity;
        Fill(token, pair, write.Now);
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private bool Serves(ZaloToken token, Secret? stale, bool early) =>
        Now < token.ExpiresAt - (early ? Early : TooLate) && (stale is null || Open(token.AccessToken).Reveal() != stale.Reveal());

    /// <summary>Becomes the one refresher, and alarms when it follows one that never came back.</summary>
    private async Task<bool> MarkAsync(ZaloToken token, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, ct);
        // Read again under the write lock: whoever was first has set the mark or has already saved the next pair.
        var row = await db.ZaloTokens.SingleAsync(t => t.OaId == token.OaId, ct);
        if (row.Generation != token.Generation || row.Alarm is not null || row.RefreshStartedAt != token.RefreshStartedAt)
        {
            return false;
        }

        if (row.RefreshStartedAt is not null)
        {
            (row.Alarm, row.AlarmedAt) = ("interrupted", write.Now);
            log.LogError("A refresh of the Zalo token was interrupted between Zalo's answer and its saving; trying the old token once");
        }

        (row.RefreshStartedAt, row.RefreshingNode) = (write.Now, node);
        write.Audit(row.Alarm is null ? "zalo-token.refresh" : "zalo-token.alarm", Guid.Empty, null, null, new { row.OaId, row.Generation, row.Alarm });
        await write.CommitAsync(ct);
        return true;
    }

    private async Task<bool> RefreshAsync(ZaloToken token, Func<Secret, CancellationToken, Task<Reply<ZaloTokenPair>>> refresh, CancellationToken ct)
    {
        // From here on nothing may stop halfway: the token is spent the moment the call leaves.
        var reply = await refresh(Open(token.RefreshToken), CancellationToken.None);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        var row = await db.ZaloTokens.SingleAsync(t => t.OaId == token.OaId, CancellationToken.None);
        if (reply.Ok)
        {
            Fill(row, reply.Value, write.Now);
        }
        else if (reply.Problem is Outcome.RetryAfter retry)
        {
            row.RefreshStartedAt = null;
            pauses[row.OaId] = write.Now + (retry.After ?? RetryPause);
        }
        else
        {
            // Unknown or refused: the pair is lost unless the access token still serves; a human must consent anew.
            (row.Alarm, row.AlarmedAt, row.RefreshStartedAt) = (reply.Problem is Outcome.Unknown ? "unanswered" : "refused", write.Now, null);
            log.LogError("Zalo did not renew the token ({Code}); an administrator must consent anew", reply.Problem?.Code);
        }

        write.Audit(reply.Ok ? "zalo-token.renewed" : "zalo-token.not-renewed", Guid.Empty, null, null, new { row.OaId, row.Generation, row.Alarm, reply.Problem?.Code });
        await write.CommitAsync(CancellationToken.None);
        if (!reply.Ok && reply.Problem is Outcome.RetryAfter && Now >= token.ExpiresAt - TooLate)
        {
            throw new TimeoutException("Zalo asks to wait with the token.");
        }

        return reply.Ok;
    }

    private void Fill(ZaloToken row, ZaloTokenPair pair, DateTime now)
    {
        row.AccessToken = seal.Protect(pair.AccessToken.Reveal());
        row.RefreshToken = seal.Protect(pair.RefreshToken.Reveal());
        row.ExpiresAt = now + pair.Lifetime;
        row.Generation++;
        (row.RefreshStartedAt, row.RefreshingNode, row.Alarm, row.AlarmedAt) = (null, null, null, null);
    }

    private Secret Open(string @sealed) => new(seal.Unprotect(@sealed));

    private static async Task WaitAsync(CancellationToken ct)
    {
        // Real time on purpose: the other node works in real time, whatever the clock of the legal days says.
        using var timer = new PeriodicTimer(Look);
        await timer.WaitForNextTickAsync(ct);
    }
}
