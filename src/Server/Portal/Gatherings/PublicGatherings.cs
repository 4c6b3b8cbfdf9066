using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Gatherings;

namespace TungNgo.Portal.Gatherings;

/// <summary>A gathering as anybody may see it: where, when, what for, and which times are free. Nobody is named.</summary>
/// <param name="Slots">Times that are still to come.</param>
internal sealed record PublicGathering(Gathering Held, IReadOnlyList<(TimeOnly Slot, int Free)> Slots, bool IsOver)
{
    public bool HasFree => Slots.Any(s => s.Free > 0);
}

/// <summary>Reads the gatherings that are still to come.</summary>
internal sealed class PublicGatherings(AppDb db, TimeProvider clock)
{
    /// <summary>How far ahead a hamlet's page tells of them.</summary>
    private const int Days = 30;

    public async Task<IReadOnlyList<PublicGathering>> ComingAsync(Guid hamletId, CancellationToken ct)
    {
        var (today, last) = (clock.Today(), clock.Today().AddDays(Days));
        var all = await db.Gatherings.AsNoTracking().Where(g => g.HamletId == hamletId && g.State != GatheringState.CalledOff && g.Day >= today && g.Day <= last)
            .OrderBy(g => g.Day).ThenBy(g => g.Starts).ToListAsync(ct);
        return [.. (await WithSlotsAsync(all, ct)).Where(g => !g.IsOver)];
    }

    /// <returns>Null when there is no such gathering, or it was called off.</returns>
    public async Task<PublicGathering?> FindAsync(Guid id, CancellationToken ct)
    {
        var all = await db.Gatherings.AsNoTracking().Where(g => g.Id == id && g.State != GatheringState.CalledOff).ToListAsync(ct);
        return await WithSlotsAsync(all, ct) is [var found] ? found : null;
    }

    private async Task<IReadOnlyList<PublicGathering>> WithSlotsAsync(List<Gathering> all, CancellationToken ct)
    {
        var (ids, now) = (all.ConvertAll(g => g.Id), clock.GetUtcNow().UtcDateTime);
        var taken = (await db.Bookings.Where(b => ids.Contains(b.GatheringId) && b.OffAt == null).Select(b => new { b.GatheringId, b.Slot }).ToListAsync(ct)).ToLookup(b => (b.GatheringId, b.Slot));
        return all.ConvertAll(g => new PublicGathering(g, [.. g.Slots.Where(s => g.TimeOf(s) > now).Select(s => (s, g.SlotSeats - taken[(g.Id, s)].Count()))], g.Ends <= now));
    }
}
