using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Providers;
using TungNgo.Relays;
using TungNgo.Sendings.Dispatch;

namespace TungNgo.Sendings.Plan;

/// <summary>
/// Turns a sending into rows: relays for the community groups, then one hamlet after the other, each in one transaction that also
/// notes that the hamlet is done. Interrupted or run by two nodes at once, it ends in the same rows.
/// </summary>
internal sealed class PlanSending(AppDb db, Writer writer, AreaTree areas, ChannelBook channels, VersionTexts texts, TimeProvider clock)
{
    /// <summary>Hamlets that one sending plans before the others have their turn.</summary>
    private const int Slice = 16;

    private IQueryable<Sending> Due
    {
        get
        {
            // Planned a day ahead at the most: who is reachable how changes every day.
            var soon = clock.GetUtcNow().UtcDateTime.AddDays(1);
            return db.Sendings.AsNoTracking().Where(s => s.State == SendingState.Planning && s.NotBefore <= soon);
        }
    }

    /// <summary>Whose turn it is: emergencies come first, and among equals the one of which least is planned, so that few hamlets do not wait for a whole province.</summary>
    /// <param name="resting">Sendings that are left out for now.</param>
    /// <param name="ct">Stops asking.</param>
    public Task<Sending?> NextAsync(IReadOnlyCollection<Guid> resting, CancellationToken ct) => Due.Where(s => !resting.Contains(s.Id))
        .OrderByDescending(s => s.Emergency).ThenBy(s => db.PlannedHamlets.Count(p => p.SendingId == s.Id)).ThenBy(s => s.CreatedAt).FirstOrDefaultAsync(ct);

    /// <summary>Plans some hamlets of it; an emergency that comes meanwhile waits for the hamlet at hand and no longer.</summary>
    public async Task RunAsync(Sending sending, CancellationToken ct)
    {
        var audience = Audience.Of(sending.Audience);
        var (hamlets, _) = audience.HamletsOf(areas.Today);
        var leaves = audience.TeamRoles is { Length: > 0 } ? [.. audience.Areas.SelectMany(a => areas.Today.Below(a)).Select(u => u.AreaId).Distinct()] : hamlets;
        var done = (await db.PlannedHamlets.Where(p => p.SendingId == sending.Id).Select(p => p.HamletId).ToListAsync(ct)).ToHashSet();
        var left = leaves.Where(h => !done.Contains(h)).ToList();
        var relays = await RelaysAsync(sending, audience, ct);
        foreach (var hamlet in left.Take(Slice))
        {
            await PlanAsync(sending, audience, hamlet, relays, ct);
            db.ChangeTracker.Clear();
            if (!sending.Emergency && await Due.AnyAsync(s => s.Emergency, ct))
            {
                return;
            }
        }

        if (left.Count <= Slice)
        {
            await FinishAsync(sending.Id, ct);
        }
    }

