using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Demo;
using TungNgo.Gatherings;
using TungNgo.Training;

namespace TungNgo.BrowserTests;

/// <summary>Every page for every reader: with a screen reader, in Khmer, with large letters, without scripts.</summary>
public sealed partial class ReadersTests(Demo demo)
{
    [Theory]
    [InlineData("vi")]
    [InlineData("km")]
    public async Task No_console_page_has_a_serious_accessibility_violation(string language)
    {
        var (found, seen, looked) = (new ConcurrentBag<string>(), new HashSet<string>(), new ConcurrentDictionary<string, bool>());
        await WalkAllAsync([null, "can-bo-xa", "can-bo-tinh", "quan-tri", "kiem-tra"], login => demo.OfficeAsync(login, language), seen, async (page, status) =>
        {
            // Lanes are the commune's own business; another official may be refused there.
            if (status >= 400 && !page.Url.EndsWith("/lanes", StringComparison.Ordinal))
            {
                found.Add($"{new Uri(page.Url).PathAndQuery} is linked to and answers {status}");
            }

            // The same page for another official is looked at again only where something else stands on it.
            var parts = await page.EvaluateAsync<string>("() => [...new Set([...document.querySelectorAll('body *')].map(e => `${e.tagName} ${e.getAttribute('class')} ${e.getAttribute('name')}`))].sort().join()");
            if (!looked.TryAdd(Kind(new Uri(page.Url).AbsolutePath) + parts, true))
            {
                return;
            }

            foreach (var violation in await ViolationsAsync(page))
            {
                found.Add(violation);
            }
        });

        // Between the password and the code there is no account to walk as: SecondFactorTests reads that page.
        var never = Pages().Where(p => p != "/sign-in/second" && !seen.Contains(p)).ToList();
        Assert.True(never.Count == 0, "never seen: " + string.Join(' ', never));
        Assert.True(found.IsEmpty, string.Join('\n', found.Distinct()));
    }

