using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using TungNgo.Accounts;
using TungNgo.Accounts.Users;
using TungNgo.Areas;
using TungNgo.Demo;

namespace TungNgo.BrowserTests;

/// <summary>A month closes at the desks of all tiers, in real browsers: returned once, sent without a unit that is missing, opened again by an exception, corrected.</summary>
public sealed class MonthTests(Demo demo) : IDisposable
{
    private const string Password = "muoi-xoai-ba-khia";

    private DemoClock Clock => demo.Services.GetRequiredService<DemoClock>();

    [Fact]
    public Task Through_three_tiers_in_2024() => ClosesAsync(KnownFigures.Day, "2024-MA9", tiers: 3);

    [Fact]
    public Task Through_two_tiers_today() => ClosesAsync(new(2025, 8, 18), "2025-MA8", tiers: 2);

    /// <summary>The other tests live on the demo's own day.</summary>
    public void Dispose() => Clock.Show(KnownFigures.Day);

    private async Task ClosesAsync(DateOnly day, string period, int tiers)
    {
        Clock.Show(day);
        var tree = demo.Services.GetRequiredService<AreaTree>().On(day);
        // Not the commune whose month other tests look at.
        var commune = tree.All.Where(u => u.Tier == AreaTier.Commune && u.Code != KnownFigures.TruongKhanh && tree.HamletsOf(u.AreaId).Count > 0).OrderBy(u => u.Code).First();
        var line = tree.LineOf(commune.AreaId).ToList();
        Assert.Equal(tiers, line.Count);
        var desks = new List<(IPage Officer, IPage Approver)>();
        foreach (var unit in line)
        {
            var top = unit.ParentId is null;
            desks.Add((await DeskAsync(top ? Role.ProvinceOfficer : Role.CommuneOfficer, unit.AreaId), await DeskAsync(top ? Role.ProvinceApprover : Role.CommuneApprover, unit.AreaId)));
        }

        // Written, signed in the unit, returned from above, put right, approved.
        var report = await BeginAsync(desks[0].Officer, line[0], period);
        await EnterAsync(desks[0].Officer, report, "TK_DDDT2", "8.326");
        await SubmitAsync(desks[0].Officer, report);
        await JudgeAsync(desks[0].Approver, report, "Chờ cấp trên duyệt");
        await ReturnAsync(desks[1].Approver, report, "Bổ sung số hộ nhận tin");
        await desks[0].Officer.GotoAsync(report);
        await desks[0].Officer.GetByText("Bổ sung số hộ nhận tin").First.WaitForAsync();
        await EnterAsync(desks[0].Officer, report, "HO_NHAN_TIN", "20");
        await SubmitAsync(desks[0].Officer, report);
        await JudgeAsync(desks[0].Approver, report, "Chờ cấp trên duyệt");
        await JudgeAsync(desks[1].Approver, report, "Đã duyệt");

        // Each level above sends its own, without those that sent nothing, and names them.
        for (var level = 1; level < line.Count; level++)
        {
            var above = await BeginAsync(desks[level].Officer, line[level], period);
            await SubmitAsync(desks[level].Officer, above, missing: true);
            if (level < line.Count - 1)
            {
                await JudgeAsync(desks[level].Approver, above, "Chờ cấp trên duyệt");
                await JudgeAsync(desks[level + 1].Approver, above, "Đã duyệt");
            }
            else
            {
                await JudgeAsync(desks[level].Approver, above, "Đã khóa");
            }
        }

        // Closed: it opens for some days, and the correction stands beside what was approved.
        var seal = await SealAsync(desks[0].Officer, report);
        await desks[1].Approver.GotoAsync(report);
        await desks[1].Approver.Locator("details:has(#until) > summary").ClickAsync();
        await desks[1].Approver.FillAsync("#except-reason", "Công an xã đính chính");
        await desks[1].Approver.FillAsync("#until", day.AddDays(5).ToString("yyyy-MM-dd", null));
        await SendAsync(desks[1].Approver, "except");
        await desks[0].Officer.GotoAsync(report);
        await SendAsync(desks[0].Officer, "correct");
        var corrected = new Uri(desks[0].Officer.Url).AbsolutePath;
        Assert.NotEqual(report, corrected);
        await EnterAsync(desks[0].Officer, corrected, "TK_DDDT2", "8.400");
        await SubmitAsync(desks[0].Officer, corrected);
        await JudgeAsync(desks[0].Approver, corrected, "Chờ cấp trên duyệt");
        await JudgeAsync(desks[1].Approver, corrected, "Đã duyệt");

        // Whoever holds the first paper learns of the second.
        var reader = await (await demo.OfficeAsync(null, width: 360, height: 740)).NewPageAsync();
        await reader.GotoAsync($"/bc/{seal}");
        await reader.GetByText("đã được đính chính (lần 1)").First.WaitForAsync();
        await reader.GotoAsync($"/bc/{await SealAsync(desks[0].Officer, corrected)}");
        await reader.GetByText("8.400").First.WaitForAsync();
        foreach (var page in desks.SelectMany(d => new[] { d.Officer, d.Approver }).Append(reader))
        {
            await page.Context.CloseAsync();
        }
    }

