using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Accounts;

/// <summary>Officials' roles in memory; forgotten when any account changes.</summary>
internal sealed class GrantBook(IDbContextFactory<AppDb> databases, TimeProvider clock) : IFeedReader
{
    private readonly ConcurrentDictionary<Guid, List<Grant>> byUser = new();

    public async Task<IReadOnlyList<RoleInArea>> OfAsync(Guid userId, CancellationToken ct)
    {
        if (!byUser.TryGetValue(userId, out var grants))
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var enabled = await db.Users.AnyAsync(u => u.Id == userId && u.DisabledAt == null, ct);
            byUser[userId] = grants = enabled ? await db.Grants.AsNoTracking().Where(g => g.UserId == userId).ToListAsync(ct) : [];
        }

        var now = clock.GetUtcNow().UtcDateTime;
        return [.. grants.Where(g => g.From <= now && (g.To is null || g.To > now)).Select(g => new RoleInArea(g.Role, g.AreaId))];
    }

    public Task LoadAsync(CancellationToken ct)
    {
        byUser.Clear();
        return Task.CompletedTask;
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        if (changes.Any(c => c.Kind == ChangeKind.Account))
        {
            byUser.Clear();
        }

        return Task.CompletedTask;
    }
}
