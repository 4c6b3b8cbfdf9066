using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Answers;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Providers;
using TungNgo.Relays;
using TungNgo.Sendings;
using TungNgo.Web;

namespace TungNgo.Reach;

/// <param name="Area">The unit, with all below it.</param>
public sealed record ReachRow(Guid Area, string Name, ReachSums Sums);

/// <param name="Reached">Households that this way reached first.</param>
public sealed record ReachKind(ChannelKind Kind, int Reached, ReachSums Sums);

/// <param name="Why">Stable word for the reason; its sentence is the text channels.why.WHY.</param>
/// <param name="Code">The provider's own code.</param>
public sealed record ReachFailure(ChannelKind Kind, string Why, string? Code, int Count);

/// <param name="After">From the beginning of the sending until this share of all households was reached; null while it is not.</param>
public sealed record ReachTime(int Percent, TimeSpan? After);

/// <param name="Name">The lane with its hamlet; null for households that are in no lane.</param>
public sealed record SilentLane(Guid HamletId, string Hamlet, string? Name, int Households);

/// <summary>Whether nothing was lost: what was planned is there, and is open or has ended. Groups are counted as relays, not here.</summary>
/// <param name="PlannedRecipients">By the notes of the planner; as <paramref name="PlannedMessages"/>.</param>
/// <param name="FoundRecipients">The same, counted in the ledger.</param>
public sealed record ReachCheck(int PlannedRecipients, int FoundRecipients, int PlannedMessages, int FoundMessages, int Open)
{
    public bool Holds => PlannedRecipients == FoundRecipients && PlannedMessages == FoundMessages;
}

/// <summary>Reach of one version of a bulletin in one unit.</summary>
/// <param name="Began">When sending began, UTC; null when it has not.</param>
/// <param name="Running">Whether something may still be sent.</param>
/// <param name="Answers">What households did about it, over the whole matter: this bulletin, those before it and after it. Null when it asks nothing.</param>
public sealed record ReachAnswer(
    Guid Bulletin, int? Version, Guid Area, string AreaName, DateTime? Began, bool Running, ReachSums Total, ReachRow[] Units, IReadOnlyDictionary<string, ReachSums> Languages, ReachKind[] Kinds,
    ReachFailure[] Failures, ReachTime[] Times, SilentLane[] SilentLanes, ReachCheck Check,
    AnswerSums? Answers);

/// <summary>What a page shows beside the answer.</summary>
internal sealed record ReachView(Bulletin Bulletin, string Title, IReadOnlyList<int> Versions, ReachAnswer Answer, IReadOnlyList<RelayCount> Relays);

/// <summary>Reads the reach of a bulletin in what the caller may see: a commune sees its own part of a bulletin of the province.</summary>
internal sealed class ReachReader(AppDb db, ReachCounter counter, AreaTree areas, ChannelBook channels, ProviderBook providers, CurrentUser user, ComingRecipients coming)
{
    private static readonly int[] Shares = [50, 90, 98];

    public async Task<ReachView> AskAsync(Guid bulletinId, int? version, Guid? areaId, string language, CancellationToken ct)
    {
        var (bulletin, numbers, chosen, counts) = await FindAsync(bulletinId, version, ct);
        var area = AreaOf(bulletin, areaId);
        var below = areas.Today.Below(area).Select(u => u.AreaId).ToHashSet();
        var mine = counts with
        {
            Recipients = [.. counts.Recipients.Where(r => below.Contains(r.HamletId))],
            Deliveries = [.. counts.Deliveries.Where(d => below.Contains(d.HamletId))],
            Planned = [.. counts.Planned.Where(p => below.Contains(p.HamletId))],
            Relays = [.. counts.Relays.Where(r => below.Contains(r.AreaId))],
        };
        var began = counts.Sendings.Count == 0 ? (DateTime?)null : counts.Sendings.Min(s => s.NotBefore);
        // The whole is known from the audience at once; it does not grow while the ledger is written.
        var whole = mine with { Recipients = [.. mine.Recipients, .. await coming.OfAsync(mine, below, ct)] };
        var total = ReachSums.Of(whole.Recipients, whole.Deliveries, whole.Relays);
        var answer = new ReachAnswer(
            bulletin.Id, chosen?.Number, area, areas.Today.NameWithParent(area), began, counts.Sendings.Any(s => s.State < SendingState.Done), total, Units(area, whole),
            mine.Recipients.Select(r => r.Language).Concat(mine.Relays.Select(r => r.Language)).Distinct().Order(StringComparer.Ordinal).ToDictionary(
                l => l, l => ReachSums.Of(mine.Recipients.Where(r => r.Language == l), mine.Deliveries.Where(d => d.Language == l), mine.Relays.Where(r => r.Language == l))),
            Kinds(mine), Failures(mine), await TimesAsync(counts, mine, total, began, ct), await SilentLanesAsync(mine, ct),
            new ReachCheck(mine.Planned.Sum(p => p.Recipients), mine.Recipients.Sum(r => r.Count), mine.Planned.Sum(p => p.Deliveries), mine.Deliveries.Where(d => d.Kind != ChannelKind.ZaloGroup).Sum(d => d.Count), total.MessagesOpen),
            chosen is not null && AnswerNotice.Asks(bulletin, chosen) ? await AnswerSums.ReadAsync(db, bulletin, below, ct) : null);
        return new ReachView(bulletin, await TitleAsync(bulletin, chosen, language, ct), numbers, answer, mine.Relays);
    }

