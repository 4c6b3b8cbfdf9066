using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Contacts;
using TungNgo.Feed;
using TungNgo.Providers;

namespace TungNgo.Tests.Accounts;

/// <summary>Whoever holds rights in a commune cannot make them the province's.</summary>
public sealed class RightsHaveAnAreaTests
{
    private const string TruongKhanh = "31654", TanHung = "31669";

    [Theory]
    [InlineData("ProvinceOfficer")]
    [InlineData("ProvinceApprover")]
    [InlineData("Member")]
    [InlineData("99")]
    public async Task A_role_of_another_tier_or_of_none_is_not_given_in_a_commune(string role)
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode(TruongKhanh);
        using var admin = await server.OfficialAsync(Role.Administrator, commune);
        var before = await server.WithDbAsync(db => db.Grants.CountAsync());
        using var made = await admin.SubmitAsync("/admin/users/new", "add-user", new()
        {
            ["Form.Display"] = "Sơn Thị Lan", ["Form.Name"] = "lan.truongkhanh", ["Form.Role"] = role, ["Form.Area"] = $"{commune}",
        });
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.Contains("field-problem", await made.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(before, await server.WithDbAsync(db => db.Grants.CountAsync()));
    }

    [Fact]
    public async Task A_communes_role_is_not_given_for_the_whole_province()
    {
        await using var server = await TestServer.StartAsync();
        using var admin = await server.OfficialAsync(Role.Administrator, Province(server));
        using var made = await admin.SubmitAsync("/admin/users/new", "add-user", new()
        {
            ["Form.Display"] = "Sơn Thị Lan", ["Form.Name"] = "lan.truongkhanh", ["Form.Role"] = "CommuneOfficer", ["Form.Area"] = $"{Province(server)}",
        });
        Assert.Contains("không dành cho cấp", WebUtility.HtmlDecode(await made.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    /// <summary>However such a role came to stand there, what holds for all of the province stays closed.</summary>
    [Fact]
    public async Task A_provinces_officer_of_one_commune_changes_no_setting_of_the_province()
    {
        await using var server = await TestServer.StartAsync();
        var official = await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode(TruongKhanh));
        await server.WithDbAsync(db => db.Grants.Where(g => g.UserId == official.Id).ExecuteUpdateAsync(g => g.SetProperty(x => x.Role, Role.ProvinceOfficer)));
        await server.WriteAsync((_, write) => write.Changed(ChangeKind.Account, official.Id));
        using var browser = await server.SignInAsync(official);
        foreach (var page in new[] { "/bulletins/settings", "/bulletins/settings/rules/new", "/services/new" })
        {
            using var answer = await browser.GetAsync(page);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"{page}: {answer.StatusCode}");
        }

        using var made = await browser.PostAsJsonAsync("/api/services", new { code = "x" });
        Assert.Equal(HttpStatusCode.Forbidden, made.StatusCode);
        using var page2 = await browser.GetAsync("/areas");
        Assert.Equal(HttpStatusCode.OK, page2.StatusCode);
    }

    [Theory]
    [InlineData("2024000001", null)]
    [InlineData("999", "zalo:2024000001")]
    public async Task An_account_that_another_unit_holds_cannot_be_named_by_a_commune(string account, string? bucket)
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode(TruongKhanh);
        await server.WriteAsync((db, write) =>
        {
            db.Channels.Add(new Channel
            {
                Id = write.NewId(), AreaId = Province(server), Kind = ChannelKind.ZaloCs, Name = "OA của tỉnh", Provider = "zalo", BucketKey = "zalo:2024000001", Settings = new() { ["app_id"] = "1", ["oa_id"] = "2024000001" },
            });
            write.Changed(ChangeKind.Channel, Guid.Empty);
        });
        var form = new Dictionary<string, string>
        {
            ["Form.Name"] = "Zalo của xã", ["Form.AreaId"] = $"{commune}", ["Form.Active"] = "true", ["Form.Settings[app_id]"] = "7", ["Form.Settings[oa_id]"] = account,
            ["Form.Secrets[app_secret]"] = "s", ["Form.PerMinute"] = "300", ["Form.Concurrency"] = "8", ["Form.Price"] = "0", ["Form.BucketKey"] = bucket ?? "",
        };
        using var admin = await server.OfficialAsync(Role.Administrator, commune);
        using var refused = await admin.SubmitAsync("/admin/channels/new?provider=zalo&kind=ZaloCs", "add-channel", form);
        Assert.Contains("đang thuộc đơn vị khác", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal(1, await server.WithDbAsync(db => db.Channels.CountAsync()));

        // Whoever holds both may let a commune share the province's account.
        using var province = await server.OfficialAsync(Role.Administrator, Province(server));
        using var shared = await province.SubmitAsync("/admin/channels/new?provider=zalo&kind=ZaloCs", "add-channel", form);
        Assert.Equal(HttpStatusCode.Redirect, shared.StatusCode);
    }

    private static Guid Province(TestServer server) => server.Services.GetRequiredService<AreaTree>().Today.Roots.Single().AreaId;
}
