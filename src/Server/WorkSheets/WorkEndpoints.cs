using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Accounts.Traces;
using TungNgo.Areas;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.WorkSheets;

/// <summary>A member's sheet as programs read it.</summary>
/// <param name="Late">Corrections of earlier months, which were locked.</param>
/// <param name="After">What has come since this one was locked.</param>
internal sealed record WorkSheetRow(Guid MemberId, string Name, WorkCount Work, IReadOnlyList<WorkLate> Late, IReadOnlyList<OddMark> Odd, IReadOnlyList<WorkPay> Pay, long Dong,
    WorkCount? After);

/// <param name="Unanswered">Objections that wait for an answer.</param>
internal sealed record WorkSheetsAnswer(
    Guid TeamId, string Team, DateOnly Month, WorkState State, int Unanswered, int SinceCheck, string? Hash, IReadOnlyList<WorkPay> TeamPay, IReadOnlyList<WorkSheetRow> Members);

internal static class WorkEndpoints
{
    public static void MapWorkSheets(this IEndpointRouteBuilder routes)
    {
        var needs = new NeedsAttribute(Permission.ViewWorkSheets);
        routes.MapGet("/work/sheet", SheetAsync).WithMetadata(needs).ExcludeFromDescription();
        routes.MapGet("/work/payments/sheet", PaymentsAsync).WithMetadata(needs).ExcludeFromDescription();
        routes.MapGet("/api/work/{teamId:guid}", TeamAsync).WithTags("work").WithMetadata(needs)
            .WithSummary("Work sheets of a team's members for a month (2024-09; the last one by default).");
    }

    private static async Task<WorkSheetsAnswer> TeamAsync(Guid teamId, string? month, WorkDesk desk, ReadTrace trace, CancellationToken ct)
    {
        var sheets = await desk.OfTeamAsync(teamId, desk.MonthOf(month), ct);
        trace.Count = sheets.Body.Lines.Count;
        return new(teamId, sheets.Body.Team, sheets.Body.Month, sheets.Row.State, sheets.Unanswered.Count(), sheets.SinceCheck, sheets.Row.Hash, sheets.Body.TeamPay,
            [.. sheets.Body.Lines.Select(l => new WorkSheetRow(l.MemberId, l.Name, l.Work, l.Late, l.Odd, l.Pay, l.Dong, sheets.After.GetValueOrDefault(l.MemberId)))]);
    }

    private static async Task<FileStreamHttpResult> SheetAsync(Guid? area, string? month, string? format, WorkDesk desk, CurrentUser user, ReadTrace trace, HttpContext http, CancellationToken ct)
    {
        var t = http.Texts();
        var (unit, of) = (user.AreaOf(area, Permission.ViewWorkSheets), desk.MonthOf(month));
        var sheets = await desk.OfUnitAsync(unit, of, ct);
        trace.Count = sheets.Sum(s => s.Body.Lines.Count);
        return await SheetDownload.OfAsync(format, "phieu-cong", WorkWords.Columns(t), WorkWords.Rows(sheets, t), ct, paper: http.Paper(t["nav.work"], unit, t["work.month.of", WorkWords.Month(of)]));
    }

    private static async Task<FileStreamHttpResult> PaymentsAsync(Guid? area, string? month, string? format, WorkDesk desk, CurrentUser user, ReadTrace trace, HttpContext http, CancellationToken ct)
    {
        var (of, vi) = (desk.MonthOf(month), Texts.In("vi"));
        var unit = user.AreaOf(area, Permission.ViewWorkSheets);
        var list = PaymentList.Of(of, await desk.OfUnitAsync(unit, of, ct));
        trace.Count = list.Lines.Count;
        return await SheetDownload.OfAsync(format, "chi-tra", PaymentList.Columns(vi), list.Rows(vi), ct, paper: http.Paper(vi["work.paper.title"], unit, vi["work.month.of", WorkWords.Month(of)], vi));
    }
}
