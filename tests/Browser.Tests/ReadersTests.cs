using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using TungNgo.Demo;

namespace TungNgo.BrowserTests;

/// <summary>Every page for every reader: with a screen reader, in Khmer, with large letters, without scripts.</summary>
public sealed partial class ReadersTests(Demo demo)
{
    [Theory]
    [InlineData("vi")]
    [InlineData("km")]
    public async Task No_console_page_has_a_serious_accessibility_violation(string language)
    {
        var (found, seen) = (new List<string>(), new HashSet<string>());
        foreach (var login in new[] { null, "can-bo-xa", "can-bo-tinh", "quan-tri", "kiem-tra" })
        {
            await using var office = await demo.OfficeAsync(login, language);
            await WalkAsync(await office.NewPageAsync(), login is null ? "/sign-in" : "/", seen, async (page, status) =>
            {
                if (status >= 400)
                {
                    found.Add($"{new Uri(page.Url).PathAndQuery} is linked to and answers {status}");
                }

                found.AddRange(await ViolationsAsync(page));
            });
        }

        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("km")]
    public async Task No_phone_screen_has_a_serious_accessibility_violation(string language)
    {
        await using var phone = await demo.PhoneAsync();
        var app = await PhoneApp.EnrolAsync(phone, DemoAccounts.LeaderCode);
        if (language == "km")
        {
            await app.GoAsync("me");
            await app.Page.GetByRole(AriaRole.Button, new() { Name = "ខ្មែរ" }).Or(app.Page.GetByRole(AriaRole.Radio, new() { Name = "ខ្មែរ" })).First.ClickAsync();
        }

        var found = new List<string>();
        foreach (var screen in new[] { "today", "doors", "guides", "me", "team", "sync" })
        {
            await app.GoAsync(screen);
            found.AddRange(await ViolationsAsync(app.Page));
        }

        await app.GoAsync("today");
        await app.Page.Locator(".door .row").First.ClickAsync();
        await app.Page.Locator(".action .main").WaitForAsync();
        found.AddRange(await ViolationsAsync(app.Page));
        await app.Page.Locator(".action .main").ClickAsync();
        await app.Page.Locator(".outcomes").WaitForAsync();
        found.AddRange(await ViolationsAsync(app.Page));
        Assert.True(found.Count == 0, string.Join('\n', found.Distinct()));
    }

    [Fact]
    public async Task Pages_can_be_read_without_scripts()
    {
        await using var office = await demo.OfficeAsync("can-bo-xa", javaScript: false);
        var page = await office.NewPageAsync();
        foreach (var address in new[] { "/", "/areas", "/teams", "/households", "/services" })
        {
            var answer = await page.GotoAsync(address);
            Assert.Equal(200, answer!.Status);
            Assert.NotEqual("", await page.Locator("h1").InnerTextAsync());
            Assert.True((await page.Locator("#main").InnerTextAsync()).Length > 100, $"{address} says nothing without scripts");
        }
    }

    [Fact]
    public async Task Nothing_must_be_pushed_sideways_at_200_percent()
    {
        // An office screen of 1366 × 768 zoomed to 200 % has 683 × 384 CSS pixels.
        await using var office = await demo.OfficeAsync("can-bo-xa", width: 683, height: 384);
        var page = await office.NewPageAsync();
        var wide = new List<string>();
        foreach (var address in new[] { "/sign-in", "/", "/areas", "/teams", "/households", "/services", "/households/import" })
        {
            await page.GotoAsync(address);
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var over)
            {
                wide.Add($"{address} is {over} px too wide");
            }
        }

        Assert.Empty(wide);
    }

    private static async Task<IEnumerable<string>> ViolationsAsync(IPage page)
    {
        var result = await page.RunAxe(new AxeRunOptions { ResultTypes = [ResultType.Violations] });
        return result.Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{Kind(new Uri(page.Url).PathAndQuery + new Uri(page.Url).Fragment)}: {v.Id} – {v.Help} – {v.Nodes[0].Html[..Math.Min(240, v.Nodes[0].Html.Length)]}");
    }

    /// <summary>Follows the console's links, one page of each kind; what another official's walk has seen is not looked at again.</summary>
    private static async Task WalkAsync(IPage page, string start, HashSet<string> seen, Func<IPage, int, Task> look)
    {
        var waiting = new Queue<string>([start]);
        seen.Add(Kind(start));
        while (waiting.TryDequeue(out var address))
        {
            var answer = await page.GotoAsync(address);
            await look(page, answer!.Status);
            foreach (var link in await page.Locator("a[href^='/']:not([download])").EvaluateAllAsync<string[]>("links => links.map(l => l.getAttribute('href'))"))
            {
                if (!link.StartsWith("/api/", StringComparison.Ordinal) && !link.StartsWith("/field", StringComparison.Ordinal) && !Download().IsMatch(link) && seen.Add(Kind(link)))
                {
                    waiting.Enqueue(link);
                }
            }
        }
    }

    /// <summary>"/areas/{id}" for all areas; filters and sorts of one page are one kind.</summary>
    private static string Kind(string address) => Id().Replace(address.Split('?', '#')[0], "{id}");

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\.(xlsx|csv|pdf|svg|png|json|atom|rss|xml|wav)(\?|$)|/export|/tep/")]
    private static partial Regex Download();
}
