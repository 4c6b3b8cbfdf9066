using TungNgo.Data;
using TungNgo.Data.Rows;

namespace TungNgo.Feed;

/// <summary>Who writes: an official, a phone's member, or the system (command line, demo).</summary>
internal sealed record Actor(string Name, Guid? UserId = null, Guid? MemberId = null, Guid? DeviceId = null, string? Address = null)
{
    public static readonly Actor System = new("Hệ thống");

    public Guid? Id => UserId ?? MemberId;
}

/// <summary>Begins writes. Scoped beside <see cref="AppDb"/>, which it saves.</summary>
internal sealed class Writer(AppDb db, ChangeFeed feed, TimeProvider clock)
{
    /// <param name="reads">What the write needs to know first; read in one message with the begin.</param>
    public async Task<Write> BeginAsync(Actor actor, CancellationToken ct, params IReadOnlyList<RowQuery> reads) =>
        new(db, feed, await db.BeginWriteAsync(reads, ct), actor, Instants.AsStored(clock.GetUtcNow().UtcDateTime));
}
