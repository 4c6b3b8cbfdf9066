using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Reports.Ladder;

namespace TungNgo.Tests.Reports;

/// <summary>Offices of a commune, of what is above it, and of the province, each with somebody who writes and somebody who signs.</summary>
internal sealed partial class ReportOffices : IAsyncDisposable
{
    public required TestServer Server { get; init; }
    public required Village Village { get; init; }
    public required HttpClient Officer { get; init; }
    public required HttpClient Approver { get; init; }
    public required HttpClient AboveOfficer { get; init; }
    public required HttpClient AboveApprover { get; init; }

    /// <summary>The unit above the commune: the district, or the city once there are no districts.</summary>
    public required Guid Above { get; init; }

    public static async Task<ReportOffices> OpenAsync(TestServer server)
    {
        var village = await Village.BuildAsync(server);
        var tree = server.Tree();
        var above = tree.Find(village.CommuneId)!.ParentId!.Value;
        var isTop = tree.Find(above)!.ParentId is null;
        return new()
        {
            Server = server, Village = village, Above = above,
            Officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId), Approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId),
            AboveOfficer = await server.OfficialAsync(isTop ? Role.ProvinceOfficer : Role.CommuneOfficer, above),
            AboveApprover = await server.OfficialAsync(isTop ? Role.ProvinceApprover : Role.CommuneApprover, above),
        };
    }

    public static async Task<Guid> BeginAsync(HttpClient officer, Guid area, string period)
    {
        using var answer = await officer.SubmitAsync($"/reports?area={area}&period={period}", "begin");
        return IdIn(await LocationAsync(answer));
    }

    public static Guid IdIn(string address) => Guid.Parse(Id().Match(address).Value);

    public static async Task EnterAsync(HttpClient officer, Guid report, params (string Code, string Text)[] values)
    {
        using var answer = await officer.SubmitAsync($"/reports/{report}", "figures", values.ToDictionary(v => $"value-{v.Code}", v => v.Text));
        await LocationAsync(answer);
    }

    /// <summary>Sends a form of the report's page; the edition is the one the page shows.</summary>
    public static async Task<HttpResponseMessage> TryMoveAsync(HttpClient official, Guid report, string form, params (string Name, string Value)[] fields)
    {
        var all = fields.ToDictionary(f => f.Name, f => f.Value);
        all["edition"] = Edition().Match(await official.GetStringAsync($"/reports/{report}")).Groups[1].Value;
        return await official.SubmitAsync($"/reports/{report}", form, all);
    }

    public static async Task<string> MoveAsync(HttpClient official, Guid report, string form, params (string Name, string Value)[] fields)
    {
        using var answer = await TryMoveAsync(official, report, form, fields);
        return await LocationAsync(answer);
    }

    public static async Task<string> RefusedAsync(HttpClient official, Guid report, string form, params (string Name, string Value)[] fields)
    {
        using var answer = await TryMoveAsync(official, report, form, fields);
        Assert.NotEqual(HttpStatusCode.Redirect, answer.StatusCode);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    public Task<Report> ReportAsync(Guid id) => Server.WithDbAsync(db => db.Reports.AsNoTracking().SingleAsync(r => r.Id == id));

    /// <summary>From nothing to approved, in the commune.</summary>
    public async Task<Guid> ApprovedAsync(string period)
    {
        var report = await BeginAsync(Officer, Village.CommuneId, period);
        await EnterAsync(Officer, report, ("HO_NHAN_TIN", "2"), ("TK_DDDT2", "8.326"));
        await MoveAsync(Officer, report, "submit");
        await MoveAsync(Approver, report, "judge");
        await MoveAsync(AboveApprover, report, "judge");
        return report;
    }

    public ValueTask DisposeAsync()
    {
        foreach (var browser in (HttpClient[])[Officer, Approver, AboveOfficer, AboveApprover])
        {
            browser.Dispose();
        }

        return Server.DisposeAsync();
    }

    private static async Task<string> LocationAsync(HttpResponseMessage answer)
    {
        var text = answer.StatusCode == HttpStatusCode.Redirect ? "" : WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, Problem().Match(text).Value + (int)answer.StatusCode);
        return answer.Headers.Location!.OriginalString;
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex("name=\"edition\" value=\"(\\d+)\"")]
    private static partial Regex Edition();

    [GeneratedRegex("problem-summary[\\s\\S]{0,600}")]
    private static partial Regex Problem();
}

internal static class ReportTree
{
    public static TungNgo.Areas.DayTree Tree(this TestServer server) =>
        ((TungNgo.Areas.AreaTree)server.Services.GetService(typeof(TungNgo.Areas.AreaTree))!).On(TungNgo.Data.LegalDay.Today(server.Clock));
}
