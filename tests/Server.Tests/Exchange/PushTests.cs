using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Exchange.Push;
using TungNgo.Tests.Reports;
using TungNgo.Web;
using static TungNgo.Tests.Exchange.PushOffice;

namespace TungNgo.Tests.Exchange;

public sealed class PushTests
{
    [Fact]
    public async Task An_approved_report_is_sent_once_and_sending_it_again_makes_no_second_one()
    {
        await using var desk = await PushOffice.OpenAsync();
        var report = await desk.Offices.ApprovedAsync("2024-MA10");
        Assert.Equal("1-0", await desk.QueueAsync());
        Assert.Equal("0-1", await desk.QueueAsync());
        await desk.TurnAsync();
        var message = await desk.MessageAsync();
        Assert.Equal((PushState.Sent, 1, "200", "Đã nhận", null), (message.State, message.Attempts, message.LastCode, message.LastAnswer, message.NextAt));
        var call = Assert.Single(desk.Receiver.Calls);
        Assert.Equal((message.Key, Token), (call.Key, call.Authorization));
        using var body = JsonDocument.Parse(call.Body);
        var snapshot = await desk.Offices.Server.WithDbAsync(db => db.ReportSnapshots.SingleAsync());
        Assert.Equal((snapshot.Seal, "2024-MA10", "OU_TK"), (Text(body, "seal"), Text(body, "period"), Text(body, "unit")));
        var values = body.RootElement.GetProperty("values").EnumerateArray().ToDictionary(v => v.GetProperty("indicator").GetString()!, v => v.GetProperty("value").GetString());
        Assert.Equal(new() { ["TK-MUC-2"] = "8326", ["TL-PHU"] = "50" }, values);
        Assert.Equal((2, true), (message.Values, message.LeftOut > 3));
        Assert.Equal(report, message.ReportId);

        await desk.ResendAsync(message.Id);
        await desk.TurnAsync();
        Assert.Equal((2, 1), (desk.Receiver.Calls.Count, desk.Receiver.Kept.Count));
        Assert.Equal(desk.Receiver.Calls[0], desk.Receiver.Calls[1]);
        Assert.Equal(PushState.Sent, (await desk.MessageAsync()).State);
        await desk.TurnAsync();
        Assert.Equal(2, desk.Receiver.Calls.Count);
    }

    [Theory]
    [InlineData("Stumbles", "Unknown", "500")]
    [InlineData("CutsMidAnswer", "Unknown", "response-ended")]
    [InlineData("TakesAndCuts", "Unknown", "response-ended")]
    [InlineData("Slower", "Failed", "429")]
    public async Task What_did_not_surely_arrive_is_sent_again_later_under_the_same_key(string manner, string state, string code)
    {
        await using var desk = await PushOffice.OpenAsync();
        await desk.Offices.ApprovedAsync("2024-MA10");
        await desk.QueueAsync();
        desk.Receiver.Manner = Enum.Parse<Manner>(manner);
        await desk.TurnAsync();
        var message = await desk.MessageAsync();
        Assert.Equal((Enum.Parse<PushState>(state), code, 1), (message.State, message.LastCode, message.Attempts));
        var pause = TimeSpan.FromSeconds(manner == "Slower" ? 90 : 60);
        Assert.Equal(desk.Offices.Server.Clock.GetUtcNow().UtcDateTime + pause, message.NextAt);
        await desk.TurnAsync();
        Assert.Single(desk.Receiver.Calls);

        desk.Receiver.Manner = Manner.Takes;
        desk.Offices.Server.Clock.Advance(pause);
        await desk.TurnAsync();
        message = await desk.MessageAsync();
        Assert.Equal((PushState.Sent, 2), (message.State, message.Attempts));
        Assert.Equal((2, 1), (desk.Receiver.Calls.Count, desk.Receiver.Kept.Count));
        Assert.Equal(desk.Receiver.Calls[0], desk.Receiver.Calls[1]);
    }

