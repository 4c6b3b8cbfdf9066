using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TungNgo.Areas;
using TungNgo.Areas.Reorganise;
using TungNgo.Demo;
using TungNgo.Feed;

namespace TungNgo.BrowserTests;

/// <summary>What offices have begun and closed, so that its pages can be looked at: an approved month with its document, and a set that divides a hamlet.</summary>
internal static class DeskWork
{
    public static async Task DoAsync(Demo demo)
    {
        await PlanDivisionAsync(demo.Services);
        await KeepTableAsync(demo);
        var report = "";
        await AsAsync(demo, "can-bo-xa", async page =>
        {
            await page.GotoAsync("/reports");
            await page.Locator(".report-own button").ClickAsync();
            await page.Locator("input[name='value-HO_NHAN_TIN']").FillAsync("3.600");
            await page.Locator("input[name='value-TK_DDDT2']").FillAsync("8.326");
            report = new Uri(page.Url).AbsolutePath;
            await page.Locator("form:has(.report-figures) button.btn-primary").ClickAsync();
            await page.Locator(".alert-success").WaitForAsync();
            foreach (var remark in await page.Locator("input[name^='remark-']").AllAsync())
            {
                await remark.FillAsync("Theo sổ của ấp");
            }

            await page.Locator("form:has(h2) button.btn-primary").ClickAsync();
            await page.GetByText("Chờ xác nhận").WaitForAsync();
        });
        foreach (var (approver, then) in new[] { ("lanh-dao-xa", "Chờ cấp trên duyệt"), ("lanh-dao-tinh", "Đã duyệt") })
        {
            await AsAsync(demo, approver, async page =>
            {
                await page.GotoAsync(report);
                await page.Locator(".judge button.btn-primary").ClickAsync();
                await page.GetByText(then).First.WaitForAsync();
            });
        }

        await AsAsync(demo, "can-bo-xa", async page =>
        {
            await page.GotoAsync($"{report}/document");
            await page.Locator("input[name=signer]").FillAsync("Trần Quốc Bình");
            await page.Locator("textarea[name=plans]").FillAsync("Tiếp tục đi từng ngõ, gõ từng nhà.");
            await page.Locator("form.card button.btn-primary").ClickAsync();
            await page.WaitForFunctionAsync("() => location.pathname.startsWith('/documents/')");
        });
    }

    /// <summary>A table that is kept and mailed.</summary>
    private static Task KeepTableAsync(Demo demo) => AsAsync(demo, "can-bo-tinh", async page =>
    {
        await page.GotoAsync("/tables/new?i=HO&i=TO&pick=children&heat=1");
        await page.Locator("input[name=name]").FillAsync("Hộ và tổ theo xã");
        await page.Locator("form[method=post] button.btn-primary").ClickAsync();
        await page.Locator("button:has-text('Thêm lịch')").ClickAsync();
        await page.Locator(".pivot-schedule").WaitForAsync();
    });

    private static async Task AsAsync(Demo demo, string login, Func<IPage, Task> work)
    {
        await using var office = await demo.OfficeAsync(login);
        await work(await office.NewPageAsync());
    }

    private static async Task PlanDivisionAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var tree = scope.ServiceProvider.GetRequiredService<AreaTree>().On(KnownFigures.Day);
        var commune = tree.All.Single(u => u.Code == KnownFigures.TruongKhanh).AreaId;
        var hamlet = tree.ChildrenOf(commune).Single(h => h.Name == DemoAccounts.Hamlet).AreaId;
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        write.Db.Reorganisations.Add(new Reorganisation
        {
            Id = write.NewId(), AreaId = tree.Roots.Single().AreaId, Title = "Chia ấp Trường Thành B", Act = "NQ 12/NQ-HĐND", Day = KnownFigures.Day.AddDays(30), Author = "Lâm Ngọc Hân",
            CreatedAt = write.Now,
            Steps =
            [
                new(StepKind.Split, [hamlet], Parts:
                [
                    new(write.NewId(), AreaKind.Hamlet, "Trường Thành B1", null, [], [], [], Rest: true), new(write.NewId(), AreaKind.Hamlet, "Trường Thành B2", null, [], [], []),
                ]),
            ],
        });
        write.Audit("test.arrange", Guid.Empty, null, null, null);
        await write.CommitAsync(CancellationToken.None);
    }
}
