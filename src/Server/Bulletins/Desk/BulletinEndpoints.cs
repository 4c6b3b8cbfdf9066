using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using TungNgo.Accounts;
using TungNgo.Bulletins.Approval;
using TungNgo.Bulletins.Cards;
using TungNgo.Bulletins.Writing;
using TungNgo.Web;

namespace TungNgo.Bulletins.Desk;

/// <param name="State">Of the newest version that the caller may see.</param>
/// <param name="Approved">Number of the version in force, null before the first approval.</param>
/// <param name="Languages">Languages that the version has.</param>
public sealed record BulletinLine(
    Guid Id, string Code, Guid AreaId, string Kind, Urgency Urgency, BulletinState State, int Version, int? Approved, string Title, string[] Languages,
    DateTime ValidFrom, DateTime ValidTo, DateTime CreatedAt, string Author, DateTime? CancelledAt);

/// <param name="Total">Bulletins in all; a page holds at most 100.</param>
public sealed record BulletinPageAnswer(BulletinLine[] Bulletins, int Total);

/// <param name="Versions">The newest first. Drafts are shown only to officials in whose area the issuing unit lies.</param>
public sealed record BulletinAnswer(
    Guid Id, string Code, Guid AreaId, string Kind, int? Approved, DateTime CreatedAt, string Author, DateTime? CancelledAt, string? CancelReason,
    BulletinVersionAnswer[] Versions, BulletinFileAnswer[] Files);

/// <param name="Edition">Send it back with whatever changes or decides.</param>
/// <param name="Attachments">Ids of files.</param>
/// <param name="Unaccented">SMS in Vietnamese go without marks.</param>
public sealed record BulletinVersionAnswer(
    int Number, BulletinState State, Urgency Urgency, string Source, string? DocumentNumber, DateTime ValidFrom, DateTime ValidTo, BulletinRelation Relation, Guid? RelatedId,
    string? WhatChanged, Audience Audience, Chain Chain, Dictionary<string, string> Waivers, Dictionary<string, BulletinTextAnswer> Texts, Guid[] Attachments, string Writer,
    DateTime? SubmittedAt, DateTime? DecisionDueAt, string? Decider, DateTime? DecidedAt, string? ReturnReason, int Edition, bool Unaccented);

public sealed record BulletinTextAnswer(string Title, string Body, string Short, bool NeedsReview, Guid? AudioId, Guid? CardId);

/// <param name="Size">Bytes.</param>
/// <param name="Address">Where its content is.</param>
public sealed record BulletinFileAnswer(Guid Id, string Name, string ContentType, int Size, string Address);

/// <param name="Edition">The edition that was on the screen: what somebody changed meanwhile is not decided on unseen.</param>
/// <param name="Reason">Needed for returning and cancelling; at least five letters.</param>
public sealed record BulletinDecision(int Edition, string? Reason = null);

/// <param name="WhatChanged">What the new version says differently.</param>
public sealed record BulletinCorrection(string? WhatChanged);

internal static class BulletinEndpoints
{
    private const int MostPage = 100;

