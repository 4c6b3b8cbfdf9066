using TungNgo.Accounts;
using TungNgo.Mail;
using TungNgo.Reports.Reminders;
using TungNgo.Tests.Mail;

namespace TungNgo.Tests.Reports;

/// <summary>Who must write or judge is reminded before and on the day; from the day after those above know as well. One message for a person and a day.</summary>
public sealed class ReminderTests
{
    [Fact]
    public async Task A_report_is_asked_for_before_it_is_due_and_those_above_hear_of_it_when_it_is_late()
    {
        await using var smtp = new SmtpListener();

        // The month to 14 October is over; its reports are due some working days later.
        await using var server = await TestServer.StartAsync(new DateTime(2024, 10, 14, 2, 0, 0, DateTimeKind.Utc));
        await server.UseAsync(smtp);
        var village = await Village.BuildAsync(server);
        var above = server.Tree().Find(village.CommuneId)!.ParentId!.Value;
        var (_, officer) = await server.MailOfficialAsync(Role.CommuneOfficer, village.CommuneId, "xa@xa.test");
        var (chief, boss) = await server.MailOfficialAsync(Role.CommuneApprover, above, "huyen@huyen.test", "km");
        using (officer)
        using (boss)
        {
            var due = Due(server);
            var first = due.AddDays(-3) > new DateOnly(2024, 10, 14) ? due.AddDays(-3) : new DateOnly(2024, 10, 15);
            await MorningAsync(server, first, 5);
            Assert.Empty(smtp.Messages);
            await MorningAsync(server, first, 8);
            Assert.Equal(["xa@xa.test"], To(smtp));
            Assert.Contains("10/2024", smtp.Messages[0].TextBody, StringComparison.Ordinal);
            await MorningAsync(server, first, 9);
            Assert.Single(smtp.Messages);
            await MorningAsync(server, due, 8);
            Assert.Equal(["xa@xa.test"], To(smtp));

            // Late: the commune once more, and the approver above in the own language; all units in one message.
            await MorningAsync(server, due.AddDays(1), 8);
            await MorningAsync(server, due.AddDays(1), 9);
            Assert.Equal(["huyen@huyen.test", "xa@xa.test"], To(smtp));

            // Whoever wants none gets none, by the mail's own button; the others go on a week later.
            var mail = smtp.Messages.Last(m => m.To.Mailboxes.Single().Address == "huyen@huyen.test");
            using var anybody = server.Anonymous();
            await anybody.PostAsync(new Uri(mail.Headers["List-Unsubscribe"]!.Trim('<', '>')).AbsolutePath, null).LocationAsync();
            smtp.Messages.Clear();
            await MorningAsync(server, due.AddDays(8), 8);
            Assert.Equal(["xa@xa.test"], To(smtp));
            Assert.DoesNotContain(await server.OutboxAsync(), m => m.UserId == chief.Id && m.State == MailState.Queued);
        }
    }

    [Theory]
    [InlineData(-4, false)]
    [InlineData(-3, true)]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    [InlineData(8, true)]
    [InlineData(22, true)]
    [InlineData(29, false)]
    public void Days_of_reminders_are_few(int after, bool isDay) => Assert.Equal(isDay, ReportMail.IsDay(new DateOnly(2024, 10, 18).AddDays(after), new(2024, 10, 18), new(2024, 10, 11)));

    [Fact]
    public void What_is_due_soon_is_asked_for_on_the_first_day_after_its_period() => Assert.True(ReportMail.IsDay(new(2024, 10, 15), new(2024, 10, 17), new(2024, 10, 14)));

    private static DateOnly Due(TestServer server)
    {
        var catalogue = (TungNgo.Reports.Catalogue.IndicatorCatalogue)server.Services.GetService(typeof(TungNgo.Reports.Catalogue.IndicatorCatalogue))!;
        var kind = catalogue.PeriodKinds.First(k => k.Code == "MA");
        return kind.DueOf(kind.Of(2024, 10));
    }

    private static Task MorningAsync(TestServer server, DateOnly day, int hour)
    {
        server.Clock.Set(day.ToDateTime(new TimeOnly(hour, 0), DateTimeKind.Utc).AddHours(-7));
        return server.MailStepAsync();
    }

    private static List<string> To(SmtpListener smtp) => [.. smtp.Messages.Select(m => m.To.Mailboxes.Single().Address).Distinct().Order(StringComparer.Ordinal)];
}
