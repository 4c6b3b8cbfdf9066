using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Web;

namespace TungNgo.Tests.Accounts;

/// <summary>The session is over in the middle of a form: what was written waits through the sign-in.</summary>
public sealed partial class KeptFormTests
{
    private const string Written = "Trường Mới \"bên kênh\"\r\nhai dòng";

    [Fact]
    public async Task What_was_written_comes_back_filled_in_after_signing_in_again_and_is_saved_only_by_the_next_press()
    {
        await using var server = await TestServer.StartAsync();
        var (browser, path, fields) = await WrittenAsync(server);
        using var _ = browser;

        using var kept = await browser.PostAsync(path, new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.Unauthorized, kept.StatusCode);
        Assert.Contains("no-store", kept.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        var page = await kept.Content.ReadAsStringAsync();
        Assert.Contains(Texts.In("vi")["kept.title"], WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("target=\"_blank\"", page, StringComparison.Ordinal);

        // Going on too early says so, and keeps it all the same.
        using var early = await browser.PostAsync(path, Hidden(page));
        var again = await early.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, early.StatusCode);
        Assert.Contains(Texts.In("vi")["kept.not-yet"], WebUtility.HtmlDecode(again), StringComparison.Ordinal);

        (await SignInTests.EnterAsync(browser, "lan", Officials.Password)).Dispose();
        using var shown = await browser.PostAsync(path, Hidden(again));
        var form = WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
        Assert.Contains(Texts.In("vi")["form.again"], form, StringComparison.Ordinal);
        Assert.Contains("Trường Mới \"bên kênh\"", form, StringComparison.Ordinal);
        Assert.Equal(0, await server.WithDbAsync(db => db.AreaVersions.CountAsync(v => v.Name.StartsWith("Trường Mới"))));

        fields["Form.Name"] = "Trường Mới";
        using var saved = await browser.PostAsync(path, new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.Redirect, saved.StatusCode);
        Assert.Equal(1, await server.WithDbAsync(db => db.AreaVersions.Where(v => v.Name == "Trường Mới").Select(v => v.AreaId).Distinct().CountAsync()));
    }

    [Fact]
    public async Task Nobody_else_goes_on_with_it()
    {
        await using var server = await TestServer.StartAsync();
        var (browser, path, fields) = await WrittenAsync(server);
        using var _ = browser;
        await server.AddOfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"), "minh");
        using var kept = await browser.PostAsync(path, new FormUrlEncodedContent(fields));
        var page = await kept.Content.ReadAsStringAsync();

        (await SignInTests.EnterAsync(browser, "minh", Officials.Password)).Dispose();
        using var shown = await browser.PostAsync(path, Hidden(page));
        Assert.Equal(HttpStatusCode.BadRequest, shown.StatusCode);
        Assert.DoesNotContain("Trường Mới", WebUtility.HtmlDecode(await shown.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_are_asked_for_again_and_neither_secrets_nor_forms_without_bounds_are_given_back()
    {
        await using var server = await TestServer.StartAsync();
        using var browser = server.Browser();
        var path = $"/teams/{Guid.CreateVersion7()}/edit";
        using var withFile = new MultipartFormDataContent { { new StringContent("Tổ mới"), "Form.Name" }, { new ByteArrayContent([1, 2, 3]), "file", "anh.png" } };
        using var kept = await browser.PostAsync(path, withFile);
        var page = WebUtility.HtmlDecode(await kept.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, kept.StatusCode);
        Assert.Contains(Texts.In("vi")["kept.files"], page, StringComparison.Ordinal);
        Assert.Contains("Tổ mới", page, StringComparison.Ordinal);

        using var huge = await browser.PostAsync(path, new FormUrlEncodedContent(new Dictionary<string, string> { ["Form.Name"] = new('a', 500_000) }));
        Assert.Equal(HttpStatusCode.Unauthorized, huge.StatusCode);
        Assert.DoesNotContain("aaaaaaaa", await huge.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var secret = await browser.PostAsync("/me/password", new FormUrlEncodedContent(new Dictionary<string, string> { ["Form.Old"] = "mat-khau-cua-toi" }));
        Assert.Equal(HttpStatusCode.Unauthorized, secret.StatusCode);
        Assert.DoesNotContain("mat-khau-cua-toi", await secret.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var api = await browser.PostAsync("/api/teams", new StringContent("{}", Encoding.UTF8, "application/json"));
        Assert.Equal("application/problem+json", api.Content.Headers.ContentType?.MediaType);
    }

    /// <summary>An officer's form, filled in, and an hour without a request.</summary>
    private static async Task<(HttpClient Browser, string Path, Dictionary<string, string> Fields)> WrittenAsync(TestServer server)
    {
        var commune = server.AreaByCode("31654");
        await server.AddOfficialAsync(Role.CommuneOfficer, commune, "lan");
        var browser = server.Browser();
        (await SignInTests.EnterAsync(browser, "lan", Officials.Password)).Dispose();
        var path = $"/areas/{commune}/add";
        var token = Officials.TokenOf(await browser.GetStringAsync(path));
        server.Clock.Advance(Sessions.IdleLife + TimeSpan.FromMinutes(1));
        return (browser, path, new()
        {
            ["_handler"] = "add-hamlet", ["__RequestVerificationToken"] = token, ["Form.Kind"] = "Hamlet", ["Form.Name"] = Written, ["Form.From"] = "2024-09-20", ["Form.Act"] = "QĐ 1",
        });
    }

    /// <summary>The form of the page that goes on, as a browser sends it.</summary>
    private static FormUrlEncodedContent Hidden(string page) => new(Fields().Matches(page[page.IndexOf("data-kept", StringComparison.Ordinal)..])
        .ToDictionary(m => WebUtility.HtmlDecode(m.Groups[1].Value), m => WebUtility.HtmlDecode(m.Groups[2].Value)));

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Fields();
}
