using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;

namespace TungNgo.Services;

/// <param name="Definition">What the figure counts, over what, and where the truth lives; by language.</param>
/// <param name="Version">Change number of the last change.</param>
public sealed record ServiceAnswer(
    Guid Id, string Code, ServiceKind Kind, ServiceSubject Subject, Dictionary<string, string> Name, Dictionary<string, string> Short,
    Dictionary<string, string> Definition, string Icon, int Order, bool Active, ServiceBlocker[] Blockers, long Version);

public sealed record ServiceMade(Guid Id);

/// <param name="Markdown">A list, one item a step; send it back with <c>Version</c> to change it.</param>
public sealed record GuideAnswer(string Language, string Title, string Markdown, bool NeedsReview, long Version);

internal static class ServiceEndpoints
{
    public static void MapServices(this IEndpointRouteBuilder routes)
    {
        var look = routes.MapGroup("/api/services").WithTags("services").WithMetadata(new NeedsAttribute(Permission.ViewCatalogue));
        look.MapGet("/", (ServiceCatalogue catalogue) => catalogue.InOrder.Select(Answer).ToArray()).WithSummary("The services and skills that the teams promote.");
        look.MapGet("/{id:guid}/guides", GuidesAsync).WithSummary("The guides of a service in every language.");

        var change = routes.MapGroup("/api/services").WithTags("services").WithMetadata(new NeedsAttribute(Permission.ManageCatalogue));
        change.MapPost("/", async (NewService made, ServiceEdits edits, CancellationToken ct) =>
            TypedResults.Created($"/services/{made.Code}", new ServiceMade(await edits.AddAsync(made, ct)))).WithSummary("Adds a service; phones take it at their next sync.");
        change.MapPut("/{id:guid}", async (Guid id, ServiceEdit edit, ServiceEdits edits, CancellationToken ct) =>
        {
            await edits.SaveServiceAsync(id, edit, ct);
            return TypedResults.NoContent();
        }).WithSummary("Changes a service; phones take it at their next sync.");
        change.MapPut("/{id:guid}/guides/{language}", async (Guid id, string language, GuideEdit edit, ServiceEdits edits, CancellationToken ct) =>
        {
            await edits.SaveGuideAsync(id, language, edit, ct);
            return TypedResults.NoContent();
        }).WithSummary("Changes a guide in one language.");
    }

    private static ServiceAnswer Answer(Service s) => new(
        s.Id, s.Code, s.Kind, s.Subject, s.Name, s.Short, s.Definition, s.Icon, s.Order, s.Active,
        [.. s.Blockers.Select(b => new ServiceBlocker(b.Code, b.Name))], s.Version);

    private static async Task<Ok<GuideAnswer[]>> GuidesAsync(Guid id, AppDb db, CancellationToken ct) => TypedResults.Ok(
        await db.Guides.AsNoTracking().Where(g => g.ServiceId == id).Select(g => new GuideAnswer(g.Language, g.Title, g.Markdown, g.NeedsReview, g.Version)).ToArrayAsync(ct));
}
