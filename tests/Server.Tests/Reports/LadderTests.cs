using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Reports.Ladder;

namespace TungNgo.Tests.Reports;

/// <summary>A month closes: written, returned, signed, approved, locked, corrected; on three tiers in 2024 and on two today.</summary>
public sealed class LadderTests
{
    private static readonly DateTime October2024 = new(2024, 10, 16, 3, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime August2025 = new(2025, 8, 18, 3, 0, 0, DateTimeKind.Utc);

    [Fact]
    public Task A_month_closes_through_three_tiers() => ClosesAsync(October2024, "2024-MA10", "94");

    [Fact]
    public Task A_month_closes_through_two_tiers() => ClosesAsync(August2025, "2025-MA8", "92");

    private static async Task ClosesAsync(DateTime at, string period, string topCode)
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(at));
        var (server, village) = (offices.Server, offices.Village);
        var top = server.AreaByCode(topCode);

        // Written with one office's figure missing, sent with a remark, returned by the unit above, put right, and sent again.
        var commune = await ReportOffices.BeginAsync(offices.Officer, village.CommuneId, period);
        await ReportOffices.EnterAsync(offices.Officer, commune, ("TK_DDDT2", "8.326"), ("HO_NHAN_TIN", ""));
        Assert.Contains("giải trình", await ReportOffices.RefusedAsync(offices.Officer, commune, "submit"), StringComparison.Ordinal);
        await ReportOffices.MoveAsync(offices.Officer, commune, "submit", ("remark-HO_NHAN_TIN", "Ấp chưa gửi sổ"));
        await ReportOffices.MoveAsync(offices.Approver, commune, "judge");
        await ReportOffices.MoveAsync(offices.AboveApprover, commune, "return", ("reason", "Bổ sung số hộ nhận tin"));
        Assert.Contains("Bổ sung số hộ nhận tin", WebUtility.HtmlDecode(await offices.Officer.GetStringAsync($"/reports/{commune}")), StringComparison.Ordinal);
        await ReportOffices.EnterAsync(offices.Officer, commune, ("HO_NHAN_TIN", "2"));
        await ReportOffices.MoveAsync(offices.Officer, commune, "submit");
        await ReportOffices.MoveAsync(offices.Approver, commune, "judge");
        await ReportOffices.MoveAsync(offices.AboveApprover, commune, "judge");
        Assert.Equal(ReportState.Approved, (await offices.ReportAsync(commune)).State);

        // The unit above sends its own, with the list of those that sent nothing.
        var above = await ReportOffices.BeginAsync(offices.AboveOfficer, offices.Above, period);
        Assert.Contains("đơn vị dưới", await ReportOffices.RefusedAsync(offices.AboveOfficer, above, "submit"), StringComparison.Ordinal);
        await ReportOffices.MoveAsync(offices.AboveOfficer, above, "submit", ("without", "true"));
        Assert.NotEmpty((await offices.ReportAsync(above)).Missing);
        Assert.DoesNotContain(village.CommuneId, (await offices.ReportAsync(above)).Missing);
        await ReportOffices.MoveAsync(offices.AboveApprover, above, "judge");
        if (offices.Above != top)
        {
            using var approver = await server.OfficialAsync(Role.ProvinceApprover, top);
            await ReportOffices.MoveAsync(approver, above, "judge");
            using var officer = await server.OfficialAsync(Role.ProvinceOfficer, top);
            var whole = await ReportOffices.BeginAsync(officer, top, period);
            await ReportOffices.MoveAsync(officer, whole, "submit", ("without", "true"));
            await ReportOffices.MoveAsync(approver, whole, "judge");
            Assert.Equal(ReportState.Locked, (await offices.ReportAsync(whole)).State);
        }

        Assert.Equal(ReportState.Locked, (await offices.ReportAsync(above)).State);
        Assert.Equal(ReportState.Locked, (await offices.ReportAsync(commune)).State);

