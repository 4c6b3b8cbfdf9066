using TungNgo.Accounts;
using TungNgo.Web;

namespace TungNgo.Badges;

/// <param name="PublicKey">A point of P-256, uncompressed (65 bytes), as base64url.</param>
internal sealed record BadgeKeyRequest(Guid MemberId, string PublicKey);

internal sealed record CardsEnding(Guid MemberId);

/// <summary>What phones say of badges.</summary>
internal static class BadgeEndpoints
{
    public static void MapBadges(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/badges").WithTags("badges").RequireRateLimiting("phone");
        api.MapPut("/key", KeyAsync).WithMetadata(new NeedsAttribute(Permission.SyncPhone)).WithSummary("With this key the phone signs a member's badge from now on.");
        api.MapPost("/cards/end", EndAsync).WithMetadata(new NeedsAttribute(Permission.ManageDevices)).WithSummary("A member's printed cards were lost: they end at once.");
    }

    private static async Task<IResult> KeyAsync(BadgeKeyRequest request, ChangeBadges change, CancellationToken ct)
    {
        await change.RegisterAsync(request.MemberId, request.PublicKey, ct);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> EndAsync(CardsEnding ending, MakeCards cards, CancellationToken ct)
    {
        await cards.CallBackAsync(ending.MemberId, ct);
        return TypedResults.NoContent();
    }
}
