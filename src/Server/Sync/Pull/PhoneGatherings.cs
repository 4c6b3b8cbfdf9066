using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gatherings;
using TungNgo.Teams.Phones;

namespace TungNgo.Sync.Pull;

/// <summary>Gatherings in a phone's hamlets: those to come, called off ones too, and the latest ones, at which somebody may still be noted.</summary>
internal sealed class PhoneGatherings(AppDb db, TimeProvider clock)
{
    private const int Days = 14;

    /// <summary>Whether any of them may have changed. Who came is in visits, and each of these says so of its gathering.</summary>
    public Task<bool> ChangedAsync(IReadOnlySet<Guid> slice, long after, CancellationToken ct) =>
        db.Changes.AnyAsync(c => c.Number > after && c.Kind == ChangeKind.Gathering && c.HamletId != null && slice.Contains(c.HamletId.Value), ct);

    public async Task<WireGathering[]> ReadAsync(Phone phone, IReadOnlySet<Guid> slice, CancellationToken ct)
    {
        var (today, teams) = (clock.Today(), phone.Teams.Select(t => t.Id).ToList());
        var since = today.AddDays(-Days);
        var all = await db.Gatherings.AsNoTracking().Where(g => (slice.Contains(g.HamletId) || teams.Contains(g.TeamId)) && g.Day >= since && (g.State != GatheringState.CalledOff || g.Day >= today))
            .OrderBy(g => g.Day).ThenBy(g => g.Starts).ThenBy(g => g.Id).ToListAsync(ct);
        if (all.Count == 0)
        {
            return [];
        }

        var ids = all.ConvertAll(g => g.Id);
        var came = (await CameToGathering.ReadAsync(db, ids, ct)).Where(c => slice.Contains(c.Household.HamletId)).ToLookup(c => c.Visit.GatheringId!.Value);
        var bookings = (await db.Bookings.AsNoTracking().Where(b => ids.Contains(b.GatheringId) && b.OffAt == null && b.Name != null).OrderBy(b => b.Slot).ThenBy(b => b.At).ToListAsync(ct))
            .ToLookup(b => b.GatheringId, b => new WireBooking(b.Id, b.Slot, b.Name!, b.Phone, b.HouseholdId));
        return [.. all.Select(g => new WireGathering(
            g.Id, g.HamletId, g.TeamId, g.Kind, g.Place, g.Day, g.Starts, g.Minutes, [.. g.Services], [.. g.Members], g.State, g.SlotMinutes, g.SlotSeats, [.. g.Heads],
            [.. came[g.Id].Select(c => new WireCame(
                c.Visit.Id, c.Household.Id, c.Visit.Came, c.Visit.MemberId,
                [.. c.Done.Select(a => new PushActivity(a.ServiceId, a.Stage, a.PersonId == Guid.Empty ? null : a.PersonId, a.Blocker))]))],
            [.. bookings[g.Id]]))];
    }
}
