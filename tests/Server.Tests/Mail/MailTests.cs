using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Mail;

namespace TungNgo.Tests.Mail;

/// <summary>An address is confirmed before anything is sent to it; each message goes at most once, whatever the mail server does.</summary>
public sealed class MailTests
{
    [Fact]
    public async Task An_address_is_confirmed_by_the_link_that_is_mailed_to_it_and_by_nothing_else()
    {
        await using var smtp = new SmtpListener();
        await using var server = await TestServer.StartAsync();
        await server.UseAsync(smtp);
        var official = await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        using var browser = await server.SignInAsync(official);
        await browser.SubmitAsync("/me/mail", "own-address", new() { ["address"] = "lan@xa.test" }).LocationAsync();
        Assert.Contains("Chờ xác nhận", WebUtility.HtmlDecode(await browser.GetStringAsync("/me/mail")), StringComparison.Ordinal);
        await server.MailStepAsync();
        var mail = Assert.Single(smtp.Messages);
        Assert.Equal("lan@xa.test", mail.To.Mailboxes.Single().Address);
        Assert.Null(mail.Headers["List-Unsubscribe"]);
        var link = MailWorld.LinkIn(mail.TextBody);

        // A program that looks at links in mails confirms nothing: it takes a press of the button.
        using var anybody = server.Anonymous();
        Assert.Contains("Xác nhận", WebUtility.HtmlDecode(await anybody.GetStringAsync(link)), StringComparison.Ordinal);
        Assert.False(await server.WithDbAsync(db => db.Users.Where(u => u.Id == official.Id).Select(u => u.EmailConfirmed).SingleAsync()));
        using var stranger = await anybody.PostAsync($"{link}/xong", null);
        Assert.Equal(HttpStatusCode.Unauthorized, stranger.StatusCode);
        await browser.PostAsync($"{link}/xong", null).LocationAsync();
        Assert.True(await server.WithDbAsync(db => db.Users.Where(u => u.Id == official.Id).Select(u => u.EmailConfirmed).SingleAsync()));

        // Another address is another question, and the old link does not answer it.
        await browser.SubmitAsync("/me/mail", "own-address", new() { ["address"] = "lan2@xa.test" }).LocationAsync();
        using var old = await browser.PostAsync($"{link}/xong", null);
        Assert.Equal(HttpStatusCode.BadRequest, old.StatusCode);
        using var spoilt = await anybody.PostAsync($"{link[..^3]}aaa/xong", null);
        Assert.Equal(HttpStatusCode.NotFound, spoilt.StatusCode);
        using var wrong = await browser.SubmitAsync("/me/mail", "own-address", new() { ["address"] = "khong phai\r\nBcc: x@y.z" });
        Assert.Null(wrong.Headers.Location);
    }

    [Theory]
    [InlineData(90, true)]
    [InlineData(91, false)]
    public async Task A_link_that_stops_mail_has_an_end_and_says_what_to_do_then(int days, bool works)
    {
        await using var server = await TestServer.StartAsync();
        var official = await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        var at = server.Clock.GetUtcNow().UtcDateTime.AddDays(-days);
        var token = server.Services.GetRequiredService<MailTokens>().Make(new(MailTokens.Stop, "reports", official.Id, official.Id, at));
        using var anybody = server.Anonymous();
        var page = WebUtility.HtmlDecode(await anybody.GetStringAsync($"/thu/{token}"));
        Assert.Equal(works, page.Contains("action=\"/thu/", StringComparison.Ordinal));
        Assert.Equal(!works, page.Contains("đã quá 90 ngày", StringComparison.Ordinal) && page.Contains("returnUrl=%2Fme%2Fmail", StringComparison.Ordinal));
        using var pressed = await anybody.PostAsync($"/thu/{token}/xong", null);
        Assert.Equal(works ? HttpStatusCode.SeeOther : HttpStatusCode.BadRequest, pressed.StatusCode);
        Assert.Equal(works, await server.WithDbAsync(db => db.MailStops.AnyAsync(s => s.UserId == official.Id)));
    }

