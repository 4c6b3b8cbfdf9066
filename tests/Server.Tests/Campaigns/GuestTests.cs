using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Campaigns;
using TungNgo.Campaigns.Guests;

namespace TungNgo.Tests.Campaigns;

/// <summary>Unions, police and others who go with a team for some days.</summary>
public sealed class GuestTests
{
    private const string Name = "Trần Thanh Tâm", Phone = "0912345678";

    [Fact]
    public async Task A_guest_is_with_the_team_on_those_days_counted_at_the_end_and_forgotten_after_a_year()
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        var village = await Village.BuildAsync(server);
        var province = server.AreaByCode("94");
        using var holder = await server.OfficialAsync(Role.ProvinceOfficer, province);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId);
        var id = await CampaignOffice.SignedAsync(server, holder, Role.ProvinceApprover, province);
        Assert.Equal("", await AddAsync(officer, id, village.TeamId));
        Assert.Equal("", await AddAsync(holder, id, village.TeamId, new() { ["organisation"] = "9", ["of"] = "Ngân hàng CSXH", ["name"] = "Lê Thị Năm", ["phone"] = "", ["from"] = "2024-10-03", ["to"] = "2024-10-03" }));

        // Names for who sees members; the number for who arranges it.
        Assert.Contains(Phone, await CampaignOffice.PageAsync(officer, $"/campaigns/{id}/guests"), StringComparison.Ordinal);
        var seen = await CampaignOffice.PageAsync(approver, $"/campaigns/{id}/guests");
        Assert.Contains(Name, seen, StringComparison.Ordinal);
        Assert.DoesNotContain(Phone, seen, StringComparison.Ordinal);
        Assert.DoesNotContain("name=\"team\"", seen, StringComparison.Ordinal);
        await server.Services.GetRequiredService<TungNgo.Accounts.Traces.TraceLoop>().FlushAsync(CancellationToken.None);
        Assert.True(await server.WithDbAsync(db => db.AuditEntries.AnyAsync(a => a.Action == "read.guests")));
        Assert.DoesNotContain(Name, await CampaignOffice.PageAsync(officer, $"/teams/{village.TeamId}"), StringComparison.Ordinal);
        Assert.Empty((await RoomAsync(officer, id)).GetProperty("guests").EnumerateArray());

        server.Clock.Set(CampaignOffice.Before.AddDays(8));
        using var then = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var team = await CampaignOffice.PageAsync(then, $"/teams/{village.TeamId}");
        Assert.Contains($"{Name} · Đoàn thanh niên – Đoàn xã", team, StringComparison.Ordinal);
        Assert.Contains("Lê Thị Năm · Ngân hàng CSXH", team, StringComparison.Ordinal);
        Assert.Equal([(0, 1), (9, 1)], Counts(await RoomAsync(then, id)));
        var page = await CampaignOffice.PageAsync(then, $"/campaigns/{id}");
        Assert.Contains("2 khách của 2 tổ chức", page, StringComparison.Ordinal);
        Assert.Contains("Cùng đi: 2 khách của 2 tổ chức.", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Name, page, StringComparison.Ordinal);

        server.Clock.Set(CampaignOffice.Before.AddDays(9));
        using var later = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.DoesNotContain("Lê Thị Năm", await CampaignOffice.PageAsync(later, $"/teams/{village.TeamId}"), StringComparison.Ordinal);
        server.Clock.Set(CampaignOffice.Before.AddDays(20));
        using var after = await server.OfficialAsync(Role.ProvinceOfficer, province);
        Assert.Equal("", await CampaignOffice.SendAsync(after, $"/campaigns/{id}", "close"));
        Assert.NotEqual("", await AddAsync(after, id, village.TeamId, new() { ["name"] = "Muộn Màng" }));
        Assert.Equal(2, await server.WithDbAsync(db => db.CampaignGuests.CountAsync()));

        // What was frozen counts them when their names are gone.
        Assert.Equal(0, await ForgetAsync(server));
        server.Clock.Set(CampaignOffice.Before.AddDays(400));
        Assert.Equal(2, await ForgetAsync(server));
        Assert.Equal(0, await ForgetAsync(server));
        Assert.All(await server.WithDbAsync(db => db.CampaignGuests.AsNoTracking().ToListAsync()), g => Assert.Equal(("", null, true), (g.Name, g.Phone, g.ForgottenAt is not null)));
        Assert.Contains("\"people\":1", await server.WithDbAsync(db => db.CampaignResults.Select(r => r.Json).SingleAsync()), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => (a.After != null && (a.After.Contains(Name) || a.After.Contains(Phone))) || (a.Before != null && a.Before.Contains(Name)))));
    }

    [Theory]
    [InlineData("name", "", "Chưa ghi họ tên khách")]
    [InlineData("name", "093050001234", "căn cước")]
    [InlineData("organisation", "9", "tổ chức nào")]
    [InlineData("organisation", "77", "tổ chức nào")]
    [InlineData("phone", "12", "số điện thoại")]
    [InlineData("from", "2024-09-30", "Ngày phải nằm trong chiến dịch")]
    [InlineData("to", "2024-10-11", "Ngày phải nằm trong chiến dịch")]
    [InlineData("from", "2024-10-05", "Ngày phải nằm trong chiến dịch")]
    [InlineData("team", "", "không thuộc địa bàn")]
    [InlineData("team", "00000000-0000-0000-0000-000000000001", "không thuộc địa bàn")]
    public async Task What_cannot_be_is_told(string field, string value, string said)
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = await CampaignOffice.SignedAsync(server, officer, Role.CommuneApprover, village.CommuneId);
        var page = await AddAsync(officer, id, village.TeamId, new() { [field] = value, ["of"] = "" });
        Assert.Contains(said, page, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(0, await server.WithDbAsync(db => db.CampaignGuests.CountAsync()));
    }

    [Fact]
    public async Task Offices_write_for_their_own_teams_and_see_no_others()
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        var village = await Village.BuildAsync(server);
        var province = server.AreaByCode("94");
        var elsewhere = server.Services.GetRequiredService<AreaTree>().On(new(2024, 10, 1)).Below(province).First(u => u.Tier == AreaTier.Commune && u.AreaId != village.CommuneId).AreaId;
        using var holder = await server.OfficialAsync(Role.ProvinceOfficer, province);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var foreign = await server.OfficialAsync(Role.CommuneOfficer, elsewhere);
        var id = await CampaignOffice.DraftAsync(holder);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync($"/campaigns/{id}/guests")).StatusCode);
        await CampaignOffice.SignAsync(server, id, Role.ProvinceApprover, province);
        Assert.Equal("", await AddAsync(officer, id, village.TeamId));
        var guest = await server.WithDbAsync(db => db.CampaignGuests.AsNoTracking().SingleAsync());

        // No team of theirs, so no form; and one that is sent all the same finds nothing to change.
        Assert.DoesNotContain(Name, await CampaignOffice.PageAsync(foreign, $"/campaigns/{id}/guests"), StringComparison.Ordinal);
        Assert.NotEqual("", await AddAsync(foreign, id, village.TeamId));
        Assert.NotEqual("", await CampaignOffice.SendAsync(foreign, $"/campaigns/{id}/guests", $"remove-{guest.Id:n}"));
        Assert.Empty((await RoomAsync(foreign, id)).GetProperty("guests").EnumerateArray());

        // Twice the same form is one guest; somebody's older screen changes nothing.
        Assert.Contains("đã có ở tổ", await AddAsync(officer, id, village.TeamId), StringComparison.Ordinal);
        Dictionary<string, string> changed = new() { ["guest"] = $"{guest.Id}", ["edition"] = "0", ["to"] = "2024-10-02" };
        Assert.Equal("", await AddAsync(officer, id, village.TeamId, changed));
        Assert.NotEqual("", await AddAsync(officer, id, village.TeamId, changed));
        Assert.Equal(new DateOnly(2024, 10, 2), await server.WithDbAsync(db => db.CampaignGuests.Select(g => g.To).SingleAsync()));
        var own = await CampaignOffice.SignedAsync(server, officer, Role.CommuneApprover, village.CommuneId);
        Assert.Contains("Không tìm thấy", await AddAsync(officer, own, village.TeamId, new() { ["guest"] = $"{guest.Id}", ["edition"] = "1" }), StringComparison.Ordinal);
        Assert.Equal("", await CampaignOffice.SendAsync(officer, $"/campaigns/{id}/guests", $"remove-{guest.Id:n}", new() { ["edition"] = "1" }));
        Assert.Equal(0, await server.WithDbAsync(db => db.CampaignGuests.CountAsync()));
    }

    [Fact]
    public async Task Guests_follow_the_days_of_the_campaign_and_who_comes_twice_is_one()
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        var village = await Village.BuildAsync(server);
        var province = server.AreaByCode("94");
        using var holder = await server.OfficialAsync(Role.ProvinceOfficer, province);
        using var signer = await server.OfficialAsync(Role.ProvinceApprover, province);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = await CampaignOffice.SignedAsync(server, holder, Role.ProvinceApprover, province);
        Assert.Equal("", await AddAsync(officer, id, village.TeamId, new() { ["from"] = "2024-10-02", ["to"] = "2024-10-03" }));
        Assert.Equal("", await AddAsync(officer, id, village.TeamId, new() { ["name"] = "TRẦN thanh tâm", ["from"] = "2024-10-08", ["to"] = "2024-10-10" }));
        Assert.Equal("", await AddAsync(officer, id, village.TeamId, new() { ["name"] = "Lê Thị Năm", ["from"] = "2024-10-10", ["to"] = "2024-10-10" }));

        // A day shorter: one is cut, one goes with an entry of its own, and it is asked for.
        Assert.Equal("", await CampaignOffice.SendAsync(signer, $"/campaigns/{id}", "reopen"));
        Dictionary<string, string> shorter = new() { ["name"] = "Chín ngày", ["from"] = "2024-10-01", ["to"] = "2024-10-09", ["service"] = "vneid2", ["stage"] = "3" };
        Assert.Contains("2 lượt khách sẽ bị cắt ngày hoặc bị xóa", await CampaignOffice.SendAsync(holder, $"/campaigns/{id}/edit", "campaign", new(shorter)), StringComparison.Ordinal);
        Assert.Equal("", await CampaignOffice.SendAsync(holder, $"/campaigns/{id}/edit", "campaign", new(shorter) { ["drop"] = "1" }));
        var left = await server.WithDbAsync(db => db.CampaignGuests.AsNoTracking().OrderBy(g => g.To).ToListAsync());
        Assert.Equal([new DateOnly(2024, 10, 3), new DateOnly(2024, 10, 9)], left.Select(g => g.To));
        // Which of the two rows the other counts as is the order of their keys, and two of one millisecond have none.
        var first = Assert.Single(left, g => g.SameAsId is null);
        Assert.Equal(first.Id, Assert.Single(left, g => g.SameAsId is not null).SameAsId);
        Assert.Equal(1, await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.Action == "campaign.guest-remove")));

        // Also when the names are gone.
        await CampaignOffice.SignAsync(server, id, Role.ProvinceApprover, province);
        server.Clock.Set(CampaignOffice.Before.AddDays(20));
        using var after = await server.OfficialAsync(Role.ProvinceOfficer, province);
        Assert.Equal([(0, 1)], Counts(await RoomAsync(after, id)));
        server.Clock.Set(CampaignOffice.Before.AddDays(400));
        Assert.Equal(2, await ForgetAsync(server));
        Assert.Single(server.Services.GetRequiredService<CampaignBook>().Find(id)!.Guests.Select(g => g.Person).Distinct());
    }

    private static Task<string> AddAsync(HttpClient officer, Guid id, Guid team, Dictionary<string, string>? with = null) => CampaignOffice.SendAsync(
        officer, $"/campaigns/{id}/guests", "guest", new(new Dictionary<string, string>
        {
            ["organisation"] = "0", ["of"] = "Đoàn xã", ["name"] = Name, ["phone"] = "0912 345 678", ["team"] = $"{team}", ["from"] = "2024-10-01", ["to"] = "2024-10-04", ["guest"] = "", ["edition"] = "",
        }.Where(f => with?.ContainsKey(f.Key) != true).Concat(with ?? [])));

    private static async Task<int> ForgetAsync(TestServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ForgetGuests>().StepAsync(CancellationToken.None);
    }

    private static async Task<JsonElement> RoomAsync(HttpClient official, Guid id) => await official.GetFromJsonAsync<JsonElement>($"/api/campaigns/{id}/room");

    private static IEnumerable<(int, int)> Counts(JsonElement room) =>
        room.GetProperty("guests").EnumerateArray().Select(g => ((int)Enum.Parse<GuestOf>($"{g.GetProperty("organisation")}", ignoreCase: true), g.GetProperty("people").GetInt32()));
}
