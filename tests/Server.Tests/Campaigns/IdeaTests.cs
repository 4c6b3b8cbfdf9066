using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;

namespace TungNgo.Tests.Campaigns;

/// <summary>What worked, written down by communes and shared by the office that holds the campaign.</summary>
public sealed class IdeaTests
{
    private const string Text = "Tổ mượn loa của chùa hẹn bà con sau giờ lễ, một buổi gặp 40 hộ.";

    [Fact]
    public async Task What_worked_is_shared_with_all_and_taken_back()
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        var village = await Village.BuildAsync(server);
        var province = server.AreaByCode("94");
        var elsewhere = server.Services.GetRequiredService<AreaTree>().On(new(2024, 10, 1)).Below(province).First(u => u.Tier == AreaTier.Commune && u.AreaId != village.CommuneId).AreaId;
        using var early = await server.OfficialAsync(Role.ProvinceOfficer, province);
        var id = await CampaignOffice.SignedAsync(server, early, Role.ProvinceApprover, province);
        Assert.NotEqual("", await AddAsync(early, id, province));

        server.Clock.Set(CampaignOffice.Before.AddDays(7));
        using var holder = await server.OfficialAsync(Role.ProvinceOfficer, province);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var neighbour = await server.OfficialAsync(Role.CommuneOfficer, elsewhere);
        var sent = $"{Guid.CreateVersion7()}";
        Assert.Equal("", await AddAsync(officer, id, village.CommuneId, new() { ["id"] = sent, ["team"] = $"{village.TeamId}" }));
        Assert.Equal("", await AddAsync(officer, id, village.CommuneId, new() { ["id"] = sent, ["team"] = $"{village.TeamId}" }));
        Assert.Contains("đã lưu một lần rồi", await AddAsync(officer, id, village.CommuneId, new() { ["id"] = sent, ["idea-vi"] = "Khác" }), StringComparison.Ordinal);
        var idea = await server.WithDbAsync(db => db.CampaignIdeas.AsNoTracking().SingleAsync());
        Assert.Contains(Text, await CampaignOffice.PageAsync(officer, $"/campaigns/{id}/ideas"), StringComparison.Ordinal);
        Assert.DoesNotContain(Text, await CampaignOffice.PageAsync(neighbour, $"/campaigns/{id}/ideas"), StringComparison.Ordinal);
        Assert.Empty((await RoomAsync(neighbour, id)).EnumerateArray());

        // The commune writes; who holds the campaign shares.
        Assert.NotEqual("", await CampaignOffice.SendAsync(officer, $"/campaigns/{id}/ideas", $"share-{idea.Id:n}", new() { ["edition"] = "0" }));
        Assert.NotEqual("", await CampaignOffice.SendAsync(neighbour, $"/campaigns/{id}/ideas", $"drop-{idea.Id:n}", new() { ["edition"] = "0" }));
        Assert.NotEqual("", await CampaignOffice.SendAsync(holder, $"/campaigns/{id}/ideas", $"share-{idea.Id:n}", new() { ["edition"] = "5" }));
        Assert.Equal("", await CampaignOffice.SendAsync(holder, $"/campaigns/{id}/ideas", $"share-{idea.Id:n}", new() { ["edition"] = "0" }));
        foreach (var path in new[] { $"/campaigns/{id}", $"/campaigns/{id}/wall", $"/campaigns/{id}/ideas" })
        {
            Assert.Contains(Text, await CampaignOffice.PageAsync(neighbour, path), StringComparison.Ordinal);
        }

        Assert.Contains("Cách làm hay (", await CampaignOffice.PageAsync(neighbour, $"/campaigns/{id}"), StringComparison.Ordinal);
        var shared = Assert.Single((await RoomAsync(neighbour, id)).EnumerateArray());
        Assert.Equal((village.CommuneId, village.TeamId, Text), (shared.GetProperty("areaId").GetGuid(), shared.GetProperty("teamId").GetGuid(), shared.GetProperty("text").GetProperty("vi").GetString()));