    [Theory]
    [InlineData(Manner.RefuseLater, MailState.Queued, 0)]
    [InlineData(Manner.DropBeforeData, MailState.Queued, 0)]
    [InlineData(Manner.RefuseRecipient, MailState.Failed, 0)]
    [InlineData(Manner.RefuseMessage, MailState.Failed, 1)]
    [InlineData(Manner.DropInData, MailState.Unknown, 1)]
    internal async Task What_the_mail_server_says_decides_whether_it_is_tried_again(Manner manner, MailState state, int begun)
    {
        await using var smtp = new SmtpListener { Manner = manner };
        await using var server = await TestServer.StartAsync();
        await server.UseAsync(smtp);
        using var browser = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        await browser.SubmitAsync("/me/mail", "own-address", new() { ["address"] = "lan@xa.test" }).LocationAsync();
        await server.MailStepAsync();
        var mail = Assert.Single(await server.OutboxAsync());
        Assert.Equal((state, begun), (mail.State, smtp.DataBegun));
        Assert.NotNull(mail.Why);

        // It waits before it tries again; what nobody knows or what was refused is not tried at all.
        smtp.Manner = Manner.Accept;
        await server.MailStepAsync();
        Assert.Empty(smtp.Messages);
        server.Clock.Advance(TimeSpan.FromMinutes(2));
        await server.MailStepAsync();
        Assert.Equal(state == MailState.Queued ? 1 : 0, smtp.Messages.Count);

        // Somebody looks and sends it again by hand, once.
        using var admin = await server.OfficialAsync(Role.Administrator, server.AreaByCode("94"));
        if (state != MailState.Queued)
        {
            await admin.SubmitAsync("/admin/mail", $"resend-{mail.Id}").LocationAsync();
            await server.MailStepAsync();
            Assert.Single(smtp.Messages);
        }

        await server.MailStepAsync();
        Assert.Single(smtp.Messages);
        Assert.Equal(MailState.Sent, Assert.Single(await server.OutboxAsync()).State);
        Assert.DoesNotContain("lan@xa.test", await admin.GetStringAsync("/admin/mail"), StringComparison.Ordinal);
        Assert.DoesNotContain("lan@xa.test", await server.WithDbAsync(async db => string.Join('\n', await db.AuditEntries.Select(a => a.Before + a.After).ToListAsync())), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_was_under_way_when_its_node_fell_is_not_sent_again_by_itself()
    {
        await using var smtp = new SmtpListener();
        await using var server = await TestServer.StartAsync();
        await server.UseAsync(smtp);
        using var browser = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        await browser.SubmitAsync("/me/mail", "own-address", new() { ["address"] = "lan@xa.test" }).LocationAsync();
        await server.WriteAsync((db, write) => (db.OutboxMails.Single().State, db.OutboxMails.Single().NextAt) = (MailState.Sending, write.Now));
        await server.MailStepAsync();
        Assert.Equal(MailState.Sending, Assert.Single(await server.OutboxAsync()).State);
        server.Clock.Advance(TimeSpan.FromMinutes(20));
        await server.MailStepAsync();
        Assert.Equal(MailState.Unknown, Assert.Single(await server.OutboxAsync()).State);
        Assert.Equal(0, smtp.Connections);
    }

    [Fact]
    public async Task The_mail_server_is_the_provinces_administrators_alone_and_its_secret_is_shown_to_nobody()
    {
        await using var server = await TestServer.StartAsync();
        using var admin = await server.OfficialAsync(Role.Administrator, server.AreaByCode("94"));
        Dictionary<string, string> form = new()
        {
            ["Form.Host"] = "smtp.tinh.test", ["Form.Port"] = "587", ["Form.Tls"] = "None", ["Form.User"] = "tungngo", ["Form.Secret"] = "ruong-muoi-2024", ["Form.From"] = "tungngo@tinh.test",
        };
        using (var open = await admin.SubmitAsync("/admin/mail", "mail-server", form))
        {
            Assert.Contains("Không mã hóa chỉ được dùng với chính máy này", WebUtility.HtmlDecode(await open.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        form["Form.Tls"] = "StartTls";
        await admin.SubmitAsync("/admin/mail", "mail-server", form).LocationAsync();
        Assert.DoesNotContain("ruong-muoi-2024", await admin.GetStringAsync("/admin/mail"), StringComparison.Ordinal);
        var kept = await server.WithDbAsync(db => db.MailServers.AsNoTracking().SingleAsync());
        Assert.DoesNotContain("ruong-muoi-2024", kept.Secret, StringComparison.Ordinal);
        Assert.Equal("ruong-muoi-2024", server.Services.GetRequiredService<MailVault>().SecretOf(kept)!.Reveal());

        // A secret goes to no other server than the one it was given for.
        form["Form.Host"] = "smtp.khac.test";
        form["Form.Secret"] = "";
        await admin.SubmitAsync("/admin/mail", "mail-server", form).LocationAsync();
        Assert.Null((await server.WithDbAsync(db => db.MailServers.AsNoTracking().SingleAsync())).Secret);
        using var commune = await server.OfficialAsync(Role.Administrator, server.AreaByCode("31654"));
        using var refused = await commune.GetAsync("/admin/mail");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }
}
