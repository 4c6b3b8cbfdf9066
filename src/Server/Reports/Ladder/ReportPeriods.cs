using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Reports.Periods;

namespace TungNgo.Reports.Ladder;

/// <summary>What forms, reports, figures and targets refer to.</summary>
internal sealed class ReportPeriods(AppDb db) : IUsesPeriods
{
    public async Task<IReadOnlyList<string>> UsesAsync(string kind, CancellationToken ct)
    {
        async Task<bool> InAsync(IQueryable<string> codes) => (await codes.Distinct().ToListAsync(ct)).Exists(c => Period.KindOf(c) == kind);
        (string Use, bool Is)[] all =
        [
            ("reports.forms", await db.ReportForms.AnyAsync(f => f.PeriodKind == kind, ct)),
            ("reports.title", await InAsync(db.Reports.Select(r => r.Period)) || await InAsync(db.LockExceptions.Select(x => x.Period))),
            ("reports.periods.use.values", await InAsync(db.EnteredValues.Select(v => v.Period))),
            ("reports.periods.use.targets", await InAsync(db.Targets.Select(t => t.Period))),
        ];
        return [.. all.Where(a => a.Is).Select(a => a.Use)];
    }
}
