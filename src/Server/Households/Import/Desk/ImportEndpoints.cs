using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Traces;
using TungNgo.Accounts.Frame;
using TungNgo.Households.Import.Job;
using TungNgo.Households.Import.Reading;
using TungNgo.Households.Import.Taking;
using TungNgo.Households.Import.Undo;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Households.Import.Desk;

/// <param name="Fields">What each column means, by index; names as in the report.</param>
public sealed record ImportMappingRequest(string Signature, string[] Fields);

/// <param name="Answers">"hamlet:…" → hamlet id or "skip"; "double:…" → new, same or skip; empty takes the answer back.</param>
public sealed record ImportAnswersRequest(Dictionary<string, string> Answers);

/// <param name="State">reading, previewed, taking, taken, undoing, undone, unreadable.</param>
/// <param name="Progress">Households gone through so far while reading, taking or undoing.</param>
/// <param name="Report">Counts, sheets with their mapping, problems by place, questions; null until read.</param>
/// <param name="Undo">What the undo has done so far; null when there is none.</param>
public sealed record ImportAnswer(
    Guid Id, Guid AreaId, string FileName, string By, DateTime At, string State, string? FileProblem, int Progress, JsonElement? Report, UndoResult? Undo);

internal static class ImportEndpoints
{
    /// <summary>A province's list is about 70 MB as xlsx.</summary>
    private const long MostBytes = 256L << 20;

    public static IServiceCollection AddHouseholdImport(this IServiceCollection services) => services
        .AddSingleton<ImportQueue>().AddHostedService(s => s.GetRequiredService<ImportQueue>())
        .AddScoped<ImportWork>().AddScoped<ImportRun>().AddScoped<ImportDesk>().AddScoped<UndoImport>().AddWork<ImportsWaiting>();

    public static void MapHouseholdImport(this IEndpointRouteBuilder routes)
    {
        var needs = new NeedsAttribute(Permission.ImportHouseholds);
        var api = routes.MapGroup("/api/imports").WithTags("import").WithMetadata(needs);
        api.MapGet("/", ListAsync).WithSummary("Lists that were imported into the caller's area, newest first.");
        // The Gate refuses foreign origins for calls by cookie; the console's form below carries a token.
        api.MapPost("/", UploadAsync).DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(MostBytes)).WithFormOptions(multipartBodyLengthLimit: MostBytes)
            .WithSummary("Upload an xlsx or csv list; nothing is taken yet.");
        api.MapGet("/{id:guid}", GetAsync).WithMetadata(new LeavesTraceAttribute("read.import")).WithSummary("State and report of one import.");
        api.MapPut("/{id:guid}/mapping", MapAsync).WithSummary("Correct what the columns of one form mean; remembered for this office.");
        api.MapPut("/{id:guid}/answers", AnswerAsync).WithSummary("Answer questions on hamlets and possible doubles.");
        api.MapPost("/{id:guid}/take", TakeAsync).WithSummary("Take the good rows.");
        api.MapPost("/{id:guid}/undo", UndoAsync).WithSummary("Take an import back, except households visited since; goes on in the background when it is large.");
        api.MapGet("/{id:guid}/bad.xlsx", BadRowsAsync).WithMetadata(new LeavesTraceAttribute("read.import-export")).WithSummary("Rows that were not taken, with the reason.");
        routes.MapPost("/households/import/upload", UploadFormAsync).WithMetadata(needs, new RequestSizeLimitAttribute(MostBytes))
            .WithFormOptions(multipartBodyLengthLimit: MostBytes).ExcludeFromDescription();
    }

    private static async Task<ImportAnswer[]> ListAsync(ImportDesk desk, CancellationToken ct) =>
        [.. (await desk.Mine().AsNoTracking().OrderByDescending(j => j.At).Take(100).ToListAsync(ct)).Select(j => Answer(j, withReport: false))];

    private static async Task<Created<ImportAnswer>> UploadAsync([FromForm] Guid area, IFormFile file, ImportDesk desk, CancellationToken ct)
    {
        await using var content = file.OpenReadStream();
        var job = await desk.UploadAsync(area, file.FileName, content, ct);
        return TypedResults.Created($"/api/imports/{job.Id}", Answer(await desk.FindAsync(job.Id, ct)));
    }

    private static async Task<RedirectHttpResult> UploadFormAsync([FromForm] Guid area, IFormFile? file, ImportDesk desk, CancellationToken ct)
    {
        if (file is null || file.Length == 0)
        {
            return TypedResults.Redirect("/households/import?missing=1");
        }

        await using var content = file.OpenReadStream();
        var job = await desk.UploadAsync(area, file.FileName, content, ct);
        return TypedResults.Redirect($"/households/import/{job.Id}");
    }

    private static async Task<ImportAnswer> GetAsync(Guid id, ImportDesk desk, CancellationToken ct) => Answer(await desk.FindAsync(id, ct));

    private static async Task<ImportAnswer> MapAsync(Guid id, ImportMappingRequest request, ImportDesk desk, CancellationToken ct)
    {
        var fields = request.Fields.Select(f => Enum.TryParse<ListField>(f, out var field) ? field : throw new Refusal(Problems.Invalid, f)).ToList();
        await desk.MapAsync(id, request.Signature, fields, ct);
        return Answer(await desk.FindAsync(id, ct));
    }

    private static async Task<ImportAnswer> AnswerAsync(Guid id, ImportAnswersRequest request, ImportDesk desk, CancellationToken ct)
    {
        await desk.AnswerAsync(id, request.Answers, ct);
        return Answer(await desk.FindAsync(id, ct));
    }

    private static async Task<ImportAnswer> TakeAsync(Guid id, ImportDesk desk, CancellationToken ct)
    {
        await desk.TakeAsync(id, ct);
        return Answer(await desk.FindAsync(id, ct));
    }

    private static async Task<ImportAnswer> UndoAsync(Guid id, ImportDesk desk, CancellationToken ct)
    {
        await desk.UndoAsync(id, ct);
        return Answer(await desk.FindAsync(id, ct));
    }

    private static async Task<FileStreamHttpResult> BadRowsAsync(Guid id, ImportDesk desk, ImportFiles files, CancellationToken ct)
    {
        var job = await desk.FindAsync(id, ct);
        var rows = await files.FetchAsync(id, FileRole.BadRows, ct) ?? throw new Refusal(Problems.NotFound);
        return TypedResults.File(
            rows.OpenLast(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{Path.GetFileNameWithoutExtension(job.FileName)}-chua-nhan.xlsx");
    }

    private static ImportAnswer Answer(ImportJob job, bool withReport = true) => new(
        job.Id, job.AreaId, job.FileName, job.By, job.At, ProblemText.Key(job.State), job.FileProblem, job.Progress,
        withReport && job.Report is { } report ? JsonDocument.Parse(report).RootElement : null, job.Undo is null ? null : UndoResult.FromJson(job.Undo));
}
