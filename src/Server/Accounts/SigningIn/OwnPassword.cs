using Microsoft.AspNetCore.Identity;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Accounts.SigningIn;

/// <summary>An official changes the own password; every other browser is signed out by it.</summary>
internal sealed class OwnPassword(AppDb db, Writer writer, UserManager<User> users, SignInManager<User> cookies, Sessions sessions)
{
    public async Task ChangeAsync(CurrentUser current, string old, string fresh, CancellationToken ct)
    {
        var user = await users.FindByIdAsync($"{current.UserId}") ?? throw new Refusal(Problems.SignInNeeded);
        if (!await users.CheckPasswordAsync(user, old))
        {
            throw new Refusal(Problems.PasswordWrong);
        }

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
        user.AccessFailedCount = 0;
        user.LockoutEnd = null;
    }
}