    public static void MapBulletins(this IEndpointRouteBuilder routes)
    {
        var look = routes.MapGroup("/api/bulletins").WithTags("bulletins").WithMetadata(new NeedsAttribute(Permission.ViewBulletins));
        look.MapGet("/", ListAsync).WithSummary("Bulletins that the caller may see, the newest first.");
        look.MapGet("/{id:guid}", OneAsync).WithSummary("One bulletin with its versions.");
        // Whoever writes or approves in its area may stop it: the rule itself asks.
        look.MapPost("/{id:guid}/cancel", (Guid id, BulletinDecision decision, BulletinDecisions decisions, CancellationToken ct) =>
            Done(decisions.CancelAsync(id, decision.Reason, ct))).WithSummary("Stop an approved bulletin: nothing more of it is sent.");
        routes.MapGet("/bulletins/{id:guid}/card/{language}", async (Guid id, string language, BulletinDecisions decisions, CancellationToken ct) =>
            TypedResults.Bytes(await decisions.CardAsync(id, language, ct), "image/png")).WithMetadata(new NeedsAttribute(Permission.ViewBulletins)).ExcludeFromDescription();
        routes.MapGet("/bulletins/export", BulletinSheet.ExportAsync).WithMetadata(new NeedsAttribute(Permission.ViewBulletins)).ExcludeFromDescription();
        routes.MapGet("/bulletins/files/{id:guid}", FileAsync).WithMetadata(new NeedsAttribute(Permission.ViewBulletins)).ExcludeFromDescription();

        var write = routes.MapGroup("/api/bulletins").WithTags("bulletins").WithMetadata(new NeedsAttribute(Permission.WriteBulletins));
        write.MapPost("/", async (BulletinInput input, BulletinEdits edits, BulletinReader reader, CancellationToken ct) =>
        {
            var id = await edits.BeginAsync(input, ct);
            return TypedResults.Created($"/api/bulletins/{id}", Answer(await reader.OneAsync(id, ct)));
        }).WithSummary("Begin a bulletin; from a template when no texts are given.");
        write.MapPut("/{id:guid}", async (Guid id, BulletinInput input, BulletinEdits edits, BulletinReader reader, CancellationToken ct) =>
        {
            await edits.SaveAsync(id, input, [], ct);
            return Answer(await reader.OneAsync(id, ct));
        }).WithSummary("Write the open version anew.");
        // The Gate refuses foreign origins for calls by cookie.
        write.MapPost("/{id:guid}/files", UploadAsync).DisableAntiforgery().WithSummary("Upload a recording or an attachment, to be named by the next PUT.");
        write.MapPost("/{id:guid}/submit", (Guid id, BulletinDecision decision, BulletinDecisions decisions, CancellationToken ct) =>
            Done(decisions.SubmitAsync(id, decision.Edition, ct))).WithSummary("Ask for approval.");
        write.MapPost("/{id:guid}/withdraw", (Guid id, BulletinDecision decision, BulletinEdits edits, CancellationToken ct) =>
            Done(edits.WithdrawAsync(id, decision.Edition, ct))).WithSummary("Give up the open version.");
        write.MapPost("/{id:guid}/correct", (Guid id, BulletinCorrection correction, BulletinEdits edits, CancellationToken ct) =>
            Done(edits.CorrectAsync(id, correction.WhatChanged, ct))).WithSummary("Begin a new version of an approved bulletin.");

        var decide = routes.MapGroup("/api/bulletins").WithTags("bulletins").WithMetadata(new NeedsAttribute(Permission.ApproveBulletins));
        decide.MapPost("/{id:guid}/approve", (Guid id, BulletinDecision decision, BulletinDecisions decisions, CancellationToken ct) =>
            Done(decisions.ApproveAsync(id, decision.Edition, ct))).WithSummary("Approve the submitted version and put it on its way.");
        decide.MapPost("/{id:guid}/return", (Guid id, BulletinDecision decision, BulletinDecisions decisions, CancellationToken ct) =>
            Done(decisions.ReturnAsync(id, decision.Edition, decision.Reason, ct))).WithSummary("Send the submitted version back with a reason.");
    }

    private static async Task<BulletinPageAnswer> ListAsync(
        [Description("Unit: what it and those below it issue, and what comes down to it")] Guid? area,
        [Description("draft, submitted, returned, approved, withdrawn or cancelled")] string? state, string? kind,
        [Description("Words; accents do not matter")] string? q, [Description("Only what waits for the caller")] bool? waiting, int? skip, BulletinReader reader, CancellationToken ct)
    {
        var (rows, total) = await reader.ListAsync(new(area, state, kind, q, waiting == true), Math.Max(0, skip ?? 0), MostPage, ct);
        return new([.. rows.Select(r => new BulletinLine(
            r.Bulletin.Id, r.Bulletin.Code, r.Bulletin.AreaId, r.Bulletin.Kind, r.Version.Urgency, r.Version.State, r.Version.Number, r.Bulletin.Approved, r.Title, r.Languages,
            r.Version.ValidFrom, r.Version.ValidTo, r.Bulletin.CreatedAt, r.Bulletin.Author, r.Bulletin.CancelledAt))], total);
    }

