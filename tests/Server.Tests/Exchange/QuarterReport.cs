using System.Net;
using TungNgo.Accounts;
using TungNgo.Tests.Reports;

namespace TungNgo.Tests.Exchange;

/// <summary>A report of a quarter of the calendar, which others know: the form that every province has is of the administrative month.</summary>
internal static class QuarterReport
{
    public const string Form = "BC-QUY", Period = "2024-Q3";

    /// <summary>The province makes the form, and the commune tells its figure in the report of the third quarter.</summary>
    public static async Task<Guid> ToldAsync(ReportOffices offices, string value)
    {
        using var province = await offices.Server.OfficialAsync(Role.ProvinceOfficer, offices.Server.AreaByCode("94"));
        using var made = await province.SubmitAsync("/reports/forms/new", "report-form", new()
        {
            ["code"] = Form, ["kind"] = "Q", ["name-vi"] = "Báo cáo quý", ["indicators"] = "TO TK_DDDT2", ["from"] = "2024-07-01",
            ["lock"] = "30", ["edition"] = "",
        });
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        var report = await BeginAsync(offices.Officer, offices.Village.CommuneId);
        await ReportOffices.EnterAsync(offices.Officer, report, ("TK_DDDT2", value));
        return report;
    }

    public static async Task<Guid> ApprovedAsync(ReportOffices offices)
    {
        var report = await ToldAsync(offices, "8.326");
        await ReportOffices.MoveAsync(offices.Officer, report, "submit");
        await ReportOffices.MoveAsync(offices.Approver, report, "judge");
        await ReportOffices.MoveAsync(offices.AboveApprover, report, "judge");
        return report;
    }

    public static async Task<Guid> BeginAsync(HttpClient officer, Guid area)
    {
        using var answer = await officer.SubmitAsync($"/reports?form={Form}&area={area}&period={Period}", "begin");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return ReportOffices.IdIn(answer.Headers.Location!.OriginalString);
    }

    /// <summary>The district sends its report without the communes that have sent nothing, and the province approves it.</summary>
    public static async Task ApproveAboveAsync(ReportOffices offices, Guid report)
    {
        await ReportOffices.MoveAsync(offices.AboveOfficer, report, "submit", ("without", "true"));
        await ReportOffices.MoveAsync(offices.AboveApprover, report, "judge");
        using var province = await offices.Server.OfficialAsync(Role.ProvinceApprover, offices.Server.AreaByCode("94"));
        await ReportOffices.MoveAsync(province, report, "judge");
    }
}
