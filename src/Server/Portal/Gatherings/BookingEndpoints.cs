using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gatherings;
using TungNgo.Help;
using TungNgo.Web;

namespace TungNgo.Portal.Gatherings;

/// <summary>
/// Taking a time at a gathering without an account, and giving it back by its code. The forms carry no token, as all public ones: there is no session to misuse.
/// </summary>
internal static class BookingEndpoints
{
    private const int MostBytes = 16 * 1024;

    public static void MapBookings(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/hen/{id:guid}", ShowAsync).RequireRateLimiting(PublicLimits.LookUp);
        routes.MapPost("/hen/{id:guid}", TakeAsync).RequireRateLimiting(PublicLimits.Write).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
        routes.MapGet("/hen/ma/{code}", BookedAsync).RequireRateLimiting(PublicLimits.LookUp);
        routes.MapPost("/hen/ma/{code}/bo", GiveBackAsync).RequireRateLimiting(PublicLimits.Write).WithMetadata(new RequestSizeLimitAttribute(MostBytes));
    }

    private static Task<IResult> ShowAsync(Guid id, HttpContext http, PublicPages pages, PublicGatherings gatherings, CancellationToken ct) =>
        FormAsync(id, null, null, http, pages, gatherings, ct);

    private static async Task<IResult> TakeAsync(Guid id, HttpContext http, PublicPages pages, PublicGatherings gatherings, AppDb db, Writer writer, CancellationToken ct)
    {
        PublicLanguage.Choose(http);
        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : FormCollection.Empty;
        try
        {
            await using var write = await writer.BeginAsync(new Actor(http.Texts()["portal.resident"], Address: http.Connection.RemoteIpAddress?.ToString()), ct);
            if (await db.Gatherings.SingleOrDefaultAsync(g => g.Id == id, ct) is not { } held)
            {
                return await pages.NotFoundAsync(http);
            }

            var slot = TimeOnly.TryParseExact(form["gio"], "HH:mm", out var time) ? time : throw new Refusal(Problems.GatheringSlots, GatheringRules.FewestSlot, GatheringRules.MostSlotSeats);
            var minted = Guid.TryParse((string?)form["id"], out var told) && told != Guid.Empty ? told : (Guid?)null;
            var (booking, isNew) = await BookingRules.TakeOnceAsync(write, held, new(slot, form["ten"], form["dt"], Id: minted), ct);
            if (isNew)
            {
                await write.CommitAsync(ct);
            }

            http.Response.Headers.Location = http.Request.With($"/hen/ma/{booking.Code}", ("moi", "1"));
            http.Response.Headers.CacheControl = "no-store";
            return Results.StatusCode(StatusCodes.Status303SeeOther);
        }
        catch (Refusal refusal)
        {
            // What was typed stays in the form.
            return await FormAsync(id, form, refusal, http, pages, gatherings, ct);
        }
    }

    private static async Task<IResult> FormAsync(Guid id, IFormCollection? form, Refusal? because, HttpContext http, PublicPages pages, PublicGatherings gatherings, CancellationToken ct)
    {
        PublicLanguage.Choose(http);
        return await gatherings.FindAsync(id, ct) is { } shown
            ? await pages.ShowOnceAsync<BookPage>(http, new() { [nameof(BookPage.Shown)] = shown, [nameof(BookPage.Form)] = form, [nameof(BookPage.Because)] = because },
                because?.Problem.Status ?? StatusCodes.Status200OK)
            : await pages.NotFoundAsync(http);
    }

    private static async Task<IResult> BookedAsync(string code, HttpContext http, PublicPages pages, AppDb db, CancellationToken ct)
    {
        PublicLanguage.Choose(http);
        return await FindAsync(code, db, ct) is var (booking, held)
            ? await pages.ShowOnceAsync<BookedPage>(http, new() { [nameof(BookedPage.Booked)] = booking, [nameof(BookedPage.At)] = held })
            : await pages.NotFoundAsync(http);
    }

    private static async Task<IResult> GiveBackAsync(string code, HttpContext http, PublicPages pages, AppDb db, Writer writer, CancellationToken ct)
    {
        PublicLanguage.Choose(http);
        await using var write = await writer.BeginAsync(new Actor(http.Texts()["portal.resident"], Address: http.Connection.RemoteIpAddress?.ToString()), ct);
        if (await FindAsync(code, db, ct) is not var (booking, held))
        {
            return await pages.NotFoundAsync(http);
        }

        // A time that has begun is nobody else's any more.
        if (booking.OffAt is null && held.TimeOf(booking.Slot) > write.Now)
        {
            BookingRules.GiveBack(write, held, booking);
            await write.CommitAsync(ct);
        }

        http.Response.Headers.Location = http.Request.With($"/hen/ma/{booking.Code}");
        http.Response.Headers.CacheControl = "no-store";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static async Task<(Booking Booking, Gathering Held)?> FindAsync(string code, AppDb db, CancellationToken ct) =>
        HelpText.ReadCode(code) is { } known && await db.Bookings.SingleOrDefaultAsync(b => b.Code == known && b.Name != null, ct) is { } booking
            ? (booking, await db.Gatherings.SingleAsync(g => g.Id == booking.GatheringId, ct)) : null;
}
