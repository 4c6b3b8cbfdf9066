using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Exchange.Systems;
using TungNgo.Reports.Ladder;
using TungNgo.Web;

namespace TungNgo.Exchange.Push;

/// <param name="Corrected">A later revision of the report is approved: this one is not sent any more.</param>
/// <param name="Sending">An attempt is under way.</param>
internal sealed record PushLine(PushMessage Message, ReceivingSystem System, Report Report, string Unit, bool Corrected, bool Sending)
{
    public bool CanBeResent => Message.State != PushState.Superseded && !Corrected && !Sending;
}

/// <param name="Systems">Those that are sent to.</param>
internal sealed record PushView(IReadOnlyList<ReceivingSystem> Systems, IReadOnlyList<PushLine> Lines);

/// <summary>Reads what was sent and what waits, of the systems that the caller keeps.</summary>
internal sealed class PushDesk(AppDb db, CurrentUser user, AreaTree areas, TimeProvider clock)
{
    public const int MostLines = 300;

    /// <param name="systemId">Messages of this system alone.</param>
    public async Task<PushView> ReadAsync(Guid? systemId, CancellationToken ct)
    {
        var kept = (await db.ReceivingSystems.AsNoTracking().OrderBy(s => s.Name).ToListAsync(ct)).Where(s => user.Can(Permission.ManageExchange, s.AreaId)).ToList();
        if (systemId is { } asked && !kept.Exists(s => s.Id == asked))
        {
            throw new Refusal(Problems.NotFound);
        }

        var shown = kept.Where(s => systemId is null || s.Id == systemId).ToDictionary(s => s.Id);
        var ids = shown.Keys.ToList();
        var rows = await (
            from message in db.PushMessages.Where(m => ids.Contains(m.SystemId)).OrderByDescending(m => m.QueuedAt).ThenByDescending(m => m.Id).Take(MostLines)
            join report in db.Reports on message.ReportId equals report.Id
            select new
            {
                message,
                report,
                corrected = db.Reports.Any(r => r.AreaId == report.AreaId && r.Period == report.Period && r.Revision > report.Revision
                    && db.ReportSnapshots.Any(s => s.ReportId == r.Id)
                    && db.ReportForms.Any(f => f.Id == r.FormId && db.ReportForms.Any(own => own.Id == report.FormId && own.Code == f.Code))),
            }).AsNoTracking().ToListAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        return new(
            [.. kept.Where(s => s is { Active: true, Address: not null })],
            [
                .. rows.OrderByDescending(r => r.message.QueuedAt).ThenByDescending(r => r.message.Id)
                    .Select(r => new PushLine(r.message, shown[r.message.SystemId], r.report, UnitOf(r.report), r.corrected, r.message.IsBeingSent(now))),
            ]);
    }

    private string UnitOf(Report report) => areas.On(report.To).Find(report.AreaId) is { } unit ? AreaNames.WithKind(unit) : Formats.Missing;
}
