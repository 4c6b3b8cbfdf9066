using Microsoft.AspNetCore.Mvc;
using TungNgo.Accounts;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Mail;

/// <summary>What links in messages do. A mail program's button calls without cookies or forms of ours, so the sealed token alone says who it is.</summary>
internal static class MailEndpoints
{
    public static void MapMail(this IEndpointRouteBuilder routes)
    {
        var open = routes.MapGroup("").AllowAnonymous().ExcludeFromDescription();
        open.MapGet("/thu/{token}/xong", (string token) => Results.Redirect($"/thu/{Uri.EscapeDataString(token)}"));
        open.MapPost("/thu/{token}/xong", DoAsync).RequireRateLimiting("mail-link").WithMetadata(new RequestSizeLimitAttribute(4096));
    }

    private static async Task<IResult> DoAsync(string token, MailTokens tokens, OwnMail own, CurrentUser user, IEnumerable<IMailWriter> writers, Writer writer, TimeProvider clock, CancellationToken ct)
    {
        var asked = tokens.Read(token) ?? throw new Refusal(Problems.NotFound);
        if (asked.Verb == MailTokens.Confirm)
        {
            // Whoever reads a mailbox need not be the official who typed its address: a slip of a letter leads to a stranger.
            if (user.UserId != asked.UserId)
            {
                throw new Refusal(Problems.SignInNeeded);
            }

            return await own.ConfirmAsync(asked, ct) ? Done(token) : throw new Refusal(Problems.MailLinkOld);
        }

        if (MailTokens.IsOver(asked, clock.GetUtcNow().UtcDateTime))
        {
            throw new Refusal(Problems.MailStopOld);
        }

        var kind = writers.SingleOrDefault(w => w.Kind == asked.Word && w.CanStop) ?? throw new Refusal(Problems.NotFound);
        await using var write = await writer.BeginAsync(new Actor("—", asked.UserId), ct);
        await kind.StopAsync(write, asked.SubjectId, asked.UserId, ct);
        if (!write.Db.ChangeTracker.HasChanges())
        {
            // Stopped already: whoever presses again makes no work and no entries.
            return Done(token);
        }

        write.Audit("mail.stop", asked.SubjectId, null, null, new { asked.Word });
        await write.CommitAsync(ct);
        return Done(token);
    }

    private static IResult Done(string token) => new SeeOther($"/thu/{Uri.EscapeDataString(token)}?xong=1");

    private sealed class SeeOther(string to) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.Location = to;
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            return Task.CompletedTask;
        }
    }
}
