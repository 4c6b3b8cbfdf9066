using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Exchange.Systems;
using TungNgo.Feed;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Periods;
using TungNgo.Web;

namespace TungNgo.Exchange.Push;

/// <param name="Known">Reports that have their message already.</param>
/// <param name="Superseded">Older messages whose place was taken.</param>
internal sealed record Queueing(int Queued, int Known, int Superseded);

/// <summary>Puts approved reports on their way. One report has one message for one system, whoever asks how often.</summary>
internal sealed class QueuePush(AppDb db, Writer writer, CurrentUser user, AreaTree areas, SystemFinder systems, IndicatorCatalogue catalogue, IEnumerable<IPushBody> bodies, PushLoop loop)
{
    private static readonly PushState[] NotYetTaken = [PushState.Queued, PushState.Failed, PushState.Unknown, PushState.Refused];

    /// <summary>The newest approved report of each unit that the system speaks for, on the edition of the form that holds for the period.</summary>
    public Task<Queueing> QueueAsync(Guid systemId, string formCode, string? periodCode, CancellationToken ct) =>
        QueueOfAsync(systemId, f => f.Code == formCode, periodCode, ct);

    /// <summary>The same of one edition.</summary>
    public Task<Queueing> QueueAsync(Guid systemId, Guid formId, string? periodCode, CancellationToken ct) =>
        QueueOfAsync(systemId, f => f.Id == formId, periodCode, ct);

    private async Task<Queueing> QueueOfAsync(Guid systemId, Expression<Func<ReportForm, bool>> which, string? periodCode, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var system = await systems.RequireAsync(systemId, ct);
        var editions = await db.ReportForms.AsNoTracking().Where(which).ToListAsync(ct);
        if (editions.Count == 0)
        {
            throw new Refusal(Problems.NotFound);
        }

        var period = Period.Parse(periodCode, catalogue.PeriodKinds, write.Today) ?? throw new Refusal(Problems.ReportPeriod);
        var form = editions.Find(f => f.IsOf(period)) ?? throw new Refusal(Problems.ReportPeriod);
        if (system is not { Active: true, Address: not null })
        {
            throw new Refusal(Problems.SystemFetches);
        }

        var signed = await (
            from report in db.Reports.Where(r => r.FormId == form.Id && r.Period == period.Code)
            join snapshot in db.ReportSnapshots on report.Id equals snapshot.ReportId
            select report).AsNoTracking().ToListAsync(ct);
        var newest = signed.Where(r => IsOf(system, r.AreaId, period)).GroupBy(r => r.AreaId).Select(g => g.MaxBy(r => r.Revision)!).ToList();
        if (newest.Count == 0)
        {
            throw new Refusal(Problems.PushNothing, period.Code);
        }

        var ids = signed.Select(r => r.Id).ToList();
        var known = await db.PushMessages.Where(m => m.SystemId == systemId && ids.Contains(m.ReportId)).ToDictionaryAsync(m => m.ReportId, ct);
        var (codes, superseded) = (await systems.CodesAsync(systemId, ct), 0);
        var wanted = newest.Where(r => !known.ContainsKey(r.Id)).ToList();
        foreach (var report in wanted)
        {
            // A correction that left beside a running attempt could arrive before it, and the receiver would keep the older figures.
            var free = write.Now;
            foreach (var old in signed.Where(r => r.AreaId == report.AreaId && r.Revision < report.Revision).Select(r => known.GetValueOrDefault(r.Id)).Where(m => m is not null && NotYetTaken.Contains(m.State)))
            {
                free = old!.IsBeingSent(write.Now) && old.NextAt > free ? old.NextAt.Value : free;
                (old.State, old.NextAt) = (PushState.Superseded, null);
                superseded++;
            }

            var body = await BuildAsync(system, report, period, codes, ct);
            db.PushMessages.Add(new PushMessage
            {
                Id = write.NewId(), SystemId = systemId, ReportId = report.Id, Key = KeyOf(systemId, report.Id), Body = body.Content, ContentType = body.ContentType, Values = body.Values, LeftOut = body.LeftOut,
                QueuedAt = write.Now, QueuedBy = user.Name, NextAt = free,
            });
        }

        if (wanted.Count > 0)
        {
            write.Changed(ChangeKind.Push, systemId);
            write.Audit("push.queue", systemId, system.AreaId, null, new { system.Code, form = form.Code, period = period.Code, queued = wanted.Count, superseded });
            await write.CommitAsync(ct);
            loop.Ask();
        }

        return new(wanted.Count, newest.Count - wanted.Count, superseded);
    }

