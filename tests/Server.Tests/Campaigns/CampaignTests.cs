using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Tests.Mail;
using TungNgo.Visits;

namespace TungNgo.Tests.Campaigns;

/// <summary>A campaign from the desk of who writes it to the last late visit.</summary>
public sealed partial class CampaignTests
{
    private static readonly DateTime Before = new(2024, 9, 25, 3, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task One_writes_another_signs_teams_go_out_and_the_closed_figures_stay()
    {
        await using var server = await TestServer.StartAsync(Before);
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId);
        var id = await NewAsync(officer);
        await SetAsync(officer, id, "", "21", spread: "1");
        await SetAsync(officer, id, "vneid2", "10");

        // All of it lies in the one hamlet that has doors: 2 a day, and one more on one of them.
        var drafted = await RoomAsync(officer, id);
        Assert.Equal([2, 2, 2, 2, 2, 2, 2, 2, 2, 3], Line(drafted, 0).GetProperty("target").EnumerateArray().Select(d => d.GetInt32()).Order());
        Assert.Equal(10, Line(drafted, 1).GetProperty("target").EnumerateArray().Sum(d => d.GetInt32()));
        Assert.Empty(Line(drafted, 0).GetProperty("done").EnumerateArray());

        // Whoever may not is not offered it, and is refused all the same.
        Assert.NotEqual("", await RefusalAsync(await MoveAsync(officer, id, "approve")));
        Assert.Equal("", await RefusalAsync(await MoveAsync(approver, id, "approve")));
        Assert.Contains("không còn ở bước này", await RefusalAsync(await SetRawAsync(officer, id, "", "5")), StringComparison.Ordinal);

        server.Clock.Set(Before.AddDays(6));
        using var phone = await village.EnrolAsync(village.MemberId);
        var early = village.Visit(0, ("vneid2", Stage.Working));
        Assert.All(await phone.PushAsync(early), r => Assert.Equal("applied", r.Result));
        server.Clock.Set(Before.AddDays(8));
        Assert.All(await phone.PushAsync(village.Visit(1, ("vneid2", Stage.Independent)), village.Visit(2, ("vneid2", Stage.Introduced))), r => Assert.Equal("applied", r.Result));
        using var today = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var room = await RoomAsync(today, id);
        Assert.Equal([1, 0, 2], Done(room, 0));
        Assert.Equal([1, 0, 1], Done(room, 1));
        Assert.Equal(3, Line(room, 1).GetProperty("missing").GetInt32());

        // A visit of yesterday comes late, and the first one is put right: their own days move.
        var late = village.Visit(2, ("vneid2", Stage.Working)) with { At = Before.AddDays(7) };
        var right = early with { Id = Guid.CreateVersion7(), Visit = early.Visit! with { Supersedes = early.Id, Activities = [early.Visit!.Activities[0] with { Stage = Stage.Installed }] } };
        Assert.All(await phone.PushAsync(late, right), r => Assert.Equal("applied", r.Result));
        Assert.Equal([1, 1, 2], Done(await RoomAsync(today, id), 0));
        Assert.Equal([0, 1, 0], Done(await RoomAsync(today, id), 1));

        Assert.NotEqual("", await RefusalAsync(await MoveAsync(today, id, "close")));
        var lane = Guid.CreateVersion7();
        await server.WriteAsync((db, write) =>
        {
            db.Lanes.Add(new() { Id = lane, HamletId = village.HamletId, Name = "Tổ 9", NameKey = "to 9", Order = 9 });
            write.Changed(TungNgo.Feed.ChangeKind.Lane, lane, village.HamletId);
        });
        var page = WebUtility.HtmlDecode(await today.GetStringAsync($"/campaigns/{id}"));
        Assert.Contains("hôm nay 2", page, StringComparison.Ordinal);
        Assert.Contains("1 tổ, ngõ chưa có ai đến", page, StringComparison.Ordinal);
        Assert.Contains("1 trên 2 tổ, ngõ", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Kim Thị Út", page, StringComparison.Ordinal);

        server.Clock.Set(Before.AddDays(20));
        using var after = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Equal("", await RefusalAsync(await MoveAsync(after, id, "close")));
        var closed = await RoomAsync(after, id);
        Assert.True(closed.GetProperty("frozen").GetBoolean());
        Assert.Equal([1, 1, 2, 0, 0, 0, 0, 0, 0, 0], Done(closed, 0));
        Assert.All(await phone.PushAsync(village.Visit(0) with { At = Before.AddDays(9) }), r => Assert.Equal("applied", r.Result));
        Assert.Equal(closed.GetRawText(), (await RoomAsync(after, id)).GetRawText());
        Assert.StartsWith("application/vnd.openxmlformats", (await after.GetAsync($"/campaigns/{id}/sheet")).Content.Headers.ContentType!.MediaType, StringComparison.Ordinal);

        // Next October this commune is another one's part.
        Assert.Contains("không có trên bản đồ", await RefusalAsync(await MoveAsync(after, id, "copy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wrote_it_does_not_sign_it_and_a_draft_is_its_office_s_own()
    {
        await using var server = await TestServer.StartAsync(Before);
        var village = await Village.BuildAsync(server);
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        using var commune = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var signer = await server.OfficialAsync(Role.ProvinceApprover, server.AreaByCode("94"));
        var id = await NewAsync(province);
        Assert.Equal(HttpStatusCode.NotFound, (await commune.GetAsync($"/campaigns/{id}")).StatusCode);
        Assert.Equal("", await RefusalAsync(await MoveAsync(signer, id, "approve")));
        var seen = await RoomAsync(commune, id);
        Assert.Contains("Trường Khánh", WebUtility.HtmlDecode(await commune.GetStringAsync($"/campaigns/{id}")), StringComparison.Ordinal);
        Assert.Equal([village.CommuneId], seen.GetProperty("units").EnumerateArray().Select(u => u.GetProperty("areaId").GetGuid()));
        Assert.Equal(HttpStatusCode.Forbidden, (await signer.GetAsync("/campaigns/new")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await commune.GetAsync($"/campaigns/{id}/edit")).StatusCode);
    }

    [Fact]
    public async Task Next_year_s_is_a_draft_with_the_same_words_and_days()
    {
        await using var server = await TestServer.StartAsync(new DateTime(2026, 9, 25, 3, 0, 0, DateTimeKind.Utc));
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("92"));
        using var signer = await server.OfficialAsync(Role.ProvinceApprover, server.AreaByCode("92"));
        var id = await NewAsync(officer, new() { ["name"] = "Mười ngày 2026", ["from"] = "2026-10-01", ["to"] = "2026-10-10" });
        Assert.Equal("", await RefusalAsync(await MoveAsync(signer, id, "approve")));
        Assert.Equal("", await RefusalAsync(await MoveAsync(officer, id, "copy")));
        var copy = await server.WithDbAsync(db => db.Campaigns.AsNoTracking().SingleAsync(c => c.CopiedFromId == id));
        Assert.Equal(("Mười ngày 2027", new DateOnly(2027, 10, 1), new DateOnly(2027, 10, 10)), (copy.Name, copy.From, copy.To));
        Assert.Equal("Nói với bà con", copy.Talk["vi"]);
    }

    [Fact]
    public async Task Targets_are_of_the_days_they_were_shared_out_on_and_the_audit_says_what_was_set()
    {
        await using var server = await TestServer.StartAsync(Before);
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = await NewAsync(officer);
        await SetAsync(officer, id, "", "21");
        await SetAsync(officer, id, "", "12");
        var said = await server.WithDbAsync(db => db.AuditEntries.AsNoTracking().Where(a => a.Action == "campaign.target").OrderBy(a => a.Number).Select(a => a.After!).ToListAsync());
        Assert.Contains("\"before\":21,\"total\":12", said[^1], StringComparison.Ordinal);
        Assert.Contains("Chỉ tiêu phải là số", await RefusalAsync(await SetRawAsync(officer, id, "", "12.5")), StringComparison.Ordinal);
        Assert.Contains("Chỉ tiêu phải là số", await RefusalAsync(await SetRawAsync(officer, id, "", "")), StringComparison.Ordinal);
        Assert.Equal(12, await server.WithDbAsync(db => db.CampaignTargets.SumAsync(t => t.Value)));

        // Other days leave them no place: it is said beforehand, and done only when it is meant.
        var set = await server.WithDbAsync(db => db.CampaignTargets.Select(t => t.AreaId).Distinct().CountAsync());
        var form = Form(village.CommuneId, new() { ["to"] = "2024-10-05", ["edition"] = await EditionAsync(officer, $"/campaigns/{id}/edit") });
        Assert.Contains($"Đổi ngày thì {set} chỉ tiêu bị xóa", WebUtility.HtmlDecode(await officer.GetStringAsync($"/campaigns/{id}/edit")), StringComparison.Ordinal);
        Assert.Contains($"{set} chỉ tiêu sẽ bị xóa", await RefusalAsync(await officer.SubmitAsync($"/campaigns/{id}/edit", "campaign", new(form))), StringComparison.Ordinal);
        Assert.Equal(12, await server.WithDbAsync(db => db.CampaignTargets.SumAsync(t => t.Value)));
        Assert.Equal("", await RefusalAsync(await officer.SubmitAsync($"/campaigns/{id}/edit", "campaign", new(form) { ["drop"] = "1" })));
        Assert.Equal(0, await server.WithDbAsync(db => db.CampaignTargets.CountAsync()));
        Assert.Contains("\"service\":\"doors\"", await server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action == "campaign.targets-remove").Select(a => a.Before!).SingleAsync()), StringComparison.Ordinal);

        // Taking them away is a form of its own.
        await SetAsync(officer, id, "vneid2", "8");
        Dictionary<string, string> gone = new() { ["service"] = "vneid2", ["unit"] = "", ["edition"] = await EditionAsync(officer, $"/campaigns/{id}/targets") };
        Assert.Equal("", await RefusalAsync(await officer.SubmitAsync($"/campaigns/{id}/targets", "remove", gone)));
        Assert.Equal(0, await server.WithDbAsync(db => db.CampaignTargets.CountAsync()));

        // A commune of 2024 has no October of 2025.
        var late = Form(village.CommuneId, new() { ["from"] = "2025-10-01", ["to"] = "2025-10-05", ["edition"] = await EditionAsync(officer, $"/campaigns/{id}/edit") });
        Assert.Contains("không có trên bản đồ", await RefusalAsync(await officer.SubmitAsync($"/campaigns/{id}/edit", "campaign", late)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", "", "chưa có tên")]
    [InlineData("to", "2024-09-30", "nhiều nhất 62 ngày")]
    [InlineData("to", "2024-12-31", "nhiều nhất 62 ngày")]
    [InlineData("service", "khong-co", "dịch vụ hoặc kỹ năng")]
    [InlineData("stage", "0", "dịch vụ hoặc kỹ năng")]
    public async Task What_cannot_be_is_told_and_nothing_typed_is_lost(string field, string value, string said)
    {
        await using var server = await TestServer.StartAsync(Before);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        var page = await RefusalAsync(await officer.SubmitAsync("/campaigns/new", "campaign", Form(server.AreaByCode("31654"), new() { [field] = value })));
        Assert.Contains(said, page, StringComparison.Ordinal);
        Assert.Contains("Nói với bà con", page, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> Form(Guid unit, Dictionary<string, string> with) => new(new Dictionary<string, string>
    {
        ["unit"] = $"{unit}", ["name"] = "Mười ngày 2024", ["from"] = "2024-10-01", ["to"] = "2024-10-10", ["service"] = "vneid2", ["stage"] = "3", ["talk-vi"] = "Nói với bà con", ["edition"] = "",
    }.Where(f => !with.ContainsKey(f.Key)).Concat(with));

    private static async Task<Guid> NewAsync(HttpClient officer, Dictionary<string, string>? with = null)
    {
        var unit = Guid.Parse(Option().Match(await officer.GetStringAsync("/campaigns/new")).Groups[1].Value);
        using var answer = await officer.SubmitAsync("/campaigns/new", "campaign", Form(unit, with ?? []));
        return Guid.Parse(Id().Match((await Task.FromResult(answer).LocationAsync())).Value);
    }

    private static async Task SetAsync(HttpClient officer, Guid id, string service, string total, string spread = "0")
    {
        using var answer = await SetRawAsync(officer, id, service, total, spread);
        Assert.Equal("", await RefusalAsync(answer));
    }

    private static async Task<HttpResponseMessage> SetRawAsync(HttpClient officer, Guid id, string service, string total, string spread = "0") => await officer.SubmitAsync(
        $"/campaigns/{id}/targets", "target", new() { ["service"] = service, ["unit"] = "", ["total"] = total, ["spread"] = spread, ["edition"] = await EditionAsync(officer, $"/campaigns/{id}/targets") });

    private static async Task<HttpResponseMessage> MoveAsync(HttpClient official, Guid id, string move) =>
        await official.SubmitAsync($"/campaigns/{id}", move, new() { ["edition"] = await EditionAsync(official, $"/campaigns/{id}") });

    /// <summary>Of the page's form; where it offers none, a number that somebody has seen.</summary>
    private static async Task<string> EditionAsync(HttpClient official, string path) =>
        Edition().Match(await official.GetStringAsync(path)) is { Success: true } match ? match.Groups[1].Value : "3";

    /// <summary>What the page says when it does not go on; empty when it does.</summary>
    private static async Task<string> RefusalAsync(HttpResponseMessage answer) =>
        answer.StatusCode == HttpStatusCode.Found ? "" : $"{answer.StatusCode} {WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync())}";

    private static async Task<JsonElement> RoomAsync(HttpClient official, Guid id) => await official.GetFromJsonAsync<JsonElement>($"/api/campaigns/{id}/room");

    private static JsonElement Line(JsonElement room, int number) => room.GetProperty("whole")[number];

    private static IEnumerable<int> Done(JsonElement room, int line) => Line(room, line).GetProperty("done").EnumerateArray().Select(d => d.GetInt32());

    [GeneratedRegex("<option value=\"([0-9a-f-]{36})\"")]
    private static partial Regex Option();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex("name=\"edition\" value=\"(\\d+)\"")]
    private static partial Regex Edition();
}
