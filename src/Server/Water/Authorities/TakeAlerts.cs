using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Writing;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways.Cap;
using TungNgo.Web;

namespace TungNgo.Water.Authorities;

/// <summary>What of a look was dealt with.</summary>
/// <param name="Left">Not all of it: the rest is asked for again.</param>
/// <param name="Refused">Code of the rule that a draft broke.</param>
internal sealed record Taken(int Drafted, bool Left, string? Refused);

/// <summary>
/// Makes drafts of what a look brought, each alert once, whichever feeds carry it and in whatever order. It submits nothing and sends nothing: the officer
/// reads the draft. An alert and its draft commit together.
/// </summary>
internal sealed class TakeAlerts(AppDb db, Writer writer, BulletinEdits edits, AlertPlaces places, AreaTree areas)
{
    /// <summary>Drafts of one look: more than anybody reads at once, and a bound for a feed that has gone wild.</summary>
    public const int MostDrafts = 20;

    /// <summary>Why an entry does not become a draft, by itself; null when it may.</summary>
    /// <param name="first">The source has not been looked at before: then what bears no day is old.</param>
    public static EntryOutcome? Hindered(LookedAt item, DateTime now, bool first) => item switch
    {
        { IsReadable: false } => EntryOutcome.Unreadable,
        { Alert: null } => item.Entry.At is { } at ? (at.UtcDateTime + AlertWords.UsualValidity <= now ? EntryOutcome.Over : null) : first ? EntryOutcome.Over : null,
        { Alert.Status: not CapStatus.Actual } => EntryOutcome.NotActual,
        { Alert.Scope: not CapScope.Public } or { Alert.MessageType: CapMessageType.Ack or CapMessageType.Error } => EntryOutcome.NotPublic,
        { Alert: { MessageType: not CapMessageType.Cancel, Infos.Count: 0 } } => EntryOutcome.Unreadable,
        _ => AlertWords.Validity(item.Alert, now).To <= now ? EntryOutcome.Over : null,
    };

    public async Task<Taken> TakeAsync(AuthoritySource source, Look look, DateTime now, CancellationToken ct)
    {
        var (drafted, left, refused, rest) = (0, false, (string?)null, new List<(LookedAt Item, EntryOutcome Outcome, AuthorityAlert? Alert)>());
        var batch = look.Entries.Where(i => IsFollowing(i.Alert) && Hindered(i, now, false) is null or EntryOutcome.Over).Select(i => i.Alert!).ToList();
        // In the order in which they were said: an update follows what it updates, wherever it stands in the feed.
        foreach (var item in look.Entries.OrderBy(i => i.Alert?.Sent ?? i.Entry.At ?? DateTimeOffset.MaxValue))
        {
            var (outcome, alert) = await JudgeAsync(source, item, batch, now, ct);
            if (outcome != EntryOutcome.Drafted)
            {
                rest.Add((item, outcome, alert));
            }
            else if (drafted >= MostDrafts)
            {
                left = true;
            }
            else
            {
                try
                {
                    await DraftAsync(source, item, alert!, ct);
                    drafted++;
                }
                catch (Refusal refusal)
                {
                    db.ChangeTracker.Clear();
                    (left, refused) = (true, refusal.Problem.Code);
                }
            }
        }

        await KeepAsync(source, rest, ct);
        return new(drafted, left, refused);
    }

    private static bool IsFollowing(CapAlert? alert) => alert is { MessageType: CapMessageType.Update or CapMessageType.Cancel };

    private async Task<(EntryOutcome Outcome, AuthorityAlert? Alert)> JudgeAsync(AuthoritySource source, LookedAt item, List<CapAlert> batch, DateTime now, CancellationToken ct)
    {
        var hindered = Hindered(item, now, source.GoodAt is null);
        if (hindered is not (null or EntryOutcome.Over) || (hindered == EntryOutcome.Over && !IsFollowing(item.Alert)))
        {
            return (hindered.Value, null);
        }

        var key = item.Alert is { } cap ? AlertRows.KeyOf(cap) : AlertRows.KeyOf(source, item.Entry);
        if (await db.AuthorityAlerts.AnyAsync(a => a.Key == key, ct))
        {
            return (EntryOutcome.Known, null);
        }

        if (item.Alert is not { } alert)
        {
            return (EntryOutcome.Drafted, AlertRows.Of(source, item.Entry, key, now));
        }

        if (await IsOvertakenAsync(alert, batch, ct))
        {
            return (EntryOutcome.Overtaken, null);
        }

        var former = await FormerAsync(alert, ct);
        var row = AlertRows.Of(source, item, alert, PlacesOf(source, alert), former, now);
        return alert.MessageType == CapMessageType.Cancel
            ? (former?.BulletinId is null ? EntryOutcome.NothingToCancel : EntryOutcome.Drafted, row)
            : hindered == EntryOutcome.Over ? (EntryOutcome.Over, former is null ? null : row) : (EntryOutcome.Drafted, row);
    }

    /// <summary>Whether the same sender has said something later that replaces it. What another sender says of it is no reason to keep silent.</summary>
    private async Task<bool> IsOvertakenAsync(CapAlert alert, List<CapAlert> batch, CancellationToken ct)
    {
        var name = AlertRows.NameOf(alert.Sender, alert.Identifier);
        if (batch.Exists(b => b.Sender == alert.Sender && b.Sent > alert.Sent && b.References.Any(r => AlertRows.NameOf(r.Sender, r.Identifier) == name)))
        {
            return true;
        }

        var sent = Instants.AsStored(alert.Sent.UtcDateTime);
        return await db.AuthorityAlerts.AnyAsync(a => a.Sender == alert.Sender && a.Sent > sent && a.References.Contains(name), ct);
    }

