using Microsoft.EntityFrameworkCore;
using TungNgo.Answers;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Kinds;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Help;
using TungNgo.Relays;
using TungNgo.Sendings;
using TungNgo.Sync.Doors;
using TungNgo.Teams.Phones;

namespace TungNgo.Sync.Pull;

/// <summary>Reads what a phone's teams have to pass on, tell and answer.</summary>
internal sealed class NewsReader(AppDb db, AreaTree areas, Territory territory, ServerOptions server, TimeProvider clock)
{
    /// <summary>How long what has ended stays on the phones.</summary>
    private const int Days = 30, ClosedHelpDays = 7, AnsweredDays = 60;

    public static readonly ChangeKind[] Kinds =
        [ChangeKind.Bulletin, ChangeKind.BulletinSettings, ChangeKind.Sending, ChangeKind.Relay, ChangeKind.Telling, ChangeKind.Help, ChangeKind.ZaloGroup];

    /// <summary>Whether anything of a phone's news may have changed; a change that names no unit may concern everybody.</summary>
    public async Task<bool> ChangedAsync(Phone phone, IReadOnlySet<Guid> slice, long after, CancellationToken ct)
    {
        var near = slice.Concat(phone.Teams.Select(t => t.AreaId)).ToHashSet();
        var askers = AskersOf(phone);
        return await db.Changes.AnyAsync(c => c.Number > after && Kinds.Contains(c.Kind) && (c.HamletId == null || near.Contains(c.HamletId.Value)), ct)
            || await db.Changes.AnyAsync(c => c.Number > after && c.Kind == ChangeKind.Help
                && db.HelpRequests.Any(r => r.Id == c.EntityId && r.AskedById != null && askers.Contains(r.AskedById.Value)), ct);
    }

    public async Task<WireNews> ReadAsync(Phone phone, IReadOnlySet<Guid> slice, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var since = now.AddDays(-Days);
        var teams = phone.Teams.Select(t => t.Id).ToList();
        var groups = await db.ZaloGroups.AsNoTracking().Where(g => teams.Contains(g.TeamId)).ToListAsync(ct);
        var relays = await RelaysAsync(teams, groups.ToDictionary(g => g.Id), since, ct);
        var line = Line(phone, slice, since);
        var versions = await (
            from version in db.BulletinVersions.Where(v => v.State == BulletinState.Approved)
            join bulletin in db.Bulletins on version.BulletinId equals bulletin.Id
            where line.Contains(bulletin.AreaId) && version.ValidTo >= since
            select new Issued(bulletin, version)).AsNoTracking().ToListAsync(ct);
        var spoken = relays.Select(r => r.BulletinId).ToHashSet();
        var shown = versions.Where(i => spoken.Contains(i.Version.Id)
            || (i.Version.Number == i.Bulletin.Approved && (i.Bulletin.CancelledAt is null || i.Bulletin.CancelledAt >= since) && Audience.Of(i.Version.Audience).Areas.Any(line.Contains))).ToList();
        var tellings = await TellingsAsync([.. shown.Where(i => i.Bulletin.CancelledAt is null).Select(i => i.Version.Id)], slice, ct);
        var today = clock.Today();
        var help = (await HelpAsync(teams, AskersOf(phone), now, ct)).ToLookup(r => r.From == HelpRequest.Member);
        return new WireNews(
            await BulletinsAsync(shown, versions, ct), [.. relays.Where(r => shown.Any(i => i.Version.Id == r.BulletinId))], tellings, [.. help[false]],
            [.. groups.Where(g => g.ClosedOn is null || g.ClosedOn > today).OrderBy(g => g.Name).Select(g => new WireGroup(g.Id, g.TeamId, g.Name, g.Link, g.Purpose, g.Language))],
            await AskedAsync([.. shown.Where(i => i.Bulletin.CancelledAt is null && i.Version.Number == i.Bulletin.Approved && AnswerNotice.Asks(i.Bulletin, i.Version))], slice, ct), [.. help[true]]);
    }

