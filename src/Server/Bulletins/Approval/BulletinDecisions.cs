using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Bulletins.Cards;
using TungNgo.Bulletins.Words;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Bulletins.Approval;

/// <summary>Four eyes: the writer submits, somebody else approves or returns. Approving freezes the text and puts it on its way; cancelling stops it.</summary>
internal sealed class BulletinDecisions(
    AppDb db, Writer writer, CurrentUser user, BulletinScope scope, ApprovalRules rules, Completeness completeness, ICarriesBulletins carrier,
    StoredFileBook files, ServerOptions options)
{
    public async Task SubmitAsync(Guid id, int edition, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var bulletin = await scope.FindAsync(id, ct);
        user.Require(Permission.WriteBulletins, bulletin.AreaId);
        var version = await LatestAsync(bulletin, edition, ct);
        if (version.State is not (BulletinState.Draft or BulletinState.Returned))
        {
            throw new Refusal(Problems.BulletinFrozen);
        }

        var texts = await db.BulletinTexts.Where(t => t.VersionId == version.Id).ToListAsync(ct);
        await CheckReadyAsync(bulletin, version, texts, write.Now, ct);
        var rule = await rules.FindAsync(bulletin, version, ct) ?? throw new Refusal(Problems.BulletinWithoutRule);
        version.State = BulletinState.Submitted;
        version.SubmittedAt = write.Now;
        version.DecisionDueAt = write.Now.AddMinutes(rule.Minutes);
        (version.DeciderId, version.Decider, version.DecidedAt, version.ReturnReason) = (null, null, null, null);
        version.Edition++;
        write.Changed(ChangeKind.Bulletin, id);
        write.Audit("bulletin.submit", id, bulletin.AreaId, null, new { version.Number, rule.Approver, rule.Deputy, version.DecisionDueAt });
        await write.CommitAsync(ct);
    }

    public async Task ReturnAsync(Guid id, int edition, string? reason, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var (bulletin, version) = await WaitingAsync(id, edition, ct);
        version.State = BulletinState.Returned;
        version.ReturnReason = Reason(reason);
        Decide(version, write);
        write.Changed(ChangeKind.Bulletin, id);
        write.Audit("bulletin.return", id, bulletin.AreaId, null, new { version.Number, version.ReturnReason });
        await write.CommitAsync(ct);
    }

    public async Task ApproveAsync(Guid id, int edition, CancellationToken ct)
    {
        // Drawing takes its time, and writers wait in a queue: the pictures are ready before the write begins, which then holds that nothing has changed.
        var cards = await DrawAsync(id, edition, ct);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var (bulletin, version) = await WaitingAsync(id, edition, ct);
        if (version.ValidTo <= write.Now)
        {
            throw new Refusal(Problems.BulletinOver);
        }

        version.State = BulletinState.Approved;
        Decide(version, write);
        bulletin.Approved = version.Number;
        await carrier.StopAsync(write, bulletin.Id, version.Id, ct);
        if (version.RelatedId is { } relatedId && await db.Bulletins.SingleOrDefaultAsync(b => b.Id == relatedId, ct) is { } related)
        {
            bulletin.RootId = related.RootId ?? related.Id;
            related.CancelledAt ??= write.Now;
            related.CancelledBy ??= user.Name;
            await carrier.StopAsync(write, relatedId, null, ct);
            write.Changed(ChangeKind.Bulletin, relatedId);
        }

        foreach (var text in await db.BulletinTexts.Where(t => t.VersionId == version.Id).ToListAsync(ct))
        {
            text.CardId = cards.TryGetValue(text.Language, out var picture) ? files.KeepCard(write, bulletin, text.Language, picture).Id : null;
        }

        carrier.Begin(write, bulletin, version);
        write.Changed(ChangeKind.Bulletin, id);
        write.Audit("bulletin.approve", id, bulletin.AreaId, null, new { version.Number, version.Urgency, version.Relation, version.RelatedId });
        await write.CommitAsync(ct);
    }

    /// <summary>Stops an approved bulletin at once. Stopping does no harm, so one pair of eyes is enough: the writer's or the approver's.</summary>
    public async Task CancelAsync(Guid id, string? reason, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var bulletin = await scope.FindAsync(id, ct);
        if (!user.Can(Permission.WriteBulletins, bulletin.AreaId) && !user.Can(Permission.ApproveBulletins, bulletin.AreaId))
        {
            throw new Refusal(Problems.NotFound);
        }

        if (bulletin.Approved is null)
        {
            throw new Refusal(Problems.BulletinNotApproved);
        }

        if (bulletin.CancelledAt is not null)
        {
            throw new Refusal(Problems.BulletinCancelled);
        }

        (bulletin.CancelledAt, bulletin.CancelledBy, bulletin.CancelReason) = (write.Now, user.Name, Reason(reason));
        if (await db.BulletinVersions.SingleOrDefaultAsync(v => v.BulletinId == id && v.State < BulletinState.Approved, ct) is { } open)
        {
            open.State = BulletinState.Withdrawn;
            open.Edition++;
        }

        await carrier.StopAsync(write, id, null, ct);
        write.Changed(ChangeKind.Bulletin, id);
        write.Audit("bulletin.cancel", id, bulletin.AreaId, null, new { bulletin.CancelReason });
        await write.CommitAsync(ct);
    }

    /// <summary>The card of the newest version as it would be drawn now, for whoever may read drafts.</summary>
    public async Task<byte[]> CardAsync(Guid id, string language, CancellationToken ct)
    {
        var bulletin = await db.Bulletins.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct);
        if (bulletin is null || !scope.Sees(bulletin) || !user.Can(Permission.ViewBulletins, bulletin.AreaId))
        {
            throw new Refusal(Problems.NotFound);
        }

        var version = await db.BulletinVersions.AsNoTracking().SingleAsync(v => v.BulletinId == id && v.Number == bulletin.Latest, ct);
        var texts = await db.BulletinTexts.AsNoTracking().Where(t => t.VersionId == version.Id && t.Language == language).ToListAsync(ct);
        var kind = await db.BulletinKinds.AsNoTracking().SingleOrDefaultAsync(k => k.Code == bulletin.Kind, ct);
        return PictureCards.Draw(version, kind, texts, options.LinkTo(bulletin.Code)).GetValueOrDefault(language) ?? throw new Refusal(Problems.NotFound);
    }

    private async Task<IReadOnlyDictionary<string, byte[]>> DrawAsync(Guid id, int edition, CancellationToken ct)
    {
        var bulletin = await db.Bulletins.AsNoTracking().SingleOrDefaultAsync(b => b.Id == id, ct);
        if (bulletin is null || !scope.Sees(bulletin) || !user.Can(Permission.ApproveBulletins, bulletin.AreaId))
        {
            throw new Refusal(Problems.NotFound);
        }

        var version = await db.BulletinVersions.AsNoTracking().SingleAsync(v => v.BulletinId == id && v.Number == bulletin.Latest, ct);
        if (version.Edition != edition)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        var texts = await db.BulletinTexts.AsNoTracking().Where(t => t.VersionId == version.Id).ToListAsync(ct);
        return version.State == BulletinState.Submitted
            ? PictureCards.Draw(version, await db.BulletinKinds.AsNoTracking().SingleOrDefaultAsync(k => k.Code == bulletin.Kind, ct), texts, options.LinkTo(bulletin.Code))
            : new Dictionary<string, byte[]>();
    }

    private async Task CheckReadyAsync(Bulletin bulletin, BulletinVersion version, List<BulletinText> texts, DateTime now, CancellationToken ct)
    {
        var checks = new Checks();
        checks.That(texts.SingleOrDefault(t => t.Language == "vi") is { Title.Length: > 0, Body.Length: > 0 }, Problems.BulletinTextNeeded);
        checks.That(version.Source.Length > 0, Problems.BulletinSourceNeeded);
        checks.That(version.ValidTo > now, Problems.BulletinOver);
        checks.That(version.Number == 1 || version.WhatChanged is not null, Problems.BulletinChangeNeeded);
        checks.That(Audience.Of(version.Audience).Areas.Length > 0, Problems.BulletinAudienceNeeded);
        foreach (var text in texts)
        {
            var length = Messages.Write(ChannelFamily.Zalo, Notice.Of(version, text, bulletin.Code, options)).Length;
            checks.That(length <= Messages.ZaloMost, Problems.BulletinZaloTooLong, text.Language, length, Messages.ZaloMost);
        }

        if (await completeness.OfAsync(version, texts, ct) is { Met: false } need)
        {
            checks.That(false, Problems.BulletinLanguageMissing, need.Hamlets.Count, need.Households);
        }

        checks.Pass();
    }

    private async Task<(Bulletin Bulletin, BulletinVersion Version)> WaitingAsync(Guid id, int edition, CancellationToken ct)
    {
        var bulletin = await scope.FindAsync(id, ct);
        user.Require(Permission.ApproveBulletins, bulletin.AreaId);
        var version = await LatestAsync(bulletin, edition, ct);
        return await rules.HinderedAsync(bulletin, version, user, ct) switch
        {
            Hindrance.None => (bulletin, version),
            Hindrance.NotSubmitted => throw new Refusal(Problems.BulletinNotSubmitted),
            Hindrance.OwnText => throw new Refusal(Problems.BulletinOwnText),
            _ => throw new Refusal(Problems.BulletinNotYourTurn),
        };
    }

    private async Task<BulletinVersion> LatestAsync(Bulletin bulletin, int edition, CancellationToken ct)
    {
        var version = await db.BulletinVersions.SingleAsync(v => v.BulletinId == bulletin.Id && v.Number == bulletin.Latest, ct);
        return version.Edition == edition ? version : throw new Refusal(Problems.ChangedMeanwhile);
    }

    private void Decide(BulletinVersion version, Write write)
    {
        (version.DeciderId, version.Decider, version.DecidedAt) = (user.UserId, user.Name, write.Now);
        version.Edition++;
    }

    private static string Reason(string? reason) =>
        FreeText.Lines(reason, 500, "bulletins.reason") is { Length: >= 5 } said ? said : throw new Refusal(Problems.BulletinReasonNeeded);
}
