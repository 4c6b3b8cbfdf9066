using Microsoft.EntityFrameworkCore;
using TungNgo.Answers;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Help;
using TungNgo.Relays;
using TungNgo.Sendings;
using TungNgo.Teams;

namespace TungNgo.Sync;

/// <summary>
/// What the mutations of a batch touch of the news, loaded set-wise and followed; nothing is read for a batch of visits alone.
/// </summary>
internal sealed class NewsWork(AppDb db, DateOnly today)
{
    public Dictionary<Guid, Relay> Relays { get; } = [];

    /// <summary>Relays on which the ledger has already counted households as reached.</summary>
    public HashSet<Guid> Settled { get; private set; } = [];

    /// <summary>Versions that are not to be passed on any more.</summary>
    public HashSet<Guid> Cancelled { get; private set; } = [];
    public List<(Guid TeamId, Guid MemberId, string Name)> Seats { get; private set; } = [];
    public Dictionary<(Guid VersionId, Guid HouseholdId), Delivery> Tellings { get; } = [];
    public Dictionary<(Guid VersionId, Guid HouseholdId), Recipient> Recipients { get; } = [];

    /// <summary>Bulletins that ask what was done, by version.</summary>
    public Dictionary<Guid, Bulletin> Asking { get; } = [];
    public Dictionary<Guid, ZaloGroup> Groups { get; } = [];
    public List<ContactPoint> Contacts { get; } = [];
    public Dictionary<Guid, HelpRequest> Help { get; } = [];

    public async Task LoadAsync(IReadOnlyList<Mutation> wanted, CancellationToken ct)
    {
        await LoadRelaysAsync(Ids(wanted, m => m.Relay?.RelayId), ct);
        await LoadTellingsAsync([.. wanted.Select(m => m.Telling).OfType<PushTelling>()], ct);
        var versions = Relays.Values.Select(r => r.VersionId).Concat(Ids(wanted, m => m.Telling?.BulletinId)).Distinct().ToList();
        if (versions.Count > 0)
        {
            Cancelled = [.. await (
                from version in db.BulletinVersions.Where(v => versions.Contains(v.Id))
                join bulletin in db.Bulletins.Where(b => b.CancelledAt != null) on version.BulletinId equals bulletin.Id
                select version.Id).ToListAsync(ct)];
        }

        await LoadAskingAsync([.. wanted.Select(m => m.Answer).OfType<PushAnswer>()], ct);
        await LoadContactsAsync([.. wanted.Select(m => m.Contact).OfType<PushContact>()], ct);
        if (Ids(wanted, m => m.Help?.Id ?? m.Question?.Id) is { Count: > 0 } help)
        {
            await db.HelpRequests.Where(r => help.Contains(r.Id)).ForEachAsync(r => Help[r.Id] = r, ct);
        }
    }

    private static List<Guid> Ids(IEnumerable<Mutation> mutations, Func<Mutation, Guid?> id) => [.. mutations.Select(id).OfType<Guid>().Distinct()];

    private async Task LoadRelaysAsync(List<Guid> ids, CancellationToken ct)
    {
        if (ids.Count == 0)
        {
            return;
        }

        await db.Relays.Where(r => ids.Contains(r.Id)).ForEachAsync(r => Relays[r.Id] = r, ct);
        Settled = [.. await db.Deliveries.Where(d => d.RelayId != null && ids.Contains(d.RelayId.Value) && d.State == DeliveryState.Done).Select(d => d.RelayId!.Value).Distinct().ToListAsync(ct)];
        var teams = Relays.Values.Select(r => r.TeamId).Distinct().ToList();
        Seats = [.. (await (
            from seat in db.Memberships.Where(m => teams.Contains(m.TeamId) && m.From <= today && (m.To == null || m.To >= today))
            join member in db.Members on seat.MemberId equals member.Id
            select new { seat.TeamId, seat.MemberId, member.Name }).ToListAsync(ct)).Select(s => (s.TeamId, s.MemberId, s.Name))];
    }

    private async Task LoadTellingsAsync(List<PushTelling> told, CancellationToken ct)
    {
        if (told.Count == 0)
        {
            return;
        }

        // A few rows too many (each version × each household) are cheaper than a query for each pair.
        var (versions, households) = (told.Select(t => t.BulletinId).Distinct().ToList(), told.Select(t => t.HouseholdId).Distinct().ToList());
        await db.Deliveries.Where(d => versions.Contains(d.VersionId) && households.Contains(d.RecipientId) && d.Kind == ChannelKind.InPerson)
            .ForEachAsync(d => Tellings[(d.VersionId, d.RecipientId)] = d, ct);
        await db.Recipients.Where(r => versions.Contains(r.VersionId) && households.Contains(r.RecipientId)).ForEachAsync(r => Recipients[(r.VersionId, r.RecipientId)] = r, ct);
    }

    private async Task LoadAskingAsync(List<PushAnswer> said, CancellationToken ct)
    {
        if (said.Count == 0)
        {
            return;
        }

        var (versions, households) = (said.Select(a => a.BulletinId).Distinct().ToList(), said.Select(a => a.HouseholdId).Distinct().ToList());
        var issued = await (
            from version in db.BulletinVersions.Where(v => versions.Contains(v.Id))
            join bulletin in db.Bulletins on version.BulletinId equals bulletin.Id
            select new { bulletin, version }).AsNoTracking().ToListAsync(ct);
        foreach (var one in issued.Where(i => AnswerNotice.Asks(i.bulletin, i.version)))
        {
            Asking[one.version.Id] = one.bulletin;
        }

        await db.Recipients.Where(r => !r.IsMember && versions.Contains(r.VersionId) && households.Contains(r.RecipientId)).ForEachAsync(r => Recipients[(r.VersionId, r.RecipientId)] = r, ct);
    }

    private async Task LoadContactsAsync(List<PushContact> pushed, CancellationToken ct)
    {
        if (pushed.Count == 0)
        {
            return;
        }

        var groups = pushed.Select(p => p.GroupId).OfType<Guid>().Distinct().ToList();
        await db.ZaloGroups.AsNoTracking().Where(g => groups.Contains(g.Id) && (g.ClosedOn == null || g.ClosedOn > today)).ForEachAsync(g => Groups[g.Id] = g, ct);
        var ids = pushed.Select(p => p.HouseholdId).Distinct().ToList();
        Contacts.AddRange(await db.ContactPoints.Where(c => c.HouseholdId != null && ids.Contains(c.HouseholdId.Value)).ToListAsync(ct));
    }
}
