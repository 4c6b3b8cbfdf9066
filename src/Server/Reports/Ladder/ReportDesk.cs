using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Reports.Ladder;

/// <param name="Owner">Who answers for it today, where the unit itself is no more.</param>
/// <param name="Latest">Null when nobody has begun it.</param>
internal sealed record ReportLine(AreaVersion Unit, AreaVersion? Owner, Report? Latest, bool IsLate);

/// <summary>A unit's report and those of the units below it, for a period.</summary>
internal sealed record ReportOverview(ReportForm Form, Period Period, DateOnly Due, DayTree Tree, ReportLine Own, IReadOnlyList<ReportLine> Below, bool IsClosed, bool IsExcepted)
{
    public Guid? ParentId => Own.Unit.ParentId is { } parent && Tree.Find(parent) is not null ? parent : null;
}

/// <summary>A report with all that its page shows.</summary>
internal sealed record ReportView(
    Report Report, ReportForm Form, Period Period, DayTree Tree, AreaVersion? Owner, IndicatorTable Table, IReadOnlyList<IndicatorValue> Values, IReadOnlyList<Finding> Findings,
    IReadOnlyList<ReportStep> Steps, IReadOnlyList<Report> Revisions, IReadOnlyList<AreaVersion> MissingNow,
    IReadOnlyList<AreaVersion> ApprovedSince, ReportSnapshot? Snapshot, bool IsClosed, bool IsExcepted)
{
    public AreaVersion Unit => Tree.Find(Report.AreaId)!;

    /// <summary>Whether the unit is asked for this figure.</summary>
    public bool Asks(IndicatorValue value) => EnterValues.Asks(value.Indicator, Unit.Tier, value.Entered is not null);

    public Guid? ParentId => Unit.ParentId is { } parent && Tree.Find(parent) is not null ? parent : null;
}

/// <summary>Reads reports in the caller's scope.</summary>
internal sealed class ReportDesk(AppDb db, CurrentUser user, ReportPlaces places, ReportLock locks, IndicatorReader reader, IndicatorCatalogue catalogue, TimeProvider clock)
{
    /// <summary>All editions of all forms.</summary>
    public Task<List<ReportForm>> FormsAsync(CancellationToken ct) => db.ReportForms.AsNoTracking().OrderBy(f => f.Code).ThenBy(f => f.Edition).ToListAsync(ct);

    /// <summary>The period to show first: the last that is over.</summary>
    public Period Current(ReportForm form) => catalogue.PeriodKinds.First(k => k.Code == form.PeriodKind).LastBefore(clock.Today());

    public async Task<ReportOverview> OverviewAsync(ReportForm form, Period period, Guid areaId, CancellationToken ct)
    {
        user.Require(Permission.ViewFigures, areaId);
        var tree = places.TreeOf(period.To);
        var unit = tree.Find(areaId) ?? throw new Refusal(Problems.NotFound);
        var below = places.Below(areaId, period.To);
        var ids = below.Select(b => b.AreaId).Append(areaId).ToList();
        var known = await db.Reports.AsNoTracking().Where(r => r.FormId == form.Id && r.Period == period.Code && ids.Contains(r.AreaId)).ToListAsync(ct);
        // Whoever corrects an approved report is not late with it.
        var signed = known.Where(r => r.IsSigned).Select(r => r.AreaId).ToHashSet();
        var reports = known.GroupBy(r => r.AreaId).ToDictionary(g => g.Key, g => g.MaxBy(r => r.Revision));
        var due = period.Kind!.DueOf(period);
        var late = clock.Today() > due;
        ReportLine Line(AreaVersion u) => new(u, places.OwnerOf(u.AreaId, period.To) is var owner && owner.AreaId != u.AreaId ? owner : null, reports.GetValueOrDefault(u.AreaId),
            late && !signed.Contains(u.AreaId) && reports.GetValueOrDefault(u.AreaId) is null or { IsOpen: true });
        return new(form, period, due, tree, Line(unit), [.. below.Select(Line)],
            await locks.IsClosedAsync(form, period, areaId, clock.Today(), ct), await locks.IsExceptedAsync(form.Id, period.Code, areaId, clock.Today(), ct));
    }

    public async Task<ReportView> FindAsync(Guid id, CancellationToken ct)
    {
        var report = await db.Reports.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
        if (report is null || !user.Can(Permission.ViewFigures, report.AreaId))
        {
            throw new Refusal(Problems.NotFound);
        }

        var form = await db.ReportForms.AsNoTracking().SingleAsync(f => f.Id == report.FormId, ct);
        var period = Period.Parse(report.Period, catalogue.PeriodKinds, report.To)!;
        var table = reader.Read(null);
        var signed = await db.Reports.AsNoTracking().Where(r => r.FormId == form.Id && r.Period == report.Period && (r.State == ReportState.Approved || r.State == ReportState.Locked))
            .Select(r => new { r.AreaId, r.State }).ToListAsync(ct);
        var below = places.Below(report.AreaId, report.To);
        var snapshot = await db.ReportSnapshots.AsNoTracking().SingleOrDefaultAsync(s => s.ReportId == id, ct);
        var owner = places.OwnerOf(report.AreaId, report.To);
        return new(
            report, form, period, places.TreeOf(report.To), owner.AreaId != report.AreaId ? owner : null, table,
            [.. form.Indicators.Select(c => table.Value(c, report.AreaId, period)).OfType<IndicatorValue>()],
            report.IsOpen ? ReportChecks.Of(table, form, report.AreaId, period, places.Siblings(report.AreaId, report.To)) : [],
            await db.ReportSteps.AsNoTracking().Where(s => s.ReportId == id).OrderBy(s => s.At).ThenBy(s => s.Id).ToListAsync(ct),
            await db.Reports.AsNoTracking().Where(r => r.FormId == form.Id && r.Period == report.Period && r.AreaId == report.AreaId).OrderBy(r => r.Revision).ToListAsync(ct),
            [.. below.Where(u => !signed.Exists(r => r.AreaId == u.AreaId))],
            // What was approved below when this one was is locked with it; what is approved and not locked came after it.
            [.. below.Where(u => snapshot is not null && signed.Exists(r => r.AreaId == u.AreaId && r.State == ReportState.Approved))], snapshot,
            await locks.IsClosedAsync(form, period, report.AreaId, clock.Today(), ct), await locks.IsExceptedAsync(form.Id, report.Period, report.AreaId, clock.Today(), ct));
    }

    /// <summary>A report's snapshot, for whoever may see the report.</summary>
    public async Task<ReportSnapshot> SnapshotAsync(Guid id, CancellationToken ct)
    {
        var area = await db.Reports.Where(r => r.Id == id).Select(r => (Guid?)r.AreaId).SingleOrDefaultAsync(ct);
        return area is { } a && user.Can(Permission.ViewFigures, a) && await db.ReportSnapshots.AsNoTracking().SingleOrDefaultAsync(s => s.ReportId == id, ct) is { } snapshot
            ? snapshot : throw new Refusal(Problems.NotFound);
    }
}
