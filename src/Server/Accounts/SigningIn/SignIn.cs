using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Accounts.SigningIn;

/// <summary>Answer to a name and a password. Disabled is told only to who knows the password.</summary>
internal enum SignInAnswer { Entered, Wrong, LockedOut, Disabled }

/// <summary>
/// Lets an official in by name and password. Unknown names take the same time and get the same answers as known ones, lockout
/// included, so that nobody can find out which accounts exist. A second factor, when it comes, is asked between the two halves.
/// </summary>
internal sealed class SignIn(
    AppDb db, Writer writer, UserManager<User> users, SignInManager<User> cookies, Sessions sessions, UnknownNames unknown, IOptions<IdentityOptions> options, TimeProvider clock)
{
    private static readonly User Nobody = new() { DisplayName = "" };
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<User>().HashPassword(Nobody, "no one's password"));

    public async Task<SignInAnswer> TryAsync(string name, string password, HttpContext http)
    {
        var ct = http.RequestAborted;
        var address = http.Connection.RemoteIpAddress?.ToString();
        var user = await users.FindByNameAsync(name);
        if (user is null)
        {
            users.PasswordHasher.VerifyHashedPassword(Nobody, NobodysHash.Value, password);
            await RefuseAsync(null, address, ct);
            return unknown.Failed(name) ? SignInAnswer.LockedOut : SignInAnswer.Wrong;
        }

        // The slow hash runs before the write begins: writers queue behind each other.
        var right = await users.CheckPasswordAsync(user, password);
        if (user.LockoutEnd > clock.GetUtcNow())
        {
            await RefuseAsync(null, address, ct);
            return SignInAnswer.LockedOut;
        }

        if (!right)
        {
            await RefuseAsync(user, address, ct);
            return user.LockoutEnd > clock.GetUtcNow() ? SignInAnswer.LockedOut : SignInAnswer.Wrong;
        }

        if (user.DisabledAt is not null)
        {
            await RefuseAsync(null, address, ct);
            return SignInAnswer.Disabled;
        }

        await EnterAsync(user, address, http.Request.Headers.UserAgent, ct);
        if (!http.Request.Cookies.ContainsKey(RequestLanguage.Cookie))
        {
            // A new browser speaks the account's language; one in which a language was chosen keeps it.
            RequestLanguage.Remember(http, user.Language);
        }

        return SignInAnswer.Entered;
    }

    /// <summary>Opens a session and hands the browser its cookie.</summary>
    private async Task EnterAsync(User user, string? address, string? browser, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(new Actor(user.DisplayName, user.Id, Address: address), ct);
        var session = sessions.Open(write, user, address, browser);
        user.AccessFailedCount = 0;
        user.LockoutEnd = null;
        write.Audit("account.sign-in", user.Id, null, null, new { session = session.Id, session.Browser });
        await write.CommitAsync(ct);
        await cookies.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(CurrentUser.SessionClaim, session.Id.ToString())]);
    }

    private async Task RefuseAsync(User? user, string? address, CancellationToken ct)
    {
        // The name as typed is not written down: people type their password into the wrong field.
        await using var write = await writer.BeginAsync(new Actor(user?.DisplayName ?? "—", user?.Id, Address: address), ct);
        var lockout = options.Value.Lockout;
        if (user is not null)
        {
            // Writers come one after the other: parallel guesses must not count as one.
            await db.Entry(user).ReloadAsync(ct);
        }

        if (user is not null && ++user.AccessFailedCount >= lockout.MaxFailedAccessAttempts)
        {
            user.LockoutEnd = clock.GetUtcNow() + lockout.DefaultLockoutTimeSpan;
            user.AccessFailedCount = 0;
        }

        write.Audit("account.sign-in-refused", user?.Id ?? Guid.Empty, null, null, new { lockedUntil = user?.LockoutEnd });
        await write.CommitAsync(ct);
    }
}

/// <summary>Counts failures for names that do not exist, so that they are locked out as the others are. Bounded; forgotten at restart.</summary>
internal sealed class UnknownNames(IOptions<IdentityOptions> options, TimeProvider clock)
{
    private const int MostNames = 10_000;
    private readonly ConcurrentDictionary<string, (int Count, DateTimeOffset Until)> failures = new();

    /// <returns>Whether the name is locked out now.</returns>
    public bool Failed(string name)
    {
        var now = clock.GetUtcNow();
        var lockout = options.Value.Lockout;
        if (failures.Count > MostNames)
        {
            failures.Clear();
        }

        var (_, until) = failures.AddOrUpdate(
            // People type their password into the wrong field: it is not kept as typed.
            Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(name.ToUpperInvariant()))),
            _ => (1, default),
            (_, old) => old.Until > now ? old
                : old.Count + 1 >= lockout.MaxFailedAccessAttempts ? (0, now + lockout.DefaultLockoutTimeSpan)
                : (old.Count + 1, default));
        return until > now;
    }
}
