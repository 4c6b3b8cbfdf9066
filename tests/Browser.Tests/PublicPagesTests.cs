using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Feed;
using static Microsoft.Playwright.Assertions;

namespace TungNgo.BrowserTests;

/// <summary>What residents see, on a small phone: for a screen reader, in Khmer, without scripts, without a line, in large letters.</summary>
public sealed partial class PublicPagesTests(Demo demo)
{
    private const string Code = "MAN234";

    [Theory]
    [InlineData("vi")]
    [InlineData("km")]
    public async Task No_public_page_has_a_serious_accessibility_violation(string language)
    {
        var hamlet = await PublishAsync();
        await using var phone = await demo.PhoneAsync();
        var page = await phone.NewPageAsync();
        var found = new List<string>();
        foreach (var path in new[] { "/tin?chon=1", "/tin?q=truong", $"/tin/{hamlet}", $"/t/{Code}", "/hoi", $"/hoi?ap={hamlet}", "/tin/huong-dan", "/tin/huong-dan/vneid2", $"/loa/{Code}", "/t/KHONGCO", "/b", "/b/KHONGCO" })
        {
            await page.GotoAsync(path + (path.Contains('?') ? "&" : "?") + $"lang={language}");
            found.AddRange(await ViolationsAsync(page));
            if (await SidewaysAsync(page) is > 0 and var over)
            {
                found.Add($"{path} is {over} px too wide");
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
    }

    [Fact]
    public async Task A_resident_asks_and_reads_the_answer_without_scripts()
    {
        var hamlet = await PublishAsync();
        await using var phone = await demo.OfficeAsync(null, javaScript: false, width: 360, height: 740);
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"/tin/{hamlet}");
        await page.Locator(".ask .button").ClickAsync();
        await page.FillAsync("#text", "Quên mật khẩu, nhờ tổ đến giúp");
        await page.Locator(".ask-form .main").ClickAsync();
        Assert.Matches(Asked(), page.Url);
        Assert.Contains("Quên mật khẩu", await page.InnerTextAsync(".talk"), StringComparison.Ordinal);

        await using var office = await demo.OfficeAsync("can-bo-xa");
        var desk = await office.NewPageAsync();
        await desk.GotoAsync("/help");
        await desk.GetByRole(AriaRole.Link, new() { Name = "Quên mật khẩu" }).First.ClickAsync();
        Assert.Empty(await ViolationsAsync(desk));
        await desk.FillAsync("#text", "Chiều nay tổ đến nhà.");
        await desk.GetByRole(AriaRole.Button, new() { Name = "Gửi trả lời" }).ClickAsync();
        await desk.Locator(".alert-success").WaitForAsync();
        await page.ReloadAsync();
        Assert.Contains("Chiều nay tổ đến nhà.", await page.InnerTextAsync(".talk"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_resident_hears_a_recording_makes_it_again_drops_it_and_sends_one_while_still_speaking()
    {
        await using var phone = await demo.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"/hoi?ap={await PublishAsync()}");
        var place = page.Locator("[data-record]");
        await RecordAsync(place, "Ghi âm");
        await RecordAsync(place, "Ghi lại");
        Assert.Equal(1, await FilesAsync(page));
        await place.GetByText("Bỏ bản ghi").ClickAsync();
        await Expect(place.Locator("audio")).ToBeHiddenAsync();
        Assert.Equal(0, await FilesAsync(page));

        await place.GetByText("Ghi âm", new() { Exact = true }).ClickAsync();
        await Expect(place.GetByRole(AriaRole.Status)).ToHaveTextAsync("Đang ghi âm, nhiều nhất 2 phút. Nói xong thì bấm Xong.");
        await Expect(place.Locator("[data-record-clock]")).ToHaveTextAsync(Spoken());
        await page.Locator(".ask-form .main").ClickAsync();
        await page.WaitForURLAsync(Asked());
        await Expect(page.Locator(".talk li")).ToHaveCountAsync(1);
        await Expect(page.Locator(".talk")).ToContainTextAsync("Lời nhắn ghi âm");

        // More to the same question, without a word typed.
        await RecordAsync(page.Locator("[data-record]"), "Ghi âm");
        await page.Locator(".ask-form .main").ClickAsync();
        await Expect(page.Locator(".talk li")).ToHaveCountAsync(2);
        Assert.Empty(await ViolationsAsync(page));
    }

    private static Task<int> FilesAsync(IPage page) => page.EvaluateAsync<int>("() => document.querySelector('#audio').files.length");

    private static async Task RecordAsync(ILocator place, string begin)
    {
        await place.GetByText(begin, new() { Exact = true }).ClickAsync();
        await Expect(place.Locator("[data-record-clock]")).ToHaveTextAsync(Spoken());
        await place.GetByText("Xong", new() { Exact = true }).ClickAsync();
        await Expect(place.Locator("audio")).ToBeVisibleAsync();
        // What was recorded is sound that the phone plays.
        await place.Locator("audio").EvaluateAsync("(player) => player.play()");
    }

    [Fact]
    public async Task What_only_a_script_can_do_is_no_part_of_a_page_without_one()
    {
        // Browsers of text, w3m and lynx among them, show what is merely hidden.
        var hamlet = await PublishAsync();
        var parts = new Dictionary<string, string> { ["/hoi"] = "[data-record], [data-place]", [$"/t/{Code}"] = "[data-share]", [$"/tin/{hamlet}"] = "[data-push]", [$"/loa/{Code}"] = "[data-kept]" };
        await using var plain = await demo.OfficeAsync(null, javaScript: false, width: 360, height: 740);
        await using var phone = await demo.PhoneAsync();
        var (without, with) = (await plain.NewPageAsync(), await phone.NewPageAsync());
        foreach (var (path, selector) in parts)
        {
            await without.GotoAsync(path);
            Assert.Equal(0, await without.Locator("[hidden], [data-kept], " + selector).CountAsync());
            await with.GotoAsync(path);
            Assert.Equal(selector.Count(c => c == ',') + 1, await with.Locator(selector).CountAsync());
        }

        await with.GotoAsync("/hoi");
        await with.Locator("[data-record-start]").WaitForAsync(new() { State = WaitForSelectorState.Visible });
        await with.Locator("[data-place-go]").WaitForAsync(new() { State = WaitForSelectorState.Visible });
    }

    [Fact]
    public async Task A_hamlet_chosen_once_opens_again_and_is_read_without_a_line()
    {
        var hamlet = await PublishAsync();
        await using var phone = await demo.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"/tin/{hamlet}");
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => true)");
        // The second reading goes through the worker, which keeps it.
        await page.ReloadAsync();
        await page.GotoAsync("/tin");
        await page.WaitForURLAsync($"**/tin/{hamlet}");
        await phone.SetOfflineAsync(true);
        await page.GotoAsync($"/tin/{hamlet}");
        Assert.Contains("Nước mặn", await page.InnerTextAsync("main"), StringComparison.Ordinal);
        await page.Locator("[data-kept] time:not(:empty)").WaitForAsync(new() { State = WaitForSelectorState.Visible });
        // The home screen's page leads there without a line, too; what was never read says so and leads back.
        await page.GotoAsync("/tin");
        await page.WaitForURLAsync($"**/tin/{hamlet}");
        await page.GotoAsync("/tin/huong-dan");
        await page.GetByText("trang này chưa được lưu trên máy").WaitForAsync();
        Assert.Equal("/tin", await page.Locator("a").First.GetAttributeAsync("href"));
    }

    [Fact]
    public async Task Who_has_chosen_Khmer_reads_the_next_page_in_Khmer()
    {
        var hamlet = await PublishAsync();
        await using var phone = await demo.PhoneAsync();
        var page = await phone.NewPageAsync();
        await page.GotoAsync($"/tin/{hamlet}");
        await page.Locator(".languages a[lang=km]").ClickAsync();
        await page.WaitForURLAsync("**/tin/*lang=km*");
        await page.GotoAsync($"/t/{Code}");
        await page.WaitForURLAsync("**lang=km*");
        Assert.Equal("km", await page.Locator("html").GetAttributeAsync("lang"));
        await page.Locator(".languages a[lang=vi]").ClickAsync();
        await page.WaitForURLAsync("**lang=vi*");
        await page.GotoAsync("/tin/huong-dan");
        Assert.Equal("vi", await page.Locator("html").GetAttributeAsync("lang"));
    }

    [Fact]
    public async Task At_200_percent_nothing_must_be_pushed_sideways()
    {
        var hamlet = await PublishAsync();
        // 360 px at 200 % have 180.
        await using var phone = await demo.OfficeAsync(null, width: 180, height: 370);
        var page = await phone.NewPageAsync();
        foreach (var path in new[] { "/tin?chon=1", $"/tin/{hamlet}", $"/t/{Code}", "/hoi", $"/loa/{Code}" })
        {
            await page.GotoAsync(path);
            Assert.True(await SidewaysAsync(page) <= 0, $"{path} is too wide");
        }
    }

    private static Task<int> SidewaysAsync(IPage page) => page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");

    private static async Task<IEnumerable<string>> ViolationsAsync(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        return result.Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{new Uri(page.Url).PathAndQuery}: {v.Id} – {v.Help} – {v.Nodes[0].Html[..Math.Min(240, v.Nodes[0].Html.Length)]}");
    }

    /// <summary>An approved bulletin for a hamlet of the demo's commune.</summary>
    internal async Task<Guid> PublishAsync()
    {
        await using var scope = demo.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var tree = scope.ServiceProvider.GetRequiredService<AreaTree>().Today;
        var commune = tree.All.Single(a => a.Code == "31654").AreaId;
        var hamlet = tree.HamletsOf(commune)[0];
        if (!await db.Bulletins.AnyAsync(b => b.Code == Code))
        {
            await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
            var bulletin = new Bulletin { Id = write.NewId(), AreaId = commune, Kind = "salt", Code = Code, CreatedAt = write.Now, Author = "Cán bộ xã", Approved = 1 };
            var version = new BulletinVersion
            {
                At = write.Now, Id = write.NewId(), BulletinId = bulletin.Id, Number = 1, State = BulletinState.Approved, Urgency = Urgency.Emergency, Source = "Chi cục Thủy lợi", DocumentNumber = "12/TB-CCTL",
                ValidFrom = write.Now.AddHours(-1), ValidTo = write.Now.AddYears(30), DecidedAt = write.Now, Audience = new Audience([commune]).ToJson(),
            };
            db.Bulletins.Add(bulletin);
            db.BulletinVersions.Add(version);
            db.BulletinTexts.Add(new BulletinText { VersionId = version.Id, Language = "vi", Title = "Nước mặn vào sâu: đóng cống trước 18 giờ", Body = "Độ mặn ở Đại Ngãi đã lên 4,6 g/l.\nBà con đóng cống trước 18 giờ và không lấy nước vào ruộng cho đến khi có tin mới." });
            db.BulletinTexts.Add(new BulletinText { VersionId = version.Id, Language = "km", Title = "ទឹកប្រៃចូលជ្រៅ៖ បិទទ្វារទឹកមុនម៉ោង ១៨", Body = "កម្រិតប្រៃនៅដាយង៉ាយឡើងដល់ ៤,៦ ក្រាមក្នុងមួយលីត្រ។\nបងប្អូនសូមបិទទ្វារទឹកមុនម៉ោង ១៨ ហើយកុំយកទឹកចូលស្រែ រហូតដល់មានព័ត៌មានថ្មី។", NeedsReview = true });
            write.Changed(ChangeKind.Bulletin, bulletin.Id);
            write.Audit("test.arrange", bulletin.Id, null, null, null);
            await write.CommitAsync(CancellationToken.None);
        }

        return hamlet;
    }

    /// <summary>A second or more.</summary>
    [GeneratedRegex("^0:(0[1-9]|[1-5][0-9])$")]
    internal static partial Regex Spoken();

    [GeneratedRegex("/hoi/[0-9A-Z]{16}\\?moi=1")]
    private static partial Regex Asked();
}
