using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Accounts.SigningIn;

/// <summary>What is guessed at: the password, or the code of the second factor by somebody who knows the password.</summary>
internal enum Guessed { Password, Code }

/// <summary>Under which keys the tries of one browser for one name are counted.</summary>
internal sealed record Tries(IReadOnlyList<(string Key, Pace Pace)> Counted);

/// <summary>
/// Slows guessing down, at every door where a password or a code is asked. Wrong tries are counted for the name and the network together, so
/// that nobody shuts a colleague elsewhere out; and for the name over all networks, so that many networks are not many chances. A browser in
/// which the account has signed in before is counted alone: no stranger's try makes it wait. The counts lie in the database, since several
/// nodes serve one name. Names that do not exist are counted and answered like those that do.
/// </summary>
internal sealed class Brake(AppDb db, ServerKeys keys, KnownBrowsers browsers, ILookupNormalizer names, TimeProvider clock)
{
    /// <summary>After so long without a wrong try all is forgotten.</summary>
    public static readonly TimeSpan Memory = TimeSpan.FromHours(12);

    /// <summary>From one network or in one browser: about a hundred tries a day.</summary>
    public static readonly Pace Here = new(4, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(15));

    /// <summary>From everywhere: three hundred a day. Short waits, since the owner in a new browser waits with the strangers.</summary>
    public static readonly Pace Everywhere = new(30, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5));

    /// <param name="userId">Whose name it is; null when nobody's.</param>
    public async Task<Tries> OfAsync(Guessed what, string name, Guid? userId, HttpContext http)
    {
        var key = await keys.GetAsync("sign-in-brake", () => RandomNumberGenerator.GetBytes(32), http.RequestAborted);
        string Of(string where) => Convert.ToHexString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{what}\n{names.NormalizeName(name)}\n{where}")));
        return new(browsers.IdFor(http, userId) is { } known
            ? [(Of("browser " + known), Here)]
            : [(Of("network " + ClientNetwork.Of(http.Connection.RemoteIpAddress)), Here), (Of("everywhere"), Everywhere)]);
    }

    /// <summary>How long the next try has to wait; zero when it may be made now.</summary>
    public async Task<TimeSpan> WaitAsync(Tries tries, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var rows = await RowsOf(tries).AsNoTracking().ToListAsync(ct);
        var until = rows.Where(r => now - r.LastAt < Memory).Select(r => r.LastAt + tries.Counted.First(c => c.Key == r.Key).Pace.After(r.Count));
        return until.DefaultIfEmpty(now).Max() is var end && end > now ? end - now : TimeSpan.Zero;
    }

    /// <summary>Counts a wrong try. Within a write, where nobody else counts: tries that come side by side are not one.</summary>
    public async Task WrongAsync(Write write, Tries tries, CancellationToken ct)
    {
        var rows = await RowsOf(tries).ToDictionaryAsync(r => r.Key, ct);
        foreach (var (key, _) in tries.Counted)
        {
            if (!rows.TryGetValue(key, out var row))
            {
                db.WrongTries.Add(row = new WrongTries { Key = key });
            }

            row.Count = write.Now - row.LastAt < Memory ? row.Count + 1 : 1;
            row.LastAt = write.Now;
        }
    }

    /// <summary>Forgets the wrong tries from here. What came from everywhere stays: others may still be guessing.</summary>
    public async Task RightAsync(Tries tries, CancellationToken ct)
    {
        var here = tries.Counted[0].Key;
        db.WrongTries.RemoveRange(await db.WrongTries.Where(w => w.Key == here).ToListAsync(ct));
    }

    private IQueryable<WrongTries> RowsOf(Tries tries)
    {
        var wanted = tries.Counted.Select(c => c.Key).ToList();
        return db.WrongTries.Where(w => wanted.Contains(w.Key));
    }
}

/// <summary>Removes what the brake no longer needs, and the oldest of what a flood of made-up names leaves. It is nobody's data, so it goes past the feed and the audit.</summary>
internal sealed class BrakeSweep(IDbContextFactory<AppDb> databases, LoopHealth health, TimeProvider clock, ILogger<BrakeSweep> log) : IntervalLoop(TimeSpan.FromMinutes(10), health, clock, log)
{
    public const int MostRows = 100_000;

    public async Task SweepAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var old = Clock.GetUtcNow().UtcDateTime - Brake.Memory;
        await db.WrongTries.Where(w => w.LastAt < old).ExecuteDeleteAsync(ct);
        if (await db.WrongTries.OrderByDescending(w => w.LastAt).Skip(MostRows).Select(w => (DateTime?)w.LastAt).FirstOrDefaultAsync(ct) is { } flooded)
        {
            await db.WrongTries.Where(w => w.LastAt <= flooded).ExecuteDeleteAsync(ct);
        }
    }

    protected override Task TurnAsync(CancellationToken ct) => SweepAsync(ct);
}
