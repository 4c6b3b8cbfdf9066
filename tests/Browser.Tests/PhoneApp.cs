using Microsoft.Playwright;

namespace TungNgo.BrowserTests;

/// <summary>The members' app as a member uses it.</summary>
internal sealed class PhoneApp(IBrowserContext context, IPage page)
{
    private const string Pin = "240891";

    public IPage Page => page;

    /// <summary>Number on the sync mark: entries that are only on this phone.</summary>
    public ILocator Mark => page.Locator(".mark");

    public static async Task<PhoneApp> EnrolAsync(IBrowserContext context, string code, Func<IPage, Task>? prepare = null)
    {
        var page = await context.NewPageAsync();
        if (prepare is not null)
        {
            await prepare(page);
        }

        await page.GotoAsync($"/field/#enrol={code}");
        await page.Locator("button.main").ClickAsync();
        var app = new PhoneApp(context, page);
        await app.TypePinAsync();
        await page.GetByText("Nhập lại lần nữa").WaitForAsync();
        await app.TypePinAsync();
        await page.Locator(".door").First.WaitForAsync();
        return app;
    }

    /// <summary>The service worker holds the app, and all is sent: from here on a line is not needed.</summary>
    public async Task SettleAsync()
    {
        await page.EvaluateAsync("() => navigator.serviceWorker.ready.then(() => undefined)");
        await ExpectMarkAsync("Đã gửi hết");
    }

    public Task ExpectMarkAsync(string words) => Assertions.Expect(Mark).ToHaveAttributeAsync("aria-label", words, new() { Timeout = 60_000 });

    /// <summary>From Today: the last door in the list, somebody met, two services, done.</summary>
    /// <returns>Name of the household.</returns>
    public async Task<string> VisitADoorAsync()
    {
        var row = page.Locator("section:last-of-type .door .row").First;
        var name = await row.Locator("b").First.InnerTextAsync();
        await row.ClickAsync();
        await page.Locator(".action .main").ClickAsync();
        await page.Locator(".outcomes").WaitForAsync();
        if (await page.Locator(".who[aria-pressed=true]").CountAsync() == 0)
        {
            await page.Locator(".chip.who").First.ClickAsync();
        }

        await page.Locator(".service").Nth(0).Locator(".stages button").Nth(2).ClickAsync();
        await page.Locator(".service").Nth(1).Locator(".stages button").Nth(1).ClickAsync();
        await page.Locator(".action .main").ClickAsync();
        await page.GetByText("Đã lưu trên máy. Sẽ gửi khi có mạng.").WaitForAsync();
        return name;
    }

    /// <summary>Killed without warning and opened again, as after a reboot.</summary>
    public async Task<PhoneApp> KillAndReopenAsync(Func<IPage, Task>? prepare = null)
    {
        await page.CloseAsync();
        var again = await context.NewPageAsync();
        if (prepare is not null)
        {
            await prepare(again);
        }

        await again.GotoAsync("/field/");
        var app = new PhoneApp(context, again);
        await app.TypePinAsync();
        await again.Locator(".bar").WaitForAsync();
        return app;
    }

    public async Task GoAsync(string screen, string? language = null)
    {
        await page.EvaluateAsync("hash => { location.hash = hash; }", $"#/{screen}");
        await page.Locator("h1").First.WaitForAsync();
    }

    private async Task TypePinAsync()
    {
        foreach (var digit in Pin)
        {
            await page.Locator(".pin-keys button", new() { HasText = digit.ToString() }).ClickAsync();
        }
    }
}
