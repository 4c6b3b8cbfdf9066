using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Bulletins.Approval;
using TungNgo.Bulletins.Cards;
using TungNgo.Bulletins.Templates;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Bulletins.Writing;

/// <summary>
/// Writing: begin, save, correct, withdraw. What has been approved is frozen; while a version waits for its approver, a change makes it a
/// draft again, so that nobody approves what they have not read.
/// </summary>
internal sealed class BulletinEdits(AppDb db, Writer writer, CurrentUser user, BulletinScope scope, AreaTree areas, StoredFileBook files, TimeProvider clock)
{
    private static readonly TimeSpan UsualValidity = TimeSpan.FromDays(3);

    /// <param name="input">All of it.</param>
    /// <param name="ct">Stops the write.</param>
    /// <param name="id">Fixed beforehand by whoever must not begin the same twice; the write fails when it is there already.</param>
    /// <returns>Id of the new bulletin.</returns>
    public async Task<Guid> BeginAsync(BulletinInput input, CancellationToken ct, Guid? id = null)
    {
        user.Require(Permission.WriteBulletins, input.AreaId);
        if (areas.Today.Find(input.AreaId) is null)
        {
            throw new Refusal(Problems.NotFound);
        }

        if (input.TemplateId is { } templateId && input.Texts.Count == 0)
        {
            var template = await db.BulletinTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.Id == templateId, ct) ?? throw new Refusal(Problems.NotFound);
            input = input with { Texts = TemplateTexts.Fill(template, input.Fields ?? []) };
        }

