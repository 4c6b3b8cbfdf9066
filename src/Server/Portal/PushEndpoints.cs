using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gateways.WebPush;
using TungNgo.Providers;
using TungNgo.Web;

namespace TungNgo.Portal;

/// <param name="PublicKey">For <c>pushManager.subscribe</c>, base64url.</param>
public sealed record PushKeyAnswer(string PublicKey);

/// <summary>What a browser gave when it subscribed.</summary>
/// <param name="P256dh">Its public key, base64url.</param>
/// <param name="Auth">Its secret, base64url.</param>
public sealed record PushSubscribe(string Endpoint, string P256dh, string Auth, Guid Hamlet, string Language);

public sealed record PushUnsubscribe(string Endpoint);

/// <summary>A browser says that it showed a message, or that it was tapped.</summary>
/// <param name="Key">The key that came with the message.</param>
/// <param name="Endpoint">Known to this browser, its push service and us alone: it proves that the message went there.</param>
public sealed record PushShown(string Key, string Endpoint, bool Tapped = false);

/// <summary>Notifications for browsers that chose a hamlet. Nobody is asked for a name: an endpoint, a hamlet and a language is all that is kept.</summary>
internal static class PushEndpoints
{
    private const int LongestEndpoint = 1000;

    public static void MapPush(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api/portal/push").WithTags("portal").RequireRateLimiting(PublicLimits.Write).WithMetadata(new RequestSizeLimitAttribute(4096)).AllowAnonymous();
        api.MapGet("/key", Key).DisableRateLimiting().WithSummary("The key to subscribe with for a hamlet; not found where no channel of the hamlet sends web push.");
        api.MapPost("/", SubscribeAsync).WithSummary("Notifies this browser of what is published for the hamlet; again with another hamlet or language to change it.");
        api.MapPost("/remove", UnsubscribeAsync).WithSummary("No more notifications to this browser.");
        api.MapPost("/shown", ShownAsync).WithSummary("The browser showed a message, or it was tapped.");
    }

    private static Ok<PushKeyAnswer> Key(Guid hamlet, ChannelBook channels) => TypedResults.Ok(new PushKeyAnswer(KeyOf(channels, hamlet)));

    /// <summary>The public half of the keys of the channel that serves a hamlet.</summary>
    private static string KeyOf(ChannelBook channels, Guid hamlet) =>
        channels.Serving(hamlet, ChannelKind.WebPush)?.Settings.GetValueOrDefault("public_key") ?? throw new Refusal(Problems.PushOff);

    private static async Task<NoContent> SubscribeAsync(PushSubscribe body, HttpContext http, PushServices services, ChannelBook channels, AreaTree areas, AppDb db, Writer writer, CancellationToken ct)
    {
        if (areas.Today.Find(body.Hamlet) is not { Tier: AreaTier.Hamlet } || KeyOf(channels, body.Hamlet).Length == 0)
        {
            throw new Refusal(Problems.PushOff);
        }

        if (body.Endpoint.Length > LongestEndpoint || !services.Accept(body.Endpoint) || !IsKey(body.P256dh) || !IsSecret(body.Auth) || !Texts.Languages.Contains(body.Language))
        {
            throw new Refusal(Problems.PushRefused);
        }

        await using var write = await writer.BeginAsync(Anybody(http), ct);
        var point = await db.ContactPoints.SingleOrDefaultAsync(c => c.Kind == ContactKind.Push && c.Address == body.Endpoint, ct);
        if (point is null)
        {
            point = new ContactPoint { Id = write.NewId(), Kind = ContactKind.Push, Address = body.Endpoint, AddedAt = write.Now };
            db.ContactPoints.Add(point);
        }

        (point.HamletId, point.PublicKey, point.Secret, point.Language, point.GoneAt) = (body.Hamlet, body.P256dh, body.Auth, body.Language, null);
        write.Changed(ChangeKind.Contact, point.Id, body.Hamlet);
        write.Audit("contact.push-on", point.Id, body.Hamlet, null, new { point.Language });
        await write.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> UnsubscribeAsync(PushUnsubscribe body, HttpContext http, AppDb db, Writer writer, OptOuts optOuts, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(Anybody(http), ct);
        var point = await db.ContactPoints.SingleOrDefaultAsync(c => c.Kind == ContactKind.Push && c.Address == body.Endpoint && c.GoneAt == null, ct);
        if (point is not null)
        {
            // The keys go at once; the row stays for what was sent to it. What is queued ends, as with any other refusal.
            (point.GoneAt, point.PublicKey, point.Secret) = (write.Now, null, null);
            await optOuts.EndQueuedAsync(body.Endpoint, null, null, write.Now, ct);
            write.Changed(ChangeKind.Contact, point.Id, point.HamletId);
            write.Audit("contact.push-off", point.Id, point.HamletId, null, null);
            await write.CommitAsync(ct);
        }

        return TypedResults.NoContent();
    }

    private static async Task<NoContent> ShownAsync(PushShown body, PushReceipts receipts, CancellationToken ct)
    {
        await receipts.TakeAsync(body, ct);
        return TypedResults.NoContent();
    }

    private static Actor Anybody(HttpContext http) => new(http.Texts()["portal.resident"], Address: http.Connection.RemoteIpAddress?.ToString());

    private static bool IsKey(string text)
    {
        if (!Base64Url.IsValid(text, out var length) || length != 65)
        {
            return false;
        }

        try
        {
            // A point that does not lie on the curve would fail at every sending.
            var point = Base64Url.DecodeFromChars(text);
            using var key = ECDiffieHellman.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
            return point[0] == 4;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static bool IsSecret(string text) => Base64Url.IsValid(text, out var length) && length == 16;
}