    /// <summary>Changes whenever a figure that the caller may see could have changed.</summary>
    public async Task<int> StampAsync(Guid bulletinId, int? version, CancellationToken ct) => (await FindAsync(bulletinId, version, ct)).Counts.Stamp();

    /// <summary>Its unit or part of its audience lies where the caller may look; otherwise it is simply not there.</summary>
    public async Task<(Bulletin Bulletin, IReadOnlyList<int> Versions, BulletinVersion? Version, ReachCounts Counts)> FindAsync(Guid bulletinId, int? version, CancellationToken ct)
    {
        var bulletin = await db.Bulletins.AsNoTracking().SingleOrDefaultAsync(b => b.Id == bulletinId, ct) ?? throw new Refusal(Problems.NotFound);
        var versions = await db.BulletinVersions.AsNoTracking().Where(v => v.BulletinId == bulletinId && db.Sendings.Any(s => s.VersionId == v.Id)).OrderBy(v => v.Number).ToListAsync(ct);
        var chosen = version is null ? versions.LastOrDefault() : versions.Find(v => v.Number == version) ?? throw new Refusal(Problems.NotFound);
        var counts = chosen is null ? new ReachCounts([], [], [], [], []) : await counter.CountAsync(chosen.Id, ct);
        if (!user.Can(Permission.ViewBulletins, bulletin.AreaId))
        {
            var seen = user.AreasWith(Permission.ViewBulletins).SelectMany(areas.Today.Below).Select(u => u.AreaId).ToHashSet();
            if (!counts.Planned.Any(p => p.Recipients > 0 && seen.Contains(p.HamletId)) && !counts.Relays.Any(r => seen.Contains(r.AreaId)))
            {
                throw new Refusal(Problems.NotFound);
            }
        }

        return (bulletin, [.. versions.Select(v => v.Number)], chosen, counts);
    }

    /// <summary>The unit asked for, else that of the bulletin, else the caller's own.</summary>
    public Guid AreaOf(Bulletin bulletin, Guid? areaId)
    {
        if (areaId is { } asked)
        {
            user.Require(Permission.ViewBulletins, asked);
            return asked;
        }

        return user.Can(Permission.ViewBulletins, bulletin.AreaId) ? bulletin.AreaId : user.AreasWith(Permission.ViewBulletins).First();
    }

    private ReachRow[] Units(Guid area, ReachCounts counts)
    {
        var children = areas.Today.ChildrenOf(area).ToList();
        var childOf = children.SelectMany(c => areas.Today.Below(c.AreaId).Select(u => (u.AreaId, Child: c.AreaId))).ToDictionary(p => p.AreaId, p => p.Child);
        Guid Of(Guid id) => childOf.GetValueOrDefault(id);
        var (recipients, deliveries, relays) = (counts.Recipients.ToLookup(r => Of(r.HamletId)), counts.Deliveries.ToLookup(d => Of(d.HamletId)), counts.Relays.ToLookup(r => Of(r.AreaId)));
        return [.. children.Select(c => new ReachRow(c.AreaId, AreaNames.WithKind(c), ReachSums.Of(recipients[c.AreaId], deliveries[c.AreaId], relays[c.AreaId])))
            .Where(r => r.Sums.Planned + r.Sums.Members + r.Sums.Groups > 0)];
    }