    [Fact]
    public async Task A_serious_violation_would_be_found()
    {
        await using var office = await demo.OfficeAsync(null);
        var page = await office.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.EvaluateAsync("() => { document.title = ''; document.querySelector('main').innerHTML = '<img src=\"/favicon.svg\"><p>Nhạt</p>'; document.querySelector('main p').style.color = '#ccc'; }");
        var found = string.Join('\n', await ViolationsAsync(page));
        Assert.All((string[])["image-alt", "color-contrast", "document-title"], id => Assert.Contains($": {id} –", found, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("vi")]
    [InlineData("km")]
    public async Task No_state_of_an_import_has_a_serious_accessibility_violation(string language)
    {
        await using var office = await demo.OfficeAsync("can-bo-xa", language);
        var page = await office.NewPageAsync();
        var found = new List<string>();
        // Unreadable; then with everything asked at once: hamlets, doubles, columns, problems; then taken and undone.
        await UploadAsync(page, "hinh.xlsx", [0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 0, 0]);
        await page.Locator(".alert-danger").WaitForAsync();
        found.AddRange(await ViolationsAsync(page));
        var name = $"Lý Thử {language}";
        await UploadAsync(page, "thu.csv", System.Text.Encoding.UTF8.GetBytes($"""
            STT,Họ tên chủ hộ,Năm sinh,Ấp,Tổ,SĐT,Ghi chú
            1,{name} Một,1960,Trường Thành B,1,0912345678,
            2,{name} Hai,1961,Trường Lọc,1,0387654321,
            3,{name} Ba,1962,Trường Thành B,1,12,
            4,{name} Một,1960,Trường Thành B,2,0987654321,
            5,,1963,Trường Thành B,2,,
            """));
        await page.Locator("#take").WaitForAsync();
        Assert.True(await page.Locator("form select[name=answer], form input[name=answer], form [name^=answer]").CountAsync() > 0, "the list asks nothing");
        found.AddRange(await ViolationsAsync(page));
        await page.Locator("section[aria-labelledby=take] button").ClickAsync();
        await page.Locator(".confirm summary").WaitForAsync();
        found.AddRange(await ViolationsAsync(page));
        await page.Locator(".confirm summary").ClickAsync();
        found.AddRange(await ViolationsAsync(page));
        await page.Locator(".confirm-card .btn-danger").ClickAsync();
        await page.Locator(".alert-success .icon use[href$='#arrow-back-up']").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        found.AddRange(await ViolationsAsync(page));
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
        foreach (var screen in new[] { "today", "doors", "guides", "me", "team", "sync", "training", "badge", "work", "gather", "answers", "stock" })
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
        foreach (var address in new[] { "/", "/areas", "/teams", "/households", "/bulletins", "/bulletins/new", "/services" })
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
        var wide = new ConcurrentBag<string>();
        await WalkAllAsync([null, "can-bo-xa", "can-bo-tinh", "quan-tri"], login => demo.OfficeAsync(login, "km", width: 683, height: 384), [], async (page, _) =>
        {
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth") is > 0 and var over)
            {
                wide.Add($"{new Uri(page.Url).PathAndQuery} is {over} px too wide");
            }
        });

        Assert.Empty(wide);
    }

    /// <summary>The pages that one can come to by links; a single import has a test of its own.</summary>
    private static IEnumerable<string> Pages() => typeof(Server).Assembly.GetTypes()
        .SelectMany(t => t.GetCustomAttributes(typeof(Microsoft.AspNetCore.Components.RouteAttribute), false).Cast<Microsoft.AspNetCore.Components.RouteAttribute>())
        .Select(r => r.Template).Where(t => t != "/households/import/{Id:guid}")
        .Select(t => Parameter().Replace(t, "{id}").Replace("/services/{id}/guide/{id}", "/services/{code}/guide/{language}").Replace("/services/{id}", "/services/{code}"));

    /// <summary>
    /// The search and the own password are reached by a form and a menu; the lanes from a hamlet, of whose kind the commune is seen first; of
    /// bulletins one that has gone out and one that is still written.
    /// </summary>
    private async Task<string[]> StartsAsync(string? login)
    {
        if (login is null)
        {
            // The second one is where links in mails lead.
            return ["/sign-in", $"/thu/{Guid.Empty}"];
        }

        await using var db = await demo.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        var bulletins = await db.BulletinVersions.Where(v => v.State == BulletinState.Approved || v.State == BulletinState.Draft).GroupBy(v => v.State).Select(g => g.Min(v => v.BulletinId)).ToListAsync();
        var hamlet = demo.Services.GetRequiredService<AreaTree>().Today.All.First(u => u.Name == DemoAccounts.Hamlet).AreaId;
        // Of classes one that is still written, one that people come to and one that is over; they are the commune's own business.
        var classes = login != "can-bo-xa" ? [] : await db.TrainingClasses.Where(c => c.State == ClassState.Draft || c.State == ClassState.Open || c.State == ClassState.Closed).Select(c => c.Id).ToListAsync();
        // The gathering that has been: which one its list begins with is another one after midnight.
        var held = login != "can-bo-xa" ? [] : await db.Gatherings.Where(g => g.State == GatheringState.Held).Select(g => g.Id).ToListAsync();
        return ["/", "/search?q=ly", "/me/password", $"/areas/{hamlet}/lanes", .. bulletins.Select(b => $"/bulletins/{b}"), .. classes.Select(c => $"/training/classes/{c}"),
            .. held.Select(g => $"/gatherings/{g}")];
    }

    private static async Task UploadAsync(IPage page, string name, byte[] content)
    {
        await page.GotoAsync("/households/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = content });
        await page.Locator("main form .btn-primary").ClickAsync();
        // The page reads itself anew while the list is read: whether this drawing of it came to its end does not matter.
        await page.WaitForURLAsync("**/households/import/*-*", new() { WaitUntil = WaitUntilState.Commit });
    }

    internal static async Task<IEnumerable<string>> ViolationsAsync(IPage page)
    {
        // It finishes in the page itself. The newer way opens another page, a process each time, because of other hosts' frames: we have none.
#pragma warning disable CS0618
        var result = await page.RunAxeLegacy(null, new AxeRunOptions { ResultTypes = [ResultType.Violations] });
#pragma warning restore CS0618
        return result.Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{Kind(new Uri(page.Url).PathAndQuery + new Uri(page.Url).Fragment)}: {v.Id} – {v.Help} – {v.Nodes[0].Html[..Math.Min(240, v.Nodes[0].Html.Length)]}");
    }

    /// <summary>
    /// Each login walks alone, for what one may do on a page hangs other links on it; two at a time, for a browser leaves half of the machine idle.
    /// </summary>
    private async Task WalkAllAsync(string?[] logins, Func<string?, Task<IBrowserContext>> open, HashSet<string> seen, Func<IPage, int, Task> look)
    {
        var waiting = new ConcurrentQueue<string?>(logins);
        await Task.WhenAll(Enumerable.Range(0, 2).Select(async _ =>
        {
            while (waiting.TryDequeue(out var login))
            {
                var own = new HashSet<string>();
                await using var office = await open(login);
                await WalkAsync(await office.NewPageAsync(), await StartsAsync(login), own, look);
                lock (seen)
                {
                    seen.UnionWith(own);
                }
            }
        }));
    }

    /// <summary>Follows the console's links, one page of each kind.</summary>
    private static async Task WalkAsync(IPage page, string[] starts, HashSet<string> seen, Func<IPage, int, Task> look)
    {
        var waiting = new Queue<string>(starts);
        seen.UnionWith(starts.Select(Kind));
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
    private static string Kind(string address) => Setting().Replace(
        Service().Replace(Id().Replace(address.Split('?', '#')[0], "{id}"), m => m.Groups[1].Success ? "/services/{code}/guide/{language}" : "/services/{code}"), "$1{id}").Replace("/split/0", "/split/{id}", StringComparison.Ordinal);

    [GeneratedRegex("^/services/(?!new$)[a-z0-9-]+(/guide/[a-z]+)?$")]
    private static partial Regex Service();

    [GeneratedRegex("^(/bulletins/settings/(?:kinds|templates)/|/water/forms/new/|/indicators/|/reports/forms/|/reports/periods/)(?!(?:new|compare|upward)$)[A-Za-z0-9_-]+(?=$|/edit$)")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\.(xlsx|csv|pdf|svg|png|json|atom|rss|xml|wav)(\?|$)|/export|/tep/")]
    private static partial Regex Download();
}
