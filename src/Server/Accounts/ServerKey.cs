using System.Collections.Concurrent;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Accounts;

/// <summary>A key of this installation that all its nodes use and that must live as long as what was signed with it.</summary>
internal sealed class ServerKey
{
    public required string Name { get; init; }

    /// <summary>The key under data protection; shown never.</summary>
    public required string Secret { get; init; }
    public DateTime At { get; init; }
}

/// <summary>Makes keys on first use, one for all nodes, and keeps them in memory.</summary>
internal sealed class ServerKeys(IServiceScopeFactory scopes, IDataProtectionProvider protection)
{
    private readonly ConcurrentDictionary<string, byte[]> known = new();

    public async Task<byte[]> GetAsync(string name, Func<byte[]> make, CancellationToken ct)
    {
        if (known.TryGetValue(name, out var key))
        {
            return key;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var protector = protection.CreateProtector("server-key", name);
        var stored = await FindAsync(db, name, ct);
        if (stored is null)
        {
            // Before the write: the first use of data protection writes a key of its own, and would wait for the turn that this one holds.
            var made = Convert.ToBase64String(protector.Protect(make()));
            // Writers queue: of two nodes that ask at the same time the second finds what the first has made.
            await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, ct);
            stored = await FindAsync(db, name, ct);
            if (stored is null)
            {
                stored = made;
                db.ServerKeys.Add(new ServerKey { Name = name, Secret = stored, At = write.Now });
                write.Audit("key.make", Guid.Empty, null, null, new { key = name });
                await write.CommitAsync(ct);
            }
        }

        return known.GetOrAdd(name, protector.Unprotect(Convert.FromBase64String(stored)));
    }

    private static Task<string?> FindAsync(AppDb db, string name, CancellationToken ct) =>
        db.ServerKeys.AsNoTracking().Where(k => k.Name == name).Select(k => k.Secret).SingleOrDefaultAsync(ct);
}
