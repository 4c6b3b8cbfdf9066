using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TungNgo.Accounts;
using TungNgo.Accounts.Users;
using TungNgo.Data;
using TungNgo.Demo;

namespace TungNgo.BrowserTests;

/// <summary>A passkey in a real browser, with an authenticator that the browser plays; and the pages on a small phone and a desk.</summary>
public sealed class SecondFactorTests(Demo demo)
{
    private const string Own = "/me/second-factor", Password = "muoi-xoai-ba-khia";

    private const string Smaller = """
        () => [...document.querySelectorAll('main :is(a.btn, button, summary, input:not([type=hidden]))')].map(e => e.getBoundingClientRect())
          .filter(b => b.width > 0 && b.height < 43.5).length
        """;

    /// <summary>Browsers give passkeys to names, not to numbers.</summary>
    private string Address => demo.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);

    [Fact]
    public async Task A_passkey_is_added_and_signs_in()
    {
        var name = await AddAsync();
        await using var office = await demo.OfficeAsync(null);
        var page = await office.NewPageAsync();
        var devices = await office.NewCDPSessionAsync(page);
        await devices.SendAsync("WebAuthn.enable");
        await devices.SendAsync("WebAuthn.addVirtualAuthenticator", new()
        {
            ["options"] = new { protocol = "ctap2", transport = "internal", hasResidentKey = true, hasUserVerification = true, isUserVerified = true, automaticPresenceSimulation = true },
        });
        await SignInAsync(page, name);
        await page.GotoAsync(Address + Own);
        await page.FillAsync("#password-passkey", Password);
        await page.Locator("form[data-passkey=create] button").ClickAsync();
        await page.Locator(".paper-codes").WaitForAsync();
        Assert.Equal(10, await page.Locator(".paper-codes li").CountAsync());

        await office.ClearCookiesAsync();
        await page.GotoAsync(Address + "/sign-in");
        await page.Locator("form[data-passkey=get] button").ClickAsync();
        await page.Locator(".me summary").WaitForAsync();

        await office.ClearCookiesAsync();
        await page.GotoAsync(Address + "/sign-in");
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", Password);
        await page.Locator("form:not([data-passkey]) .btn-primary").ClickAsync();
        await page.Locator("#code").WaitForAsync();
        await page.SetViewportSizeAsync(360, 740);
        foreach (var language in new[] { "km", "vi" })
        {
            // The one page that no walk over the console gets to.
            await office.AddCookiesAsync([new() { Name = "lang", Value = language, Url = Address }]);
            await page.ReloadAsync();
            await page.Locator("#code").WaitForAsync();
            await LookAsync(page, $"second-{language}");
            Assert.Empty(await ReadersTests.ViolationsAsync(page));
        }

        await page.Locator("form[data-passkey=get] button").ClickAsync();
        await page.Locator(".me summary").WaitForAsync();
    }

    [Theory]
    [InlineData("vi", 360, 740)]
    [InlineData("km", 360, 740)]
    [InlineData("vi", 1366, 768)]
    [InlineData("km", 1366, 768)]
    public async Task The_pages_can_be_read_and_touched(string language, int width, int height)
    {
        var name = await AddAsync();
        await using var office = await demo.OfficeAsync(null, language, width: width, height: height);
        await office.AddCookiesAsync([new() { Name = "lang", Value = language, Url = Address }]);
        var page = await office.NewPageAsync();
        await page.GotoAsync(Address + "/sign-in");
        await LookAsync(page, $"sign-in-{language}-{width}");
        await SignInAsync(page, name);
        foreach (var path in new[] { "/me", Own, Own + "/app" })
        {
            await page.GotoAsync(Address + path);
            await LookAsync(page, $"{path.Replace('/', '-')}-{language}-{width}");
        }
    }

    private static async Task LookAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("LOOK") is { } folder)
        {
            await page.ScreenshotAsync(new() { Path = $"{folder}/{name}.png", FullPage = true });
        }

        Assert.Equal(0, await page.EvaluateAsync<int>(Smaller));
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"), name);
    }

    private async Task SignInAsync(IPage page, string name)
    {
        await page.GotoAsync(Address + "/sign-in");
        await page.FillAsync("#name", name);
        await page.FillAsync("#password", Password);
        await page.Locator(".sign-in-card form:not([data-passkey]) .btn-primary").ClickAsync();
        await page.Locator(".me summary").WaitForAsync();
    }

    private async Task<string> AddAsync()
    {
        await using var scope = demo.Services.CreateAsyncScope();
        var commune = await scope.ServiceProvider.GetRequiredService<AppDb>().AreaVersions.Where(v => v.Code == KnownFigures.TruongKhanh).Select(v => v.AreaId).FirstAsync();
        var (user, _) = await scope.ServiceProvider.GetRequiredService<ManageAccounts>()
            .AddAsync($"t{Guid.CreateVersion7():n}", "Trần Quốc Bình", Role.CommuneApprover, commune, null, CancellationToken.None, Password, mustChange: false);
        return user.UserName!;
    }
}
