using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Relays;
using TungNgo.Sendings;

namespace TungNgo.Reach;

internal sealed record RecipientCount(Guid HamletId, bool IsMember, string Language, RecipientState State, ChannelKind? By, int Count);

/// <param name="ChannelId">Null for people's work.</param>
/// <param name="ToSubscriber">See <see cref="Delivery.IsToSubscriber"/>.</param>
internal sealed record DeliveryCount(Guid HamletId, ChannelKind Kind, Guid? ChannelId, string Language, DeliveryState State, string? Code, int Count, bool ToSubscriber);

internal sealed record PlannedCount(Guid HamletId, int Recipients, int Deliveries);

/// <summary>A relay with the words a coverage table needs.</summary>
public sealed record RelayCount(Guid Id, Guid AreaId, string Group, string? Member, string Language, int? People, RelayState State, DateTime DueAt, DateTime? PostedAt, DateTime? EscalatedAt, bool ByAccount);

/// <summary>All rows of one version, counted by the database by hamlet; whose figures they are is decided afterwards.</summary>
internal sealed record ReachCounts(
    IReadOnlyList<Sending> Sendings, IReadOnlyList<RecipientCount> Recipients, IReadOnlyList<DeliveryCount> Deliveries, IReadOnlyList<PlannedCount> Planned, IReadOnlyList<RelayCount> Relays)
{
    /// <summary>Different whenever any figure is different.</summary>
    public int Stamp()
    {
        var hash = default(HashCode);
        foreach (var sending in Sendings)
        {
            hash.Add(sending.State);
        }

        foreach (var r in Recipients.OrderBy(r => r.HamletId).ThenBy(r => r.Language, StringComparer.Ordinal).ThenBy(r => r.State).ThenBy(r => r.By))
        {
            hash.Add(r);
        }

        foreach (var d in Deliveries.OrderBy(d => d.HamletId).ThenBy(d => d.Kind).ThenBy(d => d.ChannelId).ThenBy(d => d.Language, StringComparer.Ordinal).ThenBy(d => d.State).ThenBy(d => d.Code, StringComparer.Ordinal).ThenBy(d => d.ToSubscriber))
        {
            hash.Add(d);
        }

        foreach (var relay in Relays)
        {
            hash.Add(relay);
        }

        return hash.ToHashCode();
    }
}

/// <summary>Counts versions, and keeps the counts of very large ones for two seconds: a province's page is open on many desks at once.</summary>
internal sealed class ReachCounter(IDbContextFactory<AppDb> databases, TimeProvider clock)
{
    private const int Large = 50_000;
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<Guid, (DateTime At, ReachCounts Counts)> large = new();

    public async Task<ReachCounts> CountAsync(Guid versionId, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (large.TryGetValue(versionId, out var kept) && now - kept.At < Kept)
        {
            return kept.Counts;
        }

        var counts = await ReadAsync(versionId, ct);
        large.TryRemove(versionId, out _);
        if (counts.Planned.Sum(p => p.Recipients) >= Large)
        {
            large[versionId] = (now, counts);
        }

        return counts;
    }

    private async Task<ReachCounts> ReadAsync(Guid versionId, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        // Planned and counted must be of one instant, or a page that is read while a hamlet is planned would show a hole.
        await using var instant = await db.BeginSnapshotAsync(ct);
        var sendings = await db.Sendings.AsNoTracking().Where(s => s.VersionId == versionId).OrderBy(s => s.CreatedAt).ToListAsync(ct);
        var ids = sendings.Select(s => s.Id).ToList();
        var recipients = await db.Recipients.Where(r => ids.Contains(r.SendingId)).GroupBy(r => new { r.HamletId, r.IsMember, r.Language, r.State, r.ReachedBy })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var deliveries = await db.Deliveries.Where(d => ids.Contains(d.SendingId)).GroupBy(d => new { d.HamletId, d.Kind, d.ChannelId, d.Language, d.State, d.Code, ToSubscriber = d.ContactId == d.RecipientId })
            .Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        var planned = await db.PlannedHamlets.Where(p => ids.Contains(p.SendingId)).GroupBy(p => p.HamletId)
            .Select(g => new { g.Key, Recipients = g.Sum(p => p.Recipients), Deliveries = g.Sum(p => p.Deliveries) }).ToListAsync(ct);
        var relays = await (
            from relay in db.Relays.Where(r => r.VersionId == versionId)
            join zalo in db.ZaloGroups on relay.GroupId equals zalo.Id
            from member in db.Members.Where(m => m.Id == relay.MemberId).DefaultIfEmpty()
            orderby relay.Id
            select new RelayCount(relay.Id, relay.AreaId, zalo.Name, member == null ? null : member.Name, relay.Language, relay.People, relay.State, relay.DueAt, relay.PostedAt, relay.EscalatedAt, relay.ByAccount)).ToListAsync(ct);
        return new ReachCounts(
            sendings,
            [.. recipients.Select(r => new RecipientCount(r.Key.HamletId, r.Key.IsMember, r.Key.Language, r.Key.State, r.Key.ReachedBy, r.Count))],
            [.. deliveries.Select(d => new DeliveryCount(d.Key.HamletId, d.Key.Kind, d.Key.ChannelId, d.Key.Language, d.Key.State, d.Key.Code, d.Count, d.Key.ToSubscriber))],
            [.. planned.Select(p => new PlannedCount(p.Key, p.Recipients, p.Deliveries))], relays);
    }
}