        Assert.Equal("", await CampaignOffice.SendAsync(holder, $"/campaigns/{id}/ideas", $"share-{idea.Id:n}", new() { ["edition"] = "1" }));
        Assert.DoesNotContain(Text, await CampaignOffice.PageAsync(neighbour, $"/campaigns/{id}/wall"), StringComparison.Ordinal);
        Assert.Equal("", await CampaignOffice.SendAsync(officer, $"/campaigns/{id}/ideas", $"drop-{idea.Id:n}", new() { ["edition"] = "2" }));
        Assert.Equal(0, await server.WithDbAsync(db => db.CampaignIdeas.CountAsync()));
        Assert.Equal(["campaign.idea-add", "campaign.idea-share", "campaign.idea-unshare", "campaign.idea-remove"],
            await server.WithDbAsync(db => db.AuditEntries.Where(a => a.Action.StartsWith("campaign.idea")).OrderBy(a => a.Number).Select(a => a.Action).ToListAsync()));
    }

    [Fact]
    public async Task It_names_no_member_and_comes_from_the_own_unit()
    {
        await using var server = await TestServer.StartAsync(CampaignOffice.Before);
        var village = await Village.BuildAsync(server);
        var province = server.AreaByCode("94");
        var elsewhere = server.Services.GetRequiredService<AreaTree>().On(new(2024, 10, 1)).Below(province).First(u => u.Tier == AreaTier.Commune && u.AreaId != village.CommuneId).AreaId;
        using var holder = await server.OfficialAsync(Role.ProvinceOfficer, province);
        var id = await CampaignOffice.SignedAsync(server, holder, Role.ProvinceApprover, province);
        server.Clock.Set(CampaignOffice.Before.AddDays(7));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var neighbour = await server.OfficialAsync(Role.CommuneOfficer, elsewhere);
        using var auditor = await server.OfficialAsync(Role.Auditor, province);
        Assert.Contains("nêu tên thành viên Kim Thị Út", await AddAsync(officer, id, village.CommuneId, new() { ["idea-vi"] = "Chị KIM THỊ ÚT gặp nhiều hộ nhất." }), StringComparison.Ordinal);
        Assert.Contains("bằng tiếng Việt", await AddAsync(officer, id, village.CommuneId, new() { ["idea-vi"] = "" }), StringComparison.Ordinal);
        Assert.NotEqual("", await AddAsync(officer, id, village.CommuneId, new() { ["idea-vi"] = new string('x', 501) }));
        Assert.NotEqual("", await AddAsync(officer, id, village.CommuneId, new() { ["idea-vi"] = "Số 093050001234" }));
        Assert.Contains("số điện thoại di động", await AddAsync(officer, id, village.CommuneId, new() { ["idea-vi"] = "Hỏi chị Lan (0912) 345 678" }), StringComparison.Ordinal);
        foreach (var (who, area, team) in new[] { (officer, elsewhere, ""), (officer, province, ""), (officer, village.CommuneId, "rác"), (neighbour, village.CommuneId, ""), (neighbour, elsewhere, $"{village.TeamId}") })
        {
            Assert.Contains("Không tìm thấy", await AddAsync(who, id, area, new() { ["team"] = team }), StringComparison.Ordinal);
        }

        Assert.NotEqual("", await AddAsync(auditor, id, province));
        Assert.Equal(HttpStatusCode.OK, (await auditor.GetAsync($"/campaigns/{id}/ideas")).StatusCode);
        Assert.Equal(0, await server.WithDbAsync(db => db.CampaignIdeas.CountAsync()));
    }

    private static Task<string> AddAsync(HttpClient official, Guid id, Guid area, Dictionary<string, string>? with = null) => CampaignOffice.SendAsync(
        official, $"/campaigns/{id}/ideas", "idea", new(new Dictionary<string, string> { ["id"] = $"{Guid.CreateVersion7()}", ["area"] = $"{area}", ["team"] = "", ["idea-vi"] = Text }.Where(f => with?.ContainsKey(f.Key) != true).Concat(with ?? [])));

    private static async Task<JsonElement> RoomAsync(HttpClient official, Guid id) => (await official.GetFromJsonAsync<JsonElement>($"/api/campaigns/{id}/room")).GetProperty("ideas");
}
