using Microsoft.EntityFrameworkCore;
using TungNgo.Data;

namespace TungNgo.Feed;

/// <summary>
/// Hands every committed change, in the order of its number, to those who keep something in memory: the tree, the figures, the
/// phones' keys, the open pages. Changes of this node arrive at once from <see cref="Write"/>; those of other nodes and of the
/// command line are read when a gap shows or <see cref="FeedPoll"/> looks.
/// </summary>
internal sealed class ChangeFeed(IDbContextFactory<AppDb> databases, IEnumerable<IFeedReader> readers, ILogger<ChangeFeed> log) : IDisposable
{
    private const int AtATime = 5000;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly IFeedReader[] readers = [.. readers];
    private long last = -1, writes;

    /// <summary>Number of the last change that all readers have seen.</summary>
    public long Last => Interlocked.Read(ref last);

    /// <summary>How many writes of this node have been committed, those of which phones and figures need not hear among them.</summary>
    public long Writes => Interlocked.Read(ref writes);

    public void Dispose() => gate.Dispose();

    /// <summary>Loads every reader as of the newest change. Called once, before the server answers.</summary>
    public async Task StartAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var number = await db.FeedCounters.Select(c => c.Value).SingleAsync(ct);
            foreach (var reader in readers)
            {
                await reader.LoadAsync(ct);
            }

            Interlocked.Exchange(ref last, number);
        }
        finally
        {
            gate.Release();
        }

        // What committed while the readers loaded is read again: readers must accept a change they have already seen in their load.
        await CatchUpAsync(ct);
    }

    /// <summary>Hands on what a write of this node committed.</summary>
    /// <param name="from">The last number before it. Another one than the last seen means that somebody else wrote in between.</param>
    /// <param name="to">The last number that it gave.</param>
    public async Task PublishAsync(long from, long to, IReadOnlyList<Change> changes, CancellationToken ct)
    {
        Interlocked.Increment(ref writes);
        if (Last < 0)
        {
            return;
        }

        await gate.WaitAsync(ct);
        try
        {
            if (from == last)
            {
                await DispatchAsync(changes, to, ct);
                return;
            }
        }
        finally
        {
            gate.Release();
        }

        await CatchUpAsync(ct);
    }

    public async Task CatchUpAsync(CancellationToken ct)
    {
        await gate.WaitAsync(ct);
        try
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            // Read before the changes: whatever has a number up to it is committed.
            var to = await db.FeedCounters.Select(c => c.Value).SingleAsync(ct);
            while (last < to)
            {
                var from = last;
                var changes = await db.Changes.AsNoTracking().Where(c => c.Number > from && c.Number <= to).OrderBy(c => c.Number).Take(AtATime).ToListAsync(ct);
                await DispatchAsync(changes, changes.Count == AtATime ? changes[^1].Number : to, ct);
            }
        }
        finally
        {
            gate.Release();
        }
    }

    private async Task DispatchAsync(IReadOnlyList<Change> changes, long to, CancellationToken ct)
    {
        foreach (var reader in changes.Count > 0 ? readers : [])
        {
            try
            {
                await reader.ApplyAsync(changes, ct);
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // The data is committed and right; only this reader's memory is not. It loads itself again.
                log.LogError(error, "Feed reader {Reader} failed at change {Number}; reloading it", reader.GetType().Name, changes[0].Number);
                await reader.LoadAsync(ct);
            }
        }

        Interlocked.Exchange(ref last, to);
    }
}

/// <summary>Something that keeps an image of the data in memory and follows the feed.</summary>
internal interface IFeedReader
{
    /// <summary>Reads the whole image from the database.</summary>
    Task LoadAsync(CancellationToken ct);

    /// <summary>Takes changes in order; never called from two threads.</summary>
    Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct);
}

/// <summary>Looks for changes that other processes committed.</summary>
internal sealed class FeedPoll(ChangeFeed feed, LoopHealth health, TimeProvider clock, ILogger<FeedPoll> log) : IntervalLoop(TimeSpan.FromSeconds(1), health, clock, log)
{
    protected override Task TurnAsync(CancellationToken ct) => feed.CatchUpAsync(ct);
}