    /// <summary>The newest message that it speaks of and that is known here, a drafted one first.</summary>
    private async Task<AuthorityAlert?> FormerAsync(CapAlert alert, CancellationToken ct)
    {
        var names = alert.References.Where(r => r.Sender == alert.Sender).Select(r => AlertRows.NameOf(r.Sender, r.Identifier)).Distinct().Take(100).ToList();
        var known = names.Count == 0 ? [] : await db.AuthorityAlerts.AsNoTracking().Where(a => names.Contains(a.NameKey)).ToListAsync(ct);
        return known.OrderByDescending(a => a.BulletinId is not null).ThenByDescending(a => a.Sent).FirstOrDefault();
    }

    private async Task DraftAsync(AuthoritySource source, LookedAt item, AuthorityAlert row, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(Actor.System, ct);
        // Behind the counter nobody else writes: what is not there now is not there until the commit.
        if (await db.AuthorityAlerts.AnyAsync(a => a.Key == row.Key, ct) || await db.SeenEntries.AnyAsync(e => e.SourceId == source.Id && e.Key == item.Entry.Key, ct))
        {
            return;
        }

        var input = item.Alert is { } alert
            ? await FollowAsync(source, alert, row, AlertWords.Input(alert, source, PlacesOf(source, alert), write.Now), write.Now, ct)
            : AlertWords.Input(item.Entry, source, write.Now);
        var id = await edits.DraftAsync(write, input, ct);
        (row.Id, row.BulletinId) = (write.NewId(), id);
        db.AuthorityAlerts.Add(row);
        db.SeenEntries.Add(AlertRows.Seen(source, item, EntryOutcome.Drafted, write.Now, id));
        write.Changed(ChangeKind.Authority, source.Id);
        write.Audit("authority.alert", id, source.AreaId, null, new
        {
            source.Name, source.Address, row.Type, row.Sender, row.Identifier, row.Sent, row.Link, row.Level, row.Risk, row.Unresolved, row.Outside,
        });
        await write.CommitAsync(ct);
    }

    /// <summary>
    /// What follows an alert that people here have been told replaces it or takes it back, as soon as it is approved. While the former is still a draft
    /// there is nothing to take back: the drafts name each other.
    /// </summary>
    private async Task<BulletinInput> FollowAsync(AuthoritySource source, CapAlert alert, AuthorityAlert row, BulletinInput input, DateTime now, CancellationToken ct)
    {
        var formerBulletin = row.FormerId is { } formerId ? await db.AuthorityAlerts.Where(a => a.Id == formerId).Select(a => a.BulletinId).SingleOrDefaultAsync(ct) : null;
        if (formerBulletin is not { } id || await db.Bulletins.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct) is not { } former)
        {
            return input;
        }

        var said = await db.BulletinVersions.AsNoTracking().SingleAsync(v => v.BulletinId == id && v.Number == (former.Approved ?? former.Latest), ct);
        var cancels = alert.MessageType == CapMessageType.Cancel;
        var why = FreeText.CleanCovered(alert.Note, 400) ?? Texts.In("vi")[cancels ? "authorities.cancelled" : "authorities.updated", source.Name];
        if (cancels)
        {
            var texts = await db.BulletinTexts.AsNoTracking().Where(t => t.VersionId == said.Id).ToListAsync(ct);
            input = input with
            {
                Texts = input.Texts.Count > 0 ? input.Texts : texts.ToDictionary(t => t.Language, t => new BulletinTextInput(
                    Texts.In(t.Language)["bulletins.ended.title", t.Title], Texts.In(t.Language)["bulletins.ended.body", t.Title, Formats.Instant(said.ValidFrom), why],
                    NeedsReview: t.Language != "vi")),
                ValidTo = input.ValidTo > now ? input.ValidTo : now.AddDays(1), Audience = Audience.Of(said.Audience) with { TouchedBy = null },
                Source = alert.Infos.Count > 0 ? input.Source : said.Source,
            };
        }

        return former is { Approved: not null, CancelledAt: null } && areas.Today.IsWithin(former.AreaId, source.AreaId)
            ? input with
            {
                Relation = cancels ? BulletinRelation.Cancels : BulletinRelation.Supersedes, RelatedId = id, WhatChanged = why,
                // Who got it is told that it no longer holds; what is new is told to whoever it concerns now.
                Audience = cancels ? null : input.Audience,
            }
            : input;
    }

    private async Task KeepAsync(AuthoritySource source, List<(LookedAt Item, EntryOutcome Outcome, AuthorityAlert? Alert)> rest, CancellationToken ct)
    {
        if (rest.Count == 0)
        {
            return;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        foreach (var (item, outcome, alert) in rest)
        {
            if (await db.SeenEntries.AnyAsync(e => e.SourceId == source.Id && e.Key == item.Entry.Key, ct))
            {
                continue;
            }

            db.SeenEntries.Add(AlertRows.Seen(source, item, outcome, write.Now, null));
            if (alert is not null && !await db.AuthorityAlerts.AnyAsync(a => a.Key == alert.Key, ct) && !db.AuthorityAlerts.Local.Any(a => a.Key == alert.Key))
            {
                alert.Id = write.NewId();
                db.AuthorityAlerts.Add(alert);
            }
        }

        write.Changed(ChangeKind.Authority, source.Id);
        write.Audit("authority.seen", source.Id, source.AreaId, null, rest.GroupBy(r => r.Outcome).ToDictionary(g => g.Key.Word(), g => g.Count()));
        await write.CommitAsync(ct);
    }

    private Placed PlacesOf(AuthoritySource source, CapAlert alert) => places.Find(AlertWords.AreasOf(alert), LegalDay.Of(alert.Sent.UtcDateTime), source.AreaId);
}
