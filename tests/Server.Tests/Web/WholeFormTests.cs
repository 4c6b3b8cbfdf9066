using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using TungNgo.Accounts;
using TungNgo.Bulletins;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Tests.Web;

/// <summary>Pages that lose nothing: a form tells all that is wrong at once, an odd period shows the usual one, and no row comes twice.</summary>
public sealed partial class WholeFormTests
{
    [Theory]
    [InlineData("/training/classes/new", "class", "course", "place", "trainer", "day", "seats")]
    [InlineData("/campaigns/new", "campaign", "name", "to", "services")]
    [InlineData("/answers/new", "answer", "question", "answer")]
    public async Task A_form_tells_all_that_is_wrong_at_once_each_beside_its_field(string path, string form, params string[] fields)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var refused = await officer.SubmitAsync(path, form, new() { ["unit"] = $"{village.CommuneId}", ["audience"] = "0", ["id"] = $"{Guid.CreateVersion7()}" });
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, refused.StatusCode);
        Assert.All(fields, f => Assert.Contains($"<a href=\"#{f}\">", page, StringComparison.Ordinal));
        Assert.All(fields, f => Assert.Contains($"id=\"{f}-problem\"", page, StringComparison.Ordinal));
        Assert.Contains(Texts.In("vi")["form.problems", fields.Length], page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_that_is_not_ready_says_all_that_it_lacks()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var begun = await officer.SubmitAsync("/bulletins/new", "new-bulletin", new() { ["issuer"] = $"{village.CommuneId}", ["kind"] = "meeting", ["title"] = "Họp ấp", ["source"] = "Xã" });
        var path = begun.Headers.Location!.OriginalString.Split('?')[0];
        using var refused = await officer.SubmitAsync(path, "compose", new()
        {
            ["edition"] = "1", ["kind"] = "meeting", ["urgency"] = "routine", ["from"] = "2024-09-20T12:00", ["to"] = "2024-09-20T12:00", ["do"] = "submit", ["area"] = $"{village.CommuneId}",
        });
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.Contains("id=\"from-problem\"", page, StringComparison.Ordinal);

        using var again = await officer.SubmitAsync(path, "compose", new()
        {
            ["edition"] = "1", ["kind"] = "meeting", ["urgency"] = "routine", ["from"] = "2024-09-20T09:00", ["to"] = "2024-09-20T10:00", ["do"] = "submit", ["area"] = $"{village.CommuneId}",
        });
        var more = WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync());
        Assert.All(new[] { "title-vi", "source", "to" }, f => Assert.Contains($"<a href=\"#{f}\">", more, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/figures/{0}?from=2024-09-19&date=2024-01-01")]
    [InlineData("/figures/{0}?boundaries=hom-qua")]
    [InlineData("/indicators?area={0}&period=thang-ba")]
    [InlineData("/indicators/TO?area={0}&period=thang-ba")]
    [InlineData("/indicators/compare?area={0}&period=2024-M13")]
    [InlineData("/areas/{0}/profile?period=x")]
    [InlineData("/reports?area={0}&period=x")]
    public async Task A_period_that_is_none_shows_the_usual_one_and_says_so(string address)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var answer = await officer.GetAsync(string.Format(CultureInfo.InvariantCulture, address, village.CommuneId));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(Texts.In("vi")["period.usual"], page, StringComparison.Ordinal);
        Assert.Contains("alert-warning", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Texts.In("vi")["period.usual"], WebUtility.HtmlDecode(await officer.GetStringAsync(string.Format(CultureInfo.InvariantCulture, address.Split('?')[0], village.CommuneId))), StringComparison.Ordinal);
    }
}
