using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts.SigningIn;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Accounts.Users;

/// <summary>
/// Making, ending and re-keying officials' accounts, for the console and the command line. The command line passes
/// <see cref="Actor.System"/> and no <see cref="CurrentUser"/>: whoever runs it holds the database anyway.
/// </summary>
internal sealed class ManageAccounts(AppDb db, Writer writer, UserManager<User> users, Sessions sessions, AreaTree areas)
{
    /// <summary>No look-alikes: initial passwords are read aloud and typed once.</summary>
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789";

    /// <summary>Makes an account with one role and an initial password that must be changed at first sign-in.</summary>
    /// <param name="name">3–40 Latin letters, digits, dot, dash: typed on keyboards without Vietnamese input.</param>
    /// <param name="password">Given by the caller (demo, tests); null to make one.</param>
    /// <returns>The account and its initial password, which is stored nowhere.</returns>
    public async Task<(User User, string Password)> AddAsync(
        string name, string displayName, Role role, Guid areaId, CurrentUser? by, CancellationToken ct, string? password = null, bool mustChange = true)
    {
        name = name.Trim().ToLowerInvariant();
        if (name.Length is < 3 or > 40 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_'))
        {
            throw new Refusal(Problems.AccountNameInvalid);
        }

        HoldGrant(role, areaId, by);
        var initial = password ?? NewPassword();
        var user = new User { DisplayName = displayName.Trim() is { Length: > 0 } shown ? shown : name, UserName = name, NormalizedUserName = users.NormalizeName(name), LockoutEnabled = true };
        OwnPassword.Set(user, users.PasswordHasher.HashPassword(user, initial), mustChange);
        await using var write = await writer.BeginAsync(by?.Actor ?? Actor.System, ct);
        if (await db.Users.AnyAsync(u => u.NormalizedUserName == user.NormalizedUserName, ct))
        {
            throw new Refusal(Problems.AccountNameTaken, name);
        }

        user.Id = write.NewId();
        db.Users.Add(user);
        AddGrant(write, user.Id, role, areaId, null);
        write.Audit("account.add", user.Id, areaId, null, new { name, user.DisplayName, role = role.ToString(), areaId });
        await write.CommitAsync(ct);
        return (user, initial);
    }

    /// <summary>A new initial password; all open sessions end.</summary>
    public async Task<string> ResetPasswordAsync(Guid userId, CurrentUser? by, CancellationToken ct)
    {
        var initial = NewPassword();
        await ChangeAsync(userId, by, "account.password-reset", async (write, user) =>
        {
            OwnPassword.Set(user, users.PasswordHasher.HashPassword(user, initial), mustChange: true);
            return (null, new { sessionsEnded = await sessions.EndOthersAsync(write, user.Id, null, ct) });
        }, ct);
        return initial;
    }

    /// <summary>Somebody has lost app, passkeys and codes on paper: the password alone lets them in until they set up anew. All open sessions end.</summary>
    public Task ResetSecondFactorAsync(Guid userId, CurrentUser? by, CancellationToken ct) =>
        ChangeAsync(userId, by, "account.second-reset", async (write, user) =>
        {
            var before = new { secondFactor = user.TwoFactorEnabled };
            user.TwoFactorEnabled = false;
            db.SecondFactors.RemoveRange(await db.SecondFactors.Where(f => f.UserId == userId).ToListAsync(ct));
            db.UserPasskeys.RemoveRange(await db.UserPasskeys.Where(p => p.UserId == userId).ToListAsync(ct));
            return (before, new { secondFactor = false, sessionsEnded = await sessions.EndOthersAsync(write, user.Id, null, ct) });
        }, ct);

    /// <summary>Ends or re-opens an account. What it did stays under its name.</summary>
    public Task SetDisabledAsync(Guid userId, bool disabled, CurrentUser? by, CancellationToken ct) =>
        ChangeAsync(userId, by, disabled ? "account.disable" : "account.enable", async (write, user) =>
        {
            var before = new { disabled = user.DisabledAt is not null };
            user.DisabledAt = disabled ? user.DisabledAt ?? write.Now : null;
            await sessions.EndOthersAsync(write, user.Id, null, ct);
            return (before, new { disabled });
        }, ct);

    /// <param name="to">First instant at which the role no longer holds; null for an open end.</param>
    public Task GrantAsync(Guid userId, Role role, Guid areaId, DateTime? to, CurrentUser? by, CancellationToken ct)
    {
        HoldGrant(role, areaId, by);
        return ChangeAsync(userId, by, "account.grant", async (write, user) =>
        {
            if (to <= write.Now || await db.Grants.AnyAsync(g => g.UserId == userId && g.Role == role && g.AreaId == areaId && (g.To == null || g.To > write.Now), ct))
            {
                throw new Refusal(Problems.GrantInvalid);
            }

            AddGrant(write, user.Id, role, areaId, to);
            return (null, new { role = role.ToString(), areaId, to });
        }, ct, areaId);
    }

    /// <summary>Ends one role now.</summary>
    public async Task RevokeGrantAsync(Guid grantId, CurrentUser? by, CancellationToken ct)
    {
        var grant = await db.Grants.SingleOrDefaultAsync(g => g.Id == grantId, ct) ?? throw new Refusal(Problems.NotFound);
        await ChangeAsync(grant.UserId, by, "account.grant-end", (write, _) =>
        {
            var before = new { role = grant.Role.ToString(), grant.AreaId, grant.To };
            grant.To = grant.To < write.Now ? grant.To : write.Now;
            return Task.FromResult<(object?, object?)>((before, new { grant.To }));
        }, ct, grant.AreaId);
    }

    /// <summary>Whether an administrator may see this account: one of its roles, past or present, lies in the own area.</summary>
    public static bool MaySee(IEnumerable<Grant> grants, CurrentUser by) => grants.Any(g => by.Can(Permission.ManageAccounts, g.AreaId));

    /// <summary>
    /// Whether an administrator may take hold of this account: all its roles must lie in the own area, or resetting a password would be
    /// a way to the province's rights.
    /// </summary>
    public bool MayHold(IReadOnlyCollection<Grant> grants, CurrentUser by, DateTime now) =>
        MaySee(grants, by) && grants.Where(g => g.To is null || g.To > now).All(g => by.Can(Permission.ManageAccounts, g.AreaId) || !Exists(g.AreaId));

    private static string NewPassword() =>
        string.Join('-', RandomNumberGenerator.GetString(Alphabet, 4), RandomNumberGenerator.GetString(Alphabet, 4), RandomNumberGenerator.GetString(Alphabet, 4));

    private bool Exists(Guid areaId) => areas.Today.Find(areaId) is not null;

    private void HoldGrant(Role role, Guid areaId, CurrentUser? by)
    {
        by?.Require(Permission.ManageAccounts, areaId);
        var unit = areas.Today.Find(areaId) ?? throw new Refusal(Problems.GrantInvalid);
        if (!role.Fits(unit.Tier))
        {
            throw new Refusal(Problems.GrantTier, AreaNames.WithKind(unit));
        }
    }

    private void AddGrant(Write write, Guid userId, Role role, Guid areaId, DateTime? to)
    {
        db.Grants.Add(new Grant { Id = write.NewId(), UserId = userId, Role = role, AreaId = areaId, From = write.Now, To = to });
        write.Changed(ChangeKind.Account, userId);
    }

    private async Task ChangeAsync(
        Guid userId, CurrentUser? by, string action, Func<Write, User, Task<(object? Before, object? After)>> change, CancellationToken ct, Guid? areaId = null)
    {
        await using var write = await writer.BeginAsync(by?.Actor ?? Actor.System, ct);
        var user = await db.Users.SingleOrDefaultAsync(u => u.Id == userId, ct) ?? throw new Refusal(Problems.NotFound);
        var grants = await db.Grants.AsNoTracking().Where(g => g.UserId == userId).ToListAsync(ct);
        if (by is not null)
        {
            Hold(by, user, grants, write.Now, ownAreaOnly: action.StartsWith("account.grant", StringComparison.Ordinal));
        }

        var (before, after) = await change(write, user);
        write.Changed(ChangeKind.Account, userId);
        write.Audit(action, userId, areaId ?? grants.OrderByDescending(g => g.From).FirstOrDefault()?.AreaId, before, after);
        await write.CommitAsync(ct);
    }

    private void Hold(CurrentUser by, User user, List<Grant> grants, DateTime now, bool ownAreaOnly)
    {
        if (!MaySee(grants, by))
        {
            throw new Refusal(Problems.NotFound);
        }

        // Four eyes: nobody widens or ends the own rights.
        if (by.UserId == user.Id)
        {
            throw new Refusal(Problems.AccountIsYours);
        }

        if (!ownAreaOnly && !MayHold(grants, by, now))
        {
            throw new Refusal(Problems.AccountBeyondYou);
        }
    }
}
