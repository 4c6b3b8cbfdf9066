using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Teams.Phones;
using TungNgo.Web;
using TungNgo.Sync.Pull;

namespace TungNgo.Sync;

internal static class SyncEndpoints
{
    private const int MostMutations = 500;

    public static IServiceCollection AddSync(this IServiceCollection services)
    {
        services.AddSingleton<PushQueue>().AddHostedService(s => s.GetRequiredService<PushQueue>());
        services.AddSingleton<PullForms>().AddScoped<PushWriter>().AddScoped<PullReader>().AddScoped<NewsReader>().AddScoped<WalkReader>().AddScoped<PhoneWater>().AddScoped<PhoneTraining>()
            .AddScoped<PhoneGatherings>().AddScoped<PhoneWork>().AddScoped<PhoneAnswers>().AddScoped<PhoneStock>().AddScoped<PhoneCampaigns>().AddScoped<MediaUploads>();
        return services;
    }

    public static void MapSync(this IEndpointRouteBuilder routes)
    {
        var sync = routes.MapGroup("/api/sync").WithTags("sync").WithMetadata(new NeedsAttribute(Permission.SyncPhone)).RequireRateLimiting("phone");
        sync.MapGet("/pull", PullAsync).Produces<PullResponse>().WithSummary("What changed for this phone since a change number; first the whole territory.");
        sync.MapGet("/guides", GuidesAsync).WithSummary("Guides newer than the version the phone has.");
        sync.MapGet("/work", WorkAsync).WithSummary("Work sheets of the phone's members, and of the teams that they lead: this month's and those of the two before.");
        sync.MapMedia();
        sync.MapPost("/push", PushAsync).WithSummary("A batch of what was done offline; every item is answered.");
    }

    /// <param name="form">"columns" sends the households as columns, a third fewer bytes: see <see cref="ColumnsJson{T}"/>.</param>
    private static async Task<JsonHttpResult<PullResponse>> PullAsync(
        HttpContext http, PullReader reader, PullForms forms, [Range(0, long.MaxValue)] long after, string? have, Guid? epoch, string? form, CancellationToken ct)
    {
        var hamlets = (have ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(h => Guid.TryParse(h, out var id) ? id : throw new Refusal(Problems.Invalid, "have"));
        var answer = await reader.ReadAsync(http.Phone(), after, hamlets.ToHashSet(), epoch, ct);
        SyncMetrics.Pulled(answer.Households.Length);
        return TypedResults.Json(answer, form == "columns" ? forms.Columns : null);
    }

    private static async Task<PushResponse> PushAsync(
        HttpContext http, PushRequest request, PushQueue queue, Feed.ChangeFeed feed, CurrentUser user, TimeProvider clock, CancellationToken ct)
    {
        if (request.Mutations.Length > MostMutations)
        {
            throw new Refusal(Problems.BatchTooLarge);
        }

        var texts = http.Texts();
        var applied = request.Mutations.Length == 0 ? [] : await queue.WriteAsync(new PendingPush(http.Phone(), user.Address, request.Mutations), ct);
        var results = applied.Select(a => a.Problem is { } problem
            ? new PushResult(a.Id, a.Result, problem.Code, $"{texts[$"error.{problem.Code}", a.Values ?? ["…", "…"]]} {texts[$"error.{problem.Code}.next", a.Values ?? ["…", "…"]]}")
            : new PushResult(a.Id, a.Result));
        return new PushResponse([.. results], feed.Last, clock.GetUtcNow().UtcDateTime);
    }

    private static async Task<WorkResponse> WorkAsync(HttpContext http, PhoneWork work, CancellationToken ct) => await work.ReadAsync(http.Phone(), http.Texts(), ct);

    private static async Task<GuidesResponse> GuidesAsync(AppDb db, long after, CancellationToken ct)
    {
        var guides = await db.Guides.AsNoTracking().Where(g => g.Version > after).ToListAsync(ct);
        return new GuidesResponse(
            guides.Count == 0 ? after : guides.Max(g => g.Version),
            [.. guides.Select(g => new WireGuide(
                g.ServiceId, g.Language, g.Title, g.NeedsReview, [.. Services.GuideSteps.Of(g.Markdown).Select(s => new WireGuideStep(s.Text, s.Picture))]))]);
    }

    internal static Phone Phone(this HttpContext http) => http.Items[typeof(PhoneCaller)] as Phone ?? throw new Refusal(Problems.Forbidden);
}
