using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Accounts.Traces;
using TungNgo.Data;
using TungNgo.Documents.Templates;
using TungNgo.Documents.Writing;
using TungNgo.Web;

namespace TungNgo.Documents;

internal static class DocumentsSetup
{
    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    public static IServiceCollection AddDocuments(this IServiceCollection services) => services
        .AddScoped<TemplateBook>().AddScoped<DocumentMaker>().AddScoped<DocumentBook>().AddSearch<DocumentSearch>().AddScoped<TeamData>().AddScoped<FirstWords>().AddSeed<TemplateSeed>()
        .AddMenuItem(new(35, "/documents", "documents.title", "file-text", Permission.ViewTeams, OfArea: true));

    public static void MapDocuments(this IEndpointRouteBuilder routes)
    {
        var files = routes.MapGroup("/documents").ExcludeFromDescription();
        files.MapGet("/{id:guid}/download", DownloadAsync)
            .WithMetadata(new NeedsAttribute(Permission.ViewTeams), new LeavesTraceAttribute("read.document-download"));
        files.MapGet("/templates/{id:guid}/download", TemplateAsync).WithMetadata(new NeedsAttribute(Permission.ManageCatalogue));
    }

    private static async Task<FileContentHttpResult> DownloadAsync(Guid id, DocumentBook documents, DocumentMaker maker, ReadTrace trace, CancellationToken ct)
    {
        var document = await documents.FindAsync(id, ct);
        trace.AreaId = document.AreaId;
        return TypedResults.Bytes(await maker.PrintAsync(document, ct), Docx, NameOf(document));
    }

    private static async Task<FileContentHttpResult> TemplateAsync(Guid id, TemplateBook templates, CancellationToken ct)
    {
        var template = await templates.FindAsync(id, ct);
        return TypedResults.Bytes(template.Content, Docx, $"mau-{template.Kind}-{template.Number}.docx");
    }

    /// <summary>"12-qd-ubnd-kien-toan-to.docx": letters that every mail and memory stick takes.</summary>
    private static string NameOf(OfficialDocument document)
    {
        var plain = string.Concat(SearchKey.Fold($"{document.Number ?? DocumentKind.Find(document.Kind)!.Sign} {document.Subject}")
            .Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        var words = plain.Split('-', StringSplitOptions.RemoveEmptyEntries).Take(14);
        return string.Join('-', words) + ".docx";
    }
}
