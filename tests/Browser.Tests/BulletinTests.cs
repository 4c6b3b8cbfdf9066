using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TungNgo.BrowserTests;

/// <summary>A bulletin as its writer writes it at a desk and its approver decides on it with one thumb.</summary>
public sealed class BulletinTests(Demo demo)
{
    [Theory]
    [InlineData("vi")]
    [InlineData("km")]
    public async Task On_a_phone_the_approver_reads_the_text_and_the_one_button_is_in_reach(string language)
    {
        await using var phone = await demo.OfficeAsync("lanh-dao-tinh", language, width: 360, height: 740);
        var page = await phone.NewPageAsync();
        await OpenAsync(page, "Nước mặn 4,6 g/l");
        var button = page.Locator(".decide-yes");
        await Expect(button).ToBeInViewportAsync();
        Assert.True((await button.BoundingBoxAsync())!.Height >= 48, "the button is too small for a thumb");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"));
        await page.Locator(".decide-no summary").ClickAsync();
        await Expect(page.Locator("#return-reason")).ToBeVisibleAsync();
        Assert.Empty(await ReadersTests.ViolationsAsync(page));
    }

    [Fact]
    public async Task A_text_is_counted_while_it_is_written_and_a_recording_goes_with_the_form()
    {
        await using var office = await demo.OfficeAsync("can-bo-xa");
        var page = await office.NewPageAsync();
        await OpenAsync(page, "Rầy nâu trên lúa");
        await page.Locator("a[href$='/edit']").ClickAsync();
        await page.FillAsync("#short-vi", new string('a', 200));
        await Expect(page.Locator("[data-compose=vi] [data-sms-kind]")).ToHaveTextAsync("GSM");
        await Expect(page.Locator("[data-compose=vi] [data-sms-count]")).ToHaveTextAsync("2");
        await page.FillAsync("#short-vi", "Rầy nâu ở ấp Trường Thành B. Thăm đồng mỗi ngày.");
        await Expect(page.Locator("[data-compose=vi] [data-sms-kind]")).ToHaveTextAsync("Unicode");
        await Expect(page.Locator("[data-compose=vi] [data-plain-text]")).ToContainTextAsync("Ray nau o ap Truong Thanh B.");
        Assert.Empty(await ReadersTests.ViolationsAsync(page));

        var recorder = page.Locator("[data-compose=km] .recorder");
        await recorder.GetByText("Ghi âm tại đây").ClickAsync();
        await Expect(recorder.Locator(".clock")).ToHaveTextAsync(PublicPagesTests.Spoken());
        await recorder.GetByText("Dừng ghi").ClickAsync();
        await Expect(recorder.Locator("audio")).ToBeVisibleAsync();
        await Expect(recorder.GetByText("Ghi lại")).ToBeVisibleAsync();
        await page.Locator(".action-bar button[value=save]").ClickAsync();
        await page.Locator(".alert-success").First.WaitForAsync();
        var sound = page.Locator("[data-compose=km] audio[src^='/bulletins/files/']");
        await Expect(sound).ToBeVisibleAsync();
        var answer = await page.APIRequest.GetAsync(demo.Address + await sound.GetAttributeAsync("src"));
        Assert.Equal("audio/webm", answer.Headers["content-type"]);
        // Khmer can be heard now: the gate is open.
        await Expect(page.Locator("#gate")).ToHaveClassAsync(new System.Text.RegularExpressions.Regex("alert-success"));
    }

    private static async Task OpenAsync(IPage page, string title)
    {
        await page.GotoAsync("/bulletins");
        await page.Locator(".bulletin-cell a", new() { HasText = title }).ClickAsync();
        await page.Locator("h1", new() { HasText = title }).WaitForAsync();
    }
}