    private async Task<IPage> DeskAsync(Role role, Guid unit)
    {
        await using var scope = demo.Services.CreateAsyncScope();
        var (user, _) = await scope.ServiceProvider.GetRequiredService<ManageAccounts>()
            .AddAsync($"m{Guid.CreateVersion7():n}", "Lâm Ngọc Hân", role, unit, null, CancellationToken.None, Password, mustChange: false);
        var page = await (await demo.OfficeAsync(null)).NewPageAsync();
        await page.GotoAsync("/sign-in");
        await page.FillAsync("#name", user.UserName!);
        await page.FillAsync("#password", Password);
        await page.Locator(".sign-in-card form:not([data-passkey]) .btn-primary").ClickAsync();
        await page.Locator(".me summary").WaitForAsync();
        return page;
    }

    private static async Task<string> BeginAsync(IPage page, AreaVersion unit, string period)
    {
        await page.GotoAsync($"/reports?area={unit.AreaId}&period={period}");
        await page.Locator(".report-own button").ClickAsync();
        await page.WaitForFunctionAsync("() => /^\\/reports\\/[0-9a-f-]{36}/.test(location.pathname)");
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task EnterAsync(IPage page, string report, string code, string value)
    {
        await page.GotoAsync(report);
        await page.FillAsync($"input[name='value-{code}']", value);
        await SendAsync(page, "figures");
        Assert.Equal(value, await page.InputValueAsync($"input[name='value-{code}']"));
    }

    private static async Task SubmitAsync(IPage page, string report, bool missing = false)
    {
        await page.GotoAsync(report);
        foreach (var remark in await page.Locator("input[name^='remark-']").AllAsync())
        {
            await remark.FillAsync("Theo sổ của ấp");
        }

        var without = page.Locator("input[name=without]");
        Assert.Equal(missing ? 1 : 0, await without.CountAsync());
        if (missing)
        {
            await without.CheckAsync();
        }

        await SendAsync(page, "submit");
        await page.GetByText("Chờ xác nhận").First.WaitForAsync();
    }

    private static async Task JudgeAsync(IPage page, string report, string then)
    {
        await page.GotoAsync(report);
        await SendAsync(page, "judge");
        await page.Locator(".report-state").GetByText(then).WaitForAsync();
    }

    private static async Task ReturnAsync(IPage page, string report, string reason)
    {
        await page.GotoAsync(report);
        await page.FillAsync("#reason", reason);
        await SendAsync(page, "return");
    }

    private static async Task<string> SealAsync(IPage page, string report)
    {
        await page.GotoAsync($"{report}/print");
        var text = await page.InnerTextAsync("body");
        return System.Text.RegularExpressions.Regex.Match(text, "[2-9A-HJ-NP-Z]{16}").Value is { Length: 16 } seal ? seal : throw new InvalidOperationException("The print shows no seal: " + text);
    }

    /// <summary>Sends a form of the page and waits for the page that says it is done.</summary>
    private static async Task SendAsync(IPage page, string form)
    {
        await page.Locator($"form:has(input[name='_handler'][value='{form}']) button:not([type=button])").First.ClickAsync();
        await page.Locator(".alert-success").First.WaitForAsync();
    }
}