        // A closed month opens by an exception alone, and a correction is the next revision beside the first.
        var first = await server.WithDbAsync(db => db.ReportSnapshots.AsNoTracking().SingleAsync(s => s.ReportId == commune));
        await ReportOffices.MoveAsync(offices.AboveApprover, commune, "except", ("reason", "Công an xã đính chính"), ("until", at.AddDays(3).ToString("yyyy-MM-dd", null)));
        var corrected = ReportOffices.IdIn(await ReportOffices.MoveAsync(offices.Officer, commune, "correct"));
        Assert.NotEqual(commune, corrected);
        await ReportOffices.EnterAsync(offices.Officer, corrected, ("TK_DDDT2", "8.400"));
        await ReportOffices.MoveAsync(offices.Officer, corrected, "submit");
        await ReportOffices.MoveAsync(offices.Approver, corrected, "judge");
        await ReportOffices.MoveAsync(offices.AboveApprover, corrected, "judge");
        Assert.Equal((1, ReportState.Approved), ((await offices.ReportAsync(corrected)).Revision, (await offices.ReportAsync(corrected)).State));
        Assert.Equal(first.Body, await offices.Officer.GetStringAsync($"/reports/{commune}/snapshot.json"));
        using var anybody = server.Anonymous();
        Assert.Contains("đã được đính chính (lần 1)", WebUtility.HtmlDecode(await anybody.GetStringAsync($"/bc/{first.Seal}")), StringComparison.Ordinal);
        var second = await server.WithDbAsync(db => db.ReportSnapshots.AsNoTracking().SingleAsync(s => s.ReportId == corrected));
        var shown = WebUtility.HtmlDecode(await anybody.GetStringAsync($"/bc/{second.Seal}"));
        Assert.Contains("8.400", shown, StringComparison.Ordinal);
        Assert.Contains("Đúng", shown, StringComparison.Ordinal);
        Assert.True(SnapshotWriter.IsTrue(first));

        // Whoever was approved with the old figures is told so.
        Assert.Contains("được duyệt hoặc đính chính sau báo cáo này: ", WebUtility.HtmlDecode(await offices.AboveOfficer.GetStringAsync($"/reports/{above}")), StringComparison.Ordinal);

