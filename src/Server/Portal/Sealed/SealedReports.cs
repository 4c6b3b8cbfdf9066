using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Reports.Ladder;

namespace TungNgo.Portal.Sealed;

/// <summary>
/// Whoever holds a printed report sees by its code what was approved: the figures of units, never of people. The code is eighty bits of the snapshot's hash, so
/// it is found on the sheet and not by trying.
/// </summary>
internal static class SealedReports
{
    public static void MapSealedReports(this IEndpointRouteBuilder routes) => routes.MapGet("/bc/{seal}", ShowAsync).RequireRateLimiting(PublicLimits.LookUp);

    private static Task<IResult> ShowAsync(string seal, HttpContext http, PublicPages pages, AppDb db, CancellationToken ct) => pages.ShowAsync<SealedReportPage>(http, async () =>
    {
        var typed = seal.Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();
        if (typed.Length != 16 || await db.ReportSnapshots.AsNoTracking().SingleOrDefaultAsync(s => s.Seal == typed, ct) is not { } snapshot)
        {
            return null;
        }

        var report = await db.Reports.AsNoTracking().SingleAsync(r => r.Id == snapshot.ReportId, ct);
        var newest = await db.Reports.Where(r => r.FormId == report.FormId && r.Period == report.Period && r.AreaId == report.AreaId
            && (r.State == ReportState.Approved || r.State == ReportState.Locked)).MaxAsync(r => r.Revision, ct);
        return new() { [nameof(SealedReportPage.Snapshot)] = snapshot, [nameof(SealedReportPage.Newest)] = newest };
    });
}
