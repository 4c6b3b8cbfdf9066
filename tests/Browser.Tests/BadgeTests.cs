using Microsoft.Playwright;
using TungNgo.Demo;
using static Microsoft.Playwright.Assertions;

namespace TungNgo.BrowserTests;

/// <summary>From the member's phone, which has no line, to the resident's, which has no account.</summary>
public sealed class BadgeTests(Demo demo)
{
    /// <summary>The QR is drawn of what is encoded here; no camera reads a test's screen.</summary>
    private const string Listen = "() => { const encode = window.btoa.bind(window); window.btoa = text => { const made = encode(text); if (text.length === 84) window.shown = made; return made; }; }";

    [Fact]
    public async Task A_badge_made_without_a_line_is_believed_and_an_altered_one_is_not()
    {
        await using var memberContext = await demo.PhoneAsync();
        await memberContext.AddInitScriptAsync($"({Listen})()");
        var member = await PhoneApp.EnrolAsync(memberContext, DemoAccounts.MemberCode);
        await member.SettleAsync();
        await member.GoAsync("badge");
        await Expect(member.Page.Locator("svg.badge-qr")).ToBeVisibleAsync();
        await memberContext.SetOfflineAsync(true);
        await member.GoAsync("me");
        await member.GoAsync("badge");
        await Expect(member.Page.Locator("svg.badge-qr")).ToBeVisibleAsync();
        var code = (await member.Page.EvaluateAsync<string>("() => window.shown")).Replace('+', '-').Replace('/', '_').TrimEnd('=');
        var name = await member.Page.InnerTextAsync(".badge-name");

        await using var residentContext = await demo.PhoneAsync();
        var resident = await residentContext.NewPageAsync();
        await resident.GotoAsync($"/b/{code}");
        await resident.Locator(".places a").First.ClickAsync();
        await Expect(resident.Locator(".badge-good h1")).ToContainTextAsync("Đúng là tổ viên của");
        await Expect(resident.Locator(".badge-name")).ToHaveTextAsync(name);
        var altered = (code[30] == 'A' ? 'B' : 'A') is var other ? $"{code[..30]}{other}{code[31..]}" : code;
        await resident.GotoAsync($"/b/{altered}");
        await Expect(resident.Locator(".badge-bad h1")).ToHaveTextAsync("Đây không phải thẻ của tổ");
    }
}
