using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Gatherings;

/// <summary>Forgets who had booked when nobody needs it any more: the page promises it to them.</summary>
internal sealed class ForgetBookings(AppDb db, Writer writer, TimeProvider clock)
{
    public const int Days = 30;
    private const int AtOnce = 200;

    /// <returns>How many were forgotten; less than asked for means that no more are due.</returns>
    public async Task<int> StepAsync(CancellationToken ct)
    {
        var before = clock.Today().AddDays(-Days);
        var old = db.Bookings.Where(b => b.Name != null && db.Gatherings.Any(g => g.Id == b.GatheringId && g.Day < before));
        if (!await old.AnyAsync(ct))
        {
            return 0;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        var due = await old.OrderBy(b => b.At).Take(AtOnce).ToListAsync(ct);
        foreach (var booking in due)
        {
            (booking.Name, booking.Phone, booking.HouseholdId) = (null, null, null);
            write.Audit("booking.forget", booking.Id, null, new { booking.At }, null);
        }

        await write.CommitAsync(ct);
        return due.Count;
    }
}

/// <summary>Looks each hour; what is due stands in the rows.</summary>
internal sealed class GatheringLoop(IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<GatheringLoop> log) : IntervalLoop(TimeSpan.FromHours(1), health, clock, log)
{
    protected override async Task TurnAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ForgetBookings>().StepAsync(ct);
    }
}
