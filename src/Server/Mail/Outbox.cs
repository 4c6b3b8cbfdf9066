using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Mail;

/// <param name="Recipient">The account's name, never its address.</param>
internal sealed record MailLine(OutboxMail Mail, string Recipient);

/// <summary>The messages that wait, are under way or have ended.</summary>
internal sealed class Outbox(AppDb db, Writer writer, CurrentUser user)
{
    private const int Shown = 200;

    /// <summary>One message to an account on an occasion; a second one of the same occasion is none.</summary>
    public async Task AddAsync(Write write, string kind, Guid subjectId, Guid userId, string occasion, CancellationToken ct)
    {
        if (!await db.OutboxMails.AnyAsync(m => m.SubjectId == subjectId && m.UserId == userId && m.Occasion == occasion, ct))
        {
            db.OutboxMails.Add(new OutboxMail { Id = write.NewId(), Kind = kind, SubjectId = subjectId, UserId = userId, Occasion = occasion, At = write.Now, NextAt = write.Now });
        }
    }

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<MailLine>> LogAsync(CancellationToken ct)
    {
        var mails = await db.OutboxMails.AsNoTracking().OrderByDescending(m => m.Id).Take(Shown).ToListAsync(ct);
        var ids = mails.Select(m => m.UserId).Distinct().ToList();
        var names = await db.Users.Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        return [.. mails.Select(m => new MailLine(m, names.GetValueOrDefault(m.UserId, Formats.Missing)))];
    }

    /// <summary>Somebody has looked at it and wants it sent once more.</summary>
    public async Task ResendAsync(Guid id, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var mail = user.Can(Permission.ManageMail) ? await db.OutboxMails.SingleOrDefaultAsync(m => m.Id == id, ct) : null;
        if (mail is null || mail.State is MailState.Queued or MailState.Sending or MailState.Sent)
        {
            throw new Refusal(mail is null ? Problems.NotFound : Problems.MailState);
        }

        var before = new { mail.State, mail.Why };
        (mail.State, mail.Attempts, mail.NextAt, mail.Why, mail.EndedAt) = (MailState.Queued, 0, write.Now, null, null);
        write.Changed(ChangeKind.Mail, id);
        write.Audit("mail.resend", id, null, before, new { mail.State });
        await write.CommitAsync(ct);
    }
}
