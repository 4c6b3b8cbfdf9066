using Microsoft.EntityFrameworkCore;
using MimeKit;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Mail;

/// <param name="Secret">Empty keeps the one that is known.</param>
internal sealed record MailServerForm(string? Host, int Port, MailTls Tls, string? User, string? Secret, string? From, string? FromName);

/// <summary>The mail server that the administrator of the province sets.</summary>
internal sealed class MailDesk(AppDb db, Writer writer, CurrentUser user, MailVault vault)
{
    private const int Longest = 200;

    public Task<MailServer?> FindAsync(CancellationToken ct) => db.MailServers.AsNoTracking().SingleOrDefaultAsync(ct);

    public async Task SaveAsync(MailServerForm form, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        if (!user.Can(Permission.ManageMail))
        {
            throw new Refusal(Problems.NotFound);
        }

        var host = FreeText.Line(form.Host, Longest, "mail.host");
        if (host is null || Uri.CheckHostName(host) == UriHostNameType.Unknown || form.Port is < 1 or > 65_535)
        {
            throw new Refusal(Problems.MailHost);
        }

        if (!Enum.IsDefined(form.Tls) || (form.Tls == MailTls.None && !SmtpPost.IsHere(host)))
        {
            throw new Refusal(Problems.MailTls);
        }

        var from = AddressOf(form.From);
        var server = await db.MailServers.SingleOrDefaultAsync(ct);
        var before = server is null ? null : new { server.Host, server.Port, server.Tls, server.User, server.From, server.FromName };
        server ??= db.MailServers.Add(new MailServer { Host = host, From = from }).Entity;
        var name = FreeText.Line(form.User, Longest, "mail.user");
        if (form.Secret is { Length: > 0 } secret)
        {
            server.Secret = vault.Seal(secret);
        }
        else if (server.Host != host || server.User != name)
        {
            // A secret is for the server and the account to which it was given, and goes to no other.
            server.Secret = null;
        }

        (server.Host, server.Port, server.Tls, server.From, server.User, server.FromName) = (host, form.Port, form.Tls, from, name, FreeText.Line(form.FromName, Longest, "mail.from-name"));
        write.Changed(ChangeKind.Mail, Guid.Empty);
        write.Audit("mail.server", Guid.Empty, null, before, new { server.Host, server.Port, server.Tls, server.User, server.From, server.FromName, SecretChanged = form.Secret is { Length: > 0 } });
        await write.CommitAsync(ct);
    }

    /// <summary>One plain address.</summary>
    public static string AddressOf(string? typed) =>
        FreeText.Line(typed, Longest, "mail.address") is { } text && MailboxAddress.TryParse(text, out var box) && box.Address == text && text.Contains('@', StringComparison.Ordinal)
            ? text : throw new Refusal(Problems.MailAddress);
}
