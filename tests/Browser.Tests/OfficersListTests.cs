using System.Text;
using Microsoft.Playwright;

namespace TungNgo.BrowserTests;

/// <summary>An officer takes a list with its columns mistaken, takes that back, and has it read again.</summary>
public sealed class OfficersListTests(Demo demo)
{
    private const string Head = "Lâm Thị Đọc Lại", Remark = "Ghi Chú Nhầm Cột";

    [Fact]
    public async Task A_list_taken_by_wrong_columns_is_taken_back_and_read_again_rightly()
    {
        await using var office = await demo.OfficeAsync("can-bo-xa");
        var page = await office.NewPageAsync();
        await page.GotoAsync("/households/import");
        var list = $"Ấp;Họ và tên chủ hộ;Điện thoại;Ghi chú\r\nTrường An;{Head};0912340001;{Remark}\r\nTrường An;Thạch Thị Đọc Lại;0912340002;{Remark} Hai\r\n";
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "doc-lai.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(list) });
        await page.Locator("main form .btn-primary").ClickAsync();
        await page.Locator("#take").WaitForAsync(new() { Timeout = 60_000 });

        // The remarks are said to be the heads: before anything is taken the page shows whom that would make.
        var fields = page.Locator("select[name=field]");
        await fields.Nth(1).SelectOptionAsync("Note");
        await fields.Nth(3).SelectOptionAsync("Head");
        await page.Locator("form:has(select[name=field]) button").ClickAsync();
        await page.Locator("#take").WaitForAsync(new() { Timeout = 60_000 });
        await Assertions.Expect(page.GetByText(Remark).First).ToBeVisibleAsync();
        await TakeAsync(page);
        Assert.Equal(0, await FoundAsync(page, Head));

        await page.GoBackAsync();
        await page.Locator("details.confirm > summary").ClickAsync();
        await page.Locator("details.confirm .btn-danger").ClickAsync();
        // Taken back; what the office has sent is still there, and its columns are as they were before they were mistaken.
        var again = page.Locator("form.after .btn-primary");
        await again.WaitForAsync(new() { Timeout = 60_000 });
        await again.ClickAsync();
        await page.Locator("#take").WaitForAsync(new() { Timeout = 60_000 });
        Assert.Equal("Head", await fields.Nth(1).InputValueAsync());
        await TakeAsync(page);
        Assert.Equal(1, await FoundAsync(page, Head));
        Assert.Equal(0, await FoundAsync(page, Remark));
    }

    private static async Task TakeAsync(IPage page)
    {
        await page.Locator("section[aria-labelledby=take] button").ClickAsync();
        await page.Locator(".alert-success").WaitForAsync(new() { Timeout = 60_000 });
    }

    /// <summary>How many households of the register are called so.</summary>
    private static async Task<int> FoundAsync(IPage page, string name)
    {
        await page.GotoAsync($"/households?q={Uri.EscapeDataString(name)}");
        return await page.Locator("tbody th", new() { HasTextString = name }).CountAsync();
    }
}
