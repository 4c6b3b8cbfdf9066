using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Live;
using TungNgo.Web;

namespace TungNgo.Training;

internal static class TrainingEndpoints
{
    /// <summary>The wall looks this often whether the minute or the number of those who came has changed.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3);

    public static void MapTraining(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/training/classes/{id:guid}/events", MinutesAsync).WithMetadata(new NeedsAttribute(Permission.ManageTraining)).ExcludeFromDescription();
        routes.MapGet("/training/certificates/{id:guid}/badge", BadgeAsync).WithMetadata(new NeedsAttribute(Permission.ViewTeams)).ExcludeFromDescription();
    }

    private static Task MinutesAsync(Guid id, HttpContext http, LiveStream stream) => stream.RunAsync(http, new(new Signal(), async (services, ct) =>
    {
        var desk = services.GetRequiredService<TrainingDesk>();
        return desk.MayEdit(await desk.FindAsync(id, ct))
            ? WallCodes.MinuteOf(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime) * 1000 + await desk.CameAsync(id, ct) : null;
    }) { Look = Look });

    private static async Task<FileContentHttpResult> BadgeAsync(Guid id, TrainingDesk desk, CancellationToken ct)
    {
        var found = await desk.CertificateAsync(id, ct);
        return found.Badge.Length == 0 ? throw new Refusal(Problems.NotFound)
            : TypedResults.File(System.Text.Encoding.ASCII.GetBytes(found.Badge), "application/vc+jwt", $"{found.Code}.jwt");
    }
}