    [Fact]
    public async Task Who_sends_again_while_it_is_being_sent_is_told_so_and_makes_no_second_call()
    {
        await using var desk = await PushOffice.OpenAsync();
        await desk.Offices.ApprovedAsync("2024-MA10");
        await desk.QueueAsync();
        var message = await desk.MessageAsync();
        desk.Receiver.Manner = Manner.Holds;
        var turn = desk.TurnAsync();
        await desk.Receiver.Came.Task;
        var page = WebUtility.HtmlDecode(await desk.Keeper.GetStringAsync("/exchange/send"));
        Assert.Contains("Đang gửi", page, StringComparison.Ordinal);
        Assert.DoesNotContain($"resend-{message.Id}", page, StringComparison.Ordinal);
        var queue = desk.Offices.Server.Services.CreateScope();
        queue.ServiceProvider.GetRequiredService<CurrentUser>().ActByRule("Lan", new RoleInArea(Role.Administrator, desk.Offices.Above));
        var refusal = await Assert.ThrowsAsync<Refusal>(() => queue.ServiceProvider.GetRequiredService<QueuePush>().ResendAsync(message.Id, CancellationToken.None));
        Assert.Equal(Problems.PushSending, refusal.Problem);
        queue.Dispose();
        await desk.TurnAsync();
        desk.Receiver.Release.SetResult();
        await turn;
        Assert.Single(desk.Receiver.Calls);
        Assert.Equal((PushState.Sent, 1), await desk.MessageAsync() is var sent ? (sent.State, sent.Attempts) : default);
        await desk.ResendAsync(message.Id);
    }

