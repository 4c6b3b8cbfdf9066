using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Lists;

namespace TungNgo.Households.Import.Job;

/// <summary>
/// Reads, takes and undoes lists in the background, a few at a time and in fair order (<see cref="ImportTurns"/>). What is to be done stands in the
/// database, so that work goes on after an outage, on whichever node looks first. A request waits a moment, so that a small list is done when the page
/// comes, and a large one shows its progress.
/// </summary>
internal sealed class ImportQueue : AskedLoop
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BeatEvery = TimeSpan.FromSeconds(3);
    private readonly IServiceScopeFactory scopes;
    private readonly AreaTree areas;
    private readonly ImportTurns turns = new();
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> awaited = new();
    private readonly ConcurrentQueue<(WaitingImport Import, Exception? Error)> ended = new();
    private readonly Dictionary<Guid, (WaitingImport Import, Task Run)> running = [];

    /// <summary>What has failed, and until when it rests.</summary>
    private readonly Dictionary<Guid, DateTime> resting = [];

    public ImportQueue(IServiceScopeFactory scopes, AreaTree areas, LoopHealth health, TimeProvider clock, ILogger<ImportQueue> log)
        : base(LookEvery, health, clock, log)
    {
        (this.scopes, this.areas) = (scopes, areas);
        // Work that an outage interrupted is looked for at once.
        Ask();
    }

    /// <summary>Begins what an officer ordered and waits a moment for it.</summary>
    public async Task GoAsync(Guid importId, CancellationToken ct)
    {
        var done = awaited.GetOrAdd(importId, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
        Ask();
        await Task.WhenAny(done.Task, Task.Delay(Patience, Clock, ct));
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        // Those who asked before the look are told when there is nothing to wait for; who asks during it has another one coming.
        var asking = awaited.Keys.ToList();
        Reap();
        foreach (var (id, _) in resting.Where(r => r.Value <= Clock.GetUtcNow().UtcDateTime || asking.Contains(r.Key)).ToList())
        {
            resting.Remove(id);
        }

        await EndLostAsync(ct);
        var waiting = await WaitingAsync(ct);
        foreach (var next in turns.Next(waiting, [.. running.Values.Select(r => r.Import)], areas.Today.IsWithin))
        {
            running[next.Id] = (next, Task.Run(() => RunAsync(next, ct), CancellationToken.None));
        }

        foreach (var id in asking.Where(id => !running.ContainsKey(id) && !waiting.Exists(w => w.Id == id)))
        {
            Tell(id);
        }
    }

    protected override Task EndAsync() => Task.WhenAll(running.Values.Select(r => r.Run));

    /// <summary>Makes room for what follows the works that have ended.</summary>
    private void Reap()
    {
        while (ended.TryDequeue(out var end))
        {
            running.Remove(end.Import.Id);
            if (end.Error is not null)
            {
                resting[end.Import.Id] = Clock.GetUtcNow().UtcDateTime + LookEvery;
                Fail(end.Error);
            }
        }
    }

    /// <summary>
    /// A list that is taken from the command line lies on the machine of whoever gave the order: when that ends, nobody goes on with it. What it has brought
    /// stands in the register and can be undone.
    /// </summary>
    private async Task EndLostAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var now = Clock.GetUtcNow().UtcDateTime;
        var late = now - ImportJob.Lease;
        await db.ImportJobs.Where(j => j.State == ImportState.Taking && j.Attempts >= ImportJob.MostAttempts && j.BeatAt < late
                && !db.FileParts.Any(p => p.OwnerId == j.Id && p.Role == FileRole.List))
            .ExecuteUpdateAsync(s => s.SetProperty(j => j.State, ImportState.Taken).SetProperty(j => j.FileProblem, ImportJob.Interrupted)
                .SetProperty(j => j.TakenAt, now).SetProperty(j => j.BeatAt, (DateTime?)null), ct);
    }

    private void Tell(Guid importId)
    {
        if (awaited.TryRemove(importId, out var done))
        {
            done.SetResult();
        }
    }

    private async Task<List<WaitingImport>> WaitingAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var free = await Free(db).OrderBy(j => j.At).Select(j => new
        {
            j.Id, j.AreaId, j.OrderedById, j.State, IsLarge = db.FileParts.Any(p => p.OwnerId == j.Id && p.Role == FileRole.List && p.Number > 0),
        }).ToListAsync(ct);
        return [.. free.Where(j => !running.ContainsKey(j.Id) && !resting.ContainsKey(j.Id)).Select(j => new WaitingImport(
            j.Id, j.AreaId, j.OrderedById ?? j.AreaId, Writes: j.State != ImportState.Reading, IsSmall: j.State != ImportState.Undoing && !j.IsLarge))];
    }

    private async Task RunAsync(WaitingImport import, CancellationToken ct)
    {
        var error = await WorkAsync(import.Id, ct);
        ended.Enqueue((import, error));
        // Before the room is made: who waits sees the end of the work, not the beginning of the next.
        Tell(import.Id);
        Ask();
    }

    private IQueryable<ImportJob> Free(AppDb db)
    {
        var late = Clock.GetUtcNow().UtcDateTime - ImportJob.Lease;
        return db.ImportJobs.Where(j => (j.State == ImportState.Reading || j.State == ImportState.Taking || j.State == ImportState.Undoing)
            && j.Attempts < ImportJob.MostAttempts && (j.BeatAt == null || j.BeatAt < late));
    }

    /// <returns>The fault by which it stopped.</returns>
    private async Task<Exception?> WorkAsync(Guid importId, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<AppDb>();
            // One statement, so that of two nodes one gets it.
            if (await Free(db).Where(j => j.Id == importId).ExecuteUpdateAsync(
                s => s.SetProperty(j => j.BeatAt, Clock.GetUtcNow().UtcDateTime).SetProperty(j => j.Attempts, j => j.Attempts + 1), ct) == 0)
            {
                return null;
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

            return null;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await LeaveAsync(importId, attempted: 0);
            return null;
        }
        catch (Exception e)
        {
            // The loop must go on for the next list; this one is tried again at the next look.
            Log.LogError(e, "Import {Import} stopped", importId);
            await LeaveAsync(importId, attempted: 1);
            return e;
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