    /// <summary>A picture or recording, when it belongs to something this phone may see.</summary>
    public async Task<StoredFile?> MediaAsync(Phone phone, Guid id, CancellationToken ct)
    {
        var teams = phone.Teams.Select(t => t.Id).ToList();
        var line = Line(phone, territory.HamletsOf(phone), clock.GetUtcNow().UtcDateTime.AddDays(-Days));
        var may = await (
            from text in db.BulletinTexts.Where(t => t.CardId == id || t.AudioId == id)
            join version in db.BulletinVersions.Where(v => v.State == BulletinState.Approved) on text.VersionId equals version.Id
            join bulletin in db.Bulletins.Where(b => line.Contains(b.AreaId)) on version.BulletinId equals bulletin.Id
            select text).AnyAsync(ct)
            || await db.StoredFiles.AnyAsync(f => f.Id == id && db.Relays.Any(r => r.Id == f.OwnerId && teams.Contains(r.TeamId)), ct)
            || await db.HelpMessages.AnyAsync(m => m.AudioId == id && db.HelpRequests.Any(r => r.Id == m.RequestId && r.TeamId != null && teams.Contains(r.TeamId.Value)), ct);
        return may ? await db.StoredFiles.AsNoTracking().SingleOrDefaultAsync(f => f.Id == id, ct) : null;
    }

    /// <summary>The phone's hamlets and teams' units with all above them, today and when the oldest of the news was written.</summary>
    private HashSet<Guid> Line(Phone phone, IReadOnlySet<Guid> slice, DateTime since)
    {
        var units = slice.Concat(phone.Teams.Select(t => t.AreaId)).ToHashSet();
        return [.. units, .. new[] { areas.Today, areas.On(LegalDay.Of(since)) }.SelectMany(tree => units.SelectMany(tree.LineOf)).Select(u => u.AreaId)];
    }

    private async Task<WireBulletin[]> BulletinsAsync(List<Issued> shown, List<Issued> all, CancellationToken ct)
    {
        var ids = shown.Select(i => i.Version.Id).ToList();
        var texts = (await db.BulletinTexts.AsNoTracking().Where(t => ids.Contains(t.VersionId) && t.Body != "").ToListAsync(ct)).ToLookup(t => t.VersionId);
        var kinds = await db.BulletinKinds.AsNoTracking().ToDictionaryAsync(k => k.Code, ct);
        var later = all.Where(i => i.Version.RelatedId is not null && i.Version.Number == i.Bulletin.Approved && i.Bulletin.CancelledAt is null)
            .ToLookup(i => i.Version.RelatedId!.Value, i => i.Version.Relation);
        return [.. shown.OrderByDescending(i => i.Version.ValidFrom).Select(i =>
        {
            var (bulletin, version) = i;
            var kind = kinds.GetValueOrDefault(bulletin.Kind);
            return new WireBulletin(
                version.Id, bulletin.Id, version.Number, $"{server.PublicUrl}/t/{bulletin.Code}", bulletin.Kind, kind?.Name ?? [], kind?.Icon ?? "bell", (int)version.Urgency, version.Source,
                version.DocumentNumber, version.ValidFrom, version.ValidTo, State(i, later[bulletin.Id].ToList()), Name(version.Relation), version.RelatedId, version.WhatChanged,
                [.. texts[version.Id].OrderBy(t => t.Language).Select(t => new WireBulletinText(t.Language, t.Title, t.Body, t.NeedsReview, t.CardId, t.AudioId))]);
        })];
    }

    private static string State(Issued issued, List<BulletinRelation> later) =>
        later.Contains(BulletinRelation.AllClear) ? "cleared"
        : issued.Version.Number < issued.Bulletin.Approved || later.Contains(BulletinRelation.Supersedes) ? "superseded"
        : issued.Bulletin.CancelledAt is not null ? "cancelled"
        : "valid";

    private static string Name(BulletinRelation relation) =>
        relation switch { BulletinRelation.Supersedes => "supersedes", BulletinRelation.Cancels => "cancels", BulletinRelation.AllClear => "allClear", _ => "none" };

    private async Task<List<WireRelay>> RelaysAsync(List<Guid> teams, Dictionary<Guid, Teams.ZaloGroup> groups, DateTime since, CancellationToken ct)
    {
        var rows = await (
            from relay in db.Relays.Where(r => teams.Contains(r.TeamId) && !r.ByAccount && (r.State == RelayState.Open || r.CreatedAt >= since))
            join sending in db.Sendings on relay.SendingId equals sending.Id
            orderby relay.DueAt
            select new { relay, sending.ValidTo }).AsNoTracking().ToListAsync(ct);
        return [.. rows.Where(r => groups.ContainsKey(r.relay.GroupId)).Select(r =>
        {
            var (relay, zalo) = (r.relay, groups[r.relay.GroupId]);
            return new WireRelay(
                relay.Id, relay.VersionId, relay.TeamId, relay.GroupId, zalo.Name, zalo.Link, zalo.Purpose, relay.Language, relay.People, relay.State.ToString().ToLowerInvariant(),
                relay.MemberId, relay.DueAt, r.ValidTo, relay.RemindedAt, relay.EscalatedAt, relay.PostedAt, relay.PostedBy, relay.ProofId);
        })];
    }

