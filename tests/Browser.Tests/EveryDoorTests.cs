using System.Globalization;
using Microsoft.Playwright;
using TungNgo.Demo;
using static Microsoft.Playwright.Assertions;

namespace TungNgo.BrowserTests;

/// <summary>The main job from end to end, as the people who do it see it.</summary>
public sealed class EveryDoorTests(Demo demo)
{
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public async Task A_list_goes_in_and_three_visits_without_a_line_reach_the_communes_open_page(int slower)
    {
        await using var office = await demo.OfficeAsync("can-bo-xa");
        await ImportSampleAsync(await office.NewPageAsync());

        await using var phone = await demo.PhoneAsync();
        Task Slow(IPage page) => SlowDownAsync(page, slower);
        var app = await PhoneApp.EnrolAsync(phone, DemoAccounts.MemberCode, Slow);
        await app.SettleAsync();

        var figures = await office.NewPageAsync();
        await figures.GotoAsync("/");
        await figures.Locator("[data-live-source].is-live").WaitForAsync();
        // A page that loads itself anew would lose this mark.
        await figures.EvaluateAsync("() => { window.openedOnce = true; }");
        var visits = figures.Locator(".figure-card", new() { HasText = "Lượt đến nhà" }).Locator(".figure-value");
        var before = Number(await visits.InnerTextAsync());

        await phone.SetOfflineAsync(true);
        for (var i = 0; i < 3; i++)
        {
            await app.VisitADoorAsync();
        }

        await app.ExpectMarkAsync("3 chưa gửi");
        app = await app.KillAndReopenAsync(Slow);
        await app.ExpectMarkAsync("3 chưa gửi");
        Assert.Equal(before, Number(await visits.InnerTextAsync()));

        await phone.SetOfflineAsync(false);
        await app.ExpectMarkAsync("Đã gửi hết");
        await Expect(visits).ToHaveTextAsync((before + 3).ToString("N0", CultureInfo.GetCultureInfo("vi-VN")), new() { Timeout = 30_000 });
        Assert.True(await figures.EvaluateAsync<bool>("() => window.openedOnce === true"));
    }

    private static async Task ImportSampleAsync(IPage page)
    {
        await page.GotoAsync("/households/import");
        await page.Locator("input[type=file]").SetInputFilesAsync(Path.Combine(AppContext.BaseDirectory, "Samples", "ho-dan-xa-truong-khanh.xlsx"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Đọc thử" }).ClickAsync();
        await page.Locator("#take").WaitForAsync(new() { Timeout = 60_000 });
        await page.Locator("section[aria-labelledby=take] button, section[aria-labelledby=take] p").First.WaitForAsync();
        var take = page.Locator("section[aria-labelledby=take] button");
        if (await take.CountAsync() == 0)
        {
            // Taken by an earlier test: repeating an import is harmless and changes nothing.
            return;
        }

        await take.ClickAsync();
        await page.Locator(".alert-success").WaitForAsync(new() { Timeout = 60_000 });
    }

    private static async Task SlowDownAsync(IPage page, int times)
    {
        if (times > 1)
        {
            var session = await page.Context.NewCDPSessionAsync(page);
            await session.SendAsync("Emulation.setCPUThrottlingRate", new() { ["rate"] = times });
        }
    }

    private static int Number(string text) => int.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
}
