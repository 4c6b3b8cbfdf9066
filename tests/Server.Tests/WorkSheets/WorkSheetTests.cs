using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Feed;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Tests.Documents;
using TungNgo.Tests.Sync;
using TungNgo.WorkSheets;

namespace TungNgo.Tests.WorkSheets;

/// <summary>Sheets from the doors to the paid month: over HTTP, by phones and at desks.</summary>
public sealed partial class WorkSheetTests
{
    /// <summary>Early afternoon in Vietnam.</summary>
    private static readonly DateTime September = new(2024, 9, 20, 6, 0, 0, DateTimeKind.Utc), October = new(2024, 10, 3, 3, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task A_month_is_checked_by_the_leader_confirmed_locked_and_paid_and_what_comes_late_goes_into_the_next()
    {
        await using var server = await TestServer.StartAsync(September);
        var village = await Village.BuildAsync(server, 5);
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        Assert.Equal("", await RefusalAsync(await RateAsync(province, RateKind.WorkedDay, "50.000", "2024-01")));
        Assert.Equal("", await RefusalAsync(await RateAsync(province, RateKind.TeamMonth, "300000", "2024-01")));
        using var phone = await village.EnrolAsync(village.MemberId);
        using var leader = await village.EnrolAsync(village.LeaderId);
        var first = village.Visit(0, ("vneid2", Stage.Working));
        await AppliedAsync(phone, first, village.Visit(1), village.Visit(2) with { At = September.AddDays(-1) });
        await AppliedAsync(phone, first with { Id = Guid.CreateVersion7(), Visit = first.Visit! with { Supersedes = first.Id, Outcome = Visits.Outcome.Away } });
        await AppliedAsync(leader, village.Visit(3) with { MemberId = village.LeaderId });
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var open = await SheetsAsync(officer, village, "2024-09");
        Assert.Equal((2, 3, 3, 2), Of(open, village.MemberId));
        Assert.Equal((1, 1, 1, 1), Of(open, village.LeaderId));
        Assert.Equal([50_000L, 100_000L], open.Members.Select(m => m.Dong).Order());

        // The month still runs: nobody signs for days that are to come.
        Assert.Equal("work.month-runs", (await leader.PushAsync(Check(village, "2024-09-01")))[0].Code);
        server.Clock.Set(October);
        using var signedIn = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Equal("work.not-leader", (await phone.PushAsync(Check(village, "2024-09-01") with { MemberId = village.MemberId }))[0].Code);
        await AppliedAsync(leader, Check(village, "2024-09-01"));
        await AppliedAsync(leader, Check(village, "2024-09-01"));
        Assert.Equal(WorkState.Checked, (await SheetsAsync(signedIn, village, "2024-09")).State);

        // A visit of September that comes before the lock is in the sheet, and the office is told that the leader has not seen it.
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await AppliedAsync(phone, village.Visit(4) with { At = September.AddDays(2) });
        Assert.Equal(1, (await SheetsAsync(signedIn, village, "2024-09")).SinceCheck);
        using var approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId);
        Assert.Contains("1 tổ chờ xã xác nhận", WebUtility.HtmlDecode(await signedIn.GetStringAsync($"/figures/{village.CommuneId}")), StringComparison.Ordinal);
        Assert.Equal("", await RefusalAsync(await MoveAsync(signedIn, village, "confirm", "2024-09")));
        Assert.NotEqual("", await RefusalAsync(await MoveAsync(signedIn, village, "lock", "2024-09")));

        // One tap of a member holds the lock until there is an answer.
        await AppliedAsync(phone, village.Mutate("work.object") with { Work = new PushWork(village.TeamId, new(2024, 9, 1), "Thiếu một ngày") });
        Assert.Contains("1 ý kiến của tổ viên", WebUtility.HtmlDecode(await signedIn.GetStringAsync($"/figures/{village.CommuneId}")), StringComparison.Ordinal);
        Assert.Contains("chưa trả lời", await RefusalAsync(await MoveAsync(approver, village, "lock", "2024-09")), StringComparison.Ordinal);
        var objection = await server.WithDbAsync(db => db.WorkObjections.AsNoTracking().SingleAsync());
        Assert.Contains("Chưa ghi câu trả lời", await RefusalAsync(await AnswerAsync(signedIn, village, objection.Id, " ")), StringComparison.Ordinal);
        Assert.Equal("", await RefusalAsync(await AnswerAsync(signedIn, village, objection.Id, "Đã bổ sung")));
        Assert.Equal("", await RefusalAsync(await MoveAsync(approver, village, "lock", "2024-09")));
        var locked = await SheetsAsync(signedIn, village, "2024-09");
        Assert.Equal((WorkState.Locked, 64), (locked.State, locked.Hash!.Length));
        Assert.Equal((3, 4, 4, 3), Of(locked, village.MemberId));
        var told = (await phone.GetFromJsonAsync<WorkResponse>("/api/sync/work", TestServer.Json))!.Sheets.Single(s => s.Month == new DateOnly(2024, 9, 1));
        Assert.Equal(("locked", 3, "Đã bổ sung"), (told.State, told.Days, told.Objections.Single().Answer));

        // Late: the frozen sheet stays, October takes it, once.
        await AppliedAsync(phone, village.Visit(0) with { At = September.AddDays(4) });
        var after = await SheetsAsync(signedIn, village, "2024-09");
        Assert.Equal((3, 4, 4, 3), Of(after, village.MemberId));
        Assert.Equal(locked.Hash, after.Hash);
        Assert.Equal(1, after.Members.Single(m => m.MemberId == village.MemberId).After!.Of(WorkKind.Visit));
        await AppliedAsync(phone, village.Visit(1));
        server.Clock.Set(October.AddMonths(1));
        using var later = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var laterApprover = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId);
        var next = await SheetsAsync(later, village, "2024-10");
        var member = next.Members.Single(m => m.MemberId == village.MemberId);
        Assert.Equal((1, 1), (member.Work.Days.Count, member.Work.Of(WorkKind.Visit)));
        Assert.Equal((new DateOnly(2024, 9, 1), 1), (member.Late.Single().Month, member.Late.Single().Change.Days.Count));
        Assert.Equal(100_000, member.Dong);
        foreach (var (who, move) in new[] { (later, "check"), (later, "confirm"), (laterApprover, "lock") })
        {
            Assert.Equal("", await RefusalAsync(await MoveAsync(who, village, move, "2024-10")));
        }

