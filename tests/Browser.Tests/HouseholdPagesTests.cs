using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Demo;
using TungNgo.Feed;
using TungNgo.Households;

namespace TungNgo.BrowserTests;

/// <summary>What an officer does to households at a desk, on its screen and on a small phone: with a screen reader, a thumb and a keyboard.</summary>
public sealed class HouseholdPagesTests(Demo demo)
{
    private const string Smaller = """
        () => [...document.querySelectorAll('main :is(a.btn, button, summary, select, textarea, input:not([type=hidden]))')]
          .filter(e => !e.closest('[aria-hidden=true]'))
          .map(e => (e.closest('label:has(> :is([type=radio], [type=checkbox]))') ?? e).getBoundingClientRect())
          .filter(b => b.width > 0 && b.height < 43.5).length
        """;

    [Theory]
    [InlineData("vi", 360, 740)]
    [InlineData("km", 360, 740)]
    [InlineData("vi", 1366, 768)]
    [InlineData("km", 1366, 768)]
    public async Task Every_page_on_which_households_are_changed_can_be_read_and_touched(string language, int width, int height)
    {
        var (one, other) = await TwinsAsync();
        await using var office = await demo.OfficeAsync("can-bo-xa", language, width: width, height: height);
        var page = await office.NewPageAsync();
        var found = new List<string>();
        foreach (var path in new[]
        {
            "/households", "/households/twins", "/households/conflicts", "/households/waiting", $"/households/{one}", $"/households/{one}/edit", $"/households/{one}/move",
            $"/households/{one}/close", $"/households/{one}/merge", $"/households/{one}/merge?with={other}",
        })
        {
            await page.GotoAsync(path);
            await LookAsync(page, found);
        }

        await page.GotoAsync($"/households/{one}/edit");
        await page.FillAsync("#point", "cạnh chùa");
        await page.Locator("form.narrow .btn-primary").ClickAsync();
        await page.Locator(".problem-summary").WaitForAsync();
        await LookAsync(page, found);
        await page.GotoAsync($"/households/{one}/close");
        await page.Locator("[name=reason]").First.CheckAsync();
        await page.EvaluateAsync("() => { const day = document.querySelector('#day'); day.removeAttribute('max'); day.value = '2099-01-01'; }");
        await page.Locator("form.narrow .btn-danger").ClickAsync();
        await page.Locator("#day-problem").WaitForAsync();
        await LookAsync(page, found);
        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
    }

    [Fact]
    public async Task From_the_register_one_comes_to_twins_and_conflicts_and_the_overview_says_that_some_wait()
    {
        await TwinsAsync();
        await using var office = await demo.OfficeAsync("can-bo-xa");
        var page = await office.NewPageAsync();
        await page.GotoAsync("/households");
        await page.Locator(".page-head a[href^='/households/twins']").ClickAsync();
        await page.Locator("a[href*='/merge?with=']").First.ClickAsync();
        await page.Locator(".compare").WaitForAsync();
        await page.GotoAsync("/");
        await page.Locator(".todo a[href^='/households/conflicts']").ClickAsync();
        await page.Locator(".pair", new() { HasText = "0987654321" }).First.WaitForAsync();
    }

    [Fact]
    public async Task A_field_that_cannot_be_saved_is_found_and_mended_with_the_keyboard_alone()
    {
        var (one, _) = await TwinsAsync();
        await using var office = await demo.OfficeAsync("can-bo-xa");
        var page = await office.NewPageAsync();
        await page.GotoAsync($"/households/{one}/edit");
        await page.FillAsync("#landmark", "gần chùa mới");
        await page.FillAsync("#point", "cạnh chùa");
        await page.Locator("#point").PressAsync("Enter");
        await page.Locator("#point-problem").WaitForAsync();
        Assert.Equal("gần chùa mới", await page.InputValueAsync("#landmark"));
        // The summary has the focus; its first link leads to the field.
        await page.Locator(".problem-summary a[href$='#point']").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Contains("point-problem", await page.Locator("#point").GetAttributeAsync("aria-describedby"), StringComparison.Ordinal);
        await page.Locator("#point").FocusAsync();
        await page.Keyboard.PressAsync("Control+A");
        await page.Keyboard.PressAsync("Delete");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator(".alert-success").WaitForAsync();
        await Assertions.Expect(page.Locator("main")).ToContainTextAsync("gần chùa mới");
    }

    private static async Task LookAsync(IPage page, List<string> found)
    {
        found.AddRange(await ReadersTests.ViolationsAsync(page));
        var path = new Uri(page.Url).AbsolutePath;
        if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var over)
        {
            found.Add($"{path} is {over} px too wide");
        }

        if (await page.EvaluateAsync<int>(Smaller) is > 0 and var small)
        {
            found.Add($"{path} has {small} things too small for a thumb");
        }
    }

    /// <summary>Two households of the demo's commune that look like one, and a field of the first that two people have changed.</summary>
    private async Task<(Guid One, Guid Other)> TwinsAsync()
    {
        await using var scope = demo.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var hamlet = scope.ServiceProvider.GetRequiredService<AreaTree>().Today.All.First(u => u.Name == DemoAccounts.Hamlet).AreaId;
        const string Name = "Thạch Thử Sinh Đôi";
        var twins = await db.Households.Where(h => h.HamletId == hamlet && h.Head == Name).OrderBy(h => h.Number).Select(h => h.Id).ToListAsync();
        if (twins.Count == 2)
        {
            return (twins[0], twins[1]);
        }

        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        var some = await db.Households.AsTracking().Where(h => h.HamletId == hamlet && h.Closed == null).OrderBy(h => h.Number).Take(2).ToListAsync();
        foreach (var household in some)
        {
            (household.Head, household.Code, household.Phone, household.LaneId) = (Name, null, null, null);
            write.Changed(ChangeKind.Household, household.Id, hamlet);
        }

        db.EditConflicts.Add(new EditConflict
        {
            Id = write.NewId(), HouseholdId = some[0].Id, Field = FieldCode.Phone, HamletId = hamlet, FoundAt = write.Now,
            Kept = "0912345678", KeptBy = "Mai Thị Lan", KeptAt = write.Now.AddHours(-1), Other = "0987654321", OtherBy = "Lý Dên", OtherAt = write.Now.AddHours(-2),
        });
        write.Audit("test.arrange", some[0].Id, hamlet, null, null);
        await write.CommitAsync(CancellationToken.None);
        return (some[0].Id, some[1].Id);
    }
}
