using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;

namespace TungNgo.Households.Import.Job;

/// <summary>
/// Reads, takes and undoes lists in the background, one at a time: SQLite has one writer and a second list would only slow both.
/// What is to be done stands in the database, so that work goes on after an outage, on whichever node looks first. A request waits
/// a moment, so that a small list is done when the page comes, and a large one shows its progress.
/// </summary>
internal sealed class ImportQueue(IServiceScopeFactory scopes, TimeProvider clock, ILogger<ImportQueue> log) : BackgroundService
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(3);
    private readonly Channel<Guid> work = Channel.CreateUnbounded<Guid>();
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> awaited = new();

    /// <summary>Begins what an officer ordered and waits a moment for it.</summary>
    public async Task GoAsync(Guid importId, CancellationToken ct)
    {
        var done = awaited.GetOrAdd(importId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        await work.Writer.WriteAsync(importId, ct);
        await Task.WhenAny(done.Task, Task.Delay(Patience, clock, ct));
    }

    /// <summary>Finds work that an outage interrupted or that waits for a node.</summary>
    public async Task LookAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var id in await Free(scope.ServiceProvider.GetRequiredService<AppDb>()).OrderBy(j => j.At).Select(j => j.Id).ToListAsync(ct))
        {
            await work.Writer.WriteAsync(id, ct);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _ = KeepLookingAsync(stoppingToken);
        await foreach (var id in work.Reader.ReadAllAsync(stoppingToken))
        {
            await RunAsync(id, stoppingToken);
            if (awaited.TryRemove(id, out var done))
            {
                done.SetResult();
            }
        }
    }

    private async Task KeepLookingAsync(CancellationToken ct)
    {
        using var timer = new PeriodicTimer(LookEvery, clock);
        do
        {
            try
            {
                await LookAsync(ct);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "Could not look for interrupted imports");
            }
        }
        while (await timer.WaitForNextTickAsync(ct));
    }

    private IQueryable<ImportJob> Free(AppDb db)
    {
        var late = clock.GetUtcNow().UtcDateTime - ImportJob.Lease;
        return db.ImportJobs.Where(j => (j.State == ImportState.Reading || j.State == ImportState.Taking || j.State == ImportState.Undoing)
            && j.Attempts < ImportJob.MostAttempts && (j.BeatAt == null || j.BeatAt < late));
    }

    private async Task RunAsync(Guid importId, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        try
        {
            // One statement, so that of two nodes one gets it.
            if (await Free(db).Where(j => j.Id == importId).ExecuteUpdateAsync(
                s => s.SetProperty(j => j.BeatAt, clock.GetUtcNow().UtcDateTime).SetProperty(j => j.Attempts, j => j.Attempts + 1), ct) == 0)
            {
                return;
            }

            var job = await db.ImportJobs.AsNoTracking().SingleAsync(j => j.Id == importId, ct);
            using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
            var progress = new ImportProgress();
            var beating = BeatAsync(importId, progress, over.Token);
            try
            {
                await scope.ServiceProvider.GetRequiredService<ImportRun>().GoAsync(job, progress, ct);
            }
            finally
            {
                await over.CancelAsync();
                await beating;
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await LeaveAsync(importId, attempted: 0);
        }
        catch (Exception e)
        {
            // The loop must go on for the next list; this one is tried again at the next look.
            log.LogError(e, "Import {Import} stopped", importId);
            await LeaveAsync(importId, attempted: 1);
        }
    }

    /// <summary>Says that nobody works on it any more; a shutdown is not counted as an attempt.</summary>
    private async Task LeaveAsync(Guid importId, int attempted)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<AppDb>().ImportJobs.Where(j => j.Id == importId).ExecuteUpdateAsync(
                s => s.SetProperty(j => j.BeatAt, (DateTime?)null).SetProperty(j => j.Attempts, j => j.Attempts - 1 + attempted), CancellationToken.None);
        }
        catch (Exception e)
        {
            // Then its lease runs out.
            log.LogWarning(e, "Import {Import} could not be given back", importId);
        }
    }

    private async Task BeatAsync(Guid importId, ImportProgress progress, CancellationToken ct)
    {
        try
        {
            using var timer = new PeriodicTimer(BeatEvery, clock);
            while (await timer.WaitForNextTickAsync(ct))
            {
                try
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await scope.ServiceProvider.GetRequiredService<AppDb>().ImportJobs.Where(j => j.Id == importId && j.BeatAt != null).ExecuteUpdateAsync(
                        s => s.SetProperty(j => j.BeatAt, clock.GetUtcNow().UtcDateTime).SetProperty(j => j.Progress, progress.Households), ct);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    log.LogWarning(e, "Import {Import} could not tell its progress", importId);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The work is over.
        }
    }
}

/// <summary>How far a work has come; read from another thread while it goes on.</summary>
internal sealed class ImportProgress
{
    private int households;

    public int Households
    {
        get => Volatile.Read(ref households);
        set => Volatile.Write(ref households, value);
    }
}
