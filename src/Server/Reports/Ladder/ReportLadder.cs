using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Reports.Ladder;

/// <summary>
/// The one home of what may be done with a report and by whom. Written in the unit; signed off or returned by the unit's own approver; approved or returned by
/// the approver of the unit above on the tree of the period; nobody passes on what they wrote themselves.
/// </summary>
internal sealed class ReportLadder(
    AppDb db, Writer writer, CurrentUser user, ReportPlaces places, ReportLock locks, IndicatorReader reader, IndicatorCatalogue catalogue)
{
    public const int LongestReason = 500;

    /// <summary>The unit's report for a period, begun when there is none.</summary>
    public async Task<Guid> OpenAsync(Guid formId, string periodCode, Guid areaId, CancellationToken ct)
    {
        user.Require(Permission.EnterReports, areaId);
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var form = await db.ReportForms.SingleOrDefaultAsync(f => f.Id == formId, ct) ?? throw new Refusal(Problems.NotFound);
        var period = Period.Parse(periodCode, catalogue.PeriodKinds, write.Today) is { } p && form.IsOf(p) && p.From <= write.Today ? p : throw new Refusal(Problems.ReportPeriod);
        if (places.TreeOf(period.To).Find(areaId) is not { } unit || !ReportPlaces.Reports(unit))
        {
            throw new Refusal(Problems.NotFound);
        }

        if (await db.Reports.Where(r => r.FormId == formId && r.Period == period.Code && r.AreaId == areaId).OrderByDescending(r => r.Revision).FirstOrDefaultAsync(ct) is { } known)
        {
            return known.Id;
        }

        await locks.RequireOpenAsync(form, period, areaId, write.Today, ct);
        var report = New(write, form, period, areaId, 0);
        Step(write, report, ReportAction.Open, null);
        await DoneAsync(write, report, "report.open", null, ct);
        return report.Id;
    }

    /// <param name="remarks">By the indicator's code: why a figure is as it is.</param>
    /// <param name="without">Whether it is sent although units below are missing.</param>
    public async Task SubmitAsync(Guid id, int edition, IReadOnlyDictionary<string, string> remarks, bool without, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var (report, form, period) = await ReadAsync(id, edition, ct);
        user.Require(Permission.EnterReports, report.AreaId);
        RefuseUnless(report.IsOpen);
        await locks.RequireOpenAsync(form, period, report.AreaId, write.Today, ct);
        if (period.To >= write.Today)
        {
            throw new Refusal(Problems.ReportTooEarly, period.To);
        }

        report.Remarks = form.Indicators.Select(c => (Code: c, Text: FreeText.Line(remarks.GetValueOrDefault(c), LongestReason, "reports.remark")))
            .Where(r => r.Text is not null).ToDictionary(r => r.Code, r => r.Text!);
        var table = reader.Read(null);
        var findings = ReportChecks.Of(table, form, report.AreaId, period, places.Siblings(report.AreaId, report.To));
        if (findings.FirstOrDefault(f => f.IsHard) is { } hard)
        {
            throw new Refusal(Problems.ReportWrong, hard.Indicator.Name);
        }

        if (findings.FirstOrDefault(f => !report.Remarks.ContainsKey(f.Indicator.Code)) is { } open)
        {
            throw new Refusal(Problems.ReportRemarkNeeded, open.Indicator.Name);
        }

        report.Missing = await MissingAsync(report, ct);
        if (report.Missing.Count > 0 && !without)
        {
            throw new Refusal(Problems.ReportUnitsMissing, report.Missing.Count);
        }

        report.SubmittedById = user.UserId;
        report.AcceptedById = null;
        Move(write, report, ReportState.Submitted, ReportAction.Submit, null);
        await DoneAsync(write, report, "report.submit", new { report.Missing, report.Remarks }, ct);
    }

    public async Task ReturnAsync(Guid id, int edition, string? reason, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var (report, _, _) = await ReadAsync(id, edition, ct);
        RequireJudge(report);
        RefuseUnless(report.State is ReportState.Submitted or ReportState.Accepted);
        Move(write, report, ReportState.Returned, ReportAction.Return, Reason(reason));
        await DoneAsync(write, report, "report.return", new { reason }, ct);
    }

    /// <summary>The unit's own approver signs it off to the unit above.</summary>
    public async Task AcceptAsync(Guid id, int edition, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var (report, _, _) = await ReadAsync(id, edition, ct);
        RequireJudge(report);
        RefuseUnless(report.State == ReportState.Submitted && places.ParentOf(report.AreaId, report.To) is not null);
        RefuseOwn(report.SubmittedById);
        report.AcceptedById = user.UserId;
        Move(write, report, ReportState.Accepted, ReportAction.Accept, null);
        await DoneAsync(write, report, "report.accept", null, ct);
    }

    /// <summary>The unit above approves; the report becomes a snapshot, and what was approved below it is locked.</summary>
    public async Task ApproveAsync(Guid id, int edition, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var (report, form, period) = await ReadAsync(id, edition, ct);
        RequireJudge(report);
        var isTop = places.ParentOf(report.AreaId, report.To) is null;
        RefuseUnless(report.State == (isTop ? ReportState.Submitted : ReportState.Accepted));
        RefuseOwn(report.SubmittedById);
        RefuseOwn(report.AcceptedById);
        var below = places.Below(report.AreaId, report.To).Select(u => u.AreaId).ToList();
        foreach (var part in await db.Reports.Where(r => r.FormId == report.FormId && r.Period == report.Period && below.Contains(r.AreaId) && r.State == ReportState.Approved).ToListAsync(ct))
        {
            Move(write, part, ReportState.Locked, ReportAction.Lock, null);
            part.Edition++;
            write.Changed(ChangeKind.Report, part.Id);
        }

        Move(write, report, isTop ? ReportState.Locked : ReportState.Approved, ReportAction.Approve, null);
        var table = reader.Read(null);
        var steps = await db.ReportSteps.Where(s => s.ReportId == id).ToListAsync(ct);
        var files = form.Indicators.Select(c => table.Value(c, report.AreaId, period)?.Entered?.EvidenceId).OfType<Guid>().ToList();
        var evidence = await db.StoredFiles.Where(f => files.Contains(f.Id)).ToDictionaryAsync(f => f.Id, f => f.Hash, ct);
        var snapshot = SnapshotWriter.Of(new(report, form, period, places.TreeOf(report.To), table, places.Below(report.AreaId, report.To),
            [.. steps.Union(db.ReportSteps.Local.Where(s => s.ReportId == id))], write.Now, table.Image.Number) { Evidence = evidence });
        db.ReportSnapshots.Add(snapshot);
        await DoneAsync(write, report, "report.approve", new { snapshot.Hash, snapshot.Seal }, ct);
    }

    /// <summary>Leave to write a closed or approved report until a day.</summary>
    public async Task ExceptAsync(Guid formId, string periodCode, Guid areaId, string? reason, DateOnly until, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var form = await db.ReportForms.SingleOrDefaultAsync(f => f.Id == formId, ct) ?? throw new Refusal(Problems.NotFound);
        var period = Period.Parse(periodCode, catalogue.PeriodKinds, write.Today) is { } p && form.IsOf(p) ? p : throw new Refusal(Problems.ReportPeriod);
        user.Require(Permission.ApproveReports, places.ParentOf(areaId, period.To) ?? areaId);
        if (places.TreeOf(period.To).Find(areaId) is not { } unit || !ReportPlaces.Reports(unit))
        {
            throw new Refusal(Problems.NotFound);
        }

        if (until < write.Today || until > write.Today.AddDays(60))
        {
            throw new Refusal(Problems.ReportExceptionDay, 60);
        }

        var exception = db.LockExceptions.Add(new LockException
        {
            Id = write.NewId(), FormId = formId, AreaId = areaId, Period = period.Code, Reason = Reason(reason), GrantedAt = write.Now, GrantedBy = user.Name, GrantedById = user.UserId, Until = until,
        }).Entity;
        write.Changed(ChangeKind.Report, exception.Id);
        write.Audit("report.except", exception.Id, areaId, null, new { form.Code, exception.Period, exception.Reason, exception.Until });
        await write.CommitAsync(ct);
    }

    /// <summary>Begins the next revision of an approved report, within an exception; what was approved stays as it is.</summary>
    public async Task<Guid> CorrectAsync(Guid id, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var (report, form, period) = await ReadAsync(id, null, ct);
        user.Require(Permission.EnterReports, report.AreaId);
        RefuseUnless(report.IsSigned && !await db.Reports.AnyAsync(r => r.FormId == form.Id && r.Period == report.Period && r.AreaId == report.AreaId && r.Revision > report.Revision, ct));
        if (!await locks.IsExceptedAsync(form.Id, report.Period, report.AreaId, write.Today, ct))
        {
            throw new Refusal(Problems.ReportClosed);
        }

        var next = New(write, form, period, report.AreaId, report.Revision + 1);
        next.Remarks = new(report.Remarks);
        Step(write, next, ReportAction.Correct, null);
        await DoneAsync(write, next, "report.correct", new { report.Id, next.Revision }, ct);
        return next.Id;
    }

    /// <summary>Units below without an approved report.</summary>
    private async Task<List<Guid>> MissingAsync(Report report, CancellationToken ct)
    {
        var signed = await db.Reports.Where(r => r.FormId == report.FormId && r.Period == report.Period && (r.State == ReportState.Approved || r.State == ReportState.Locked))
            .Select(r => r.AreaId).ToListAsync(ct);
        return [.. places.Below(report.AreaId, report.To).Select(u => u.AreaId).Except(signed)];
    }

    /// <summary>What is submitted is judged in the unit, what is accepted in the unit above.</summary>
    private void RequireJudge(Report report) => user.Require(
        Permission.ApproveReports, report.State == ReportState.Accepted ? places.ParentOf(report.AreaId, report.To) ?? report.AreaId : report.AreaId);

    private async Task<(Report, ReportForm, Period)> ReadAsync(Guid id, int? edition, CancellationToken ct)
    {
        var report = await db.Reports.SingleOrDefaultAsync(r => r.Id == id, ct);
        if (report is null || !user.Can(Permission.ViewFigures, report.AreaId))
        {
            throw new Refusal(Problems.NotFound);
        }

        if (edition is { } seen && seen != report.Edition)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        var form = await db.ReportForms.SingleAsync(f => f.Id == report.FormId, ct);
        return (report, form, Period.Parse(report.Period, catalogue.PeriodKinds, report.To)!);
    }

    private Report New(Write write, ReportForm form, Period period, Guid areaId, int revision) => db.Reports.Add(new Report
    {
        Id = write.NewId(), FormId = form.Id, AreaId = areaId, Period = period.Code, From = period.From, To = period.To, Revision = revision, ChangedAt = write.Now,
    }).Entity;

    private void Move(Write write, Report report, ReportState state, ReportAction action, string? reason)
    {
        (report.State, report.ChangedAt) = (state, write.Now);
        Step(write, report, action, reason);
    }

    private void Step(Write write, Report report, ReportAction action, string? reason) => db.ReportSteps.Add(new ReportStep
    {
        Id = write.NewId(), ReportId = report.Id, Action = action, At = write.Now, By = user.Name, ById = user.UserId, Reason = reason,
    });

    private static async Task DoneAsync(Write write, Report report, string action, object? said, CancellationToken ct)
    {
        report.Edition++;
        write.Changed(ChangeKind.Report, report.Id);
        write.Audit(action, report.Id, report.AreaId, null, said ?? new { report.Period, report.Revision, report.State });
        await write.CommitAsync(ct);
    }

    private static string Reason(string? reason) => FreeText.Line(reason, LongestReason, "reports.reason") ?? throw new Refusal(Problems.ReportReasonNeeded);

    private static void RefuseUnless(bool fits)
    {
        if (!fits)
        {
            throw new Refusal(Problems.ReportState);
        }
    }

    private void RefuseOwn(Guid? author)
    {
        if (author is not null && author == user.UserId)
        {
            throw new Refusal(Problems.ReportOwn);
        }
    }
}
