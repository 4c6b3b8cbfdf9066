using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Exchange.Push;
using TungNgo.Tests.Reports;

namespace TungNgo.Tests.Exchange;

public sealed class PushTests
{
    private const string Token = "Bearer bi-mat-cua-he-thong";

    [Fact]
    public async Task An_approved_report_is_sent_once_and_sending_it_again_makes_no_second_one()
    {
        await using var desk = await Desk.OpenAsync();
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
        await using var desk = await Desk.OpenAsync();
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
    public async Task What_is_refused_waits_for_somebody_and_is_written_anew()
    {
        await using var desk = await Desk.OpenAsync();
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
        await using var desk = await Desk.OpenAsync();
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
    public async Task A_server_that_is_killed_while_it_sends_leaves_a_message_that_is_sent_again()
    {
        await using var desk = await Desk.OpenAsync();
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
        await using var desk = await Desk.OpenAsync();
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
        using var answer = await keeper.SubmitAsync("/exchange/systems/new", "add-system", Desk.Form(server.AreaByCode("94"), address));
        Assert.Contains("field-problem", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.False(await server.WithDbAsync(db => db.ReceivingSystems.AnyAsync()));
    }

    [Fact]
    public async Task A_secret_does_not_follow_to_another_address()
    {
        await using var desk = await Desk.OpenAsync();
        var form = Desk.Form(desk.Offices.Above, "https://ke-gian.example.com/");
        form.Remove("Form.Secret");
        form["Form.Edition"] = "0";
        using var moved = await desk.Keeper.SubmitAsync($"/exchange/systems/{desk.SystemId}", "edit-system", form);
        Assert.Contains("field-problem", await moved.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(desk.Receiver.Authority, (await desk.Offices.Server.WithDbAsync(db => db.ReceivingSystems.Select(s => s.Address).SingleAsync()))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dhis2_is_not_sent_a_month_that_it_does_not_know_and_nothing_goes_out_before_approval()
    {
        await using var desk = await Desk.OpenAsync(kind: "data-values");
        Assert.Contains("chưa có báo cáo nào được duyệt", await desk.TryQueueAsync(), StringComparison.Ordinal);
        await desk.Offices.ApprovedAsync("2024-MA10");
        Assert.Contains("không có kỳ \"2024-MA10\"", await desk.TryQueueAsync(), StringComparison.Ordinal);
        Assert.False(await desk.Offices.Server.WithDbAsync(db => db.PushMessages.AnyAsync()));
    }

    private static string? Text(JsonDocument body, string name) => body.RootElement.GetProperty(name).GetString();

    /// <summary>An office that keeps a receiving system, and the system.</summary>
    private sealed class Desk : IAsyncDisposable
    {
        public required ReportOffices Offices { get; init; }
        public required Receiver Receiver { get; init; }
        public required HttpClient Keeper { get; init; }
        public required Guid SystemId { get; init; }

        public static async Task<Desk> OpenAsync(string kind = "figures")
        {
            var receiver = new Receiver();
            var server = await TestServer.StartAsync(new(2024, 10, 16, 3, 0, 0, DateTimeKind.Utc), simulators: [receiver.Authority]);
            var offices = await ReportOffices.OpenAsync(server);
            var keeper = await server.OfficialAsync(Role.Administrator, offices.Above);
            var form = Form(offices.Above, $"http://{receiver.Authority}/nhan");
            form["Form.Kind"] = kind;
            using var made = await keeper.SubmitAsync("/exchange/systems/new", "add-system", form);
            var id = ReportOffices.IdIn(made.Headers.Location!.OriginalString);
            using var mapped = await keeper.SubmitAsync($"/exchange/systems/{id}/mapping", "mapping", new() { ["theirs-TK_DDDT2"] = "TK-MUC-2", ["theirs-TY_LE_PHU_TO"] = "TL-PHU", ["factor-TY_LE_PHU_TO"] = "100" });
            using var units = await keeper.SubmitAsync($"/exchange/systems/{id}/mapping", "paste", new() { ["sheet"] = "31654\tOU_TK" });
            Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (mapped.StatusCode, units.StatusCode));
            return new() { Offices = offices, Receiver = receiver, Keeper = keeper, SystemId = id };
        }

        public static Dictionary<string, string> Form(Guid area, string address) => new()
        {
            ["Form.AreaId"] = $"{area}", ["Form.Code"] = "bo-bao-cao", ["Form.Name"] = "Hệ thống báo cáo quốc gia", ["Form.Kind"] = "figures", ["Form.Address"] = address, ["Form.Secret"] = Token,
            ["Form.Active"] = "true",
        };

        public async Task<string> QueueAsync()
        {
            using var answer = await SendAsync();
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
            return System.Web.HttpUtility.ParseQueryString(new Uri(Offices.Server.Address, answer.Headers.Location!).Query)["done"]!;
        }

        public async Task<string> TryQueueAsync()
        {
            using var answer = await SendAsync();
            return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        }

        public async Task ResendAsync(Guid message)
        {
            using var answer = await Keeper.SubmitAsync("/exchange/send", $"resend-{message}");
            Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        }

        public Task TurnAsync() => Offices.Server.Services.GetRequiredService<PushTurn>().RunAsync(default);

        public Task<PushMessage> MessageAsync() => Offices.Server.WithDbAsync(db => db.PushMessages.AsNoTracking().SingleAsync());

        public async ValueTask DisposeAsync()
        {
            Keeper.Dispose();
            await Offices.DisposeAsync();
            await Receiver.DisposeAsync();
        }

        private async Task<HttpResponseMessage> SendAsync()
        {
            var form = await Offices.Server.WithDbAsync(db => db.ReportForms.Select(f => f.Id).SingleAsync());
            return await Keeper.SubmitAsync("/exchange/send", "queue", new() { ["Form.System"] = $"{SystemId}", ["Form.Report"] = $"{form}", ["Form.Period"] = "2024-MA10" });
        }
    }
}
