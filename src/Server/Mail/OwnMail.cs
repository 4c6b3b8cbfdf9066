using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Mail;

/// <param name="Stopped">Kinds that the account does not want.</param>
internal sealed record OwnMailView(string? Address, bool Confirmed, IReadOnlyList<string> Stopped);

/// <summary>An official's own address: nothing but the link that confirms it is mailed there before it is confirmed.</summary>
internal sealed class OwnMail(AppDb db, Writer writer, CurrentUser user, Outbox outbox, MailTokens tokens, TimeProvider clock) : IMailWriter
{
    public const string ConfirmKind = "confirm";

    private static readonly TimeSpan LinkLife = TimeSpan.FromDays(3);

    /// <summary>Whoever asks again and again would make us a nuisance to a stranger.</summary>
    private const int LinksPerDay = 5;

    public string Kind => ConfirmKind;

    public bool CanStop => false;

    public async Task<OwnMailView> FindAsync(CancellationToken ct)
    {
        var own = await db.Users.AsNoTracking().SingleAsync(u => u.Id == user.UserId, ct);
        return new(own.Email, own.EmailConfirmed, await db.MailStops.Where(s => s.UserId == own.Id).Select(s => s.Kind).ToListAsync(ct));
    }

    /// <param name="typed">Empty takes the address away.</param>
    public async Task SetAsync(string? typed, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var own = await db.Users.SingleAsync(u => u.Id == user.UserId, ct);
        var address = string.IsNullOrWhiteSpace(typed) ? null : MailDesk.AddressOf(typed.Trim());
        var day = write.Now.AddDays(-1);
        if (address is not null && await db.OutboxMails.CountAsync(m => m.UserId == own.Id && m.Kind == ConfirmKind && m.At > day, ct) >= LinksPerDay)
        {
            throw new Refusal(Problems.MailManyLinks, LinksPerDay);
        }

        if (address != own.Email || !own.EmailConfirmed)
        {
            (own.Email, own.NormalizedEmail, own.EmailConfirmed) = (address, address?.ToUpperInvariant(), false);
            if (address is not null)
            {
                await outbox.AddAsync(write, ConfirmKind, own.Id, own.Id, write.NewId().ToString("n"), ct);
            }
        }

        write.Changed(ChangeKind.Account, own.Id);
        write.Audit("mail.address", own.Id, null, null, new { Set = address is not null, own.EmailConfirmed });
        await write.CommitAsync(ct);
    }

    public async Task ChooseAsync(string kind, bool wanted, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        await MarkAsync(db, write, kind, user.UserId!.Value, wanted, ct);
        await write.CommitAsync(ct);
    }

    /// <summary>Keeps whether an account wants a kind of message.</summary>
    public static async Task MarkAsync(AppDb db, Write write, string kind, Guid userId, bool wanted, CancellationToken ct)
    {
        var stop = await db.MailStops.SingleOrDefaultAsync(s => s.UserId == userId && s.Kind == kind, ct);
        if (stop is null && !wanted)
        {
            db.MailStops.Add(new MailStop { UserId = userId, Kind = kind, At = write.Now });
        }
        else if (stop is not null && wanted)
        {
            db.MailStops.Remove(stop);
        }

        write.Changed(ChangeKind.Mail, userId);
        write.Audit("mail.choose", userId, null, null, new { kind, wanted });
    }

    public async Task<MailDraft> WriteAsync(OutboxMail mail, Texts t, CancellationToken ct)
    {
        var own = await db.Users.AsNoTracking().SingleAsync(u => u.Id == mail.UserId, ct);
        if (own.EmailConfirmed)
        {
            return new(null, "confirmed");
        }

        var token = tokens.Make(new(MailTokens.Confirm, own.Email!, own.Id, own.Id, clock.GetUtcNow().UtcDateTime));
        return new(new(
            t["mail.confirm.subject"], [t["mail.confirm.hello", own.DisplayName], t["mail.confirm.body", LinkLife.TotalDays.ToString(CultureInfo.InvariantCulture)]],
            [(t["mail.confirm.link"], $"/thu/{token}")]));
    }

    /// <returns>False when the link is too old or the address is another by now.</returns>
    public async Task<bool> ConfirmAsync(MailToken token, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(Actor.System, ct);
        var own = await db.Users.SingleOrDefaultAsync(u => u.Id == token.UserId && u.DisabledAt == null, ct);
        if (own is null || own.Email != token.Word || token.At + LinkLife < write.Now)
        {
            return false;
        }

        own.EmailConfirmed = true;
        write.Changed(ChangeKind.Account, own.Id);
        write.Audit("mail.confirm", own.Id, null, null, new { own.EmailConfirmed });
        await write.CommitAsync(ct);
        return true;
    }

    public Task StopAsync(Write write, Guid subjectId, Guid userId, CancellationToken ct) => Task.CompletedTask;
}