    /// <summary>
    /// The same message once more, under the same key. One that was refused is written anew, since its receiver has none of it. Nothing is sent after its
    /// correction: the receiver would keep the older figures.
    /// </summary>
    public async Task ResendAsync(Guid messageId, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var message = await db.PushMessages.SingleOrDefaultAsync(m => m.Id == messageId, ct) ?? throw new Refusal(Problems.NotFound);
        var system = await systems.RequireAsync(message.SystemId, ct);
        var report = await db.Reports.AsNoTracking().SingleAsync(r => r.Id == message.ReportId, ct);
        if (message.State == PushState.Superseded || await Approved(report).AnyAsync(r => r.Revision > report.Revision, ct))
        {
            throw new Refusal(Problems.PushSuperseded);
        }

        // The attempt was written down before it began: whoever presses meanwhile makes no second one beside it.
        if (message.IsBeingSent(write.Now))
        {
            throw new Refusal(Problems.PushSending);
        }

        if (message.State == PushState.Refused)
        {
            var period = Period.Parse(report.Period, catalogue.PeriodKinds, report.To)!;
            var body = await BuildAsync(system, report, period, await systems.CodesAsync(system.Id, ct), ct);
            (message.Body, message.ContentType, message.Values, message.LeftOut) = (body.Content, body.ContentType, body.Values, body.LeftOut);
        }

        var before = new { message.State, message.Attempts };
        (message.State, message.NextAt, message.Attempts) = (PushState.Queued, write.Now, 0);
        write.Changed(ChangeKind.Push, message.SystemId);
        write.Audit("push.resend", message.Id, system.AreaId, before, new { message.Key, message.State });
        await write.CommitAsync(ct);
        loop.Ask();
    }

    /// <summary>Of system and report, and of nothing that changes: whoever has seen it has seen this revision of this report.</summary>
    internal static string KeyOf(Guid systemId, Guid reportId) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{systemId:n}/{reportId:n}")))[..40];

    /// <summary>Whether the system speaks for a unit of that time, and the caller keeps both.</summary>
    private bool IsOf(ReceivingSystem system, Guid areaId, Period period) => user.Can(Permission.ManageExchange, areaId)
        && bodies.Single(b => b.Kind == system.Kind).Takes(areas.On(period.To), areaId)
        && (areas.On(period.To).IsWithin(areaId, system.AreaId) || areas.Today.Find(system.AreaId) is { ParentId: null });

    private async Task<PushBody> BuildAsync(ReceivingSystem system, Report report, Period period, CodeTable codes, CancellationToken ct)
    {
        var snapshot = await db.ReportSnapshots.AsNoTracking().SingleAsync(s => s.ReportId == report.Id, ct);
        var told = await ToldBeforeAsync(report, ct);
        var of = new PushOf(ApprovedReport.Of(snapshot), snapshot, period, codes, KeyOf(system.Id, report.Id), told);
        return await bodies.Single(b => b.Kind == system.Kind).BuildAsync(of, ct);
    }

    /// <summary>Codes of which an earlier revision told a value. What was approved is never changed, so the same report always gives the same.</summary>
    private async Task<IReadOnlySet<string>> ToldBeforeAsync(Report report, CancellationToken ct)
    {
        if (report.Revision == 0)
        {
            return new HashSet<string>();
        }

        var earlier = await Approved(report).Where(r => r.Revision < report.Revision).Select(r => r.Id).ToListAsync(ct);
        var snapshots = await db.ReportSnapshots.AsNoTracking().Where(s => earlier.Contains(s.ReportId)).ToListAsync(ct);
        return snapshots.SelectMany(s => ApprovedReport.Of(s).Figures).Where(f => f.Value is not null).Select(f => f.Code).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Approved revisions of a unit's report of a period, on whatever edition of its form.</summary>
    private IQueryable<Report> Approved(Report report) =>
        from other in db.Reports.AsNoTracking().Where(r => r.AreaId == report.AreaId && r.Period == report.Period)
        join form in db.ReportForms on other.FormId equals form.Id
        where db.ReportForms.Any(f => f.Id == report.FormId && f.Code == form.Code) && db.ReportSnapshots.Any(s => s.ReportId == other.Id)
        select other;
}
