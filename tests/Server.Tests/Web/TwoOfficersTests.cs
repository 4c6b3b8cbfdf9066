using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Tests.Accounts;
using TungNgo.Web;

namespace TungNgo.Tests.Web;

/// <summary>Two officers have the same form open: the later one is told, and what was theirs alone stands.</summary>
public sealed class TwoOfficersTests
{
    [Fact]
    public async Task A_figure_that_somebody_else_has_told_meanwhile_is_not_overwritten_unseen()
    {
        await using var server = await TestServer.StartAsync();
        var world = await RouteWorld.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, world.CommuneId);
        var path = $"/reports/{world.ReportId}";
        using var first = await officer.SubmitAsync(path, "figures", new() { ["was-HO_NHAN_TIN"] = "", ["value-HO_NHAN_TIN"] = "3600" });
        Assert.Equal(HttpStatusCode.Redirect, first.StatusCode);

        // The other form was opened before: it tells another figure of the same, and one of its own.
        using var clash = await officer.SubmitAsync(path, "figures", new()
        {
            ["was-HO_NHAN_TIN"] = "", ["value-HO_NHAN_TIN"] = "3700", ["was-TK_DDDT2"] = "", ["value-TK_DDDT2"] = "12",
        });
        var page = WebUtility.HtmlDecode(await clash.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, clash.StatusCode);
        Assert.Contains("<a href=\"#value-HO_NHAN_TIN\">", page, StringComparison.Ordinal);
        Assert.Contains("value=\"3700\"", page, StringComparison.Ordinal);
        Assert.Equal([("HO_NHAN_TIN", 3600m)], await ToldAsync(server));

        using var own = await officer.SubmitAsync(path, "figures", new()
        {
            ["was-HO_NHAN_TIN"] = "", ["value-HO_NHAN_TIN"] = "", ["was-TK_DDDT2"] = "", ["value-TK_DDDT2"] = "12",
        });
        Assert.Equal(HttpStatusCode.Redirect, own.StatusCode);
        Assert.Equal([("HO_NHAN_TIN", 3600m), ("TK_DDDT2", 12m)], await ToldAsync(server));
    }

    [Theory]
    [InlineData("/bulletins/settings/templates/meeting", "template")]
    [InlineData("/bulletins/settings/kinds/salt", "kind")]
    public async Task Settings_that_changed_since_the_form_was_opened_are_not_saved_over(string path, string form)
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        var fields = new Dictionary<string, string>
        {
            ["seen"] = "0123456789abcdef", ["kind"] = "meeting", ["name.vi"] = "Tên mới", ["title.vi"] = "Họp", ["body.vi"] = "Mời bà con đến họp.", ["active"] = "true", ["order"] = "1",
            ["icon"] = "ripple", ["cap"] = "Env",
        };
        using var late = await officer.SubmitAsync(path, form, fields);
        var page = WebUtility.HtmlDecode(await late.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, late.StatusCode);
        Assert.Contains(Texts.In("vi")["error.changed-meanwhile"], page, StringComparison.Ordinal);
        fields["seen"] = System.Text.RegularExpressions.Regex.Match(page, "name=\"seen\" value=\"([^\"]+)\"").Groups[1].Value;
        using var knowing = await officer.SubmitAsync(path, form, fields);
        Assert.True(knowing.StatusCode == HttpStatusCode.Redirect, WebUtility.HtmlDecode(await knowing.Content.ReadAsStringAsync()));
    }

    private static async Task<List<(string, decimal)>> ToldAsync(TestServer server) =>
        [.. (await server.WithDbAsync(db => db.EnteredValues.Where(v => v.SupersededAt == null && v.Value != null).OrderBy(v => v.Indicator).ToListAsync()))
            .Select(v => (v.Indicator, v.Value!.Value))];
}