        // The approved month as an official document, with the figures of the snapshot.
        using var wanting = await offices.Officer.SubmitAsync($"/reports/{corrected}/document", "paper", new() { ["day"] = "2024-10-16" });
        Assert.NotEqual(HttpStatusCode.Redirect, wanting.StatusCode);
        using var written = await offices.Officer.SubmitAsync($"/reports/{corrected}/document", "paper", new() { ["day"] = at.ToString("yyyy-MM-dd", null), ["signer"] = "Trần Văn Sông", ["plans"] = "Tiếp tục đi từng ngõ." });
        Assert.Equal(HttpStatusCode.Redirect, written.StatusCode);
        var paper = WebUtility.HtmlDecode(await offices.Officer.GetStringAsync(written.Headers.Location));
        Assert.Contains("8.400", paper, StringComparison.Ordinal);
        Assert.Contains("tổ công nghệ số cộng đồng", paper, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The demo lives in the past of the machine: what was told "later" is not always newer by the clock.</summary>
    [Fact]
    public async Task What_was_told_counts_at_once_whatever_the_clock_says()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October2024.AddMinutes(-20)));
        offices.Server.Clock.Set(October2024);
        var report = await ReportOffices.BeginAsync(offices.Officer, offices.Village.CommuneId, "2024-MA10");
        await ReportOffices.EnterAsync(offices.Officer, report, ("HO_NHAN_TIN", "2"));
        offices.Server.Clock.Set(October2024.AddMinutes(-10));
        await ReportOffices.EnterAsync(offices.Officer, report, ("HO_NHAN_TIN", "3"));
        Assert.Contains("value=\"3\"", await offices.Officer.GetStringAsync($"/reports/{report}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_passes_on_what_they_wrote_and_nobody_from_elsewhere_does()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October2024));
        var report = await ReportOffices.BeginAsync(offices.Officer, offices.Village.CommuneId, "2024-MA10");
        await ReportOffices.EnterAsync(offices.Officer, report, ("HO_NHAN_TIN", "2"), ("TK_DDDT2", "8.326"));

        // A neighbour sees nothing of it, and the unit above does not sign for the unit before the unit has.
        using var neighbour = await offices.Server.OfficialAsync(Role.CommuneOfficer, offices.Server.AreaByCode("31657"));
        using var seen = await neighbour.GetAsync($"/reports/{report}");
        Assert.Equal(HttpStatusCode.NotFound, seen.StatusCode);
        await ReportOffices.MoveAsync(offices.Officer, report, "submit");
        using var again = await ReportOffices.TryMoveAsync(offices.Officer, report, "submit");
        Assert.NotEqual(HttpStatusCode.Redirect, again.StatusCode);

        // The commune's approver signs, and cannot give the approval of the unit above as well.
        await ReportOffices.MoveAsync(offices.Approver, report, "judge");
        using var twice = await ReportOffices.TryMoveAsync(offices.Approver, report, "judge");
        Assert.NotEqual(HttpStatusCode.Redirect, twice.StatusCode);
        Assert.Equal(ReportState.Accepted, (await offices.ReportAsync(report)).State);
    }

    [Fact]
    public async Task A_part_above_its_whole_cannot_be_sent()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October2024.AddDays(-26)));
        offices.Server.Clock.Set(October2024);
        using var officer = await offices.Server.OfficialAsync(Role.CommuneOfficer, offices.Village.CommuneId);
        var report = await ReportOffices.BeginAsync(officer, offices.Village.CommuneId, "2024-MA10");
        await ReportOffices.EnterAsync(officer, report, ("HO_NHAN_TIN", "5"), ("TK_DDDT2", "8.326"));
        Assert.Contains("lớn hơn tổng", WebUtility.HtmlDecode(await officer.GetStringAsync($"/reports/{report}")), StringComparison.Ordinal);
        await ReportOffices.RefusedAsync(officer, report, "submit");
        await ReportOffices.EnterAsync(officer, report, ("HO_NHAN_TIN", "3"));
        await ReportOffices.MoveAsync(officer, report, "submit");
    }

    [Fact]
    public async Task What_cannot_be_read_is_told_and_the_rest_is_kept()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October2024));
        var report = await ReportOffices.BeginAsync(offices.Officer, offices.Village.CommuneId, "2024-MA10");
        using var answer = await offices.Officer.SubmitAsync($"/reports/{report}", "figures", new() { ["value-HO_NHAN_TIN"] = "8.32", ["value-TK_DDDT2"] = "8.326" });
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains("Không đọc được số ở: Hộ nhận thông tin qua nhóm Zalo", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"#value-HO_NHAN_TIN\">", page, StringComparison.Ordinal);
        Assert.Contains("Còn 1 chỗ cần sửa; những chỗ khác đã ghi", page, StringComparison.Ordinal);
        Assert.Contains("value=\"8.32\"", page, StringComparison.Ordinal);
        var kept = await offices.Server.WithDbAsync(db => db.EnteredValues.AsNoTracking().SingleAsync());
        Assert.Equal(("TK_DDDT2", 8326m), (kept.Indicator, kept.Value));

        // The same by a pasted table; a line of what the system counts is passed over, and an empty cell takes the figure back.
        using var pasted = await offices.Officer.SubmitAsync($"/reports/{report}", "paste", new() { ["pasted"] = "STT\tChỉ tiêu\tSố liệu\n1\tTổ công nghệ số cộng đồng\t9\n2\tHộ nhận thông tin qua nhóm Zalo\t1.204\tSổ ấp\n3\tTK_DDDT2\t\n" });
        Assert.Equal(HttpStatusCode.Redirect, pasted.StatusCode);
        var values = await offices.Server.WithDbAsync(db => db.EnteredValues.AsNoTracking().Where(v => v.SupersededAt == null).ToDictionaryAsync(v => v.Indicator, v => v.Value));
        Assert.Equal(1204m, values["HO_NHAN_TIN"]);
        Assert.Null(values["TK_DDDT2"]);
        Assert.Equal(3, await offices.Server.WithDbAsync(db => db.EnteredValues.CountAsync()));
    }

    [Fact]
    public async Task A_period_that_ran_out_is_closed_until_the_unit_above_opens_it()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(October2024));
        var late = await ReportOffices.BeginAsync(offices.Officer, offices.Village.CommuneId, "2024-MA9");
        offices.Server.Clock.Set(October2024.AddDays(20));
        using var officer = await offices.Server.OfficialAsync(Role.CommuneOfficer, offices.Village.CommuneId);
        Assert.Contains("Kỳ này đã đóng", WebUtility.HtmlDecode(await officer.GetStringAsync($"/reports/{late}")), StringComparison.Ordinal);
        using var approver = await offices.Server.OfficialAsync(Role.CommuneApprover, offices.Above);
        await ReportOffices.MoveAsync(approver, late, "except", ("reason", "Mất điện cả tuần"), ("until", "2024-11-08"));
        await ReportOffices.EnterAsync(officer, late, ("HO_NHAN_TIN", "2"), ("TK_DDDT2", "8.326"));
        // The same for a period that nobody had begun.
        var unbegun = $"/reports?area={offices.Village.CommuneId}&period=2024-MA8";
        Assert.DoesNotContain("Bắt đầu báo cáo", WebUtility.HtmlDecode(await officer.GetStringAsync(unbegun)), StringComparison.Ordinal);
        using var allowed = await approver.SubmitAsync(unbegun, "except", new() { ["reason"] = "Máy hỏng", ["until"] = "2024-11-08" });
        Assert.Equal(HttpStatusCode.Redirect, allowed.StatusCode);
        Assert.NotEqual(late, await ReportOffices.BeginAsync(officer, offices.Village.CommuneId, "2024-MA8"));

        offices.Server.Clock.Set(new(2024, 11, 9, 3, 0, 0, DateTimeKind.Utc));
        using var tooLate = await offices.Server.OfficialAsync(Role.CommuneOfficer, offices.Village.CommuneId);
        Assert.DoesNotContain("value-HO_NHAN_TIN", await tooLate.GetStringAsync($"/reports/{late}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_of_before_the_reorganisation_has_one_owner_after_it_and_closes_on_its_own_tree()
    {
        var june = new DateTime(2025, 6, 17, 3, 0, 0, DateTimeKind.Utc);
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(june));
        var report = await ReportOffices.BeginAsync(offices.Officer, offices.Village.CommuneId, "2025-MA6");
        await ReportOffices.EnterAsync(offices.Officer, report, ("HO_NHAN_TIN", "2"), ("TK_DDDT2", "8.326"));
        await ReportOffices.MoveAsync(offices.Officer, report, "submit", ("remark-HO_NHAN_TIN", "x"));

        offices.Server.Clock.Set(new(2025, 7, 2, 3, 0, 0, DateTimeKind.Utc));
        var heir = offices.Server.AreaByCode("31654");
        Assert.NotEqual(offices.Village.CommuneId, heir);
        using var heirApprover = await offices.Server.OfficialAsync(Role.CommuneApprover, heir);
        Assert.Contains("Xã Trường Khánh phụ trách", WebUtility.HtmlDecode(await heirApprover.GetStringAsync($"/reports/{report}")), StringComparison.Ordinal);
        await ReportOffices.MoveAsync(heirApprover, report, "judge");
        using var city = await offices.Server.OfficialAsync(Role.ProvinceApprover, offices.Server.AreaByCode("92"));
        await ReportOffices.MoveAsync(city, report, "judge");
        var snapshot = await offices.Server.WithDbAsync(db => db.ReportSnapshots.AsNoTracking().SingleAsync());
        Assert.Contains("Huyện Long Phú", snapshot.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Cần Thơ", snapshot.Body, StringComparison.Ordinal);
    }
}
