using Microsoft.EntityFrameworkCore;
using MimeKit;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Mail;

/// <summary>Sends what is due, message by message: claimed in one write, attempted once, its end kept in another.</summary>
internal sealed class MailSender(IServiceScopeFactory scopes, MailVault vault, MailTokens tokens, ServerOptions options, ILogger<MailSender> log)
{
    private const int MostAttempts = 8, AtOnce = 100;

    /// <summary>An attempt takes less; what is still under way then was broken off with its node.</summary>
    private static readonly TimeSpan LongestAttempt = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan[] Pauses =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4), TimeSpan.FromHours(12), TimeSpan.FromHours(24)];

    public async Task SendDueAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var now = scope.ServiceProvider.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime;
        if (await db.MailServers.AsNoTracking().SingleOrDefaultAsync(ct) is not { } server)
        {
            return;
        }

        var broken = now - LongestAttempt;
        foreach (var id in await db.OutboxMails.Where(m => m.State == MailState.Sending && m.NextAt < broken).Select(m => m.Id).ToListAsync(ct))
        {
            await EndAsync(id, MailState.Unknown, "broken", ct);
        }

        foreach (var id in await db.OutboxMails.Where(m => m.State == MailState.Queued && m.NextAt <= now).OrderBy(m => m.NextAt).Select(m => m.Id).Take(AtOnce).ToListAsync(ct))
        {
            if (await ClaimAsync(id, ct) is { } mail)
            {
                await TryAsync(mail, server, ct);
            }
        }
    }

    /// <returns>Null when another node was faster.</returns>
    private async Task<OutboxMail?> ClaimAsync(Guid id, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, ct);
        var mail = await db.OutboxMails.SingleOrDefaultAsync(m => m.Id == id && m.State == MailState.Queued && m.NextAt <= write.Now, ct);
        if (mail is null)
        {
            return null;
        }

        (mail.State, mail.NextAt, mail.Attempts) = (MailState.Sending, write.Now, mail.Attempts + 1);
        write.Audit("mail.begin", id, null, null, new { mail.Kind, mail.Occasion, mail.Attempts });
        await write.CommitAsync(ct);
        return mail;
    }

    private async Task TryAsync(OutboxMail mail, MailServer server, CancellationToken ct)
    {
        MimeMessage? message;
        string? why;
        try
        {
            (message, why) = await WriteAsync(mail, server, ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            // Nothing has left. Whose message it was stands in the outbox and not in the log.
            log.LogError(error, "A message of kind {Kind} could not be written", mail.Kind);
            await LaterAsync(mail, "unexpected", ct);
            return;
        }

        if (message is null)
        {
            await EndAsync(mail.Id, MailState.Skipped, why, ct);
            return;
        }

        using (message)
        {
            var result = await SmtpPost.SendAsync(server, vault.SecretOf(server), message, ct);
            await (result.Outcome switch
            {
                PostOutcome.Sent => EndAsync(mail.Id, MailState.Sent, null, CancellationToken.None),
                PostOutcome.Refused => EndAsync(mail.Id, MailState.Failed, result.Why, CancellationToken.None),
                PostOutcome.Unknown => EndAsync(mail.Id, MailState.Unknown, result.Why, CancellationToken.None),
                _ => LaterAsync(mail, result.Why, CancellationToken.None),
            });
        }
    }

    private Task LaterAsync(OutboxMail mail, string? why, CancellationToken ct) =>
        EndAsync(mail.Id, mail.Attempts >= MostAttempts ? MailState.Failed : MailState.Queued, why, ct);

    private async Task EndAsync(Guid id, MailState state, string? why, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, ct);
        if (await scope.ServiceProvider.GetRequiredService<AppDb>().OutboxMails.SingleOrDefaultAsync(m => m.Id == id && m.State == MailState.Sending, ct) is not { } mail)
        {
            return;
        }

        (mail.State, mail.Why) = (state, why);
        if (state == MailState.Queued)
        {
            mail.NextAt = write.Now + Pauses[Math.Clamp(mail.Attempts - 1, 0, Pauses.Length - 1)];
        }
        else
        {
            mail.EndedAt = write.Now;
        }

        write.Changed(ChangeKind.Mail, id);
        write.Audit("mail.end", id, null, null, new { mail.Kind, mail.Occasion, mail.State, mail.Why });
        await write.CommitAsync(ct);
    }

    /// <summary>Writes the message as its recipient, with the rights of this moment.</summary>
    private async Task<(MimeMessage? Message, string? Why)> WriteAsync(OutboxMail mail, MailServer server, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var writer = services.GetServices<IMailWriter>().Single(w => w.Kind == mail.Kind);
        var db = services.GetRequiredService<AppDb>();
        var account = await services.GetRequiredService<AccountBook>().FindAsync(mail.UserId, ct);
        var user = await db.Users.AsNoTracking().SingleOrDefaultAsync(u => u.Id == mail.UserId, ct);
        if (user is null || account is not { Enabled: true })
        {
            return (null, "rights");
        }

        if (user.Email is not { } address || (!user.EmailConfirmed && mail.Kind != OwnMail.ConfirmKind))
        {
            return (null, "address");
        }

        if (writer.CanStop && await db.MailStops.AnyAsync(s => s.UserId == mail.UserId && s.Kind == mail.Kind, ct))
        {
            return (null, "stopped");
        }

        services.GetRequiredService<CurrentUser>().SignIn(account, null, now.UtcDateTime, null);
        var t = Texts.In(user.Language);
        var draft = await writer.WriteAsync(mail, t, ct);
        return draft.Content is not { } content ? (null, draft.Why)
            : (MimeOf(mail, server, user, address, content, writer.CanStop ? StopOf(mail) : null, now, t), null);
    }

    private string StopOf(OutboxMail mail) =>
        $"{options.PublicUrl}/thu/{tokens.Make(new(MailTokens.Stop, mail.Kind, mail.SubjectId, mail.UserId, mail.At))}";

    private MimeMessage MimeOf(OutboxMail mail, MailServer server, User user, string address, MailContent content, string? stop, DateTimeOffset now, Texts t)
    {
        var message = new MimeMessage { Subject = content.Subject, Date = now, MessageId = $"{mail.Id:n}.{mail.Attempts}@{new Uri(options.PublicUrl).Host}" };
        message.From.Add(new MailboxAddress(server.FromName ?? t["app.name"], server.From));
        message.To.Add(new MailboxAddress(user.DisplayName, address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        if (stop is not null)
        {
            // One click of the mail program's own button ends it (RFC 8058).
            message.Headers.Add(HeaderId.ListUnsubscribe, $"<{stop}/xong>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        var body = new BodyBuilder { TextBody = content.ToText(options.PublicUrl, stop, t), HtmlBody = content.ToHtml(options.PublicUrl, stop, t) };
        if (content.File is { } file)
        {
            body.Attachments.Add(file.Name, file.Content, ContentType.Parse(file.Type));
        }

        message.Body = body.ToMessageBody();
        return message;
    }
}
