using Microsoft.EntityFrameworkCore;
using TungNgo.Data;

namespace TungNgo.Feed;

/// <summary>
/// Begins another history after a backup was restored. Phones that know the old one read anew; and the numbers leap beyond all that the lost
/// history can have given, so that none is given to two facts: open pages, forms and phones that ask for "later than" are never wrong.
/// </summary>
internal static class NewEpoch
{
    public const string Restored = "backup.restore";

    /// <summary>More changes than a province makes in centuries; a number stays exact in JavaScript for millions of restores.</summary>
    public const long Leap = 1_000_000_000;

    /// <param name="backup">Name of the file, for the audit.</param>
    public static async Task BeginAsync(IServiceProvider services, string backup, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var counter = await db.FeedCounters.AsTracking().SingleAsync(ct);
        var last = counter.Value;
        counter.Value += Leap;
        counter.Epoch = Guid.CreateVersion7();
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, ct);
        write.Audit(Restored, Guid.Empty, null, null, new { file = backup, last });
        await write.CommitAsync(ct);
    }
}