    private async Task<WireTelling[]> TellingsAsync(List<Guid> versions, IReadOnlySet<Guid> slice, CancellationToken ct)
    {
        var sendings = await db.Sendings.Where(s => versions.Contains(s.VersionId) && s.State != SendingState.Cancelled).Select(s => s.Id).ToListAsync(ct);
        if (sendings.Count == 0)
        {
            return [];
        }

        var rows = await db.Deliveries
            .Where(d => sendings.Contains(d.SendingId) && slice.Contains(d.HamletId) && d.Kind == ChannelKind.InPerson && d.State == DeliveryState.Queued)
            .Select(d => new { d.VersionId, d.Language, d.RecipientId }).ToListAsync(ct);
        return [.. rows.GroupBy(r => (r.VersionId, r.Language)).Select(g => new WireTelling(g.Key.VersionId, g.Key.Language, [.. g.Select(r => r.RecipientId)]))];
    }

    private async Task<WireAsked[]> AskedAsync(List<Issued> asking, IReadOnlySet<Guid> slice, CancellationToken ct)
    {
        var versions = asking.ConvertAll(i => i.Version.Id);
        if (versions.Count == 0)
        {
            return [];
        }

        var matters = asking.ToDictionary(i => i.Version.Id, i => AnswerNotice.MatterOf(i.Bulletin));
        var rows = await db.Recipients.Where(r => versions.Contains(r.VersionId) && slice.Contains(r.HamletId) && !r.IsMember).Select(r => new { r.VersionId, r.RecipientId }).ToListAsync(ct);
        var answers = (await db.NoticeAnswers.AsNoTracking()
                .Where(a => matters.Values.Contains(a.MatterId) && db.Households.Any(h => h.Id == a.HouseholdId && slice.Contains(h.HamletId))).Select(a => new { a.MatterId, a.HouseholdId, a.Acted }).ToListAsync(ct))
            .ToDictionary(a => (a.MatterId, a.HouseholdId), a => a.Acted);
        return [.. rows.GroupBy(r => r.VersionId).Select(g => new WireAsked(g.Key, [.. g.OrderBy(r => r.RecipientId).Select(r =>
            new WireAnswer(r.RecipientId, answers.TryGetValue((matters[g.Key], r.RecipientId), out var acted) ? AnswerRules.Word(acted) : null))]))];
    }

    /// <summary>Members hear what the office says to them wherever they sit by then.</summary>
    private static List<Guid> AskersOf(Phone phone) => [.. phone.Members.Select(m => m.Id)];

    private async Task<WireHelp[]> HelpAsync(List<Guid> teams, List<Guid> askers, DateTime now, CancellationToken ct)
    {
        var (closedSince, askedSince) = (now.AddDays(-ClosedHelpDays), now.AddDays(-AnsweredDays));
        var requests = await db.HelpRequests.AsNoTracking()
            .Where(r => ((r.TeamId != null && teams.Contains(r.TeamId.Value)) || (r.AskedById != null && askers.Contains(r.AskedById.Value)))
                && (r.State != HelpState.Closed || r.ClosedAt >= closedSince)
                && (r.From != HelpRequest.Member || r.State == HelpState.Open || r.At >= askedSince)).OrderBy(r => r.DueAt).ToListAsync(ct);
        var ids = requests.Select(r => r.Id).ToList();
        var messages = (await db.HelpMessages.AsNoTracking().Where(m => ids.Contains(m.RequestId)).OrderBy(m => m.At).ThenByDescending(m => m.Incoming).ThenBy(m => m.Id).ToListAsync(ct)).ToLookup(m => m.RequestId);
        return [.. requests.Select(r => new WireHelp(
            r.Id, HelpText.ShowCode(r.LookupCode), r.From, r.Name, r.From == "zalo" ? null : r.Address, r.HouseholdId, r.HamletId, r.IsQuestion ? r.AskedById : r.MemberId,
            r.Latitude is { } lat && r.Longitude is { } lon ? [Math.Round(lat, 5), Math.Round(lon, 5)] : null, r.Language, r.State.ToString().ToLowerInvariant(),
            r.At, r.DueAt, r.EscalatedAt, r.ClosedAt, [.. messages[r.Id].Select(m => new WireHelpMessage(m.Id, m.At, m.Incoming, m.Text, m.AudioId, m.By))]))];
    }

    private sealed record Issued(Bulletin Bulletin, BulletinVersion Version);
}
