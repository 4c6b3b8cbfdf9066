using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Desk;
using TungNgo.Bulletins.Writing;
using TungNgo.Sendings;

namespace TungNgo.Tests.Bulletins;

/// <summary>A commune with its writer and approver, and what they do most often.</summary>
internal sealed class Newsroom : IAsyncDisposable
{
    public required TestServer Server { get; init; }
    public required Village Village { get; init; }
    public required HttpClient Writer { get; init; }
    public required HttpClient Approver { get; init; }

    public DateTime Now => Server.Clock.GetUtcNow().UtcDateTime;

    public static async Task<Newsroom> OpenAsync()
    {
        var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        return new()
        {
            Server = server, Village = village,
            Writer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId),
            Approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId),
        };
    }

    /// <summary>A bulletin of the commune in Vietnamese and Khmer that lacks nothing.</summary>
    public BulletinInput Input(Urgency urgency = Urgency.Priority) => new(
        Village.CommuneId, "salt", urgency,
        new()
        {
            ["vi"] = new("Nước mặn 4,2 g/l tại cống Trường Khánh", "Không lấy nước vào ruộng đến hết thứ Sáu."),
            ["km"] = new("ទឹកប្រៃ ៤,២ ក្រាម/លីត្រ", "កុំបញ្ចូលទឹកទៅក្នុងស្រែ។", NeedsReview: true),
        },
        "Chi cục Thủy lợi", "15/TB-CCTL", Now, Now.AddDays(2), Audience: new Audience([Village.CommuneId]));

    public async Task<BulletinAnswer> BeginAsync(BulletinInput? input = null, HttpClient? writer = null) =>
        await (writer ?? Writer).PostAsync("/api/bulletins", input ?? Input()).ReadAsync<BulletinAnswer>();

    public Task<BulletinAnswer> ReadAsync(Guid id, HttpClient? reader = null) => (reader ?? Writer).GetAsync($"/api/bulletins/{id}").ReadAsync<BulletinAnswer>();

    /// <summary>Sends a decision on the edition that is there now.</summary>
    public async Task<HttpStatusCode> DecideAsync(HttpClient client, Guid id, string verb, string? reason = null)
    {
        var edition = await Server.WithDbAsync(db => db.BulletinVersions.Where(v => v.BulletinId == id).OrderByDescending(v => v.Number).Select(v => v.Edition).FirstAsync());
        using var answer = await client.PostAsync($"/api/bulletins/{id}/{verb}", new BulletinDecision(edition, reason));
        return answer.StatusCode;
    }

    public async Task<Guid> ApprovedAsync(BulletinInput? input = null)
    {
        var id = (await BeginAsync(input)).Id;
        Assert.Equal(HttpStatusCode.NoContent, await DecideAsync(Writer, id, "submit"));
        Assert.Equal(HttpStatusCode.NoContent, await DecideAsync(Approver, id, "approve"));
        return id;
    }

    public Task<List<Sending>> SendingsAsync(Guid id) => Server.WithDbAsync(db => db.Sendings.Where(s => s.BulletinId == id).OrderBy(s => s.Id).ToListAsync());

    public async ValueTask DisposeAsync()
    {
        Writer.Dispose();
        Approver.Dispose();
        await Server.DisposeAsync();
    }
}

internal static class BulletinAnswers
{
    public static Task<HttpResponseMessage> PutAsync<T>(this HttpClient client, string path, T body) => client.PutAsJsonAsync(path, body, TestServer.Json);

    /// <summary>Status and code of a refusal.</summary>
    public static async Task<(HttpStatusCode Status, string Code)> RefusedAsync(this Task<HttpResponseMessage> pending)
    {
        using var answer = await pending;
        var text = await answer.Content.ReadAsStringAsync();
        Assert.False(answer.IsSuccessStatusCode, text);
        return (answer.StatusCode, JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()!);
    }
}
