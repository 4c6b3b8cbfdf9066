using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Households.Import.Job;

/// <summary>
/// Reads, takes and undoes lists in the background, one at a time: SQLite has one writer and a second list would only slow both.
/// What is to be done stands in the database, so that work goes on after an outage, on whichever node looks first. A request waits
/// a moment, so that a small list is done when the page comes, and a large one shows its progress.
/// </summary>
internal sealed class ImportQueue(IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<ImportQueue> log) : Loop(health, clock, log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(3);
    private readonly Channel<Guid> work = Channel.CreateUnbounded<Guid>();
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> awaited = new();
    private bool looked;

    /// <summary>Begins what an officer ordered and waits a moment for it.</summary>
    public async Task GoAsync(Guid importId, CancellationToken ct)
    {
        var done = awaited.GetOrAdd(importId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        await work.Writer.WriteAsync(importId, ct);
        await Task.WhenAny(done.Task, Task.Delay(Patience, Clock, ct));
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

    protected override async Task WaitAsync(CancellationToken ct)
    {
        if (!looked)
        {
            return;
        }

        using var look = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await Task.WhenAny(work.Reader.WaitToReadAsync(look.Token).AsTask(), Task.Delay(LookEvery, Clock, look.Token));
        await look.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        if (!work.Reader.TryRead(out var id))
        {
            await LookAsync(ct);
            looked = true;
            return;
        }

        await RunAsync(id, ct);
        if (awaited.TryRemove(id, out var done))
        {
            done.SetResult();
        }
    }

    private IQueryable<ImportJob> Free(AppDb db)
    {
        var late = Clock.GetUtcNow().UtcDateTime - ImportJob.Lease;
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
                s => s.SetProperty(j => j.BeatAt, Clock.GetUtcNow().UtcDateTime).SetProperty(j => j.Attempts, j => j.Attempts + 1), ct) == 0)
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
            Log.LogError(e, "Import {Import} stopped", importId);
            Fail(e);
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
            Log.LogWarning(e, "Import {Import} could not be given back", importId);
        }
    }

    private async Task BeatAsync(Guid importId, ImportProgress progress, CancellationToken ct)
    {
        try
        {
            using var timer = new PeriodicTimer(BeatEvery, Clock);
            while (await timer.WaitForNextTickAsync(ct))
            {
                try
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await scope.ServiceProvider.GetRequiredService<AppDb>().ImportJobs.Where(j => j.Id == importId && j.BeatAt != null).ExecuteUpdateAsync(
                        s => s.SetProperty(j => j.BeatAt, Clock.GetUtcNow().UtcDateTime).SetProperty(j => j.Progress, progress.Households), ct);
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    Log.LogWarning(e, "Import {Import} could not tell its progress", importId);
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
