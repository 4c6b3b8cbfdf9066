using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Accounts.SigningIn;

/// <summary>Answer to a try. Disabled is told only to who knows the password; Expired when the password was given too long ago.</summary>
internal enum SignInAnswer { NotTried, Entered, Wrong, WrongCode, WrongPasskey, Wait, Disabled, SecondNeeded, Expired }

/// <param name="Wait">How long the next try has to wait.</param>
internal readonly record struct SignInResult(SignInAnswer Answer, TimeSpan Wait = default);

/// <summary>
/// The only way to an official's session: name and password, then the second factor where the account has one; or a passkey, which is both.
/// Unknown names take the same time and get the same answers as known ones, waits included, so that nobody can find out which accounts exist.
/// </summary>
internal sealed class SignIn(
    AppDb db, Writer writer, UserManager<User> users, SignInManager<User> cookies, Sessions sessions, Brake brake, SecondFactorCodes codes, KnownBrowsers browsers, HalfWay halfWay)
{
    /// <summary>A password that nobody knows, so that a name without an account costs the same slow hash.</summary>
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<User>().HashPassword(new() { DisplayName = "" }, RandomNumberGenerator.GetHexString(40)));

    public async Task<SignInResult> TryAsync(string name, string password, HttpContext http)
    {
        var ct = http.RequestAborted;
        var user = await users.FindByNameAsync(name);
        var tries = await brake.OfAsync(Guessed.Password, name, user?.Id, http);
        if (await brake.WaitAsync(tries, ct) is var wait && wait > TimeSpan.Zero)
        {
            return new(SignInAnswer.Wait, wait);
        }

        // The slow hash runs before the write begins: writers queue behind each other.
        var right = await users.CheckPasswordAsync(user ?? new User { DisplayName = "", PasswordHash = NobodysHash.Value }, password);
        await using var write = await writer.BeginAsync(By(right ? user : null, http), ct);
        if (user is null || !right)
        {
            return await RefuseAsync(write, user, tries, ct);
        }

        // Others may have been wrong since, side by side with this try; and the account may have changed.
        var stamp = user.SecurityStamp;
        await db.Entry(user).ReloadAsync(ct);
        wait = await brake.WaitAsync(tries, ct);
        if (wait > TimeSpan.Zero || user.DisabledAt is not null || user.SecurityStamp != stamp)
        {
            write.Audit("account.sign-in-refused", user.Id, null, null, null);
            await write.CommitAsync(ct);
            return wait > TimeSpan.Zero ? new(SignInAnswer.Wait, wait) : new(user.DisabledAt is null ? SignInAnswer.Wrong : SignInAnswer.Disabled);
        }

        await brake.RightAsync(tries, ct);
        if (!user.TwoFactorEnabled)
        {
            return await EnterAsync(write, user, "password", http);
        }

        write.Audit("account.sign-in-half", user.Id, null, null, null);
        await write.CommitAsync(ct);
        halfWay.Remember(http, user);
        return new(SignInAnswer.SecondNeeded);
    }

    /// <summary>Who has given the right password in this browser a moment ago and owes the second factor.</summary>
    public async Task<User?> HalfWayAsync(HttpContext http) =>
        halfWay.Read(http) is { } half && await users.FindByIdAsync($"{half.UserId}") is { } user && IsHalfWay(user, http) ? user : null;

    /// <param name="code">From the app or from paper.</param>
    public async Task<SignInResult> TrySecondAsync(string code, HttpContext http)
    {
        var ct = http.RequestAborted;
        if (await HalfWayAsync(http) is not { } user)
        {
            return new(SignInAnswer.Expired);
        }

        var tries = await brake.OfAsync(Guessed.Code, user.UserName!, user.Id, http);
        await using var write = await writer.BeginAsync(By(user, http), ct);
        if (await brake.WaitAsync(tries, ct) is var wait && wait > TimeSpan.Zero)
        {
            return new(SignInAnswer.Wait, wait);
        }

        await db.Entry(user).ReloadAsync(ct);
        if (!IsHalfWay(user, http))
        {
            return new(SignInAnswer.Expired);
        }

        var factor = await db.SecondFactors.SingleOrDefaultAsync(f => f.UserId == user.Id, ct);
        if (factor is null || !codes.Use(factor, code))
        {
            return await RefuseAsync(write, user, tries, ct, SignInAnswer.WrongCode);
        }

        await brake.RightAsync(tries, ct);
        return await EnterAsync(write, user, "code", http);
    }

    /// <summary>A passkey cannot be guessed, so no brake holds it: it lets its owner in while others guess at the password.</summary>
    public async Task<SignInResult> TryPasskeyAsync(string credential, HttpContext http)
    {
        var ct = http.RequestAborted;
        var proof = await PasskeyAsync(credential);
        var known = proof is { Succeeded: true } ? await db.Users.SingleOrDefaultAsync(u => u.Id == proof.User.Id, ct) : null;
        await using var write = await writer.BeginAsync(By(known, http), ct);
        // It was the account's when it was asked for; only now it is certain that it still is.
        var key = known is null ? null : await db.UserPasskeys.SingleOrDefaultAsync(p => p.UserId == known.Id && p.CredentialId == proof!.Passkey!.CredentialId, ct);
        if (known is not null)
        {
            await db.Entry(known).ReloadAsync(ct);
        }

        if (key is null || known is not { DisabledAt: null, TwoFactorEnabled: true })
        {
            write.Audit("account.sign-in-refused", known?.Id ?? Guid.Empty, null, null, new { with = "passkey" });
            await write.CommitAsync(ct);
            return new(known?.DisabledAt is null ? SignInAnswer.WrongPasskey : SignInAnswer.Disabled);
        }

        (key.Data.SignCount, key.Data.IsBackedUp, key.Data.IsUserVerified) = (proof!.Passkey!.SignCount, proof.Passkey.IsBackedUp, proof.Passkey.IsUserVerified);
        return await EnterAsync(write, known, "passkey", http);
    }

    private bool IsHalfWay(User user, HttpContext http) => user is { DisabledAt: null, TwoFactorEnabled: true } && halfWay.Read(http)?.Stamp == user.SecurityStamp;

    private async Task<PasskeyAssertionResult<User>?> PasskeyAsync(string credential)
    {
        try
        {
            return await cookies.PerformPasskeyAssertionAsync(credential);
        }
        catch (InvalidOperationException)
        {
            // Nothing was asked of this browser, or too long ago.
            return null;
        }
    }

    /// <summary>Opens a session and hands the browser its cookie.</summary>
    private async Task<SignInResult> EnterAsync(Write write, User user, string with, HttpContext http)
    {
        var session = sessions.Open(write, user, write.Actor.Address, http.Request.Headers.UserAgent);
        write.Audit("account.sign-in", user.Id, null, null, new { session = session.Id, session.Browser, with });
        await write.CommitAsync(http.RequestAborted);
        await cookies.SignInWithClaimsAsync(user, isPersistent: false, [new Claim(CurrentUser.SessionClaim, session.Id.ToString())]);
        browsers.Remember(http, user.Id);
        halfWay.Forget(http);
        if (!http.Request.Cookies.ContainsKey(RequestLanguage.Cookie))
        {
            // A new browser speaks the account's language; one in which a language was chosen keeps it.
            RequestLanguage.Remember(http, user.Language);
        }

        return new(SignInAnswer.Entered);
    }

    private async Task<SignInResult> RefuseAsync(Write write, User? user, Tries tries, CancellationToken ct, SignInAnswer answer = SignInAnswer.Wrong)
    {
        await brake.WrongAsync(write, tries, ct);
        // The name as typed is not written down: people type their password into the wrong field.
        write.Audit("account.sign-in-refused", user?.Id ?? Guid.Empty, null, null, null);
        await write.CommitAsync(ct);
        return new(answer);
    }

    private static Actor By(User? user, HttpContext http) => new(user?.DisplayName ?? "—", user?.Id, Address: http.Connection.RemoteIpAddress?.ToString());
}

/// <summary>The time between the right password and the second factor. It opens nothing but the page that asks for the factor.</summary>
internal sealed class HalfWay(IDataProtectionProvider protection, ServerOptions options)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
    private readonly SealedCookie<Half> cookie = new("tungngo-half", Life, keeps: false, protection, options);

    public Half? Read(HttpContext http) => cookie.Read(http);

    public void Remember(HttpContext http, User user) => cookie.Write(http, new(user.Id, user.SecurityStamp));

    public void Forget(HttpContext http) => cookie.Forget(http);

    /// <param name="Stamp">A password that was changed since is not the one that was given.</param>
    internal sealed record Half(Guid UserId, string? Stamp);
}