    private static ReachKind[] Kinds(ReachCounts counts)
    {
        var by = counts.Recipients.Where(r => r is { IsMember: false, By: not null }).ToLookup(r => r.By!.Value);
        var deliveries = counts.Deliveries.Where(d => !d.ToSubscriber).ToLookup(d => d.Kind);
        return [.. deliveries.Select(d => d.Key).Concat(counts.Relays.Count > 0 ? [ChannelKind.Relay] : []).Distinct().Order()
            .Select(k => new ReachKind(k, by[k].Sum(r => r.Count), ReachSums.Of([], deliveries[k], k == ChannelKind.Relay ? counts.Relays : [])))];
    }

    private ReachFailure[] Failures(ReachCounts counts) =>
    [
        .. counts.Deliveries.Where(d => d.State is DeliveryState.Failed or DeliveryState.GivenUp or DeliveryState.NoReceipt or DeliveryState.Expired or DeliveryState.OptedOut)
            .GroupBy(d => (d.Kind, Why: ReachWords.Why(ProviderOf(d), d), d.Code)).Select(g => new ReachFailure(g.Key.Kind, g.Key.Why, g.Key.Code, g.Sum(d => d.Count)))
            .OrderByDescending(f => f.Count).ThenBy(f => f.Kind),
    ];

    private Provider? ProviderOf(DeliveryCount d) => d.ChannelId is { } id && channels.Find(id) is { } channel ? providers.Of(channel) : null;

    private async Task<ReachTime[]> TimesAsync(ReachCounts all, ReachCounts mine, ReachSums total, DateTime? began, CancellationToken ct)
    {
        var sendings = all.Sendings.Select(s => s.Id).ToList();
        var reached = db.Recipients.Where(r => sendings.Contains(r.SendingId) && !r.IsMember && r.ReachedAt != null);
        if (mine.Planned.Count < all.Planned.Count)
        {
            var hamlets = mine.Planned.Select(p => p.HamletId).ToList();
            reached = reached.Where(r => hamlets.Contains(r.HamletId));
        }

        var times = new List<ReachTime>();
        foreach (var percent in Shares)
        {
            // The household with which the share is full, of all households: who is never reached keeps the time open.
            var place = (total.Planned * percent + 99) / 100;
            var at = place == 0 || total.Reached < place ? null : await reached.OrderBy(r => r.ReachedAt).Skip(place - 1).Select(r => r.ReachedAt).FirstOrDefaultAsync(ct);
            times.Add(new ReachTime(percent, at - began is { } after ? after < TimeSpan.Zero ? TimeSpan.Zero : after : null));
        }

        return [.. times];
    }

    private async Task<SilentLane[]> SilentLanesAsync(ReachCounts counts, CancellationToken ct)
    {
        var posted = counts.Relays.Where(r => r.State == RelayState.Posted).Select(r => r.AreaId).ToHashSet();
        var hamlets = counts.Planned.Where(p => p.Recipients > 0 && !areas.Today.LineOf(p.HamletId).Any(u => posted.Contains(u.AreaId))).Select(p => p.HamletId).ToList();
        var sendings = counts.Sendings.Select(s => s.Id).ToList();
        var lanes = await (
            from r in db.Recipients.Where(r => sendings.Contains(r.SendingId) && !r.IsMember && hamlets.Contains(r.HamletId))
            join h in db.Households on r.RecipientId equals h.Id
            group r by new { r.HamletId, h.LaneId } into g
            select new { g.Key, All = g.Count(), Reached = g.Count(r => r.State == RecipientState.Reached) }).ToListAsync(ct);
        return [.. lanes.Where(l => l.Reached == 0).OrderByDescending(l => l.All).Select(l => new SilentLane(
            l.Key.HamletId, areas.Today.NameWithParent(l.Key.HamletId), areas.LanesOf(l.Key.HamletId).FirstOrDefault(x => x.Id == l.Key.LaneId)?.Name, l.All))];
    }

    private async Task<string> TitleAsync(Bulletin bulletin, BulletinVersion? version, string language, CancellationToken ct)
    {
        var id = version?.Id ?? await db.BulletinVersions.Where(v => v.BulletinId == bulletin.Id).OrderByDescending(v => v.Number).Select(v => (Guid?)v.Id).FirstOrDefaultAsync(ct);
        var titles = await db.BulletinTexts.Where(t => t.VersionId == id && t.Title != "").ToDictionaryAsync(t => t.Language, t => t.Title, ct);
        return titles.GetValueOrDefault(language) ?? titles.GetValueOrDefault("vi") ?? bulletin.Code;
    }
}
