using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Services;

/// <summary>The catalogue in memory, followed by the feed: every push and every figure asks it.</summary>
internal sealed class ServiceCatalogue(IDbContextFactory<AppDb> databases) : IFeedReader
{
    private volatile Dictionary<Guid, Service> services = [];

    public IReadOnlyDictionary<Guid, Service> All => services;

    public IEnumerable<Service> InOrder => services.Values.OrderBy(s => s.Order);

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        services = await db.Services.AsNoTracking().ToDictionaryAsync(s => s.Id, ct);
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct) =>
        changes.Any(c => c.Kind == ChangeKind.Service) ? LoadAsync(ct) : Task.CompletedTask;
}