        await using var write = await writer.BeginAsync(user.Actor, ct);
        await RequireDangerAsync(input, ct);
        var begun = await DraftAsync(write, input, ct, id);
        await write.CommitAsync(ct);
        return begun;
    }

    /// <summary>Adds a draft to a write of the caller, who answers for the right to it; its author is the write's actor.</summary>
    /// <returns>Id of the new bulletin.</returns>
    public async Task<Guid> DraftAsync(Write write, BulletinInput input, CancellationToken ct, Guid? id = null)
    {
        if (input.RelatedId is { } related && input.Audience is null)
        {
            input = input with { Audience = await TouchedAsync(related, ct) };
        }

        var bulletin = new Bulletin
        {
            Id = id ?? write.NewId(), AreaId = input.AreaId, Kind = input.Kind, Code = await ShortCode.NewAsync(db, ct), CreatedAt = write.Now, AuthorId = write.Actor.UserId, Author = write.Actor.Name,
        };
        var version = new BulletinVersion { Id = write.NewId(), BulletinId = bulletin.Id, Number = 1, At = write.Now };
        db.Bulletins.Add(bulletin);
        db.BulletinVersions.Add(version);
        await ApplyAsync(write, bulletin, version, [], input, ct);
        write.Audit("bulletin.begin", bulletin.Id, bulletin.AreaId, null, await AuditedAsync(bulletin, version, ct));
        return bulletin.Id;
    }

    /// <param name="id">The bulletin.</param>
    /// <param name="input">All of the open version.</param>
    /// <param name="uploads">Files that the form brought along.</param>
    /// <param name="ct">Stops the write.</param>
    /// <returns>The new edition.</returns>
    public async Task<int> SaveAsync(Guid id, BulletinInput input, IReadOnlyList<Upload> uploads, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var (bulletin, version) = await OpenAsync(id, input.Edition, ct);
        var texts = await db.BulletinTexts.Where(t => t.VersionId == version.Id).ToListAsync(ct);
        var before = await AuditedAsync(bulletin, version, ct);
        if ((input.Relation, input.RelatedId) != (version.Relation, version.RelatedId))
        {
            await RequireDangerAsync(input, ct);
        }

        foreach (var upload in uploads)
        {
            var file = files.Keep(write, upload.Name, upload.Content, bulletin.AreaId, bulletin.Id, upload.Language is not null);
            input = upload.Language is { } language
                ? input with { Texts = WithAudio(input.Texts, language, file.Id) }
                : input with { Attachments = [.. input.Attachments ?? [], file.Id] };
        }

        await ApplyAsync(write, bulletin, version, texts, input, ct);
        if (version.State != BulletinState.Draft)
        {
            (version.State, version.SubmittedAt, version.DecisionDueAt) = (BulletinState.Draft, null, null);
        }

        write.Audit("bulletin.edit", bulletin.Id, bulletin.AreaId, before, await AuditedAsync(bulletin, version, ct));
        await write.CommitAsync(ct);
        return version.Edition;
    }

    /// <summary>Begins a new version of an approved bulletin, with its texts and audience.</summary>
    public async Task CorrectAsync(Guid id, string? whatChanged, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var bulletin = await OwnAsync(id, ct);
        var old = await LatestAsync(bulletin, ct);
        if (bulletin.CancelledAt is not null)
        {
            throw new Refusal(Problems.BulletinCancelled);
        }

        if (old.State < BulletinState.Approved)
        {
            throw new Refusal(Problems.BulletinCorrectionOpen);
        }

        if (bulletin.Approved is not { } approved)
        {
            throw new Refusal(Problems.BulletinNotApproved);
        }

        FreeText.RefuseCitizenNumbers(whatChanged);
        var said = await db.BulletinVersions.AsNoTracking().SingleAsync(v => v.BulletinId == id && v.Number == approved, ct);
        var version = new BulletinVersion
        {
            Id = write.NewId(), BulletinId = id, Number = ++bulletin.Latest, At = write.Now, Urgency = said.Urgency, Source = said.Source, DocumentNumber = said.DocumentNumber,
            ValidFrom = said.ValidFrom, ValidTo = said.ValidTo, Relation = said.Relation, RelatedId = said.RelatedId, WhatChanged = Clean(whatChanged, 500), Audience = said.Audience,
            Chain = said.Chain, Unaccented = said.Unaccented, TemplateId = said.TemplateId, Fields = said.Fields, Waivers = said.Waivers, Attachments = said.Attachments, WriterId = user.UserId,
            Writer = user.Name, Writers = IdList.Join([.. ApprovalRules.WritersOf(said), .. user.UserId is { } me ? [me] : Array.Empty<Guid>()]), Edition = 1,
        };
        db.BulletinVersions.Add(version);
        foreach (var text in await db.BulletinTexts.AsNoTracking().Where(t => t.VersionId == said.Id).ToListAsync(ct))
        {
            db.BulletinTexts.Add(new BulletinText
            {
                VersionId = version.Id, Language = text.Language, Title = text.Title, Body = text.Body, Short = text.Short, NeedsReview = text.NeedsReview, AudioId = text.AudioId,
            });
        }

        write.Changed(ChangeKind.Bulletin, id);
        write.Audit("bulletin.correct", id, bulletin.AreaId, null, new { version.Number, version.WhatChanged });
        await write.CommitAsync(ct);
    }

    /// <summary>
    /// Begins a notice that follows an approved one, as a copy of it: replacing it begins with its words, taking it back or clearing it with words that say so.
    /// It goes to those who got the earlier one.
    /// </summary>
    /// <returns>Id of the new bulletin.</returns>
    public async Task<Guid> FollowAsync(Guid id, BulletinRelation relation, string? why, CancellationToken ct)
    {
        var old = await OwnAsync(id, ct);
        if (old.Approved is not { } approved)
        {
            throw new Refusal(Problems.BulletinNotApproved);
        }

        // Only what has been stopped is taken back in words; only what holds is replaced or cleared.
        if (relation == BulletinRelation.None || old.CancelledAt is null == (relation == BulletinRelation.Cancels))
        {
            throw new Refusal(old.CancelledAt is null ? Problems.BulletinRelatedUnknown : Problems.BulletinCancelled);
        }

        if (Clean(why, 500) is not { } said)
        {
            throw new Refusal(Problems.BulletinChangeNeeded);
        }

        var version = await db.BulletinVersions.AsNoTracking().SingleAsync(v => v.BulletinId == id && v.Number == approved, ct);
        var texts = await db.BulletinTexts.AsNoTracking().Where(t => t.VersionId == version.Id).ToListAsync(ct);
        return await BeginAsync(
            new(
                old.AreaId, old.Kind, version.Urgency, await FollowingTextsAsync(relation, version, texts, said, ct), version.Source, version.DocumentNumber,
                ValidTo: version.ValidTo > clock.GetUtcNow().UtcDateTime ? version.ValidTo : null, Relation: relation, RelatedId: id, WhatChanged: said,
                Chain: version.Chain is { } chain ? Chain.Of(chain) : null, Waivers: version.Waivers, Unaccented: version.Unaccented),
            ct);
    }

    /// <summary>
    /// Only of a danger somebody may say that it is over. Asked when people choose so: what was begun stays, and a warning that began by itself ends by itself,
    /// whatever kinds have become meanwhile.
    /// </summary>
    private async Task RequireDangerAsync(BulletinInput input, CancellationToken ct)
    {
        if (input.Relation == BulletinRelation.AllClear
            && await db.BulletinKinds.AsNoTracking().SingleOrDefaultAsync(k => db.Bulletins.Any(b => b.Id == input.RelatedId && b.Kind == k.Code), ct) is { IsHazard: false })
        {
            throw new Refusal(Problems.BulletinNoDanger);
        }
    }

    private async Task<Dictionary<string, BulletinTextInput>> FollowingTextsAsync(
        BulletinRelation relation, BulletinVersion version, List<BulletinText> texts, string why, CancellationToken ct)
    {
        var title = texts.Find(t => t.Language == "vi")?.Title ?? "";
        if (relation == BulletinRelation.AllClear && await db.BulletinTemplates.AsNoTracking().SingleOrDefaultAsync(t => t.Code == "all-clear" && t.Active, ct) is { } clear)
        {
            var now = LegalDay.ToLocal(clock.GetUtcNow().UtcDateTime);
            return TemplateTexts.Fill(clear, new Dictionary<string, string>
            {
                ["what"] = title, ["time"] = now.ToString("HH:mm", CultureInfo.InvariantCulture), ["day"] = Formats.Iso(clock.Today()),
            });
        }

        return texts.ToDictionary(t => t.Language, t => relation == BulletinRelation.Supersedes
            ? new BulletinTextInput(t.Title, t.Body, t.Short, t.NeedsReview)
            : new(Texts.In(t.Language)["bulletins.ended.title", t.Title], Texts.In(t.Language)["bulletins.ended.body", t.Title, Formats.Instant(version.ValidFrom), why], NeedsReview: t.Language != "vi"));
    }

    /// <summary>Gives up the open version; what was approved before it stays.</summary>
    public async Task WithdrawAsync(Guid id, int edition, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var (bulletin, version) = await OpenAsync(id, edition, ct);
        var before = new { version.State };
        version.State = BulletinState.Withdrawn;
        version.Edition++;
        write.Changed(ChangeKind.Bulletin, id);
        write.Audit("bulletin.withdraw", id, bulletin.AreaId, before, new { version.State, version.Number });
        await write.CommitAsync(ct);
    }

    /// <summary>A file for the open version; a text or attachment list names it afterwards.</summary>
    public async Task<StoredFile> UploadAsync(Guid id, string name, byte[] content, bool audio, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var bulletin = await OwnAsync(id, ct);
        var file = files.Keep(write, name, content, bulletin.AreaId, id, audio);
        write.Audit("bulletin.file", id, bulletin.AreaId, null, new { file.Name, file.ContentType, file.Hash });
        await write.CommitAsync(ct);
        return file;
    }

    private async Task<Bulletin> OwnAsync(Guid id, CancellationToken ct)
    {
        var bulletin = await scope.FindAsync(id, ct);
        user.Require(Permission.WriteBulletins, bulletin.AreaId);
        return bulletin;
    }

    private async Task<(Bulletin Bulletin, BulletinVersion Version)> OpenAsync(Guid id, int edition, CancellationToken ct)
    {
        var bulletin = await OwnAsync(id, ct);
        var version = await LatestAsync(bulletin, ct);
        return version.State >= BulletinState.Approved ? throw new Refusal(Problems.BulletinFrozen)
            : version.Edition != edition ? throw new Refusal(Problems.ChangedMeanwhile)
            : (bulletin, version);
    }

    private Task<BulletinVersion> LatestAsync(Bulletin bulletin, CancellationToken ct) =>
        db.BulletinVersions.SingleAsync(v => v.BulletinId == bulletin.Id && v.Number == bulletin.Latest, ct);

    /// <summary>
    /// Whoever got the earlier bulletin gets what became of it, whatever grows there or is spoken there by now: of what its audience asked, only the places and
    /// the teams are kept.
    /// </summary>
    private async Task<Audience?> TouchedAsync(Guid relatedId, CancellationToken ct) =>
        await db.Bulletins.AsNoTracking().SingleOrDefaultAsync(b => b.Id == relatedId, ct) is { Approved: { } approved }
        && await db.BulletinVersions.AsNoTracking().SingleOrDefaultAsync(v => v.BulletinId == relatedId && v.Number == approved, ct) is { } version
            ? Audience.Of(version.Audience) is var old ? new Audience(old.Areas, WithConsent: old.WithConsent, TeamRoles: old.TeamRoles, TouchedBy: relatedId) : null
            : null;

    private async Task ApplyAsync(Write write, Bulletin bulletin, BulletinVersion version, List<BulletinText> texts, BulletinInput input, CancellationToken ct)
    {
        await CheckAsync(bulletin, input, ct);
        bulletin.Kind = input.Kind;
        version.Urgency = input.Urgency;
        version.Source = Clean(input.Source, 120) ?? "";
        version.DocumentNumber = Clean(input.DocumentNumber, 80);
        version.ValidFrom = input.ValidFrom?.ToUniversalTime() ?? write.Now;
        version.ValidTo = input.ValidTo?.ToUniversalTime() ?? version.ValidFrom + UsualValidity;
        if (version.ValidTo <= version.ValidFrom)
        {
            throw new Refusal(Problems.BulletinPeriod);
        }

        (version.Relation, version.RelatedId) = input.Relation == BulletinRelation.None ? (BulletinRelation.None, null) : (input.Relation, input.RelatedId);
        version.WhatChanged = Clean(input.WhatChanged, 500);
        version.Audience = (input.Audience ?? new Audience([bulletin.AreaId])).ToJson();
        version.Chain = input.Chain?.ToJson();
        version.Unaccented = input.Unaccented;
        version.TemplateId = input.TemplateId;
        version.Fields = input.Fields ?? [];
        version.Waivers = (input.Waivers ?? []).Where(w => Texts.Languages.Contains(w.Key) && !string.IsNullOrWhiteSpace(w.Value)).ToDictionary(w => w.Key, w => Clean(w.Value, 500)!);
        version.Attachments = IdList.Join(input.Attachments ?? []);
        (version.WriterId, version.Writer) = (write.Actor.UserId, write.Actor.Name);
        version.Writers = IdList.Join([.. ApprovalRules.WritersOf(version), .. write.Actor.UserId is { } me ? [me] : Array.Empty<Guid>()]);
        version.Edition++;
        foreach (var language in Texts.Languages)
        {
            Put(version, texts, language, input.Texts.GetValueOrDefault(language));
        }

        bulletin.SearchText = SearchKey.Fold(string.Join(' ', input.Texts.Values.Select(t => t.Title).Append(version.Source).Append(version.DocumentNumber).Append(bulletin.Code)));
        write.Changed(ChangeKind.Bulletin, bulletin.Id);
    }

    private async Task CheckAsync(Bulletin bulletin, BulletinInput input, CancellationToken ct)
    {
        if (!await db.BulletinKinds.AnyAsync(k => k.Code == input.Kind && (k.Active || k.Code == bulletin.Kind), ct))
        {
            throw new Refusal(Problems.BulletinKindUnknown, input.Kind);
        }

        foreach (var text in input.Texts.Values)
        {
            FreeText.RefuseCitizenNumbers(text.Title, text.Body, text.Short);
        }

        FreeText.RefuseCitizenNumbers([input.Source, input.DocumentNumber, input.WhatChanged, .. (input.Fields ?? []).Values, .. (input.Waivers ?? []).Values]);
        // A unit speaks to its own people.
        if (input.Audience?.Areas.FirstOrDefault(a => !areas.Today.IsWithin(a, bulletin.AreaId)) is { } outside && outside != Guid.Empty)
        {
            throw new Refusal(Problems.BulletinAudienceOutside, areas.Today.Find(outside) is { } unit ? AreaNames.WithKind(unit) : $"{outside}");
        }

        if (input.Relation != BulletinRelation.None && !(await db.Bulletins.AsNoTracking().SingleOrDefaultAsync(b => b.Id == input.RelatedId, ct) is { Approved: not null } related
            && related.Id != bulletin.Id && areas.Today.IsWithin(related.AreaId, bulletin.AreaId)))
        {
            throw new Refusal(Problems.BulletinRelatedUnknown);
        }

        // Whom another bulletin went to is asked of one's own only.
        if (input.Audience?.TouchedBy is { } touched
            && !(await db.Bulletins.AsNoTracking().SingleOrDefaultAsync(b => b.Id == touched, ct) is { } earlier && areas.Today.IsWithin(earlier.AreaId, bulletin.AreaId)))
        {
            throw new Refusal(Problems.BulletinRelatedUnknown);
        }

        var named = (input.Attachments ?? []).Concat(input.Texts.Values.Select(t => t.AudioId).OfType<Guid>()).Distinct().ToList();
        var known = await db.StoredFiles.Where(f => f.BulletinId == bulletin.Id && named.Contains(f.Id)).CountAsync(ct)
            + db.ChangeTracker.Entries<StoredFile>().Count(e => e.State == EntityState.Added && named.Contains(e.Entity.Id));
        if (known != named.Count)
        {
            throw new Refusal(Problems.FileUnknown);
        }
    }

    private void Put(BulletinVersion version, List<BulletinText> texts, string language, BulletinTextInput? input)
    {
        var text = texts.SingleOrDefault(t => t.Language == language);
        var (title, body, brief) = (Clean(input?.Title, 160) ?? "", Clean(input?.Body, 10_000) ?? "", Clean(input?.Short, 480) ?? "");
        if (title.Length + body.Length + brief.Length == 0 && input?.AudioId is null)
        {
            if (text is not null)
            {
                db.BulletinTexts.Remove(text);
            }

            return;
        }

        text ??= db.BulletinTexts.Add(new BulletinText { VersionId = version.Id, Language = language }).Entity;
        (text.Title, text.Body, text.Short, text.NeedsReview, text.AudioId) = (title, body, brief, input!.NeedsReview, input.AudioId);
    }

    private static Dictionary<string, BulletinTextInput> WithAudio(Dictionary<string, BulletinTextInput> texts, string language, Guid audioId) =>
        new(texts) { [language] = (texts.GetValueOrDefault(language) ?? new(null, null)) with { AudioId = audioId } };

    private static string? Clean(string? text, int most)
    {
        var clean = FreeText.CleanLines(text);
        // By UTF-16 units, as the channels count.
        return clean is null || clean.Length <= most ? clean : throw new Refusal(Problems.BulletinTooLong, most, clean.Length);
    }

    /// <summary>What the audit keeps of a version: all that its readers and its approver go by.</summary>
    private async Task<object> AuditedAsync(Bulletin bulletin, BulletinVersion version, CancellationToken ct)
    {
        var texts = db.ChangeTracker.Entries<BulletinText>().Where(e => e.Entity.VersionId == version.Id && e.State is not (EntityState.Deleted or EntityState.Detached))
            .Select(e => e.Entity).ToList();
        if (texts.Count == 0)
        {
            texts = await db.BulletinTexts.AsNoTracking().Where(t => t.VersionId == version.Id).ToListAsync(ct);
        }

        return new
        {
            bulletin.Kind, version.Number, version.State, version.Urgency, version.Source, version.DocumentNumber, version.ValidFrom, version.ValidTo, version.Relation, version.RelatedId,
            version.WhatChanged, version.Audience, version.Chain, version.Unaccented, version.Waivers, version.Attachments,
            Texts = texts.ToDictionary(t => t.Language, t => new { t.Title, t.Body, t.Short, t.AudioId }),
        };
    }
}
