using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TungNgo.Demo;
using TungNgo.Feed;

[assembly: AssemblyFixture(typeof(TungNgo.BrowserTests.Demo))]
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]

namespace TungNgo.BrowserTests;

/// <summary>The real server with the demo province on a fresh database, the built apps, and one Chromium for all tests.</summary>
public sealed class Demo : IAsyncLifetime
{
    private static readonly string[] Arguments =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        // A microphone that hums, for recordings.
        "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

    /// <summary>Milliseconds. Only a bound for what hangs: a build machine may be busy with other things.</summary>
    private const float Patience = 120_000;

    private readonly string file = Path.Combine(Path.GetTempPath(), $"tn_browser_{Guid.CreateVersion7():n}.db");
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> signedIn = new();
    private WebApplication app = null!;
    private IPlaywright playwright = null!;
    private IBrowser browser = null!;

    public string Address => app.Urls.Single();

    public IServiceProvider Services => app.Services;

    public async ValueTask InitializeAsync()
    {
        app = Server.Build(new ServerOptions { Database = $"sqlite:{file}", Urls = "http://127.0.0.1:0", Quiet = true, Demo = true });
        await Startup.MigrateAsync(app.Services, CancellationToken.None);
        await using (var scope = app.Services.CreateAsyncScope())
        {
            Assert.True(await scope.ServiceProvider.GetRequiredService<DemoProvince>().FillAsync(wholeProvince: false, seed: 7, _ => { }, CancellationToken.None));
        }

        app.Services.GetRequiredService<DemoClock>().Show(KnownFigures.Day);
        await Startup.LoadAsync(app.Services, CancellationToken.None);
        await DemoMode.OfferLoginsAsync(app.Services, CancellationToken.None);
        await app.StartAsync();
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium", Args = Arguments,
        });
        await DeskWork.DoAsync(this);
    }

    /// <summary>An office PC with an official signed in; null for nobody.</summary>
    public async Task<IBrowserContext> OfficeAsync(string? login, string language = "vi", bool javaScript = true, int width = 1366, int height = 768)
    {
        var context = await browser.NewContextAsync(new()
        {
            BaseURL = Address, Locale = "vi-VN", TimezoneId = "Asia/Ho_Chi_Minh", JavaScriptEnabled = javaScript,
            ViewportSize = new() { Width = width, Height = height }, StorageState = login is null ? null : await SignedInAsync(login),
        });
        context.SetDefaultTimeout(Patience);
        await context.AddCookiesAsync([new() { Name = "lang", Value = language, Url = Address }]);
        return context;
    }

    /// <summary>A small Android phone.</summary>
    public Task<IBrowserContext> PhoneAsync(string language = "vi") => browser.NewContextAsync(new()
    {
        BaseURL = Address, Locale = "vi-VN", TimezoneId = "Asia/Ho_Chi_Minh", ViewportSize = new() { Width = 360, Height = 740 }, DeviceScaleFactor = 2, HasTouch = true, IsMobile = true,
    });

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        playwright.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var left in Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(file) + "*"))
        {
            File.Delete(left);
        }
    }

    /// <summary>Signs in once for each login, by the form, and keeps the cookies: sign-in is rate limited for tests too.</summary>
    private Task<string> SignedInAsync(string login) => signedIn.GetOrAdd(login, _ => new(async () =>
    {
        await using var context = await browser.NewContextAsync(new() { BaseURL = Address });
        context.SetDefaultTimeout(Patience);
        var page = await context.NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.Locator(".demo-login", new() { HasText = login + " ·" }).ClickAsync();
        await page.Locator(".mainnav").First.WaitForAsync();
        return await context.StorageStateAsync();
    })).Value;
}