    private async Task<IReadOnlyDictionary<Guid, Guid>> RelaysAsync(Sending sending, Audience audience, CancellationToken ct)
    {
        if (audience.TeamRoles is { Length: > 0 })
        {
            return new Dictionary<Guid, Guid>();
        }

        if (await db.PlannedHamlets.AnyAsync(p => p.SendingId == sending.Id, ct))
        {
            // They are made before the first hamlet.
            return await db.Relays.AsNoTracking().Where(r => r.VersionId == sending.VersionId).ToDictionaryAsync(r => r.GroupId, r => r.Id, ct);
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        var kept = await db.Relays.AsNoTracking().Where(r => r.VersionId == sending.VersionId).ToDictionaryAsync(r => r.GroupId, r => r.Id, ct);
        var chain = Chain.Of(sending.Chain);
        // Stopped since it was read: nobody is to post any more.
        var stopped = !await db.Sendings.AnyAsync(s => s.Id == sending.Id && s.State == SendingState.Planning, ct);
        if (stopped || kept.Count > 0 || !chain.Steps.Any(s => s.Families.Contains(ChannelFamily.Relay)))
        {
            return kept;
        }

        var version = await texts.GetAsync(sending.VersionId, ct);
        var order = new RelayOrder(sending.Id, sending.VersionId, sending.BulletinId, sending.NotBefore, sending.ValidTo, version.LanguageFor);
        var relays = await new RelayPlan(db, areas.Today, channels, clock.Today()).MakeAsync(order, audience, chain, write, ct);
        db.Relays.AddRange(relays);
        db.Deliveries.AddRange(await AccountPosts.MakeAsync(db, channels, sending, relays, write, ct));
        foreach (var relay in relays)
        {
            write.Changed(ChangeKind.Relay, relay.Id, relay.AreaId);
        }

        if (relays.Count > 0)
        {
            write.Audit("sending.relays", sending.Id, sending.AreaId, null, new { groups = relays.Count });
            await write.CommitAsync(ct);
        }

        return relays.ToDictionary(r => r.GroupId, r => r.Id);
    }

    private async Task PlanAsync(Sending sending, Audience audience, Guid hamletId, IReadOnlyDictionary<Guid, Guid> relays, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(Actor.System, ct);
        // Stopped, or planned by another node since it was read.
        if (!await db.Sendings.AnyAsync(s => s.Id == sending.Id && s.State == SendingState.Planning && !db.PlannedHamlets.Any(p => p.SendingId == s.Id && p.HamletId == hamletId), ct))
        {
            return;
        }

        var reader = new RecipientReader(db, audience, sending.Emergency, clock.Today());
        var facts = await reader.ReadAsync(hamletId, relays, ct);
        // Another sending of the same version may have them already: a household counts once.
        var before = (await db.Sendings.Where(s => s.VersionId == sending.VersionId)
            .SelectMany(s => db.Recipients.Where(r => r.SendingId == s.Id && r.HamletId == hamletId)).Select(r => r.RecipientId).ToListAsync(ct)).ToHashSet();
        facts.RemoveAll(f => before.Contains(f.Id));
        var version = await texts.GetAsync(sending.VersionId, ct);
        var ways = new Ways(
            channels, hamletId, Chain.Of(sending.Chain), sending.Kind, write.Now, await reader.OptOutsAsync(facts, ct), (channel, kind) => channel.HasTemplate(kind, version.Texts.Keys));
        var rows = new PlanRows(sending, version, write);
        foreach (var recipient in facts)
        {
            rows.Add(recipient, ways);
        }

        foreach (var (browser, channel) in await Subscribers.ReadAsync(db, channels, audience, sending.VersionId, hamletId, ct))
        {
            rows.Add(browser, channel);
        }

        await db.InsertAsync(rows.Recipients, ct);
        await db.InsertAsync(rows.Deliveries, ct);
        write.Rows.Add(RowStatement.Insert(db, [new PlannedHamlet { SendingId = sending.Id, HamletId = hamletId, Recipients = rows.Recipients.Count, Deliveries = rows.Deliveries.Count }]));
        write.Cells.Add(hamletId, Indicators.NoticesPlanned, clock.Today().Number(), rows.Recipients.Count(r => !r.IsMember));
        if (rows.Tellings > 0)
        {
            write.Changed(ChangeKind.Telling, sending.Id, hamletId);
        }

        write.Audit("sending.plan", sending.Id, hamletId, null, new { recipients = rows.Recipients.Count, deliveries = rows.Deliveries.Count, inQuietHours = rows.InQuietHours });
        await write.CommitAsync(ct);
    }

    private async Task FinishAsync(Guid sendingId, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(Actor.System, ct);
        var sending = await db.Sendings.SingleAsync(s => s.Id == sendingId, ct);
        if (sending.State != SendingState.Planning)
        {
            return;
        }

        (sending.State, sending.PlannedAt) = (SendingState.Running, write.Now);
        write.Changed(ChangeKind.Sending, sending.Id);
        write.Audit("sending.planned", sending.Id, sending.AreaId, null, new
        {
            recipients = await db.PlannedHamlets.Where(p => p.SendingId == sendingId).SumAsync(p => p.Recipients, ct),
            deliveries = await db.PlannedHamlets.Where(p => p.SendingId == sendingId).SumAsync(p => p.Deliveries, ct),
        });
        await write.CommitAsync(ct);
    }
}