        Assert.Null((await SheetsAsync(later, village, "2024-09")).Members.Single(m => m.MemberId == village.MemberId).After);
        Assert.Empty((await SheetsAsync(later, village, "2024-11")).Members.SelectMany(m => m.Late));
        Assert.True(await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.Action.StartsWith("work."))) >= 8);
    }

    [Fact]
    public async Task The_payment_list_adds_up_in_every_program_and_says_its_sum_in_words()
    {
        await using var server = await TestServer.StartAsync(September);
        var village = await Village.BuildAsync(server, 5);
        await LockedAsync(server, village);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync("/work/payments?month=2024-09"));
        Assert.Contains("Bằng chữ: Bốn trăm năm mươi nghìn đồng.", page, StringComparison.Ordinal);
        Assert.Contains("Cộng hòa xã hội chủ nghĩa Việt Nam", page, StringComparison.Ordinal);
        var xlsx = await officer.GetByteArrayAsync("/work/payments/sheet?month=2024-09&format=xlsx");
        Office.AssertValidSheet(xlsx);
        var csv = (await officer.GetStringAsync("/work/payments/sheet?month=2024-09&format=csv")).Split('\n');
        Assert.Contains(csv, l => l.Contains("450000", StringComparison.Ordinal));
        var amounts = Rows(xlsx).Skip(6).Select(r => r.ElementAtOrDefault(6)).ToList();
        Assert.Equal(["300000", "50000", "100000", "450000"], amounts.Take(4));
        Assert.Equal("SUM(G7:G9)", FormulaIn(xlsx));
    }

    [Fact]
    public async Task LibreOffice_opens_the_payment_list_and_reckons_the_same_sum()
    {
        await using var server = await TestServer.StartAsync(September);
        var village = await Village.BuildAsync(server, 5);
        await LockedAsync(server, village);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var seen = await Office.SheetAsync(await officer.GetByteArrayAsync("/work/payments/sheet?month=2024-09&format=xlsx"));
        Assert.Contains(seen, l => l.Contains("Cộng", StringComparison.Ordinal) && l.Contains("450,000", StringComparison.Ordinal));
        Assert.Contains(seen, l => l.Contains("Bốn trăm năm mươi nghìn đồng", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_is_praised_is_so_by_locked_months_and_only_officers_of_the_unit_read_it()
    {
        await using var server = await TestServer.StartAsync(September);
        var village = await Village.BuildAsync(server, 5);
        using var before = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Contains("Chưa có phiếu nào được chốt", WebUtility.HtmlDecode(await before.GetStringAsync("/work/praise")), StringComparison.Ordinal);
        await LockedAsync(server, village);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Contains("Kim Thị Út", WebUtility.HtmlDecode(await officer.GetStringAsync("/work/praise?year=2024")), StringComparison.Ordinal);
        using var stranger = await server.OfficialAsync(Role.AgricultureOfficer, village.CommuneId);
        Assert.Equal(HttpStatusCode.Forbidden, (await stranger.GetAsync("/work/praise")).StatusCode);
        using var neighbour = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31639"));
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/work/teams/{village.TeamId}")).StatusCode);
        Assert.DoesNotContain("Kim Thị Út", WebUtility.HtmlDecode(await neighbour.GetStringAsync($"/work/praise?year=2024&area={village.CommuneId}")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rates_follow_each_other_and_a_locked_month_keeps_its_own()
    {
        await using var server = await TestServer.StartAsync(September);
        var village = await Village.BuildAsync(server, 5);
        await LockedAsync(server, village);
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        Assert.Contains("đã có phiếu công được chốt", await RefusalAsync(await RateAsync(province, RateKind.WorkedDay, "60000", "2024-09")), StringComparison.Ordinal);
        Assert.Equal("", await RefusalAsync(await RateAsync(province, RateKind.WorkedDay, "60000", "2024-10")));
        Assert.Contains("Đã có mức cùng loại", await RefusalAsync(await RateAsync(province, RateKind.WorkedDay, "70000", "2024-10")), StringComparison.Ordinal);
        var rates = await server.WithDbAsync(db => db.WorkRates.AsNoTracking().Where(r => r.Kind == RateKind.WorkedDay).OrderBy(r => r.From).ToListAsync());
        Assert.Equal([(50_000L, new DateOnly(2024, 9, 1)), (60_000L, (DateOnly?)null)], rates.Select(r => (r.Dong, r.To)));

        // One of two months stands in for them alone, and what it stands in for goes on.
        Assert.Equal("", await RefusalAsync(await RateAsync(province, RateKind.WorkedDay, "80000", "2025-01", "2025-02")));
        rates = await server.WithDbAsync(db => db.WorkRates.AsNoTracking().Where(r => r.Kind == RateKind.WorkedDay && r.From > new DateOnly(2024, 9, 1)).OrderBy(r => r.From).ToListAsync());
        Assert.Equal(
            [(60_000L, new(2024, 10, 1), new DateOnly(2024, 12, 1)), (80_000L, new(2025, 1, 1), new DateOnly(2025, 2, 1)), (60_000L, new(2025, 3, 1), null)],
            rates.Select(r => (r.Dong, r.From, r.To)));
        foreach (var (dong, from, to, basis) in new[]
        {
            ("0", "2024-12", "", "NQ"), ("5,5", "2024-12", "", "NQ"), ("50000", "", "", "NQ"), ("50000", "2024-12", "2024-11", "NQ"), ("50000", "2024-12", "x", "NQ"), ("50000", "2024-12", "", ""),
        })
        {
            Assert.Contains("Mức chi chưa đủ", await RefusalAsync(await RateAsync(province, RateKind.Door, dong, from, to, basis)), StringComparison.Ordinal);
        }

        using var commune = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.DoesNotContain("name=\"dong\"", await commune.GetStringAsync("/work/rates"), StringComparison.Ordinal);
        Assert.Equal("", await RefusalAsync(await province.SubmitAsync("/work/rates", "limits", new() { ["per-hour"] = "2", ["night-from"] = "12", ["night-to"] = "5", ["all-met"] = "3" })));
        Assert.Contains("Ngưỡng phải là", await RefusalAsync(await province.SubmitAsync("/work/rates", "limits", new() { ["per-hour"] = "0", ["night-from"] = "12", ["night-to"] = "5", ["all-met"] = "3" })), StringComparison.Ordinal);
        using var phone = await village.EnrolAsync(village.MemberId);
        await AppliedAsync(phone, village.Visit(0), village.Visit(1), village.Visit(2));
        var odd = (await SheetsAsync(commune, village, "2024-10")).Members.Single(m => m.MemberId == village.MemberId).Odd.Select(o => o.Kind);
        Assert.Equal([OddKind.ManyInAnHour, OddKind.AllMet], odd);
        Assert.Contains("Nhiều hộ trong một giờ: 3 lượt", WebUtility.HtmlDecode(await commune.GetStringAsync($"/work/teams/{village.TeamId}?month=2024-10")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posts_are_work_and_objections_are_of_the_own_sheet_only()
    {
        await using var server = await TestServer.StartAsync(September);
        var village = await Village.BuildAsync(server);
        var notice = await Notice.IssueAsync(village);
        using var phone = await village.EnrolAsync(village.MemberId);
        await AppliedAsync(phone, village.Mutate("relay.posted") with { Relay = new PushRelay(notice.RelayId) });
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var line = (await SheetsAsync(officer, village, "2024-09")).Members.Single(m => m.MemberId == village.MemberId);
        Assert.Equal((1, 1, 0), (line.Work.Days.Count, line.Work.Of(WorkKind.Post), line.Work.Of(WorkKind.Visit)));
        Mutation Object(Guid team, int year, int month, string? text = null) => village.Mutate("work.object") with { Work = new PushWork(team, new(year, month, 1), text) };
        Assert.Equal("work.sheet-unknown", (await phone.PushAsync(Object(Guid.CreateVersion7(), 2024, 9)))[0].Code);
        Assert.Equal("work.sheet-unknown", (await phone.PushAsync(Object(village.TeamId, 2023, 12)))[0].Code);
        Assert.Equal("work.sheet-unknown", (await phone.PushAsync(Object(village.TeamId, 2024, 10)))[0].Code);
        var said = Object(village.TeamId, 2024, 9);
        await AppliedAsync(phone, said, Object(village.TeamId, 2024, 9, "Thiếu ngày 3"));
        Assert.Equal("alreadyApplied", (await phone.PushAsync(said))[0].Result);
        await AppliedAsync(phone, Object(village.TeamId, 2024, 9, "và ngày 5"));
        Assert.Equal("Thiếu ngày 3\nvà ngày 5", (await server.WithDbAsync(db => db.WorkObjections.AsNoTracking().SingleAsync())).Text);
        var own = (await phone.GetFromJsonAsync<WorkResponse>("/api/sync/work", TestServer.Json))!.Sheets;
        Assert.All(own, s => Assert.Equal(village.MemberId, s.MemberId));
        using var leader = await village.EnrolAsync(village.LeaderId);
        Assert.Contains((await leader.GetFromJsonAsync<WorkResponse>("/api/sync/work", TestServer.Json))!.Sheets, s => s.MemberId == village.MemberId && s.Led);
    }

    [Fact]
    public async Task What_comes_late_of_a_team_that_is_no_more_stands_in_a_list_and_is_paid()
    {
        await using var server = await TestServer.StartAsync(September);
        var village = await Village.BuildAsync(server, 5);
        await LockedAsync(server, village);
        using var phone = await village.EnrolAsync(village.MemberId);
        await AppliedAsync(phone, village.Visit(4) with { At = September.AddDays(-3) });
        await server.WriteAsync((db, write) =>
        {
            db.Teams.Single(t => t.Id == village.TeamId).DissolvedOn = new DateOnly(2024, 10, 1);
            write.Changed(ChangeKind.Team, village.TeamId);
        });
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Contains($"/work/teams/{village.TeamId}", await officer.GetStringAsync("/work?month=2024-10"), StringComparison.Ordinal);
        Assert.DoesNotContain($"/work/teams/{village.TeamId}", await officer.GetStringAsync("/work?month=2025-11"), StringComparison.Ordinal);
        server.Clock.Set(October.AddDays(30));
        using var later = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId);
        Assert.Equal("", await RefusalAsync(await MoveAsync(later, village, "check", "2024-10")));
        Assert.Equal("", await RefusalAsync(await MoveAsync(later, village, "confirm", "2024-10")));
        Assert.Equal("", await RefusalAsync(await approver.SubmitAsync("/work?month=2024-10", "lock-all")));
        Assert.Contains("Kim Thị Út", WebUtility.HtmlDecode(await later.GetStringAsync("/work/payments?month=2024-10")), StringComparison.Ordinal);
    }

    /// <summary>Two days of the member and one of the leader, locked with 50.000 a day and 300.000 for the team.</summary>
    private static async Task LockedAsync(TestServer server, Village village)
    {
        using (var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94")))
        {
            Assert.Equal("", await RefusalAsync(await RateAsync(province, RateKind.WorkedDay, "50.000", "2024-01")));
            Assert.Equal("", await RefusalAsync(await RateAsync(province, RateKind.TeamMonth, "300000", "2024-01")));
        }

        using var phone = await village.EnrolAsync(village.MemberId);
        using var leader = await village.EnrolAsync(village.LeaderId);
        await AppliedAsync(phone, village.Visit(0), village.Visit(1), village.Visit(2) with { At = September.AddDays(-1) });
        await AppliedAsync(leader, village.Visit(3) with { MemberId = village.LeaderId });
        server.Clock.Set(October);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId);
        Assert.Equal("", await RefusalAsync(await MoveAsync(officer, village, "check", "2024-09")));
        Assert.Equal("", await RefusalAsync(await MoveAsync(officer, village, "confirm", "2024-09")));
        Assert.Equal("", await RefusalAsync(await approver.SubmitAsync("/work?month=2024-09", "lock-all")));
    }

    private static Mutation Check(Village village, string month) => village.Mutate("work.check", village.LeaderId) with { Work = new PushWork(village.TeamId, DateOnly.Parse(month, System.Globalization.CultureInfo.InvariantCulture)) };

    private static async Task AppliedAsync(HttpClient phone, params Mutation[] mutations) => Assert.All(await phone.PushAsync(mutations), r => Assert.Equal(("applied", null), (r.Result, r.Code)));

    private static Task<HttpResponseMessage> RateAsync(HttpClient province, RateKind kind, string dong, string from, string to = "", string basis = "Nghị quyết 12/2024/NQ-HĐND") =>
        province.SubmitAsync("/work/rates", "rate", new() { ["kind"] = $"{(int)kind}", ["dong"] = dong, ["from"] = from, ["to"] = to, ["basis"] = basis });

    private static async Task<HttpResponseMessage> MoveAsync(HttpClient official, Village village, string move, string month)
    {
        var path = $"/work/teams/{village.TeamId}?month={month}";
        return await official.SubmitAsync(path, move, new() { ["edition"] = Edition().Match(await official.GetStringAsync(path)) is { Success: true } match ? match.Groups[1].Value : "0" });
    }

    private static Task<HttpResponseMessage> AnswerAsync(HttpClient officer, Village village, Guid objection, string words) =>
        officer.SubmitAsync($"/work/teams/{village.TeamId}?month=2024-09", $"answer-{objection}", new() { ["answer"] = words });

    private static async Task<WorkSheetsAnswer> SheetsAsync(HttpClient official, Village village, string month) =>
        (await official.GetFromJsonAsync<WorkSheetsAnswer>($"/api/work/{village.TeamId}?month={month}", TestServer.Json))!;

    private static (int Days, int Visits, int Doors, int Met) Of(WorkSheetsAnswer sheets, Guid member)
    {
        var work = sheets.Members.Single(m => m.MemberId == member).Work;
        return (work.Days.Count, work.Of(WorkKind.Visit), work.Doors, work.Met);
    }

    private static List<List<string>> Rows(byte[] xlsx)
    {
        using var book = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(xlsx), false);
        var sheet = book.WorkbookPart!.WorksheetParts.First().Worksheet!;
        return [.. sheet.Descendants<DocumentFormat.OpenXml.Spreadsheet.Row>().Select(r => r.Elements<DocumentFormat.OpenXml.Spreadsheet.Cell>().Select(c => c.CellValue?.Text ?? c.InnerText).ToList())];
    }

    private static string FormulaIn(byte[] xlsx)
    {
        using var book = DocumentFormat.OpenXml.Packaging.SpreadsheetDocument.Open(new MemoryStream(xlsx), false);
        return book.WorkbookPart!.WorksheetParts.First().Worksheet!.Descendants<DocumentFormat.OpenXml.Spreadsheet.CellFormula>().Single().Text;
    }

    private static async Task<string> RefusalAsync(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Found ? "" : $"{answer.StatusCode} {WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync())}";

    [GeneratedRegex("name=\"edition\" value=\"(\\d+)\"")]
    private static partial Regex Edition();
}
