using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Exchange.Push;
using TungNgo.Tests.Reports;

namespace TungNgo.Tests.Exchange;

/// <summary>An office that keeps a receiving system, and the system.</summary>
internal sealed class PushOffice : IAsyncDisposable
{
    public const string Token = "Bearer bi-mat-cua-he-thong", Monthly = "BC-TCNS-THANG";

    public required ReportOffices Offices { get; init; }
    public required Receiver Receiver { get; init; }
    public required HttpClient Keeper { get; init; }
    public required Guid SystemId { get; init; }

    public static async Task<PushOffice> OpenAsync(string kind = "figures")
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

    public async Task<string> QueueAsync(string period = "2024-MA10", string form = Monthly)
    {
        using var answer = await SendAsync(period, form);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        return System.Web.HttpUtility.ParseQueryString(new Uri(Offices.Server.Address, answer.Headers.Location!).Query)["done"]!;
    }

    public async Task<string> TryQueueAsync(string period = "2024-MA10")
    {
        using var answer = await SendAsync(period, Monthly);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    public async Task ResendAsync(Guid message)
    {
        using var answer = await Keeper.SubmitAsync("/exchange/send", $"resend-{message}");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    public Task<HttpResponseMessage> PasteAsync(string sheet) =>
        Keeper.SubmitAsync($"/exchange/systems/{SystemId}/mapping", "paste", new() { ["sheet"] = sheet });

    public Task<decimal> FactorAsync(string indicator) =>
        Offices.Server.WithDbAsync(db => db.CodeMappings.Where(m => m.Ours == indicator).Select(m => m.Factor).SingleAsync());

    public Task TurnAsync() => Offices.Server.Services.GetRequiredService<PushTurn>().RunAsync(default);

    public Task<PushMessage> MessageAsync() => Offices.Server.WithDbAsync(db => db.PushMessages.AsNoTracking().SingleAsync());

    public async ValueTask DisposeAsync()
    {
        Keeper.Dispose();
        await Offices.DisposeAsync();
        await Receiver.DisposeAsync();
    }

    private Task<HttpResponseMessage> SendAsync(string period, string form) =>
        Keeper.SubmitAsync("/exchange/send", "queue", new() { ["Form.System"] = $"{SystemId}", ["Form.Report"] = form, ["Form.Period"] = period });

    public static string? Text(JsonDocument body, string name) => body.RootElement.GetProperty(name).GetString();

    /// <summary>Of a message: indicator and value.</summary>
    public static Dictionary<string, string?> Values(string body)
    {
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("values").EnumerateArray()
            .ToDictionary(v => v.GetProperty("indicator").GetString()!, v => v.GetProperty("value").GetString());
    }
}
