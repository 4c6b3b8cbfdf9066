using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace TungNgo.BrowserTests;

/// <summary>An officer's day at the desk, from the morning's list of work to the evening's print, without a dead end.</summary>
public sealed class OfficersDayTests(Demo demo)
{
    private const string Title = "Họp về tổ công nghệ số tối thứ Sáu";

    [Fact]
    public async Task A_notice_is_written_changed_approved_followed_cancelled_and_seen_with_its_reason_in_the_hamlet()
    {
        await using var office = await demo.OfficeAsync("can-bo-xa");
        await using var leader = await demo.OfficeAsync("lanh-dao-xa");
        var (writer, approver) = (await office.NewPageAsync(), await leader.NewPageAsync());

        await writer.GotoAsync("/bulletins/new");
        await writer.SelectOptionAsync("#kind", "meeting");
        await writer.FillAsync("#title", Title);
        await writer.FillAsync("#source", "UBND xã Trường Khánh");
        await writer.Locator("form.narrow button.btn-primary").ClickAsync();
        await writer.FillAsync("#body-vi", "19 giờ thứ Sáu tại nhà văn hóa ấp.");
        await writer.FillAsync("#title-km", "ប្រជុំយប់ថ្ងៃសុក្រ");
        await writer.FillAsync("#body-km", "ម៉ោង 19 ថ្ងៃសុក្រ នៅផ្ទះវប្បធម៌ភូមិ។");
        await writer.Locator(".action-bar button[value=submit]").ClickAsync();
        await writer.Locator("h1", new() { HasText = Title }).WaitForAsync();
        var notice = new Uri(writer.Url).AbsolutePath;
        await ApproveAsync(approver, notice);

        // A correction is one choice; its writer changes a copy, and the approver sees what is different.
        await writer.GotoAsync(notice);
        await ChangeAsync(writer, "correct", "Đổi giờ họp");
        await writer.FillAsync("#body-vi", "18 giờ thứ Sáu tại nhà văn hóa ấp.");
        await writer.Locator(".action-bar button[value=submit]").ClickAsync();
        await writer.Locator(".changes").WaitForAsync();
        await approver.GotoAsync("/");
        await approver.Locator(".todo a[href^='/bulletins?']").ClickAsync();
        await approver.Locator(".bulletin-cell a", new() { HasText = Title }).ClickAsync();
        await Expect(approver.Locator(".changes del").First).ToHaveTextAsync("19");
        await Expect(approver.Locator(".changes ins").First).ToHaveTextAsync("18");
        await ApproveAsync(approver, notice);

        // How far it came: the whole is known at once.
        await approver.Locator("a[href$='/reach']").First.ClickAsync();
        await Expect(approver.Locator(".figures .figure-card").First).Not.ToContainTextAsync("—");

        await writer.GotoAsync(notice);
        await ChangeAsync(writer, "stop", "Nhà văn hóa mất điện");
        await writer.GetByText("Nhà văn hóa mất điện").First.WaitForAsync();

        var hamlet = await HamletAsync(writer);
        await using var street = await demo.OfficeAsync(null);
        var resident = await street.NewPageAsync();
        await resident.GotoAsync($"/tin/{hamlet}");
        var card = resident.Locator(".bulletin-cancelled", new() { HasText = Title });
        await Expect(card).ToContainTextAsync("Nhà văn hóa mất điện");
        Assert.Empty(await ReadersTests.ViolationsAsync(resident));
        await card.Locator("a").ClickAsync();
        await Expect(resident.Locator(".notice-bad")).ToContainTextAsync("Nhà văn hóa mất điện");
    }

