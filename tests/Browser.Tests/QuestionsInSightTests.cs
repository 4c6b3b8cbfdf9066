using Microsoft.Playwright;
using TungNgo.Demo;
using static Microsoft.Playwright.Assertions;

namespace TungNgo.BrowserTests;

/// <summary>A question before what cannot be taken back is read whole and answered wherever its button stands: at the left of a phone, in the last row of a table.</summary>
public sealed class QuestionsInSightTests(Demo demo)
{
    private static readonly string[] Starts = ["/bulletins", "/teams", "/households", "/gatherings", "/training", "/stock", "/walks", "/phones"];

    [Theory]
    [InlineData(360, 740)]
    [InlineData(683, 384)]
    [InlineData(1366, 768)]
    public async Task Every_question_can_be_answered(int width, int height)
    {
        await using var office = await demo.OfficeAsync("can-bo-xa", width: width, height: height);
        var page = await office.NewPageAsync();
        var (hidden, asked) = (new List<string>(), 0);
        foreach (var address in await AddressesAsync(page))
        {
            await page.GotoAsync(address);
            var questions = page.Locator("details.confirm");
            for (var n = 0; n < await questions.CountAsync(); n++)
            {
                await questions.Nth(n).Locator("summary").ClickAsync();
                var button = questions.Nth(n).Locator(".confirm-card button").Last;
                asked++;
                // A robot scrolls inside what cuts it off; a person sees what is there.
                if (!await button.EvaluateAsync<bool>(InSight))
                {
                    hidden.Add($"{address}: {await button.InnerTextAsync()}");
                }

                await page.Keyboard.PressAsync("Escape");
            }
        }

        Assert.True(asked >= 5, $"{asked} questions were found");
        Assert.Empty(hidden);
    }

    [Fact]
    public async Task The_Enter_key_in_a_field_asks_as_the_button_does()
    {
        await using var office = await demo.OfficeAsync("can-bo-xa");
        var page = await office.NewPageAsync();
        await page.GotoAsync("/walks?state=open");
        var boxes = page.Locator("tbody input[type=checkbox]");
        var walks = await boxes.CountAsync();
        Assert.True(walks > 0, "no walk is open");
        await boxes.First.CheckAsync();
        await boxes.First.PressAsync("Enter");
        var question = page.Locator("details.confirm[open]");
        await Expect(question.Locator(".btn-danger")).ToBeFocusedAsync();
        await Expect(question.Locator(".btn-danger")).ToContainTextAsync("(1)");
        await Expect(boxes.First).ToBeCheckedAsync();
        await Expect(boxes).ToHaveCountAsync(walks);

        await page.GotoAsync("/walks/cut");
        await page.Locator("#minutes").PressAsync("Enter");
        await Expect(page.Locator("details.confirm[open] button.btn-primary")).ToBeFocusedAsync();
    }

    /// <summary>The page itself may be scrolled to it; then its middle is nobody else's, and neither of its ends is beyond an edge.</summary>
    private const string InSight = """
        button => {
            const fixed = getComputedStyle(button.closest('.confirm-card')).position === 'fixed';
            if (!fixed) scrollBy({ top: button.getBoundingClientRect().top - innerHeight / 2, behavior: 'instant' });
            const { left, right, top, bottom } = button.getBoundingClientRect();
            return left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight && button.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
        }
        """;

    /// <summary>Lists, and of each list the first few of what it leads to.</summary>
    private static async Task<List<string>> AddressesAsync(IPage page)
    {
        List<string> all = [];
        foreach (var start in Starts)
        {
            await page.GotoAsync(start);
            var links = await page.Locator($"main tbody a[href^='{start}/']").EvaluateAllAsync<string[]>("links => [...new Set(links.map(l => l.getAttribute('href').split('#')[0]))]");
            all.AddRange([start, .. links.Take(4)]);
        }

        return all;
    }
}
