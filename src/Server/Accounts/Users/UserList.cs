using Microsoft.EntityFrameworkCore;
using TungNgo.Data;

namespace TungNgo.Accounts.Users;

/// <summary>An account as the administrator's list shows it.</summary>
internal sealed record UserRow(User User, IReadOnlyList<Grant> Grants, DateTime? LastSeenAt)
{
    public string State(DateTime now) =>
        User.DisabledAt is not null ? "disabled"
        : User.MustChangePassword ? "initial"
        : Grants.Any(g => g.IsCurrent(now)) ? "in-use" : "no-role";
}

/// <summary>Reads accounts within an administrator's scope: some hundred in a province, so the scope is held in memory.</summary>
internal sealed class UserList(AppDb db, CurrentUser by)
{
    public async Task<List<UserRow>> ReadAsync(string? search, CancellationToken ct)
    {
        var grants = (await db.Grants.AsNoTracking().OrderBy(g => g.From).ToListAsync(ct)).ToLookup(g => g.UserId);
        var mine = grants.Where(g => ManageAccounts.MaySee(g, by)).Select(g => g.Key).ToHashSet();
        var seen = await db.Sessions.GroupBy(s => s.UserId).Select(g => new { g.Key, Last = g.Max(s => s.LastSeenAt) }).ToDictionaryAsync(s => s.Key, s => s.Last, ct);
        var users = await db.Users.AsNoTracking().OrderBy(u => u.UserName).ToListAsync(ct);
        var words = SearchKey.Fold(search);
        return [.. users
            .Where(u => mine.Contains(u.Id) && (words.Length == 0 || SearchKey.Fold($"{u.UserName} {u.DisplayName}").Contains(words, StringComparison.Ordinal)))
            .Select(u => new UserRow(u, [.. grants[u.Id]], seen.TryGetValue(u.Id, out var last) ? last : null))];
    }

    public async Task<UserRow> FindAsync(Guid userId, CancellationToken ct)
    {
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == userId, ct);
        var grants = await db.Grants.AsNoTracking().Where(g => g.UserId == userId).OrderBy(g => g.From).ToListAsync(ct);
        if (user is null || !ManageAccounts.MaySee(grants, by))
        {
            throw new Web.Refusal(Web.Problems.NotFound);
        }

        return new UserRow(user, grants, await db.Sessions.Where(s => s.UserId == userId).MaxAsync(s => (DateTime?)s.LastSeenAt, ct));
    }
}