    [Fact]
    public async Task A_code_is_sent_on_in_zalo_and_a_sheet_of_codes_is_printed_on_its_own()
    {
        await using var office = await demo.OfficeAsync("can-bo-xa");
        var page = await office.NewPageAsync();
        await page.GotoAsync("/teams");
        await page.Locator("tr[data-work] a").First.ClickAsync();
        await page.Locator("#code button").ClickAsync();
        var card = page.Locator(".enrol-card");
        await Expect(card).ToBeInViewportAsync();
        // Another language would show the page without the code.
        await Expect(page.Locator("form[action='/language']")).ToBeHiddenAsync();
        await card.Locator("[data-copy]").ClickAsync();
        await Expect(card.Locator("[data-copy-said]")).Not.ToBeEmptyAsync();
        Assert.Equal(await page.Locator("#invitation").InputValueAsync(), await page.EvaluateAsync<string>("() => { const t = document.activeElement; return t.value.slice(t.selectionStart, t.selectionEnd); }"));

        await page.Locator("a[href$='/codes']").ClickAsync();
        await Expect(page.Locator("form[action='/language']")).ToBeVisibleAsync();
        foreach (var box in await page.Locator("#members input").AllAsync())
        {
            await box.CheckAsync();
        }

        await page.Locator("form.narrow button.btn-primary").ClickAsync();
        var slips = page.Locator(".code-slip");
        await slips.First.WaitForAsync();
        await Expect(page.Locator("form[action='/language']")).ToBeHiddenAsync();
        Assert.Empty(await ReadersTests.ViolationsAsync(page));
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Expect(slips.First).ToBeVisibleAsync();
        await Expect(page.Locator("h1")).ToBeHiddenAsync();
        await Expect(page.Locator("form.narrow")).ToBeHiddenAsync();
        var paper = await page.PdfAsync(new() { Format = "A4" });
        Assert.Matches("^%PDF", System.Text.Encoding.ASCII.GetString(paper, 0, 8));
    }

    [Fact]
    public async Task What_was_written_when_the_session_ended_waits_through_the_sign_in()
    {
        await using var office = await demo.OfficeAsync(null);
        var page = await office.NewPageAsync();
        await SignInAsync(page);
        await page.GotoAsync("/bulletins/new");
        await page.SelectOptionAsync("#kind", "meeting");
        await page.FillAsync("#title", "Chữ không được mất");
        await page.FillAsync("#source", "UBND xã");
        await office.ClearCookiesAsync(new() { NameRegex = new Regex("^tungngo$") });
        await page.Locator("form.narrow button.btn-primary").ClickAsync();

        var beside = await page.RunAndWaitForPopupAsync(() => page.Locator(".kept-steps a").ClickAsync());
        await SignInAsync(beside);
        await beside.CloseAsync();
        await page.BringToFrontAsync();
        if (await page.Locator(".kept-steps button").IsVisibleAsync())
        {
            await page.Locator(".kept-steps button").ClickAsync();
        }

        await Expect(page.Locator("#title")).ToHaveValueAsync("Chữ không được mất");
        await page.Locator("form.narrow button.btn-primary").ClickAsync();
        await page.Locator("form.compose").WaitForAsync();
        await Expect(page.Locator("#title-vi")).ToHaveValueAsync("Chữ không được mất");
    }

    private static async Task SignInAsync(IPage page)
    {
        if (!page.Url.Contains("/sign-in", StringComparison.Ordinal))
        {
            await page.GotoAsync("/sign-in");
        }

        await page.Locator(".demo-login", new() { HasText = "can-bo-xa ·" }).ClickAsync();
        await page.Locator(".mainnav").First.WaitForAsync();
    }

    private static async Task ApproveAsync(IPage page, string notice)
    {
        await page.GotoAsync(notice);
        await page.Locator(".decide-yes").ClickAsync();
        await page.Locator(".decide-yes-card form button.btn-primary").ClickAsync();
        await page.Locator(".alert-success").First.WaitForAsync();
    }

    private static async Task ChangeAsync(IPage page, string how, string why)
    {
        await page.Locator($"#change input[value={how}]").CheckAsync();
        await page.FillAsync("#change-why", why);
        await page.Locator("#change button").ClickAsync();
        if (how == "stop")
        {
            // What cannot be undone is asked once more.
            await page.Locator("#change button[name=sure]").ClickAsync();
        }

        await page.WaitForURLAsync(new Regex("saved=true"));
    }

    /// <summary>A hamlet of the officer's commune.</summary>
    private static async Task<string> HamletAsync(IPage page)
    {
        await page.GotoAsync("/households");
        return (await page.Locator("select[name=hamlet] option:not([value=''])").First.GetAttributeAsync("value"))!;
    }
}
