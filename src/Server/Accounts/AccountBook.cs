using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Accounts;

/// <summary>What every request of an official needs to know of the account.</summary>
internal sealed record Account(
    Guid Id, string DisplayName, bool Enabled, bool MustChangePassword, bool HasSecondFactor, string Stamp, IReadOnlyList<Grant> Grants, IReadOnlyDictionary<Guid, DateTime> Sessions)
{
    public IReadOnlyList<RoleInArea> RolesAt(DateTime now) => [.. Grants.Where(g => g.IsCurrent(now)).Select(g => new RoleInArea(g.Role, g.AreaId))];
}

/// <summary>
/// Officials' accounts, roles and open sessions in memory. Every write that touches one says so in the feed
/// (<see cref="ChangeKind.Account"/> with the user's id), so a disabled account or an ended session is out at its next request on every node.
/// </summary>
internal sealed class AccountBook(IDbContextFactory<AppDb> databases, TimeProvider clock) : IFeedReader
{
    private readonly Remembered<Guid, Account> accounts = new();

    public Task<Account?> FindAsync(Guid userId, CancellationToken ct) => accounts.FindAsync(userId, () => ReadAsync(userId, ct));

    /// <summary>The account behind a cookie, or null when it was disabled, its password or rights were reset, or the session ended.</summary>
    public async Task<Account?> EnterAsync(Guid userId, Guid sessionId, string stamp, CancellationToken ct)
    {
        var account = await FindAsync(userId, ct);
        if (account is not null && !account.Sessions.ContainsKey(sessionId))
        {
            // Opened on another node a moment ago, or ended: only the database knows.
            account = await ReadAsync(userId, ct);
        }

        return account is { Enabled: true } && account.Stamp == stamp
            && account.Sessions.TryGetValue(sessionId, out var started) && clock.GetUtcNow().UtcDateTime < started + Sessions.LongestLife
                ? account : null;
    }

    public Task LoadAsync(CancellationToken ct)
    {
        accounts.ForgetAll();
        return Task.CompletedTask;
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        foreach (var change in changes.Where(c => c.Kind == ChangeKind.Account))
        {
            accounts.Forget(change.EntityId);
        }

        return Task.CompletedTask;
    }

    private async Task<Account?> ReadAsync(Guid userId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, ct);
        return user is null ? null : new Account(
            userId, user.DisplayName, user.DisabledAt is null, user.MustChangePassword, user.TwoFactorEnabled, user.SecurityStamp ?? "",
            await db.Grants.AsNoTracking().Where(g => g.UserId == userId).ToListAsync(ct),
            await db.Sessions.AsNoTracking().Where(s => s.UserId == userId && s.EndedAt == null).ToDictionaryAsync(s => s.Id, s => s.StartedAt, ct));
    }
}