    [Fact]
    public async Task What_is_refused_waits_for_somebody_and_is_written_anew()
    {
        await using var desk = await PushOffice.OpenAsync();
        await desk.Offices.ApprovedAsync("2024-MA10");
        await desk.QueueAsync();
        desk.Receiver.Manner = Manner.Refuses;
        await desk.TurnAsync();
        var message = await desk.MessageAsync();
        Assert.Equal((PushState.Refused, "422", "Sai mã đơn vị", null), (message.State, message.LastCode, message.LastAnswer, message.NextAt));
        desk.Offices.Server.Clock.Advance(TimeSpan.FromMinutes(50));
        await desk.TurnAsync();
        Assert.Single(desk.Receiver.Calls);

        using var mapped = await desk.Keeper.SubmitAsync($"/exchange/systems/{desk.SystemId}/mapping", "paste", new() { ["sheet"] = "31654\tOU_MOI\r\nKHONG_CO;X" });
        Assert.Equal(HttpStatusCode.OK, mapped.StatusCode);
        Assert.Contains("\"KHONG_CO\" không phải mã", WebUtility.HtmlDecode(await mapped.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var right = await desk.Keeper.SubmitAsync($"/exchange/systems/{desk.SystemId}/mapping", "paste", new() { ["sheet"] = "31654\tOU_MOI\r\nTK_DDDT2;" });
        Assert.Equal(HttpStatusCode.Redirect, right.StatusCode);
        desk.Receiver.Manner = Manner.Takes;
        await desk.ResendAsync(message.Id);
        await desk.TurnAsync();
        Assert.Equal(desk.Receiver.Calls[0].Key, desk.Receiver.Calls[1].Key);
        Assert.Contains("OU_MOI", desk.Receiver.Calls[1].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("TK-MUC-2", desk.Receiver.Calls[1].Body, StringComparison.Ordinal);
        Assert.Equal((PushState.Sent, 1), ((await desk.MessageAsync()).State, (await desk.MessageAsync()).Values));
    }

    [Fact]
    public async Task A_correction_takes_the_place_of_what_was_not_taken_yet()
    {
        await using var desk = await PushOffice.OpenAsync();
        var first = await desk.Offices.ApprovedAsync("2024-MA10");
        await desk.QueueAsync();
        var correction = await ReadApiTests.CorrectAsync(desk.Offices, first, "9.000");
        Assert.Equal("1-0", await desk.QueueAsync());
        await desk.TurnAsync();
        var messages = await desk.Offices.Server.WithDbAsync(db => db.PushMessages.OrderByDescending(m => m.ReportId == first).ToListAsync());
        Assert.Equal([(first, PushState.Superseded), (correction, PushState.Sent)], messages.Select(m => (m.ReportId, m.State)));
        Assert.NotEqual(messages[0].Key, messages[1].Key);
        Assert.Contains("9000", Assert.Single(desk.Receiver.Calls).Body, StringComparison.Ordinal);
        using var late = await desk.Keeper.SubmitAsync("/exchange/send", $"resend-{messages[1].Id}");
        Assert.Equal(HttpStatusCode.Redirect, late.StatusCode);
        await desk.TurnAsync();
        Assert.Equal(2, desk.Receiver.Calls.Count);
    }

    [Fact]
    public async Task A_correction_does_not_leave_beside_what_is_still_being_sent()
    {
        await using var desk = await PushOffice.OpenAsync();
        var first = await desk.Offices.ApprovedAsync("2024-MA10");
        await desk.QueueAsync();
        desk.Receiver.Manner = Manner.Holds;
        var turn = desk.TurnAsync();
        await desk.Receiver.Came.Task;
        await ReadApiTests.CorrectAsync(desk.Offices, first, "9.000");
        Assert.Equal("1-0", await desk.QueueAsync());
        await desk.TurnAsync();
        Assert.Single(desk.Receiver.Calls);
        desk.Receiver.Release.SetResult();
        await turn;
        desk.Offices.Server.Clock.Advance(TimeSpan.FromHours(1));
        await desk.TurnAsync();
        Assert.Equal([false, true], desk.Receiver.Calls.Select(c => c.Body.Contains("9000", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_older_revision_is_not_sent_after_its_correction()
    {
        await using var desk = await PushOffice.OpenAsync();
        var first = await desk.Offices.ApprovedAsync("2024-MA10");
        await desk.QueueAsync();
        await desk.TurnAsync();
        var sent = await desk.MessageAsync();
        Assert.Contains($"resend-{sent.Id}", await desk.Keeper.GetStringAsync("/exchange/send"), StringComparison.Ordinal);
        var correction = await ReadApiTests.CorrectAsync(desk.Offices, first, "9.000");

        // As soon as it is approved, whether it has been queued or not.
        foreach (var queued in new[] { false, true })
        {
            if (queued)
            {
                Assert.Equal("1-0", await desk.QueueAsync());
                await desk.TurnAsync();
            }

            Assert.DoesNotContain($"resend-{sent.Id}", await desk.Keeper.GetStringAsync("/exchange/send"), StringComparison.Ordinal);
            await using var scope = desk.Offices.Server.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().ActByRule("test", new RoleInArea(Role.Administrator, desk.Offices.Above));
            var queue = scope.ServiceProvider.GetRequiredService<QueuePush>();
            var refusal = await Assert.ThrowsAsync<Refusal>(() => queue.ResendAsync(sent.Id, CancellationToken.None));
            Assert.Equal(Problems.PushSuperseded, refusal.Problem);
        }

        var newer = await desk.Offices.Server.WithDbAsync(db => db.PushMessages.AsNoTracking().SingleAsync(m => m.ReportId == correction));
        await desk.ResendAsync(newer.Id);
        await desk.TurnAsync();
        Assert.Equal([sent.Key, newer.Key, newer.Key], desk.Receiver.Calls.Select(c => c.Key));
    }

    [Fact]
    public async Task What_a_correction_takes_back_is_taken_back_at_the_receiver()
    {
        await using var desk = await PushOffice.OpenAsync();
        var first = await desk.Offices.ApprovedAsync("2024-MA10");
        await desk.QueueAsync();
        await desk.TurnAsync();
        var correction = await ReadApiTests.CorrectAsync(desk.Offices, first, "");
        Assert.Equal("1-0", await desk.QueueAsync());
        await desk.TurnAsync();
        Assert.Equal(new() { ["TK-MUC-2"] = "8326", ["TL-PHU"] = "50" }, Values(desk.Receiver.Calls[0].Body));
        Assert.Equal(new() { ["TK-MUC-2"] = null, ["TL-PHU"] = "50" }, Values(desk.Receiver.Calls[1].Body));
        var messages = await desk.Offices.Server.WithDbAsync(db => db.PushMessages.AsNoTracking().ToDictionaryAsync(m => m.ReportId));
        Assert.Equal((2, 1), (messages[first].Values, messages[correction].Values));
    }

    [Fact]
    public async Task Dhis2_is_told_which_value_is_no_more()
    {
        await using var desk = await PushOffice.OpenAsync(kind: "data-values");
        var first = await QuarterReport.ApprovedAsync(desk.Offices);
        Assert.Equal("1-0", await desk.QueueAsync(QuarterReport.Period, QuarterReport.Form));
        await desk.TurnAsync();
        var correction = await ReadApiTests.CorrectAsync(desk.Offices, first, "");
        Assert.Equal("1-0", await desk.QueueAsync(QuarterReport.Period, QuarterReport.Form));
        await desk.TurnAsync();
        var seals = await desk.Offices.Server.WithDbAsync(db => db.ReportSnapshots.ToDictionaryAsync(s => s.ReportId, s => s.Seal));
        const string Begin = """{"dataValues":[{"dataElement":"TK-MUC-2","period":"2024Q3","orgUnit":"OU_TK","value":""";
        Assert.Equal($$"""{{Begin}}"8326","comment":"seal {{seals[first]}}, revision 0"}]}""", desk.Receiver.Calls[0].Body);
        Assert.Equal($$"""{{Begin}}"","comment":"seal {{seals[correction]}}, revision 1","deleted":true}]}""", desk.Receiver.Calls[1].Body);
        Assert.Equal(0, await desk.Offices.Server.WithDbAsync(db => db.PushMessages.Where(m => m.ReportId == correction).Select(m => m.Values).SingleAsync()));
    }

    [Fact]
    public async Task A_sum_of_a_part_of_the_units_says_so()
    {
        await using var desk = await PushOffice.OpenAsync();
        await desk.Offices.ApprovedAsync("2024-MA10");
        await QuarterReport.ApproveAboveAsync(desk.Offices, await ReportOffices.BeginAsync(desk.Offices.AboveOfficer, desk.Offices.Above, "2024-MA10"));
        Assert.Equal("2-0", await desk.QueueAsync());
        await desk.TurnAsync();
        var figures = desk.Receiver.Calls.SelectMany(c => JsonDocument.Parse(c.Body).RootElement.GetProperty("values").EnumerateArray())
            .Where(v => v.GetProperty("indicator").GetString() == "TK-MUC-2").ToDictionary(v => v.GetProperty("unit").GetString()!);
        var district = figures["946"];
        Assert.Equal(("8326", 1, 11), (district.GetProperty("value").GetString(), district.GetProperty("reporting").GetInt32(), district.GetProperty("of").GetInt32()));
        Assert.False(figures["OU_TK"].TryGetProperty("reporting", out _));
    }

    [Fact]
    public async Task A_sum_of_a_part_of_the_units_says_so_to_dhis2()
    {
        await using var desk = await PushOffice.OpenAsync(kind: "data-values");
        await QuarterReport.ApprovedAsync(desk.Offices);
        await QuarterReport.ApproveAboveAsync(desk.Offices, await QuarterReport.BeginAsync(desk.Offices.AboveOfficer, desk.Offices.Above));
        Assert.Equal("2-0", await desk.QueueAsync(QuarterReport.Period, QuarterReport.Form));
        await desk.TurnAsync();
        var comments = desk.Receiver.Calls.SelectMany(c => JsonDocument.Parse(c.Body).RootElement.GetProperty("dataValues").EnumerateArray())
            .ToDictionary(v => v.GetProperty("orgUnit").GetString()!, v => v.GetProperty("comment").GetString()!);
        Assert.EndsWith(", revision 0, from 1 of 11 units", comments["946"], StringComparison.Ordinal);
        Assert.EndsWith(", revision 0", comments["OU_TK"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_is_chosen_once_and_the_period_finds_its_edition()
    {
        await using var desk = await PushOffice.OpenAsync();
        var report = await desk.Offices.ApprovedAsync("2024-MA10");
        using var province = await desk.Offices.Server.OfficialAsync(Role.ProvinceOfficer, desk.Offices.Server.AreaByCode("94"));
        using var edited = await province.SubmitAsync($"/reports/forms/{Monthly}", "report-form", new()
        {
            ["name-vi"] = "Báo cáo tháng kiểu mới", ["indicators"] = "TO HO", ["from"] = "2024-10-15", ["lock"] = "30", ["edition"] = "0",
        });
        Assert.Equal(HttpStatusCode.Redirect, edited.StatusCode);
        var page = WebUtility.HtmlDecode(await desk.Keeper.GetStringAsync("/exchange/send"));
        Assert.Equal(2, page.Split($"value=\"{Monthly}\"").Length);
        Assert.Contains("Báo cáo tháng kiểu mới", page, StringComparison.Ordinal);
        Assert.Equal("1-0", await desk.QueueAsync());
        Assert.Equal("0-1", await desk.QueueAsync());
        Assert.Equal(report, (await desk.MessageAsync()).ReportId);
        Assert.Contains("chưa có báo cáo nào được duyệt", await desk.TryQueueAsync("2024-MA11"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Factors_are_read_as_figures_are_and_what_can_be_read_in_two_ways_is_refused()
    {
        await using var desk = await PushOffice.OpenAsync();
        foreach (var (typed, kept) in new[] { ("1.000", 1000m), ("0,001", 0.001m), ("1.000,5", 1000.5m), ("-1", -1m), ("1,1250", 1.125m) })
        {
            using var taken = await desk.PasteAsync($"TK_DDDT2;TK-MUC-2;{typed}");
            Assert.Equal((typed, HttpStatusCode.Redirect), (typed, taken.StatusCode));
            Assert.Equal(kept, await desk.FactorAsync("TK_DDDT2"));
        }

        foreach (var typed in new[] { "1,000", "0.001", "0.5", "1.00", "0", "x" })
        {
            using var refused = await desk.PasteAsync($"TK_DDDT2;TK-MUC-2;{typed}");
            var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
            Assert.Contains("Hệ số của \"TK_DDDT2\" không đọc được", page, StringComparison.Ordinal);
        }

        // What the page shows is read again as what it is.
        var address = $"/exchange/systems/{desk.SystemId}/mapping";
        Assert.Contains("value=\"1,1250\"", await desk.Keeper.GetStringAsync(address), StringComparison.Ordinal);
        using var same = await desk.Keeper.SubmitAsync(address, "mapping", new() { ["theirs-TK_DDDT2"] = "TK-MUC-2", ["factor-TK_DDDT2"] = "1,1250" });
        Assert.Equal((HttpStatusCode.Redirect, 1.125m), (same.StatusCode, await desk.FactorAsync("TK_DDDT2")));
    }

    [Fact]
    public async Task A_factor_that_is_left_empty_stays_and_a_new_share_is_per_cent()
    {
        await using var desk = await PushOffice.OpenAsync();
        using var set = await desk.PasteAsync("TY_LE_PHU_TO;TL-PHU;50");
        using var renamed = await desk.PasteAsync("TY_LE_PHU_TO;TL-MOI\r\nTY_LE_ZALO;TL-ZALO;\r\nTO;SO-TO");
        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (set.StatusCode, renamed.StatusCode));
        Assert.Equal((50m, 100m, 1m), (await desk.FactorAsync("TY_LE_PHU_TO"), await desk.FactorAsync("TY_LE_ZALO"), await desk.FactorAsync("TO")));
    }

    [Fact]
    public async Task A_server_that_is_killed_while_it_sends_leaves_a_message_that_is_sent_again()
    {
        await using var desk = await PushOffice.OpenAsync();
        await desk.Offices.ApprovedAsync("2024-MA10");
        await desk.QueueAsync();

        // As the attempt is written down before it begins: its end is not known.
        await desk.Offices.Server.WriteAsync((db, write) =>
        {
            var message = db.PushMessages.Single();
            (message.State, message.Attempts, message.NextAt) = (PushState.Unknown, 1, write.Now.AddMinutes(5));
        });
        await desk.TurnAsync();
        Assert.Empty(desk.Receiver.Calls);
        desk.Offices.Server.Clock.Advance(TimeSpan.FromMinutes(5));
        await desk.TurnAsync();
        Assert.Equal((PushState.Sent, 2), ((await desk.MessageAsync()).State, (await desk.MessageAsync()).Attempts));
    }

    [Fact]
    public async Task The_secret_is_shown_nowhere_not_even_when_the_receiver_says_it()
    {
        await using var desk = await PushOffice.OpenAsync();
        await desk.Offices.ApprovedAsync("2024-MA10");
        await desk.QueueAsync();
        desk.Receiver.Manner = Manner.Echoes;
        await desk.TurnAsync();
        var message = await desk.MessageAsync();
        Assert.StartsWith("•••", message.LastAnswer, StringComparison.Ordinal);
        Assert.InRange(message.LastAnswer!.Length, 100, PushCall.LongestAnswer);
        var audit = string.Join('\n', await desk.Offices.Server.WithDbAsync(db => db.AuditEntries.Select(a => a.Before + a.After).ToListAsync()));
        var stored = await desk.Offices.Server.WithDbAsync(db => db.ReceivingSystems.Select(s => s.Secret).SingleAsync());
        var pages = await desk.Keeper.GetStringAsync("/exchange/send") + await desk.Keeper.GetStringAsync($"/exchange/systems/{desk.SystemId}");
        Assert.All((string[])[audit, stored!, pages, message.LastAnswer], text => Assert.DoesNotContain("bi-mat", text, StringComparison.Ordinal));
        string[] actions = ["exchange.system-add", "exchange.map", "push.queue", "push.attempt", "push.answer"];
        var written = await desk.Offices.Server.WithDbAsync(db => db.AuditEntries.Select(a => a.Action).ToListAsync());
        Assert.All(actions, a => Assert.Contains(a, written));
    }

    [Theory]
    [InlineData("http://bao-cao.example.vn/nhan")]
    [InlineData("https://127.0.0.1/nhan")]
    [InlineData("https://10.0.0.5/nhan")]
    [InlineData("https://[::1]/nhan")]
    [InlineData("https://noi-bo/nhan")]
    [InlineData("https://ten:mat-khau@bao-cao.example.vn/")]
    [InlineData("bao-cao.example.vn")]
    public async Task Figures_go_to_public_addresses_over_tls_alone(string address)
    {
        await using var server = await TestServer.StartAsync();
        using var keeper = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        using var answer = await keeper.SubmitAsync("/exchange/systems/new", "add-system", PushOffice.Form(server.AreaByCode("94"), address));
        Assert.Contains("field-problem", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(await server.WithDbAsync(db => db.ReceivingSystems.AnyAsync()));
    }

    [Fact]
    public async Task A_secret_does_not_follow_to_another_address()
    {
        await using var desk = await PushOffice.OpenAsync();
        var form = PushOffice.Form(desk.Offices.Above, "https://ke-gian.example.com/");
        form.Remove("Form.Secret");
        form["Form.Edition"] = "0";
        using var moved = await desk.Keeper.SubmitAsync($"/exchange/systems/{desk.SystemId}", "edit-system", form);
        Assert.Contains("field-problem", await moved.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(desk.Receiver.Authority, (await desk.Offices.Server.WithDbAsync(db => db.ReceivingSystems.Select(s => s.Address).SingleAsync()))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dhis2_is_not_sent_a_month_that_it_does_not_know_and_nothing_goes_out_before_approval()
    {
        await using var desk = await PushOffice.OpenAsync(kind: "data-values");
        Assert.Contains("chưa có báo cáo nào được duyệt", await desk.TryQueueAsync(), StringComparison.Ordinal);
        await desk.Offices.ApprovedAsync("2024-MA10");
        Assert.Contains("không có kỳ \"2024-MA10\"", await desk.TryQueueAsync(), StringComparison.Ordinal);
        Assert.False(await desk.Offices.Server.WithDbAsync(db => db.PushMessages.AnyAsync()));
    }
}
