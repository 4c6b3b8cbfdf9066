using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Mail;
using TungNgo.Reports.Catalogue;
using TungNgo.Web;

namespace TungNgo.Tables;

/// <param name="Last">The last message; null before the first.</param>
internal sealed record SubscriberLine(Guid UserId, string Name, OutboxMail? Last);

/// <param name="Mine">Whether the caller gets it.</param>
/// <param name="Subscribers">For the table's owner; empty for others.</param>
internal sealed record ScheduleLine(TableSchedule Schedule, bool Mine, IReadOnlyList<SubscriberLine> Subscribers);

/// <summary>The owner says when a table is mailed; each reader says for themselves whether they want it.</summary>
internal sealed class TableSchedules(AppDb db, Writer writer, CurrentUser user, TableDesk desk, IndicatorCatalogue catalogue)
{
    private const int Most = 5;

    public async Task<IReadOnlyList<ScheduleLine>> ListAsync(SavedTable table, CancellationToken ct)
    {
        var schedules = await db.TableSchedules.AsNoTracking().Where(s => s.TableId == table.Id).OrderBy(s => s.Id).ToListAsync(ct);
        var ids = schedules.ConvertAll(s => s.Id);
        var all = await db.TableSubscribers.AsNoTracking().Where(s => ids.Contains(s.ScheduleId)).Join(db.Users, s => s.UserId, u => u.Id, (s, u) => new { s.ScheduleId, s.UserId, u.DisplayName }).ToListAsync(ct);
        var mails = (await db.OutboxMails.AsNoTracking().Where(m => ids.Contains(m.SubjectId)).ToListAsync(ct)).ToLookup(m => (m.SubjectId, m.UserId));
        var own = desk.IsOwn(table);
        return
        [
            .. schedules.Select(s => new ScheduleLine(s, all.Exists(a => a.ScheduleId == s.Id && a.UserId == user.UserId),
                own ? [.. all.Where(a => a.ScheduleId == s.Id).OrderBy(a => a.DisplayName, StringComparer.Ordinal)
                    .Select(a => new SubscriberLine(a.UserId, a.DisplayName, mails[(s.Id, a.UserId)].MaxBy(m => m.At)))] : [])),
        ];
    }

    public async Task AddAsync(Guid tableId, ScheduleWhen when, int day, string? kind, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var table = await desk.FindAsync(tableId, ct) is var found && desk.IsOwn(found) ? found : throw new Refusal(Problems.NotFound);
        if (!Enum.IsDefined(when) || (when == ScheduleWhen.MonthDay && day is < 1 or > 31) || (when == ScheduleWhen.PeriodEnd && catalogue.PeriodKinds.All(k => k.Code != kind))
            || await db.TableSchedules.CountAsync(s => s.TableId == tableId, ct) >= Most)
        {
            throw new Refusal(Problems.TableSchedule, Most);
        }

        var schedule = db.TableSchedules.Add(new TableSchedule
        {
            Id = write.NewId(), TableId = table.Id, When = when, Day = when == ScheduleWhen.MonthDay ? day : 0, PeriodKind = when == ScheduleWhen.PeriodEnd ? kind : null,
        }).Entity;
        write.Changed(ChangeKind.Table, table.Id);
        write.Audit("table.schedule", schedule.Id, null, null, new { table.Id, schedule.When, schedule.Day, schedule.PeriodKind });
        await write.CommitAsync(ct);
    }

    public async Task EndAsync(Guid tableId, Guid scheduleId, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var table = await desk.FindAsync(tableId, ct);
        var schedule = await db.TableSchedules.SingleOrDefaultAsync(s => s.Id == scheduleId && s.TableId == tableId, ct);
        if (schedule is null || !desk.IsOwn(table))
        {
            throw new Refusal(Problems.NotFound);
        }

        db.TableSubscribers.RemoveRange(await db.TableSubscribers.Where(s => s.ScheduleId == scheduleId).ToListAsync(ct));
        db.TableSchedules.Remove(schedule);
        write.Changed(ChangeKind.Table, tableId);
        write.Audit("table.unschedule", scheduleId, null, new { schedule.When, schedule.Day, schedule.PeriodKind }, null);
        await write.CommitAsync(ct);
    }

    /// <summary>The caller wants it by mail, or wants it no more.</summary>
    public async Task ChooseAsync(Guid tableId, Guid scheduleId, bool wanted, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        await desk.FindAsync(tableId, ct);
        if (!await db.TableSchedules.AnyAsync(s => s.Id == scheduleId && s.TableId == tableId, ct))
        {
            throw new Refusal(Problems.NotFound);
        }

        var id = user.UserId!.Value;
        var own = await db.TableSubscribers.SingleOrDefaultAsync(s => s.ScheduleId == scheduleId && s.UserId == id, ct);
        if (wanted && !await db.Users.AnyAsync(u => u.Id == id && u.EmailConfirmed, ct))
        {
            throw new Refusal(Problems.MailUnconfirmed);
        }

        if (own is null && wanted)
        {
            db.TableSubscribers.Add(new TableSubscriber { ScheduleId = scheduleId, UserId = id, Since = write.Today });
        }
        else if (own is not null && !wanted)
        {
            db.TableSubscribers.Remove(own);
        }

        write.Changed(ChangeKind.Table, tableId);
        write.Audit("table.subscribe", scheduleId, null, null, new { wanted });
        await write.CommitAsync(ct);
    }
}
