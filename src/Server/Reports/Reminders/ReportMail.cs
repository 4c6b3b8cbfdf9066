using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Mail;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Pages;
using TungNgo.Web;

namespace TungNgo.Reports.Reminders;

/// <summary>
/// Reminds whoever must write or judge reports: some days before they are due, on the day, and from the day after on those above as well. One message for a
/// person and a day, whatever waits in how many units; what waits, <see cref="ReportsWaiting"/> says.
/// </summary>
internal sealed class ReportMail(AppDb db, Writer writer, Outbox outbox, CurrentUser user, ReportDesk desk, ReportsWaiting waiting, AreaTree areas, TimeProvider clock) : IMailWriter, IPlansMail
{
    public const string ReportsKind = "reports";

    /// <summary>Days before a report is due; a working week has room for it.</summary>
    private const int DaysBefore = 3;

    /// <summary>What stays late is said again after so many days, for this long.</summary>
    private const int LateEvery = 7, LateFor = 28;

    public string Kind => ReportsKind;

    public bool CanStop => true;

    public async Task PlanAsync(CancellationToken ct)
    {
        var (today, now) = (clock.Today(), clock.GetUtcNow().UtcDateTime);
        if (!(await desk.FormsAsync(ct)).Exists(f => desk.Current(f) is var period && f.IsOf(period) && IsDay(today, period.Kind!.DueOf(period), period.To)))
        {
            return;
        }

        var occasion = $"{ReportsKind}-{Formats.Iso(today)}";
        var grants = (await db.Grants.AsNoTracking().ToListAsync(ct)).Where(g => g.IsCurrent(now) && (g.Role.Allows(Permission.EnterReports) || g.Role.Allows(Permission.ApproveReports)));
        var holders = grants.Select(g => g.UserId).ToHashSet();
        var known = await db.OutboxMails.Where(m => m.Occasion == occasion).Select(m => m.UserId).ToListAsync(ct);
        var stopped = await db.MailStops.Where(s => s.Kind == ReportsKind).Select(s => s.UserId).ToListAsync(ct);
        var people = (await db.Users.Where(u => u.EmailConfirmed && u.DisabledAt == null).Select(u => u.Id).ToListAsync(ct)).Where(holders.Contains).Except(known).Except(stopped).ToList();
        if (people.Count == 0)
        {
            return;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        foreach (var person in people)
        {
            await outbox.AddAsync(write, ReportsKind, person, person, occasion, ct);
        }

        write.Audit("report.remind", Guid.Empty, null, null, new { occasion, people.Count });
        await write.CommitAsync(ct);
    }

    public async Task<MailDraft> WriteAsync(OutboxMail mail, Texts t, CancellationToken ct)
    {
        var lines = new List<string>();
        var links = new List<(string, string)>();
        var units = user.AreasWith(Permission.EnterReports).Concat(user.AreasWith(Permission.ApproveReports)).Distinct().ToList();
        foreach (var unit in units)
        {
            await foreach (var one in waiting.OfAsync(unit, ct))
            {
                // What waits for somebody's word waits wherever they hold the right: it is said once.
                var text = one.Kind == WaitKind.Judge ? one.Text(t) : $"{NameOf(unit)}: {one.Text(t)}";
                if (!lines.Contains(text))
                {
                    lines.Add(text);
                    links.Add((text, one.Href));
                }
            }
        }

        return lines.Count == 0 ? new(null, "nothing") : new(new(t["reports.mail.subject", lines.Count], [t["reports.mail.hello", user.Name]], links));
    }

    public Task StopAsync(Write write, Guid subjectId, Guid userId, CancellationToken ct) => OwnMail.MarkAsync(db, write, ReportsKind, userId, wanted: false, ct);

    /// <param name="last">Last day of the period: nobody is asked for it before it is over, however soon it is due then.</param>
    internal static bool IsDay(DateOnly today, DateOnly due, DateOnly last) =>
        today == (due.AddDays(-DaysBefore) > last ? due.AddDays(-DaysBefore) : last.AddDays(1)) || today == due || (today.DayNumber - due.DayNumber is >= 1 and <= LateFor and var late && late % LateEvery == 1);

    private string NameOf(Guid unit) => areas.Today.Find(unit) is { } known ? AreaNames.WithKind(known) : Formats.Missing;
}
