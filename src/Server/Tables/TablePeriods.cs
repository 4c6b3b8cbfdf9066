using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Reports.Periods;

namespace TungNgo.Tables;

/// <summary>Periods that saved tables show, or after which they are mailed.</summary>
internal sealed class TablePeriods(AppDb db) : IUsesPeriods
{
    public async Task<IReadOnlyList<string>> UsesAsync(string kind, CancellationToken ct) =>
        await db.TableSchedules.AnyAsync(s => s.PeriodKind == kind, ct)
            || (await db.SavedTables.Select(s => s.Query).ToListAsync(ct)).Exists(q => Period.KindOf(TableQuestion.Parse(q).Period) == kind) ? ["tables.title"] : [];
}
