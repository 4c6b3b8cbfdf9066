using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Reports.Periods;
using TungNgo.Web;

namespace TungNgo.Reports.Ladder;

/// <summary>When a period is closed to a unit: the unit above has been approved, or the time has run out. An exception opens it again for some days.</summary>
internal sealed class ReportLock(AppDb db, ReportPlaces places)
{
    public async Task RequireOpenAsync(ReportForm form, Period period, Guid areaId, DateOnly today, CancellationToken ct)
    {
        if (await IsClosedAsync(form, period, areaId, today, ct) && !await IsExceptedAsync(form.Id, period.Code, areaId, today, ct))
        {
            throw new Refusal(Problems.ReportClosed);
        }
    }

    public async Task<bool> IsClosedAsync(ReportForm form, Period period, Guid areaId, DateOnly today, CancellationToken ct)
    {
        if (period.Kind is { } kind && today > kind.DueOf(period).AddDays(form.LockDays))
        {
            return true;
        }

        var above = places.TreeOf(period.To).LineOf(areaId).Skip(1).Select(u => u.AreaId).ToList();
        return await db.Reports.AnyAsync(
            r => r.FormId == form.Id && r.Period == period.Code && above.Contains(r.AreaId) && (r.State == ReportState.Approved || r.State == ReportState.Locked), ct);
    }

    public Task<bool> IsExceptedAsync(Guid formId, string period, Guid areaId, DateOnly today, CancellationToken ct) =>
        db.LockExceptions.AnyAsync(x => x.FormId == formId && x.Period == period && x.AreaId == areaId && x.Until >= today, ct);
}
