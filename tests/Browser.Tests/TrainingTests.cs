using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TungNgo.Data;
using TungNgo.Demo;
using TungNgo.Training.Courses;
using static Microsoft.Playwright.Assertions;

namespace TungNgo.BrowserTests;

/// <summary>A class from the invitation to the certificate that was taken back, as everybody in it sees it.</summary>
public sealed class TrainingTests(Demo demo)
{
    private static readonly Course Security = new CourseCatalogue().Find(CourseCatalogue.Security)!;

    [Fact]
    public async Task A_class_is_invited_attended_and_tested_without_a_line_certified_checked_and_revoked()
    {
        await using var office = await demo.OfficeAsync("can-bo-xa");
        var desk = await office.NewPageAsync();
        var held = await OpenAsync(desk);

        await using var context = await demo.PhoneAsync();
        var phone = await PhoneApp.EnrolAsync(context, DemoAccounts.MemberCode);
        await phone.SettleAsync();
        await phone.GoAsync("training");
        await Expect(phone.Page.GetByText("Bạn được mời.")).ToBeVisibleAsync();

        // The hall has no line: what stands on the wall is typed, the test is done, the phone dies, and all of it is still there.
        await desk.GotoAsync($"{held}/wall");
        await context.SetOfflineAsync(true);
        var code = await desk.Locator(".class-wall-word").InnerTextAsync();
        await phone.Page.Locator(".list .row").First.ClickAsync();
        await phone.Page.Locator("input").FillAsync(code);
        await phone.Page.GetByText("Tôi có mặt").ClickAsync();
        await phone.Page.Locator(".action .main").ClickAsync();
        for (var i = 0; i < Security.Draw; i++)
        {
            await AnswerAsync(phone.Page);
        }

        await Expect(phone.Page.GetByText($"Đúng {Security.Draw}/{Security.Draw} câu.")).ToBeVisibleAsync();
        await phone.Page.Locator(".action .main").ClickAsync();
        await phone.ExpectMarkAsync("2 chưa gửi");
        phone = await phone.KillAndReopenAsync();
        await phone.ExpectMarkAsync("2 chưa gửi");
        await context.SetOfflineAsync(false);
        await phone.ExpectMarkAsync("Đã gửi hết");

        await desk.GotoAsync(held);
        await Expect(desk.GetByText($"Đạt {Security.Draw}/{Security.Draw}")).ToBeVisibleAsync();
        await ConfirmAsync(desk, "Chốt lớp");
        await using var chief = await demo.OfficeAsync("lanh-dao-xa");
        var signing = await chief.NewPageAsync();
        await signing.GotoAsync(held);
        await ConfirmAsync(signing, "Ký 1 chứng nhận");
        await phone.GoAsync("sync");
        await phone.Page.Locator(".action .main").ClickAsync();
        await phone.GoAsync("training");
        await Expect(phone.Page.GetByText("Chứng nhận số")).ToBeVisibleAsync();

        await signing.Locator("a[href^='/training/certificates/']").First.ClickAsync();
        await Expect(signing.GetByText("GIẤY CHỨNG NHẬN")).ToBeVisibleAsync();
        var certificate = await CertificateAsync(held);
        await using var street = await demo.OfficeAsync(null);
        var anybody = await street.NewPageAsync();
        await anybody.GotoAsync($"/chung-nhan/{certificate.Code}");
        await Expect(anybody.GetByText("Chứng nhận thật, còn giá trị.")).ToBeVisibleAsync();
        await PasteAsync(anybody, Forged(certificate.Badge, certificate.Name));
        await Expect(anybody.GetByText("Không phải do cơ quan chúng tôi ký")).ToBeVisibleAsync();
        await PasteAsync(anybody, certificate.Badge);
        await Expect(anybody.GetByText("Chứng nhận thật, còn giá trị.")).ToBeVisibleAsync();

        await signing.Locator("details.confirm summary").ClickAsync();
        await signing.FillAsync("#why", "Ghi nhầm người");
        await signing.Locator("details.confirm .btn-danger").ClickAsync();
        await Expect(signing.GetByText("thu hồi lúc")).ToBeVisibleAsync();
        await PasteAsync(anybody, certificate.Badge);
        await Expect(anybody.GetByText("Chứng nhận này đã bị thu hồi.")).ToBeVisibleAsync();
    }

    /// <returns>Address of the class, which has just begun.</returns>
    private async Task<string> OpenAsync(IPage desk)
    {
        var now = LegalDay.ToLocal(demo.Services.GetRequiredService<DemoClock>().GetUtcNow().UtcDateTime);
        await desk.GotoAsync("/training/classes/new");
        await desk.FillAsync("#day", $"{now:yyyy-MM-dd}");
        await desk.FillAsync("#starts", $"{now:HH\\:mm}");
        await desk.FillAsync("#place", "Hội trường xã");
        await desk.FillAsync("#trainer", "Trần Thị Mai");
        await desk.FillAsync("#seats", "300");
        await desk.Locator("form:has(#place) .btn-primary").ClickAsync();
        await ConfirmAsync(desk, "Mở lớp và mời");
        await Expect(desk.GetByText("Đang học")).ToBeVisibleAsync();
        return new Uri(desk.Url).AbsolutePath;
    }

    /// <summary>The right option, as the question that is on the screen has it.</summary>
    private static async Task AnswerAsync(IPage page)
    {
        var asked = await page.Locator(".question").InnerTextAsync();
        var question = Security.Questions.Single(q => q.Text["vi"] == asked);
        await page.Locator(".options button").Nth(question.Right).ClickAsync();
        await page.Locator(".action .main").ClickAsync();
    }

    private static async Task ConfirmAsync(IPage page, string label)
    {
        var form = page.Locator("details.confirm", new() { HasText = label });
        await form.Locator("summary").ClickAsync();
        await form.Locator(".btn-danger").ClickAsync();
        await page.Locator(".alert-success").WaitForAsync();
    }

    private static async Task PasteAsync(IPage page, string badge)
    {
        await page.GotoAsync("/chung-nhan");
        await page.FillAsync("#the", badge);
        await page.Locator("form:has(#the) button").ClickAsync();
    }

    private async Task<TungNgo.Training.Certificate> CertificateAsync(string held)
    {
        var id = Guid.Parse(held[(held.LastIndexOf('/') + 1)..]);
        await using var db = await demo.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return await db.Certificates.AsNoTracking().SingleAsync(c => c.ClassId == id);
    }

    /// <summary>The same for somebody else, with the signature that it had.</summary>
    private static string Forged(string badge, string name)
    {
        var parts = badge.Split('.');
        var said = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(parts[1])).Replace(name, "Ai Đó", StringComparison.Ordinal);
        return $"{parts[0]}.{WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(said))}.{parts[2]}";
    }
}
