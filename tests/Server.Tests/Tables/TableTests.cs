using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Lists;
using TungNgo.Mail;
using TungNgo.Tables;
using TungNgo.Tests.Mail;
using TungNgo.Tests.Reports;

namespace TungNgo.Tests.Tables;

/// <summary>Tables that people put together: the same question, each reader's own rights, on the screen, in a file and by mail.</summary>
public sealed class TableTests
{
    private const string Asked = "i=HO&i=TO&i=TY_LE_ZALO&pick=children&period=last-M&count=2&boundaries=then&rows=units&heat=1";

    [Fact]
    public async Task A_table_is_picked_kept_shared_and_opened_with_the_readers_own_rights()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var top = server.AreaByCode("94");
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, top);
        var preview = WebUtility.HtmlDecode(await officer.GetStringAsync($"/tables/new?area={top}&{Asked}"));
        Assert.Contains("Thành phố Sóc Trăng", preview, StringComparison.Ordinal);
        Assert.DoesNotContain("ngoài phạm vi", preview, StringComparison.Ordinal);
        var table = await KeepAsync(officer, top, Asked, "Hộ theo huyện");

        // Nobody else may open it before it is shared, and sharing shows nobody more than they may see.
        var district = server.Tree().Find(village.CommuneId)!.ParentId!.Value;
        var other = await server.AddOfficialAsync(Role.CommuneOfficer, district);
        using var below = await server.SignInAsync(other);
        Assert.Equal(HttpStatusCode.NotFound, (await below.GetAsync($"/tables/{table}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await below.GetAsync($"/tables/{table}/sheet")).StatusCode);
        await officer.SubmitAsync($"/tables/{table}", "share-table", new() { ["people"] = other.UserName! }).LocationAsync();
        var seen = WebUtility.HtmlDecode(await below.GetStringAsync($"/tables/{table}"));
        var districts = server.Tree().ChildrenOf(top).Count();
        Assert.Contains($"{districts - 1} đơn vị ngoài phạm vi của bạn không hiện", seen, StringComparison.Ordinal);
        Assert.Contains("Huyện Long Phú", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Thành phố Sóc Trăng", seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Thành phố Sóc Trăng", string.Join('|', await CellsAsync(below, $"/tables/{table}/sheet")), StringComparison.Ordinal);

        // With a unit: everybody who sees figures there.
        using var neighbour = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/tables/{table}")).StatusCode);
        await officer.SubmitAsync($"/tables/{table}", "share-table", new() { ["unit"] = $"{village.CommuneId}" }).LocationAsync();
        Assert.Contains("Không có đơn vị nào trong phạm vi của bạn", WebUtility.HtmlDecode(await neighbour.GetStringAsync($"/tables/{table}")), StringComparison.Ordinal);
        Assert.Contains("Hộ theo huyện", WebUtility.HtmlDecode(await neighbour.GetStringAsync("/tables")), StringComparison.Ordinal);

        // A copy is the reader's own; the first stays the owner's to change and delete.
        var copy = ReportOffices.IdIn(await neighbour.SubmitAsync($"/tables/{table}", "copy-table").LocationAsync());
        Assert.NotEqual(table, copy);
        Assert.DoesNotContain("delete-table", await neighbour.GetStringAsync($"/tables/{table}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/tables/new?{Asked}&table={table}")).StatusCode);
        await officer.SubmitAsync($"/tables/{table}", "delete-table").LocationAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/tables/{table}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await neighbour.GetAsync($"/tables/{copy}")).StatusCode);
    }

    [Theory]
    [InlineData("count=37", "Số kỳ phải từ 1 đến 36")]
    [InlineData("count=0", "Số kỳ phải từ 1 đến 36")]
    [InlineData("period=khong-co", "kỳ")]
    [InlineData("boundaries=2024-13-40", "")]
    public async Task What_is_no_table_is_refused_by_name(string with, string says)
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        using var answer = await officer.GetAsync($"/tables/new?i=HO&pick=unit&{with}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(says, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_than_a_table_holds_is_refused_by_name()
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        async Task<string> RefusedAsync(string query)
        {
            using var answer = await officer.GetAsync($"/tables/sheet?{query}");
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            return await answer.Content.ReadAsStringAsync();
        }

        Assert.Contains("table.indicators", await RefusedAsync(string.Join('&', Enumerable.Range(1, 51).Select(n => $"i=X{n}"))), StringComparison.Ordinal);
        Assert.Contains("table.units", await RefusedAsync("i=HO&pick=chosen&" + string.Join('&', Enumerable.Range(1, 201).Select(_ => $"u={Guid.CreateVersion7()}"))), StringComparison.Ordinal);
        var codes = string.Join('&', new[] { "TO", "THANH_VIEN", "TV_MOI_TO", "NHOM_ZALO", "TV_ZALO", "HO" }.Select(c => $"i={c}"));
        Assert.Contains("table.cells", await RefusedAsync($"{codes}&area={server.AreaByCode("94")}&pick=tier&tier=commune&count=36"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("units")]
    [InlineData("indicators")]
    [InlineData("periods")]
    public async Task A_file_holds_the_cells_of_the_screen_as_numbers_and_says_what_they_mean(string rows)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server, households: 3);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var query = $"i=HO&i=TO&area={village.CommuneId}&pick=unit&period=this-M&count=2&rows={rows}";
        var cells = await CellsAsync(officer, $"/tables/sheet?{query}");
        Assert.Contains(3d, cells);
        Assert.Contains("HO", cells);
        Assert.Contains("Chỉ tiêu", cells.OfType<string>().Append("Chỉ tiêu"));
        Assert.Contains(cells.OfType<string>(), c => c.Contains("Số hộ", StringComparison.OrdinalIgnoreCase) || c.Contains("hộ", StringComparison.OrdinalIgnoreCase));
        var csv = await officer.GetStringAsync($"/tables/sheet?{query}&format=csv");
        Assert.Contains(";3", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_relative_period_moves_with_the_calendar_and_a_question_is_read_as_it_was_written()
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        var table = await KeepAsync(officer, server.AreaByCode("31654"), "i=HO&pick=unit&period=last-M&count=1", "Tháng qua");
        Assert.Contains("Tháng 8/2024", WebUtility.HtmlDecode(await officer.GetStringAsync($"/tables/{table}")), StringComparison.Ordinal);
        server.Clock.Advance(TimeSpan.FromDays(31));
        using var again = await server.SignInAsync(await server.WithDbAsync(db => db.Users.SingleAsync(u => u.DisplayName == nameof(Role.CommuneOfficer))));
        Assert.Contains("Tháng 9/2024", WebUtility.HtmlDecode(await again.GetStringAsync($"/tables/{table}")), StringComparison.Ordinal);
        var question = TableQuestion.Parse("?i=HO&i=TO&area=" + Guid.Empty + "&pick=chosen&u=" + Guid.CreateVersion7() + "&period=2024-Q1&count=3&boundaries=today&rows=periods&heat=1");
        Assert.Equal(question.ToQuery(), TableQuestion.Parse(question.ToQuery()).ToQuery());
    }

    [Fact]
    public async Task A_table_is_mailed_to_whoever_asked_with_their_own_rights_of_that_moment()
    {
        await using var smtp = new SmtpListener();
        await using var server = await TestServer.StartAsync();
        await server.UseAsync(smtp);
        var village = await Village.BuildAsync(server);
        var top = server.AreaByCode("94");
        var (_, owner) = await server.MailOfficialAsync(Role.ProvinceOfficer, top, "tinh@tinh.test");
        var district = server.Tree().Find(village.CommuneId)!.ParentId!.Value;
        var (reader, below) = await server.MailOfficialAsync(Role.CommuneOfficer, district, "huyen@huyen.test", "km");
        using (owner)
        using (below)
        {
            var table = await KeepAsync(owner, top, Asked, "Hộ theo huyện");
            await owner.SubmitAsync($"/tables/{table}", "share-table", new() { ["people"] = reader.UserName! }).LocationAsync();
            await owner.SubmitAsync($"/tables/{table}", "add-schedule", new() { ["when"] = "MonthDay", ["day"] = "5" }).LocationAsync();
            var schedule = await server.WithDbAsync(db => db.TableSchedules.Select(s => s.Id).SingleAsync());
            await owner.SubmitAsync($"/tables/{table}", $"want-{schedule}").LocationAsync();
            await below.SubmitAsync($"/tables/{table}", $"want-{schedule}").LocationAsync();

            // What came due before anybody asked is not sent afterwards; then once an occasion, however often the loop looks.
            await server.MailStepAsync();
            Assert.Empty(smtp.Messages);
            server.Clock.Set(new DateTime(2024, 10, 5, 1, 0, 0, DateTimeKind.Utc));
            await server.MailStepAsync();
            await server.MailStepAsync();
            Assert.Equal(2, smtp.Messages.Count);
            var (mine, theirs) = (To("tinh@tinh.test"), To("huyen@huyen.test"));
            Assert.Contains("Hộ theo huyện", mine.Subject, StringComparison.Ordinal);
            Assert.Contains("One-Click", mine.Headers["List-Unsubscribe-Post"], StringComparison.Ordinal);
            Assert.Contains("Thành phố Sóc Trăng", Attached(mine));
            Assert.DoesNotContain("Thành phố Sóc Trăng", Attached(theirs));
            Assert.Contains("Huyện Long Phú", Attached(theirs));
            Assert.Contains("តារាង", theirs.TextBody, StringComparison.Ordinal);
            Assert.Contains("តារាង", theirs.HtmlBody, StringComparison.Ordinal);

            // A month later the reader's rights have ended: nothing is sent, and the owner sees why.
            await server.WriteAsync((db, write) =>
            {
                db.Grants.Single(g => g.UserId == reader.Id).To = write.Now;
                write.Changed(TungNgo.Feed.ChangeKind.Account, reader.Id);
            });
            server.Clock.Set(new DateTime(2024, 11, 6, 1, 0, 0, DateTimeKind.Utc));
            await server.MailStepAsync();
            Assert.Equal(3, smtp.Messages.Count);
            Assert.Equal("rights", (await server.OutboxAsync()).Single(m => m.UserId == reader.Id && m.Occasion == "2024-11").Why);
            using var again = await server.SignInAsync(await server.WithDbAsync(db => db.Users.SingleAsync(u => u.Email == "tinh@tinh.test")));
            Assert.Contains("không còn quyền", WebUtility.HtmlDecode(await again.GetStringAsync($"/tables/{table}")), StringComparison.Ordinal);

            // The mail program's own button ends it, without cookies and without a form of ours.
            var stop = new Uri(mine.Headers["List-Unsubscribe"]!.Trim('<', '>')).AbsolutePath;
            using var anybody = server.Anonymous();
            Assert.Equal(HttpStatusCode.Redirect, (await anybody.GetAsync(stop)).StatusCode);
            await anybody.PostAsync(stop, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")])).LocationAsync();
            server.Clock.Set(new DateTime(2024, 12, 5, 1, 0, 0, DateTimeKind.Utc));
            await server.MailStepAsync();
            Assert.Equal(3, smtp.Messages.Count);
        }

        MimeKit.MimeMessage To(string address) => smtp.Messages.Single(m => m.To.Mailboxes.Single().Address == address);
    }

    [Fact]
    public async Task Nobody_asks_for_mail_without_a_confirmed_address()
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        var table = await KeepAsync(officer, server.AreaByCode("31654"), "i=HO&pick=unit", "Hộ");
        await officer.SubmitAsync($"/tables/{table}", "add-schedule", new() { ["when"] = "Monday" }).LocationAsync();
        var schedule = await server.WithDbAsync(db => db.TableSchedules.Select(s => s.Id).SingleAsync());
        using var answer = await officer.SubmitAsync($"/tables/{table}", $"want-{schedule}");
        Assert.Contains("chưa có địa chỉ thư đã xác nhận", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ScheduleWhen.MonthDay, 31, null, "2024-09-30", "2024-09", "2024-09-30")]
    [InlineData(ScheduleWhen.MonthDay, 5, null, "2024-03-04", "2024-02", "2024-02-05")]
    [InlineData(ScheduleWhen.Monday, 0, null, "2024-09-22", "2024-09-16", "2024-09-16")]
    [InlineData(ScheduleWhen.Monday, 0, null, "2024-09-23", "2024-09-23", "2024-09-23")]
    [InlineData(ScheduleWhen.PeriodEnd, 0, "MA", "2024-09-15", "2024-MA9", "2024-09-15")]
    [InlineData(ScheduleWhen.PeriodEnd, 0, "MA", "2024-09-14", "2024-MA8", "2024-08-15")]
    public void An_occasion_has_its_day(ScheduleWhen when, int day, string? kind, string today, string occasion, string on)
    {
        var schedule = new TableSchedule { Id = Guid.CreateVersion7(), TableId = Guid.CreateVersion7(), When = when, Day = day, PeriodKind = kind };
        TungNgo.Reports.Periods.PeriodKind[] kinds = [new() { Code = "MA", Months = 1, Slots = 12, CutoffDay = 14 }];
        Assert.Equal((occasion, DateOnly.Parse(on, null)), schedule.LatestOn(DateOnly.Parse(today, null), kinds));
    }

    [Fact]
    public async Task Sharing_does_not_tell_which_names_are_accounts_elsewhere()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        var colleague = await server.AddOfficialAsync(Role.CommuneApprover, village.CommuneId);
        var elsewhere = await server.AddOfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var table = await KeepAsync(officer, village.CommuneId, "i=TO&pick=unit", "Tổ của xã");
        var (known, unknown) = (await RefusedAsync(elsewhere.UserName!), await RefusedAsync("khong.co.ai"));
        Assert.Equal(unknown.Replace("khong.co.ai", "…", StringComparison.Ordinal), known.Replace(elsewhere.UserName!, "…", StringComparison.Ordinal));
        await officer.SubmitAsync($"/tables/{table}", "share-table", new() { ["people"] = colleague.UserName! }).LocationAsync();

        async Task<string> RefusedAsync(string name)
        {
            using var answer = await officer.SubmitAsync($"/tables/{table}", "share-table", new() { ["people"] = name });
            Assert.Null(answer.Headers.Location);
            var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
            var at = page.IndexOf("id=\"people-problem\"", StringComparison.Ordinal);
            return page[at..page.IndexOf("</p>", at, StringComparison.Ordinal)];
        }
    }

    private static async Task<Guid> KeepAsync(HttpClient officer, Guid area, string query, string name) =>
        ReportOffices.IdIn(await officer.SubmitAsync($"/tables/new?area={area}&{query}", "save-table", new() { ["name"] = name }).LocationAsync());

    private static async Task<List<object?>> CellsAsync(HttpClient reader, string path) => Cells(await reader.GetByteArrayAsync(path));

    private static List<object?> Attached(MimeKit.MimeMessage mail)
    {
        var part = Assert.IsType<MimeKit.MimePart>(Assert.Single(mail.Attachments));
        using var bytes = new MemoryStream();
        part.Content!.DecodeTo(bytes);
        Assert.EndsWith(".xlsx", part.FileName, StringComparison.Ordinal);
        return Cells(bytes.ToArray());
    }

    /// <summary>All cells of all sheets, read as offices' lists are.</summary>
    private static List<object?> Cells(byte[] workbook)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():n}.xlsx");
        File.WriteAllBytes(path, workbook);
        try
        {
            return [.. SheetFile.Rows(path).SelectMany(r => r.Cells.Select(c => c.Number ?? c.Value))];
        }
        finally
        {
            File.Delete(path);
        }
    }
}
