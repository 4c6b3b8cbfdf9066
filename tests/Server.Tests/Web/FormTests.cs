using System.Net;
using TungNgo.Accounts;
using TungNgo.Web;

namespace TungNgo.Tests.Web;

/// <summary>What all forms of the console do alike: say what is wrong at the top and beside the field, keep what was typed, say that it is done.</summary>
public sealed class FormTests
{
    private static readonly string Saved = Texts.In("vi")["form.saved"];

    [Fact]
    public async Task A_refused_form_says_so_at_the_top_and_beside_the_field_and_keeps_what_was_typed()
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        using var answer = await AddHamletAsync(server, officer, act: " ", query: "?saved=true");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        var text = Texts.In("vi")["error.areas.act-needed"];
        Assert.InRange(page.IndexOf("role=\"alert\"", StringComparison.Ordinal), 0, page.IndexOf("<form class=\"narrow", StringComparison.Ordinal));
        Assert.Contains("<a href=\"#Form-act\">" + text, page, StringComparison.Ordinal);
        Assert.Contains("id=\"Form-act-problem\"", page, StringComparison.Ordinal);
        Assert.Matches("<input[^>]*name=\"Form.Act\"[^>]*aria-describedby=\"Form-act-problem Form-act-help\"[^>]*aria-invalid=\"true\"", page);
        Assert.Contains("value=\"Trường Mới\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Saved, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_of_the_whole_form_stands_at_the_top_with_what_to_do()
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        using var answer = await officer.SubmitAsync("/areas/merge", "merge", new()
        {
            ["Form.Kind"] = "Commune", ["Form.Name"] = "Đại Khánh", ["Form.From"] = "2024-10-01", ["Form.Act"] = "NQ 9/NQ",
        });
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Contains($"<p class=\"alert-title\">{Texts.In("vi")["error.areas.merge-needs-two"]}</p>", page, StringComparison.Ordinal);
        Assert.Contains(Texts.In("vi")["error.areas.merge-needs-two.next"], page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_is_done_leads_to_a_page_that_says_so_once()
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));
        using var answer = await AddHamletAsync(server, officer, act: "QĐ 1", query: "");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var address = answer.Headers.Location!.OriginalString;
        Assert.Matches("role=\"status\"[^>]*>.*" + Saved, await DecodedAsync(officer, address));
        Assert.DoesNotContain(Saved, await DecodedAsync(officer, address.Split('?')[0]), StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> AddHamletAsync(TestServer server, HttpClient officer, string act, string query) =>
        officer.SubmitAsync($"/areas/{server.AreaByCode("31654")}/add{query}", "add-hamlet", new()
        {
            ["Form.Kind"] = "Hamlet", ["Form.Name"] = "Trường Mới", ["Form.From"] = "2024-09-20", ["Form.Act"] = act,
        });

    private static async Task<string> DecodedAsync(HttpClient client, string address) => WebUtility.HtmlDecode(await client.GetStringAsync(address));
}
