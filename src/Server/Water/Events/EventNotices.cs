using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Approval;
using TungNgo.Bulletins.Templates;
using TungNgo.Bulletins.Writing;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Sendings.Plan;
using TungNgo.Water.Fresh;
using TungNgo.Water.Now;
using TungNgo.Water.Risks;
using TungNgo.Water.Stations;
using TungNgo.Water.Thresholds;
using TungNgo.Web;

namespace TungNgo.Water.Events;

/// <summary>
/// Writes the notice of a step by the same ways as people do: begun from its level's template, submitted, and up to the level that the province has set
/// approved by its rule. Each part is done when it is found undone, so a crash between two of them is made good by the next turn.
/// </summary>
internal sealed class EventNotices(AppDb db, Writer writer, CurrentUser user, AreaTree areas, BulletinEdits edits, BulletinDecisions decisions, StationHamlets hamlets,
    StationScope scope, HamletWater water, RiskBook risks, TimeProvider clock, ILogger<EventNotices> log)
{
    /// <summary>As many times of fresh water as one screen of a phone takes beside the rest.</summary>
    private const int MostWindows = 4;

    private static readonly TimeSpan Validity = TimeSpan.FromDays(3);

    /// <param name="failed">Told of a notice that could not be written; it is tried again at the next turn.</param>
    /// <param name="ct">Stops between two of them.</param>
    /// <returns>Whether anything was written.</returns>
    public async Task<bool> RunAsync(Action<Exception> failed, CancellationToken ct)
    {
        var written = false;
        var planned = await db.WaterSteps.AsNoTracking().Where(s => s.Notice == NoticeState.Planned).OrderBy(s => s.SeenAt).ThenBy(s => s.Number).ToListAsync(ct);
        foreach (var step in planned)
        {
            db.ChangeTracker.Clear();
            try
            {
                await WriteAsync(step, ct);
                written = true;
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                // A station without an approver must not keep another's warning from going out.
                failed(error);
                log.LogError(error, "The notice of step {Number} of event {Event} could not be written", step.Number, step.EventId);
            }
        }

        return written;
    }

    private async Task WriteAsync(WaterStep step, CancellationToken ct)
    {
        var known = await db.WaterEvents.AsNoTracking().SingleAsync(e => e.Id == step.EventId, ct);
        var station = await db.Stations.AsNoTracking().SingleAsync(s => s.Id == known.StationId, ct);
        var rule = await db.HazardRules.AsNoTracking().SingleAsync(r => r.Measure == known.Measure && r.Side == known.Side, ct);
        var unit = scope.UnitOf(station);
        user.ActByRule(Texts.In("vi")["water.rule", station.Name], new(Role.ProvinceOfficer, unit), new(Role.CommuneApprover, unit), new(Role.ProvinceApprover, unit));
        var id = step.BulletinId!.Value;
        var bulletin = await db.Bulletins.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct);
        if (bulletin is null)
        {
            var earlier = await EarlierAsync(step, known, ct);
            if (await BeginAsync(step, known, station, earlier, ct) is not { } begun)
            {
                await SettleAsync(step, Ends(step) ? NoticeState.None : NoticeState.Nobody, null, ct);
                return;
            }

            bulletin = await db.Bulletins.AsNoTracking().SingleAsync(b => b.Id == begun, ct);
        }

        if (await VersionAsync(id, ct) is { State: BulletinState.Draft } draft)
        {
            await decisions.SubmitAsync(id, draft.Edition, ct);
        }

        db.ChangeTracker.Clear();
        if (step.Level <= rule.AutoLevel && await VersionAsync(id, ct) is { State: BulletinState.Submitted } waiting)
        {
            await decisions.ApproveAsync(id, waiting.Edition, ct);
        }

        await SettleAsync(step, NoticeState.Written, bulletin.Id, ct);
    }

    private Task<BulletinVersion> VersionAsync(Guid bulletin, CancellationToken ct) =>
        db.BulletinVersions.AsNoTracking().Where(v => v.BulletinId == bulletin).OrderByDescending(v => v.Number).FirstAsync(ct);

    /// <summary>
    /// The notice of this event that residents have, or else that of the foreseen event which came true with it; what still waits for its approver is given up,
    /// since this one says more.
    /// </summary>
    private async Task<Guid?> EarlierAsync(WaterStep step, WaterEvent known, CancellationToken ct)
    {
        Guid? earlier = null;
        var ids = await db.WaterSteps.Where(s => (s.EventId == step.EventId ? s.Number != step.Number : s.EventId == known.FollowsId) && s.BulletinId != null)
            .OrderBy(s => s.EventId == known.FollowsId).ThenByDescending(s => s.Number).Select(s => s.BulletinId!.Value).ToListAsync(ct);
        foreach (var id in ids)
        {
            if (await db.Bulletins.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct) is not { } bulletin)
            {
                continue;
            }

            if (await VersionAsync(id, ct) is { State: < BulletinState.Approved } open)
            {
                await edits.WithdrawAsync(id, open.Edition, ct);
                db.ChangeTracker.Clear();
            }

            if (bulletin is { Approved: not null, CancelledAt: null } && earlier is null)
            {
                earlier = id;
            }
            else if (bulletin is { Approved: not null, CancelledAt: null })
            {
                // Foreseen, and told apart from what was measured already: it is no longer to come.
                await decisions.CancelAsync(id, Texts.In("vi")["water.step.came"], ct);
                db.ChangeTracker.Clear();
            }
        }

        return earlier;
    }

    /// <returns>Null when there is nobody to tell.</returns>
    private async Task<Guid?> BeginAsync(WaterStep step, WaterEvent known, Station station, Guid? earlier, CancellationToken ct)
    {
        var ends = Ends(step);
        // Also of a danger that was told as worse than it was: those who had it are told, not only those whom it still concerns.
        var toThoseWarned = ends || (step.Kind == StepKind.Lower && earlier is not null);
        if (ends && earlier is null)
        {
            return null;
        }

        var today = clock.Today();
        // Of what is foreseen the crops and their stages of that day count.
        var day = known.ExpectedDay is { } expected && expected > today ? expected : today;
        var places = await hamlets.OnAsync(station.Id, today, ct);
        var crops = await hamlets.CropsAsync(station.Id, today, ct);
        var passed = (await ThresholdBook.ReadAsync(db, ct)).PassedOn(day, known.Side, step.Limit, crops);
        // Whoever had the warning gets what became of it; a new warning goes to exactly those whom the passed limits concern.
        var audience = toThoseWarned ? null : new Audience([.. places], Growing: ThresholdBook.AudienceOf(passed, day));
        if (audience is not null && !await AnybodyAsync(audience, today, ct))
        {
            return null;
        }

        var template = await db.BulletinTemplates.AsNoTracking().SingleAsync(t => t.Code == TemplateOf(step, known), ct);
        var seen = LegalDay.ToLocal(step.At);
        var until = day.AddDays((int)Validity.TotalDays);
        var fields = new Dictionary<string, string>
        {
            ["station"] = station.Name,
            ["value"] = step.Value.ToString("0.##", CultureInfo.InvariantCulture),
            ["time"] = seen.ToString("HH:mm", CultureInfo.InvariantCulture),
            ["day"] = Formats.Iso(known.ExpectedDay is null || ends ? DateOnly.FromDateTime(seen) : day),
            ["limit"] = step.Limit.ToString("0.##", CultureInfo.InvariantCulture),
            ["until"] = Formats.Iso(until),
            ["risk"] = await risks.WordsAsync(scope.UnitOf(station), today, ct),
            ["fresh"] = await FreshAsync(places, station, ct),
        };
        var texts = TemplateTexts.Fill(template, fields.Where(f => template.Fields.Exists(t => t.Code == f.Key)).ToDictionary());
        return await edits.BeginAsync(
            new(
                scope.UnitOf(station), template.Kind, UrgencyOf(step, known), texts, station.Operator.Length > 0 ? station.Operator : Texts.In("vi")["water.source"],
                ValidTo: clock.GetUtcNow().UtcDateTime + Validity + TimeSpan.FromDays(day.DayNumber - today.DayNumber), Relation: RelationOf(step, earlier), RelatedId: earlier, Audience: audience,
                TemplateId: template.Id, Fields: fields, WhatChanged: earlier is null ? null : Texts.In("vi")[$"water.step.{step.Kind.Word()}"]),
            ct, step.BulletinId);
    }

    /// <summary>"02:00–05:00 (25/02), …": the next times of fresh water, in every language alike.</summary>
    private async Task<string> FreshAsync(IReadOnlyList<Guid> places, Station station, CancellationToken ct)
    {
        var windows = places.Count == 0 ? [] : (await water.OfAsync(places[0], ct)).Where(w => w.Station.Id == station.Id).SelectMany(w => w.Windows).Take(MostWindows).ToList();
        return windows.Count == 0 ? Formats.Missing : FreshWords.Of(windows);
    }

    private async Task<bool> AnybodyAsync(Audience audience, DateOnly today, CancellationToken ct)
    {
        foreach (var hamlet in audience.HamletsOf(areas.Today).Hamlets)
        {
            if (await AudienceQuery.Households(db, audience, hamlet, today).AnyAsync(ct))
            {
                return true;
            }
        }

        return false;
    }

    private async Task SettleAsync(WaterStep step, NoticeState state, Guid? bulletin, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        await using var write = await writer.BeginAsync(Actor.System, ct);
        var kept = await db.WaterSteps.SingleAsync(s => s.EventId == step.EventId && s.Number == step.Number, ct);
        (kept.Notice, kept.BulletinId) = (state, bulletin);
        if (bulletin is not null)
        {
            (await db.WaterEvents.SingleAsync(e => e.Id == step.EventId, ct)).BulletinId = bulletin;
        }

        write.Changed(ChangeKind.WaterEvent, step.EventId);
        write.Audit("water.notice", step.EventId, null, null, new { step.Number, step.Kind, state, bulletin });
        await write.CommitAsync(ct);
    }

    private static string TemplateOf(WaterStep step, WaterEvent known) => step.Kind switch
    {
        StepKind.Passed => "water-passed",
        StepKind.Clear => "water-clear",
        StepKind.Retract => "water-retract",
        _ when known.ForeseenBy is not null => "water-foreseen",
        _ when known.Side == Side.Below => "water-too-fresh",
        _ => step.Level switch { >= 3 => "water-danger", 2 => "water-warning", _ => "water-caution" },
    };

    private static BulletinRelation RelationOf(WaterStep step, Guid? earlier) => earlier is null ? BulletinRelation.None : step.Kind switch
    {
        StepKind.Clear or StepKind.Retract or StepKind.Passed => BulletinRelation.AllClear,
        _ => BulletinRelation.Supersedes,
    };

    private static bool Ends(WaterStep step) => step.Kind is StepKind.Clear or StepKind.Retract or StepKind.Passed;

    /// <summary>Nothing that is only foreseen is worth breaking the quiet of a night.</summary>
    private static Urgency UrgencyOf(WaterStep step, WaterEvent known) => step.Level switch
    {
        >= 3 when known.ForeseenBy is null => Urgency.Emergency,
        >= 2 => Urgency.Priority,
        _ => Urgency.Routine,
    };
}
