using System.Net;
using TungNgo.Accounts;
using TungNgo.Tests.Accounts;
using TungNgo.Web;

namespace TungNgo.Tests.Demo;

/// <summary>The demo's clock leads a page to what its unit was or became on the other day.</summary>
public sealed class UnitOnDayTests
{
    [Fact]
    public async Task A_page_of_a_unit_goes_to_what_it_became_and_back_and_says_so()
    {
        await using var server = await TestServer.StartAsync(demo: true);
        var commune = server.AreaByCode("31654");
        await server.AddOfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"), "lan");
        using var officer = server.Browser();
        // By the form: in a demo cookies keep true time.
        (await SignInTests.EnterAsync(officer, "lan", Officials.Password)).Dispose();
        var t = Texts.In("vi");
        var there = await SetAsync(officer, "2025-08-01", $"/figures/{commune}?indicator=households");
        Assert.Contains("moved=true", there, StringComparison.Ordinal);
        Assert.Contains("indicator=households", there, StringComparison.Ordinal);
        var heir = Guid.Parse(there.Split('/', '?')[2]);
        Assert.NotEqual(commune, heir);

        var back = await SetAsync(officer, "2024-09-20", $"/areas/{heir}");
        Assert.StartsWith("/areas/", back, StringComparison.Ordinal);
        Assert.DoesNotContain($"{heir}", back, StringComparison.Ordinal);
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync(back));
        Assert.Contains(t["layout.demo-clock.moved"], page, StringComparison.Ordinal);
        Assert.Contains(t["layout.demo-clock.what"], page, StringComparison.Ordinal);

        // What is there on both days stays where it is, and so does what is no unit.
        Assert.Equal("/bulletins?state=draft", await SetAsync(officer, "2024-10-01", "/bulletins?state=draft"));
        Assert.Equal($"/areas/{commune}", await SetAsync(officer, "2024-09-20", $"/areas/{commune}"));
    }

    private static async Task<string> SetAsync(HttpClient browser, string day, string from)
    {
        using var moved = await browser.PostFormAsync("/me", "/demo/clock", new() { ["day"] = "on", ["on"] = day, ["returnUrl"] = from });
        Assert.Equal(HttpStatusCode.Redirect, moved.StatusCode);
        return moved.Headers.Location!.OriginalString;
    }
}
