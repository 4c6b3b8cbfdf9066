using Microsoft.AspNetCore.Identity;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Accounts.SigningIn;

/// <summary>An official changes the own password; every other browser is signed out by it.</summary>
internal sealed class OwnPassword(AppDb db, Writer writer, UserManager<User> users, SignInManager<User> cookies, Sessions sessions, Brake brake)
{
    /// <summary>Whoever changes how one signs in proves to be the owner and not somebody who found the browser open.</summary>
    /// <returns>The account; nothing of it has been changed.</returns>
    public async Task<User> ProveAsync(CurrentUser current, string password, HttpContext http)
    {
        var ct = http.RequestAborted;
        var user = await users.FindByIdAsync($"{current.UserId}") ?? throw new Refusal(Problems.SignInNeeded);
        var tries = await brake.OfAsync(Guessed.Password, user.UserName!, user.Id, http);
        if (await brake.WaitAsync(tries, ct) is var wait && wait > TimeSpan.Zero)
        {
            throw new Refusal(Problems.TriesWait, Formats.Minutes(wait));
        }

        if (await users.CheckPasswordAsync(user, password))
        {
            return user;
        }

        await using var write = await writer.BeginAsync(current.Actor, ct);
        await brake.WrongAsync(write, tries, ct);
        write.Audit("account.password-refused", user.Id, null, null, null);
        await write.CommitAsync(ct);
        throw new Refusal(Problems.PasswordWrong);
    }

    public async Task ChangeAsync(CurrentUser current, string old, string fresh, HttpContext http)
    {
        var ct = http.RequestAborted;
        var user = await ProveAsync(current, old, http);
        if (old == fresh)
        {
            throw new Refusal(Problems.PasswordSame);
        }

        Hold(fresh, user.UserName);
        var hash = users.PasswordHasher.HashPassword(user, fresh);
        await using var write = await writer.BeginAsync(current.Actor, ct);
        await db.Entry(user).ReloadAsync(ct);
        Set(user, hash, mustChange: false);
        await sessions.EndOthersAsync(write, user.Id, current.SessionId, ct);
        write.Audit("account.password", user.Id, null, null, null);
        await write.CommitAsync(ct);
        // The stamp changed with the password: this browser gets a cookie that carries the new one.
        await cookies.SignInWithClaimsAsync(user, isPersistent: false, [new(CurrentUser.SessionClaim, $"{current.SessionId}")]);
    }

    /// <summary>Throws the refusal that a bad password earns.</summary>
    public static void Hold(string password, string? name)
    {
        switch (PasswordRules.Check(password, name))
        {
            case null:
                return;
            case PasswordRules.TooShort:
                throw new Refusal(Problems.PasswordTooShort, PasswordRules.ShortestLength);
            case PasswordRules.HoldsName:
                throw new Refusal(Problems.PasswordHoldsName);
            default:
                throw new Refusal(Problems.PasswordTrivial);
        }
    }

    /// <summary>A new hash and a new stamp: cookies that carry the old stamp are refused.</summary>
    public static void Set(User user, string hash, bool mustChange)
    {
        user.PasswordHash = hash;
        user.SecurityStamp = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(20));
        user.MustChangePassword = mustChange;
    }
}
