using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Gateways.Sms;
using TungNgo.Households;
using TungNgo.Relays;
using TungNgo.Teams;

namespace TungNgo.Sendings.Plan;

/// <summary>Reads the recipients of one hamlet with all that planning needs of them, in a handful of queries however many there are.</summary>
internal sealed class RecipientReader(AppDb db, Audience audience, bool emergency, DateOnly today)
{
    /// <param name="relays">Relay by community group.</param>
    public async Task<List<Facts>> ReadAsync(Guid hamletId, IReadOnlyDictionary<Guid, Guid> relays, CancellationToken ct) =>
        audience.TeamRoles is { Length: > 0 } roles ? await MembersAsync(hamletId, roles, ct) : await HouseholdsAsync(hamletId, relays, ct);

    public async Task<OptOutSet> OptOutsAsync(IEnumerable<Facts> recipients, CancellationToken ct)
    {
        if (emergency)
        {
            return new OptOutSet([], emergency: true);
        }

        var addresses = recipients.SelectMany(r => new[] { r.Phone, r.Zalo?.Address, r.Push?.Address }).OfType<string>().Distinct().ToList();
        return new OptOutSet(addresses.Count == 0 ? [] : await db.OptOuts.AsNoTracking().Where(o => addresses.Contains(o.Address)).ToListAsync(ct), emergency: false);
    }

    private async Task<List<Facts>> HouseholdsAsync(Guid hamletId, IReadOnlyDictionary<Guid, Guid> relays, CancellationToken ct)
    {
        var agreed = ContactConsents.Standing(db);
        var wanted = AudienceQuery.Households(db, audience, hamletId, today);
        var households = await wanted.Select(h => new
        {
            h.Id,
            h.Language,
            h.Phone,
            OtherPhone = h.Phone != null ? null : db.People.Where(p => p.HouseholdId == h.Id && p.GoneDay == null && p.Phone != null).OrderBy(p => p.Order).Select(p => p.Phone).FirstOrDefault(),
            Agreed = agreed.Any(c => c.HouseholdId == h.Id),
        }).ToListAsync(ct);
        // Asked from the hamlet's households: from the contacts it would be all of the province's, once for each hamlet.
        var contacts = (await db.Households.Where(h => h.HamletId == hamletId)
            .SelectMany(h => db.ContactPoints.Where(c => c.HouseholdId == h.Id && c.GoneAt == null)).AsNoTracking().ToListAsync(ct)).ToLookup(c => c.HouseholdId!.Value);
        return [.. households.Select(h => new Facts(
            h.Id, hamletId, h.Language ?? "vi", PhoneNumber.Normalise(h.Phone ?? h.OtherPhone), emergency || h.Agreed,
            contacts[h.Id].Where(c => c.Kind == ContactKind.Zalo).MaxBy(c => c.LastInteractionAt ?? c.AddedAt),
            contacts[h.Id].Where(c => c.Kind == ContactKind.Push).MaxBy(c => c.AddedAt),
            contacts[h.Id].Where(c => c.Kind == ContactKind.Group).Select(c => Guid.TryParse(c.Address, out var g) && relays.TryGetValue(g, out var relay) ? relay : (Guid?)null).FirstOrDefault(r => r is not null),
            AtDoor: true))];
    }

    /// <summary>Members are colleagues: they are written to by SMS and see the bulletin on their phone anyway.</summary>
    private async Task<List<Facts>> MembersAsync(Guid areaId, TeamRole[] roles, CancellationToken ct)
    {
        var members = await (
            from team in db.Teams.Where(t => t.AreaId == areaId && (t.DissolvedOn == null || t.DissolvedOn > today))
            join seat in db.Memberships.Where(m => m.From <= today && (m.To == null || m.To >= today) && roles.Contains(m.Role)) on team.Id equals seat.TeamId
            join member in db.Members on seat.MemberId equals member.Id
            select member).AsNoTracking().Distinct().ToListAsync(ct);
        return [.. members.Select(m => new Facts(m.Id, areaId, m.Languages.Replace(',', '+'), PhoneNumber.Normalise(m.Phone), MayWrite: true, null, null, null, AtDoor: false))];
    }
}
