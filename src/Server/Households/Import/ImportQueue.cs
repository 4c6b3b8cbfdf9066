using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Households.Import;

/// <summary>
/// Reads and takes lists in the background, one at a time: SQLite has one writer and a second list would only slow both. A request
/// waits a moment, so that a small list is done when the page comes, and a large one shows its progress.
/// </summary>
internal sealed class ImportQueue(IServiceScopeFactory scopes, ImportFiles files, TimeProvider clock, ILogger<ImportQueue> log) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private readonly Channel<Task<Task>> work = Channel.CreateUnbounded<Task<Task>>();
    private readonly ConcurrentDictionary<Guid, ImportReport?> busy = new();

    public bool IsBusy(Guid importId) => busy.ContainsKey(importId);

    /// <summary>Households gone through so far, while busy.</summary>
    public int Progress(Guid importId) => busy.TryGetValue(importId, out var report) ? report?.Households ?? 0 : 0;

    public Task ReadAsync(Guid importId, CancellationToken ct) => EnqueueAsync(importId, null, ct);

    public Task TakeAsync(Guid importId, Actor actor, CancellationToken ct) => EnqueueAsync(importId, actor, ct);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var next in work.Reader.ReadAllAsync(stoppingToken))
        {
            next.Start();
            await await next;
        }
    }

    private async Task EnqueueAsync(Guid importId, Actor? taker, CancellationToken ct)
    {
        busy[importId] = null;
        var job = new Task<Task>(() => RunAsync(importId, taker));
        await work.Writer.WriteAsync(job, ct);
        await Task.WhenAny(job.Unwrap(), Task.Delay(Patience, clock, ct));
    }

    private async Task RunAsync(Guid importId, Actor? taker)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await RunAsync(scope.ServiceProvider, importId, taker);
        }
        catch (Exception e)
        {
            // The loop must go on for the next list; the job stays as it is and can be begun again.
            log.LogError(e, "Import {Import} stopped", importId);
        }
        finally
        {
            busy.TryRemove(importId, out _);
        }
    }

    private async Task RunAsync(IServiceProvider services, Guid importId, Actor? taker)
    {
        var db = services.GetRequiredService<AppDb>();
        var job = await db.ImportJobs.AsNoTracking().SingleAsync(j => j.Id == importId);
        string? problem = null;
        ImportReport? report = null;
        try
        {
            using var bad = taker is null ? null : new BadRows(files.BadRowsOf(importId), Texts.In("vi"));
            report = await services.GetRequiredService<ImportWork>().RunAsync(
                job, files.ListOf(importId), taker is not null, taker ?? Actor.System, bad, r => busy[importId] = r, CancellationToken.None);
        }
        catch (UnreadableFileException e)
        {
            problem = e.Problem.ToString();
        }

        var tracked = await db.ImportJobs.AsTracking().SingleAsync(j => j.Id == importId);
        tracked.Report = report?.ToJson();
        tracked.FileProblem = problem;
        tracked.State = problem is not null ? ImportState.Unreadable : taker is null ? ImportState.Previewed : ImportState.Taken;
        if (tracked.State == ImportState.Taken)
        {
            tracked.TakenAt = clock.GetUtcNow().UtcDateTime;
        }

        await db.SaveChangesAsync();
        if (tracked.State is ImportState.Taken or ImportState.Unreadable)
        {
            files.DeleteList(importId);
        }
    }
}
