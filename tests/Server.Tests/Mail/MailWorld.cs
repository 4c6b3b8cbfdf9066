using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Mail;

namespace TungNgo.Tests.Mail;

/// <summary>A server that sends by a mail server of the test's own, and officials with confirmed addresses.</summary>
internal static partial class MailWorld
{
    public static Task UseAsync(this TestServer server, SmtpListener smtp) => server.WriteAsync((db, _) =>
        db.MailServers.Add(new MailServer { Host = "127.0.0.1", Port = smtp.Port, Tls = MailTls.None, From = "tungngo@tinh.test" }));

    /// <summary>An official with a confirmed address, at their browser.</summary>
    public static async Task<(User User, HttpClient Browser)> MailOfficialAsync(this TestServer server, Role role, Guid areaId, string address, string language = "vi")
    {
        var user = await server.AddOfficialAsync(role, areaId);
        await server.WriteAsync((db, _) =>
        {
            var own = db.Users.Single(u => u.Id == user.Id);
            (own.Email, own.NormalizedEmail, own.EmailConfirmed, own.Language) = (address, address.ToUpperInvariant(), true, language);
        });
        return (user, await server.SignInAsync(user, language));
    }

    /// <summary>One turn of the loop: plans what is due and sends it.</summary>
    public static Task MailStepAsync(this TestServer server) => server.Services.GetRequiredService<MailLoop>().StepAsync(CancellationToken.None);

    public static Task<List<OutboxMail>> OutboxAsync(this TestServer server) => server.WithDbAsync(db => db.OutboxMails.AsNoTracking().OrderBy(m => m.Id).ToListAsync());

    /// <summary>The first link of a message that leads to what links in messages do.</summary>
    public static string LinkIn(string? text) => Link().Match(text ?? "").Groups[1].Value;

    public static async Task<string> LocationAsync(this Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.Headers.Location is not null, $"{(int)answer.StatusCode} {Problem().Match(page).Value}");
        return answer.Headers.Location!.OriginalString;
    }

    [GeneratedRegex(@"(/thu/[\w-]+)")]
    private static partial Regex Link();

    [GeneratedRegex("problem-summary[\\s\\S]{0,600}")]
    private static partial Regex Problem();
}
