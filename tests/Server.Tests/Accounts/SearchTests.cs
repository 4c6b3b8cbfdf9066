using System.Net;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Tests.Accounts;

/// <summary>One box finds all that the caller may see, by whatever of it is known.</summary>
public sealed class SearchTests
{
    [Theory]
    [InlineData("ut", "kim thi ut", true)]
    [InlineData("Út", "huynh phut", false)]
    [InlineData("ut kim", "kim thi ut", true)]
    public void Every_word_begins_a_word(string asked, string key, bool fits) => Assert.Equal(fits, SearchWords.Of(asked).Fit(key));

    [Theory]
    [InlineData("thach sieng", true)]
    [InlineData("thach seng", true)]
    [InlineData("thcah sieng", true)]
    [InlineData("tach sieng", true)]
    [InlineData("thachh sieng", true)]
    [InlineData("tahk sieng", false)]
    [InlineData("thach xoanh", false)]
    [InlineData("thahc seng", false)]
    public void One_slip_is_forgiven(string asked, bool near) => Assert.Equal(near, SearchWords.Of(asked).Near("thach sieng"));

    [Theory]
    [InlineData("0912345678")]
    [InlineData("0912 345 678")]
    [InlineData("+84 912 345 678")]
    [InlineData("84912345678")]
    [InlineData("912345678")]
    [InlineData("5678")]
    [InlineData("345-678")]
    [InlineData("+84 912 345")]
    [InlineData("0084 912")]
    [InlineData("៥៦៧៨")]
    public void A_number_is_found_however_it_is_written(string asked) => Assert.True(SearchWords.Of(asked).IsIn("0912345678"));

    [Theory]
    [InlineData("678")]
    [InlineData("0912345679")]
    [InlineData("tổ 5678")]
    [InlineData("84 5678")]
    public void What_is_another_number_or_hardly_one_finds_none(string asked) => Assert.False(SearchWords.Of(asked).IsIn("0912345678"));

