using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Demo;
using TungNgo.Feed;

namespace TungNgo.BrowserTests;

/// <summary>What officers lay side by side: two households that are one, and two communes, on the screen and on paper.</summary>
public sealed class OfficersComparisonTests(Demo demo)
{
    private const string Name = "Lâm Thị Song Sinh";

    [Fact]
    public async Task Twins_of_the_register_become_one_household()
    {
        await ArrangeTwinsAsync();
        await using var office = await demo.OfficeAsync("can-bo-xa");
        var page = await office.NewPageAsync();
        await page.GotoAsync("/households");
        await page.Locator(".page-head a[href^='/households/twins']").ClickAsync();
        await page.Locator("section.card", new() { HasText = Name }).Locator("a[href*='/merge?with=']").ClickAsync();
        await page.Locator(".compare").WaitForAsync();
        var gone = System.Web.HttpUtility.ParseQueryString(new Uri(page.Url).Query)["with"];
        await page.Locator("form.narrow .btn-danger").ClickAsync();
        await page.Locator(".alert-success").WaitForAsync();
        await page.GotoAsync("/households/twins");
        Assert.Equal(0, await page.Locator("section.card", new() { HasText = Name }).CountAsync());
        await using var scope = demo.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        Assert.NotNull((await db.Households.AsNoTracking().SingleAsync(h => h.Id == Guid.Parse(gone!))).MergedIntoId);
        // The box at the top finds the one that is left, without its marks.
        await page.FillAsync("input[name=q][type=search]", "lam thi song sinh");
        await page.Locator("input[name=q][type=search]").First.PressAsync("Enter");
        await page.Locator("#search-households").WaitForAsync();
        Assert.Equal(1, await page.Locator("section[aria-labelledby=search-households] li", new() { HasText = Name }).CountAsync());
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("km")]
    public async Task Two_communes_are_found_by_name_compared_and_printed(string language)
    {
        await using var office = await demo.OfficeAsync("can-bo-tinh", language);
        var page = await office.NewPageAsync();
        await page.GotoAsync("/indicators/compare");
        foreach (var (asked, name) in new[] { ("truong khanh", "Xã Trường Khánh"), ("dai tam", "Xã Đại Tâm") })
        {
            await page.FillAsync("input[name=find]", asked);
            await page.Locator("input[name=find]").PressAsync("Enter");
            await page.Locator(".compare-units .choices a", new() { HasText = name }).First.ClickAsync();
            await page.Locator(".compare-units .chosen li", new() { HasText = name }).WaitForAsync();
        }

        Assert.Equal(2, System.Web.HttpUtility.ParseQueryString(new Uri(page.Url).Query).GetValues("unit")!.Length);
        Assert.Equal(2, await page.Locator(".compare-table tbody tr").CountAsync());
        var charts = await page.Locator(".compare-charts figure").CountAsync();
        Assert.Equal(await page.Locator(".compare-table thead th").CountAsync() - 1, charts);
        Assert.Empty(await ReadersTests.ViolationsAsync(page));
        await Assertions.Expect(page.Locator("[data-print]")).ToBeVisibleAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.Locator("h1")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".compare-charts figure svg").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".compare-table")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("input[name=find]")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("form.filters select").First).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("[data-print]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_day_is_typed_as_on_paper_whatever_the_browser_speaks()
    {
        await using var office = await demo.OfficeAsync("can-bo-tinh");
        var page = await office.NewPageAsync();
        await page.GotoAsync("/areas");
        await page.FillAsync("input[name=date]", "5.8.24");
        await page.Locator("input[name=date]").PressAsync("Tab");
        Assert.Equal("05/08/2024", await page.InputValueAsync("input[name=date]"));
        await Assertions.Expect(page.Locator("form.filters .day-pick")).ToBeVisibleAsync();
        await page.Locator("input[name=date]").PressAsync("Enter");
        await page.WaitForURLAsync("**/areas?**");
        Assert.Equal("05/08/2024", await page.InputValueAsync("input[name=date]"));
    }

    private async Task ArrangeTwinsAsync()
    {
        await using var scope = demo.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var hamlet = scope.ServiceProvider.GetRequiredService<AreaTree>().Today.All.First(u => u.Name == DemoAccounts.Hamlet).AreaId;
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        foreach (var household in await db.Households.AsTracking().Where(h => h.HamletId == hamlet && h.Closed == null).OrderByDescending(h => h.Number).Take(2).ToListAsync())
        {
            (household.Head, household.Code, household.Phone, household.LaneId, household.SearchText) = (Name, null, null, null, SearchKey.Fold(Name));
            write.Changed(ChangeKind.Household, household.Id, hamlet);
            write.Audit("test.arrange", household.Id, hamlet, null, null);
        }

        await write.CommitAsync(CancellationToken.None);
    }
}