    private static async Task<BulletinAnswer> OneAsync(Guid id, BulletinReader reader, CancellationToken ct) => Answer(await reader.OneAsync(id, ct));

    private static async Task<Created<BulletinFileAnswer>> UploadAsync(
        Guid id, IFormFile file, [FromForm, Description("True for a recording")] bool audio, BulletinEdits edits, CancellationToken ct)
    {
        var kept = await edits.UploadAsync(id, file.FileName, await ReadAsync(file, ct), audio, ct);
        return TypedResults.Created($"/bulletins/files/{kept.Id}", Answer(new FileLine(kept.Id, kept.Name, kept.ContentType, kept.Content.Length)));
    }

    /// <summary>Reads a sent file, but no further than the largest that is taken.</summary>
    internal static async Task<byte[]> ReadAsync(IFormFile file, CancellationToken ct)
    {
        if (file.Length > StoredFileBook.MostAttachment)
        {
            throw new Refusal(Problems.FileTooLarge, StoredFileBook.MostAttachment >> 20);
        }

        await using var content = file.OpenReadStream();
        using var memory = new MemoryStream((int)file.Length);
        await content.CopyToAsync(memory, ct);
        return memory.ToArray();
    }

    private static async Task<FileContentHttpResult> FileAsync(Guid id, HttpContext http, StoredFileBook files, CancellationToken ct)
    {
        var file = await files.FindAsync(id, ct);
        // Nothing that was uploaded may run as a page of ours; what a browser plays or shows by itself stays inside the page.
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        http.Response.Headers.CacheControl = "private, no-cache";
        var inline = file.ContentType.StartsWith("audio/", StringComparison.Ordinal) || file.ContentType.StartsWith("image/", StringComparison.Ordinal);
        return TypedResults.File(file.Content, file.ContentType, inline ? null : file.Name, enableRangeProcessing: true, entityTag: new EntityTagHeaderValue($"\"{file.Hash}\""));
    }

    private static async Task<NoContent> Done(Task work)
    {
        await work;
        return TypedResults.NoContent();
    }

    private static BulletinAnswer Answer(BulletinFile file)
    {
        var b = file.Bulletin;
        return new(b.Id, b.Code, b.AreaId, b.Kind, b.Approved, b.CreatedAt, b.Author, b.CancelledAt, b.CancelReason, [.. file.Versions.Select(v => Answer(file, v))], [.. file.Files.Select(Answer)]);
    }

    private static BulletinVersionAnswer Answer(BulletinFile file, BulletinVersion v) => new(
        v.Number, v.State, v.Urgency, v.Source, v.DocumentNumber, v.ValidFrom, v.ValidTo, v.Relation, v.RelatedId, v.WhatChanged, Audience.Of(v.Audience), Chain.Of(v), v.Waivers,
        file.TextsOf(v).ToDictionary(t => t.Language, t => new BulletinTextAnswer(t.Title, t.Body, t.Short, t.NeedsReview, t.AudioId, t.CardId)), [.. IdList.Of(v.Attachments)], v.Writer,
        v.SubmittedAt, v.DecisionDueAt, v.Decider, v.DecidedAt, v.ReturnReason, v.Edition, v.Unaccented);

    private static BulletinFileAnswer Answer(FileLine f) => new(f.Id, f.Name, f.ContentType, f.Size, $"/bulletins/files/{f.Id}");
}
