using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Lists;
using TungNgo.Mail;
using TungNgo.Reports.Catalogue;
using TungNgo.Web;

namespace TungNgo.Tables;

/// <summary>Mails tables on their occasions to those who asked for them, each built with that recipient's own rights of the moment.</summary>
internal sealed class TableMail(AppDb db, Writer writer, Outbox outbox, TableDesk desk, TableBuilder builder, IndicatorCatalogue catalogue, OfficePaper paper,
    TimeProvider clock) : IMailWriter, IPlansMail
{
    public const string TableKind = "table";

    /// <summary>A server that stood still for longer sends nothing that is old.</summary>
    private const int LatestDays = 7;

    public string Kind => TableKind;

    public bool CanStop => true;

    public async Task PlanAsync(CancellationToken ct)
    {
        var today = clock.Today();
        foreach (var schedule in await db.TableSchedules.AsNoTracking().ToListAsync(ct))
        {
            if (schedule.LatestOn(today, catalogue.PeriodKinds) is not var (occasion, day) || day.AddDays(LatestDays) < today)
            {
                continue;
            }

            var waiting = await db.TableSubscribers.Where(s => s.ScheduleId == schedule.Id && s.Since <= day
                && !db.OutboxMails.Any(m => m.SubjectId == schedule.Id && m.UserId == s.UserId && m.Occasion == occasion)).Select(s => s.UserId).ToListAsync(ct);
            if (waiting.Count == 0)
            {
                continue;
            }

            await using var write = await writer.BeginAsync(Actor.System, ct);
            foreach (var userId in waiting)
            {
                await outbox.AddAsync(write, TableKind, schedule.Id, userId, occasion, ct);
            }

            write.Audit("table.mail", schedule.Id, null, null, new { occasion, waiting.Count });
            await write.CommitAsync(ct);
        }
    }

    public async Task<MailDraft> WriteAsync(OutboxMail mail, Texts t, CancellationToken ct)
    {
        var schedule = await db.TableSchedules.AsNoTracking().SingleOrDefaultAsync(s => s.Id == mail.SubjectId, ct);
        if (schedule is null || !await db.TableSubscribers.AnyAsync(s => s.ScheduleId == schedule.Id && s.UserId == mail.UserId, ct))
        {
            return new(null, "stopped");
        }

        if (await db.SavedTables.AsNoTracking().SingleOrDefaultAsync(s => s.Id == schedule.TableId, ct) is not { } saved || !desk.MayOpen(saved))
        {
            return new(null, "rights");
        }

        if (TryBuild(saved, t) is not { } table)
        {
            return new(null, "question");
        }

        if (table.IsEmpty)
        {
            // Its units lie outside of what the recipient may see by now, or are no more.
            return new(null, table.LeftOut > 0 ? "rights" : "gone");
        }

        using var file = new MemoryStream();
        await TableSheet.WriteAsync(SheetWriter.Xlsx, file, table, paper.Of(t, saved.Name, null, table.Last.FullName(t)), t, ct);
        List<string> lines = [t["tables.mail.body", saved.Name, table.Last.FullName(t), Formats.Instant(table.At)], .. Left(table, t), t["tables.mail.file"]];
        return new(new(
            t["tables.mail.subject", saved.Name, table.Last.Name(t)], lines, [(t["tables.mail.open"], $"/tables/{saved.Id}")],
            new($"{TableSheet.FileName}-{table.Last.Code}.{SheetWriter.Xlsx}", SheetDownload.XlsxType, file.ToArray())));
    }

    public async Task StopAsync(Write write, Guid subjectId, Guid userId, CancellationToken ct)
    {
        if (await db.TableSubscribers.SingleOrDefaultAsync(s => s.ScheduleId == subjectId && s.UserId == userId, ct) is { } own)
        {
            db.TableSubscribers.Remove(own);
        }
    }

    /// <summary>A map that has changed can make a table of more units than it may hold.</summary>
    private BuiltTable? TryBuild(SavedTable saved, Texts t)
    {
        try
        {
            return builder.Build(TableQuestion.Parse(saved.Query), t);
        }
        catch (Refusal)
        {
            return null;
        }
    }

    private static IEnumerable<string> Left(BuiltTable table, Texts t)
    {
        if (table.LeftOut > 0)
        {
            yield return t["tables.left-out", table.LeftOut];
        }

        if (table.Gone > 0)
        {
            yield return t["tables.gone", table.Gone];
        }
    }
}
