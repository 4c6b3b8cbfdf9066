using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Portal;

/// <summary>Makes the alert of what was decided a moment ago, before names or units change and whether or not anybody asks for it.</summary>
internal sealed class CapLoop(ServerOptions options, IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<CapLoop> log)
    : AskedLoop(TimeSpan.FromMinutes(1), health, clock, log), IFeedReader
{
    private const int Days = 7;

    protected override bool Runs => options.RunsLedger;

    public Task LoadAsync(CancellationToken ct) => Task.CompletedTask;

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        if (changes.Any(c => c.Kind == ChangeKind.Bulletin))
        {
            Ask();
        }

        return Task.CompletedTask;
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, documents) = (scope.ServiceProvider.GetRequiredService<AppDb>(), scope.ServiceProvider.GetRequiredService<CapDocuments>());
        var since = Clock.GetUtcNow().UtcDateTime.AddDays(-Days);
        var decided = await (
            from version in db.BulletinVersions.Where(v => v.State == BulletinState.Approved && v.DecidedAt >= since)
            join bulletin in db.Bulletins on version.BulletinId equals bulletin.Id
            where !db.CapDocuments.Any(c => c.BulletinId == bulletin.Id && c.Number == version.Number)
            select new { bulletin.Code, version.Number }).ToListAsync(ct);
        foreach (var one in decided)
        {
            await documents.FindAsync(one.Code, one.Number, ct);
        }

        foreach (var code in await db.Bulletins.Where(b => b.CancelledAt >= since && !db.CapDocuments.Any(c => c.BulletinId == b.Id && c.Number == CapDocument.Withdrawn)).Select(b => b.Code).ToListAsync(ct))
        {
            await documents.FindAsync(code, null, ct);
        }
    }
}