    [Fact]
    public async Task All_kinds_are_found_and_each_says_by_what()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        var household = Guid.CreateVersion7();
        await server.WriteAsync((db, write) =>
        {
            db.Households.Add(new TungNgo.Households.Household
            {
                Id = household, Number = 980_001, HamletId = world.HamletId, Head = "Trà Văn Bờ", Code = "H980", Phone = "0987000111", Landmark = "cạnh lò gạch",
                SearchText = TungNgo.Households.Household.SearchTextOf("Trà Văn Bờ", "0987000111", null, "cạnh lò gạch", "H980", [("Trà Thị Bưởi", "0399888777")]),
            });
            db.People.Add(new TungNgo.Households.Person { Id = write.NewId(), HouseholdId = household, Name = "Trà Thị Bưởi", Phone = "0399888777" });
            write.Changed(ChangeKind.Household, household, world.HamletId);
            var bulletin = db.Bulletins.Single(b => b.Id == world.BulletinId);
            bulletin.SearchText = "cong van 12 nuoc man";
        });
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, world.CommuneId);
        var gone = server.Services.GetRequiredService<AreaTree>().VersionsOf(world.Server.AreaByCode("31513", new DateOnly(2024, 8, 31)))[^1];
        foreach (var (asked, href, by) in new (string, string, string?)[]
        {
            ("tra van bo", $"/households/{household}", null),
            ("trà thị bưởi", $"/households/{household}", "người trong hộ: Trà Thị Bưởi"),
            ("+84 987 000 111", $"/households/{household}", "điện thoại 0987000111"),
            ("0399.888.777", $"/households/{household}", "điện thoại của Trà Thị Bưởi: 0399888777"),
            ("H980", $"/households/{household}", "mã H980"),
            ("lo gach", $"/households/{household}", "nhà cạnh lò gạch"),
            ("thach sieng", "/teams/members/", null),
            ("thach seng", "/teams/members/", null),
            ("345678", $"/teams/members/{world.MemberId}", "điện thoại 0912345678"),
            ("nuoc man", $"/bulletins/{world.BulletinId}", null),
            ("thanh vien", $"/documents/{world.DocumentId}", "Danh sách"),
            ("vneid", "/services/vneid2", null),
            ("muoi ngay", $"/campaigns/{world.CampaignId}", "18/09/2024"),
            ("hoi truong", $"/training/classes/{world.ClassId}", null),
            ("chua", $"/gatherings/{world.GatheringId}", null),
            ("báo cáo 2024", $"/reports/{world.ReportId}", null),
            ("cong xa", $"/water/stations/{world.StationId}", null),
            ("mat sim", $"/answers/{world.AnswerId}", null),
            ("ty le zalo", "/indicators/TY_LE_ZALO", null),
        })
        {
            var page = await SearchAsync(officer, asked);
            Assert.True(page.Contains($"href=\"{href}", StringComparison.Ordinal), $"{asked} does not find {href}");
            Assert.True(by is null || page.Contains(by, StringComparison.Ordinal), $"{asked} does not say {by}");
        }

        using var province = await server.OfficialAsync(Role.ProvinceOfficer, world.ProvinceId);
        var former = await SearchAsync(province, SearchKey.Fold(gone.Name));
        Assert.Contains($"href=\"/areas/{gone.AreaId}\"", former, StringComparison.Ordinal);
        Assert.Contains(Texts.In("vi")["search.area.until", Formats.Day(gone.ValidTo)], former, StringComparison.Ordinal);
        // Those who may not see people find none, and a neighbour nothing of this commune's own.
        Assert.DoesNotContain("/households/", await SearchAsync(province, "tra van bo"), StringComparison.Ordinal);
        Assert.DoesNotContain("0912345678", await SearchAsync(await server.OfficialAsync(Role.Auditor, world.CommuneId), "345678"), StringComparison.Ordinal);
        using var neighbour = await server.OfficialAsync(Role.CommuneOfficer, world.SiblingId);
        foreach (var asked in new[] { "tra van bo", "thach sieng", "345678", "nuoc man", "thanh vien", "muoi ngay", "cong xa", "mat sim", "hoi truong", "chua" })
        {
            Assert.DoesNotMatch("href=\"/(households|teams|bulletins|documents|campaigns|answers|gatherings|training/classes)/", (await SearchAsync(neighbour, asked)).Split("class=\"results\"")[^1]);
        }
    }

    [Fact]
    public async Task Who_is_called_so_is_found_before_whose_household_has_somebody_of_that_name()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        await server.WriteAsync((db, write) =>
        {
            foreach (var (head, member, number) in new[] { ("Bùi Văn An", "Trà Văn Bờ", 980_001), ("Trà Văn Bờ Em", "Lý Thị Tám", 980_002), ("Trà Văn Bờ", "Lý Thị Chín", 980_003), ("Cao Thị Bờ", "Trà Văn Mười", 980_004) })
            {
                var id = write.NewId();
                db.Households.Add(new TungNgo.Households.Household
                {
                    Id = id, Number = number, HamletId = world.HamletId, Head = head, SearchText = TungNgo.Households.Household.SearchTextOf(head, null, null, null, null, [(member, null)]),
                });
                db.People.Add(new TungNgo.Households.Person { Id = write.NewId(), HouseholdId = id, Name = member });
                write.Changed(ChangeKind.Household, id, world.HamletId);
            }
        });
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, world.CommuneId);
        var page = (await SearchAsync(officer, "tra van bo")).Split("class=\"results\"")[^1];
        var order = new[] { "Trà Văn Bờ<", "Trà Văn Bờ Em<", "Bùi Văn An<", "Cao Thị Bờ<" }.Select(h => page.IndexOf(">" + h, StringComparison.Ordinal)).ToList();
        Assert.Equal(order.Order(), order);
        Assert.DoesNotContain(-1, order);
        // One word is hers, the others are his.
        Assert.Contains("người trong hộ: Trà Văn Mười", page, StringComparison.Ordinal);
    }

    private static async Task<string> SearchAsync(HttpClient browser, string asked) =>
        WebUtility.HtmlDecode(await browser.GetStringAsync($"/search?q={Uri.EscapeDataString(asked)}"));
}
