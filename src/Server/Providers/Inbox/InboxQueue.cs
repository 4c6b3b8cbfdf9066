using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Providers.Inbox;

/// <summary>
/// Keeps providers' events, all that wait in one transaction: receipts come in by the thousand just while the ledger writes, and each of
/// them must be on the disk before it is acknowledged. One event waits for the lock instead of all of them one after the other.
/// </summary>
internal sealed class InboxQueue(IDbContextFactory<AppDb> databases, LoopHealth health, TimeProvider clock, ILogger<InboxQueue> log) : Loop(health, clock, log)
{
    private const int Most = 1000;
    private const string Insert = """
        INSERT INTO "InboxEvents" ("Id", "ChannelId", "Key", "Body", "ReceivedAt", "DueAt", "Tries") VALUES (@p0, @p1, @p2, @p3, @p4, @p4, 0) ON CONFLICT DO NOTHING
        """;

    private readonly System.Threading.Channels.Channel<Arrived> queue = System.Threading.Channels.Channel.CreateBounded<Arrived>(8 * Most);

    /// <summary>Comes back when the event is kept; the same event twice is kept once.</summary>
    public async Task KeepAsync(Guid channel, string key, string body, CancellationToken ct)
    {
        var arrived = new Arrived(channel, key, body);
        await queue.Writer.WriteAsync(arrived, ct);
        await arrived.Kept.Task.WaitAsync(ct);
    }

    protected override async Task WaitAsync(CancellationToken ct) => await queue.Reader.WaitToReadAsync(ct);

    protected override async Task TurnAsync(CancellationToken ct)
    {
        var group = new List<Arrived>();
        while (group.Count < Most && queue.Reader.TryRead(out var arrived))
        {
            group.Add(arrived);
        }

        await KeepAsync(group, ct);
    }

    private async Task KeepAsync(List<Arrived> group, CancellationToken ct)
    {
        try
        {
            await WriteAsync(group, ct);
            group.ForEach(a => a.Kept.TrySetResult());
        }
        catch (Exception error) when (group.Count > 1 && !ct.IsCancellationRequested)
        {
            // One event that cannot be kept must not hold up its neighbours. Two in a row say that the database is not there: then each of a
            // thousand would wait for it anew.
            Log.LogWarning(error, "A group of {Count} events failed; keeping them one by one", group.Count);
            var failed = 0;
            foreach (var arrived in group)
            {
                if (failed < 2)
                {
                    await KeepAsync([arrived], ct);
                    failed = arrived.Kept.Task.IsFaulted ? failed + 1 : 0;
                }
                else
                {
                    arrived.Kept.TrySetException(error);
                }
            }
        }
        catch (Exception error)
        {
            // Not acknowledged: the provider sends them again.
            group.ForEach(a => a.Kept.TrySetException(error));
            Fail(error);
        }
    }

    private async Task WriteAsync(List<Arrived> group, CancellationToken ct)
    {
        var now = Clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        await using var write = await db.BeginPlainWriteAsync(ct);
        // In the order of the unique key: two nodes that keep the same events must not wait crosswise.
        await db.ExecuteRowsAsync(Insert, group.OrderBy(a => a.Channel).ThenBy(a => a.Key, StringComparer.Ordinal)
            .Select(a => (object?[])[Guid.CreateVersion7(now), a.Channel, a.Key, a.Body, now.UtcDateTime]), ct);
        await write.CommitAsync(ct);
    }

    private sealed record Arrived(Guid Channel, string Key, string Body)
    {
        public TaskCompletionSource Kept { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
