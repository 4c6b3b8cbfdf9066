using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Web;

namespace TungNgo.Tests.Services;

public class CatalogueTests
{
    [Fact]
    public async Task The_shipped_catalogue_is_whole_in_three_languages()
    {
        await using var server = await TestServer.StartAsync();

        var (services, guides) = await server.WithDbAsync(async db => (await db.Services.ToListAsync(), await db.Guides.ToListAsync()));

        Assert.Equal((12, 5), (services.Count(s => s.Kind == ServiceKind.Service), services.Count(s => s.Kind == ServiceKind.Skill)));
        Assert.All(services, s => Assert.All(new[] { s.Name, s.Short, s.Definition }, t => Assert.Equal(["en", "km", "vi"], t.Keys.Order())));
        Assert.All(services, s => Assert.InRange(s.Blockers.Count, 3, 8));
        Assert.Equal(17 * 3, guides.Count);
        Assert.All(guides, g => Assert.All(GuideSteps.Of(g.Markdown), step => Assert.True(step.Text.Length > 5 && step.Picture is ['<', 's', 'v', 'g', ..], $"{g.Title}: {step.Text}")));
        Assert.All(guides.GroupBy(g => g.ServiceId), g => Assert.Single(g.Select(x => GuideSteps.Of(x.Markdown).Length).Distinct()));
        Assert.All(guides, g => Assert.Equal(g.Language == "km", g.NeedsReview));
    }

    [Fact]
    public async Task An_edited_guide_reaches_the_phone_at_its_next_sync_and_the_old_text_is_kept()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        using var phone = await village.EnrolAsync(village.MemberId);
        var had = (await phone.GetAsync("/api/sync/guides?after=0").ReadAsync<GuidesResponse>()).Version;
        var guide = await GuideAsync(officer, village.ServiceIds["dvc"], "vi");

        using var saved = await officer.PutAsJsonAsync(
            $"/api/services/{village.ServiceIds["dvc"]}/guides/vi", new GuideEdit("Nộp hồ sơ", "1. Mở trang.\n   ![](web.svg)\n2. Bấm gửi.", false, guide.Version));

        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        var news = await phone.GetAsync($"/api/sync/guides?after={had}").ReadAsync<GuidesResponse>();
        var sent = Assert.Single(news.Guides);
        Assert.Equal(["Mở trang.", "Bấm gửi."], sent.Steps.Select(s => s.Text));
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync("/services/dvc/guide/vi"));
        Assert.Contains(guide.Title, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edited_service_reaches_the_phone_and_survives_the_next_start()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        using var phone = await village.EnrolAsync(village.MemberId);
        var had = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        var service = (await officer.GetAsync("/api/services").ReadAsync<ServiceAnswer[]>()).Single(s => s.Code == "stv");

        using var saved = await officer.PutAsJsonAsync($"/api/services/{service.Id}", Edit(service) with { Active = false, Icon = "radio" }, TestServer.Json);
        await PlantAsync(server);

        Assert.True(saved.IsSuccessStatusCode, await saved.Content.ReadAsStringAsync());
        var news = await phone.GetAsync($"/api/sync/pull?after={had.UpTo}&have={string.Join(',', had.Hamlets!.Select(h => h.Id))}").ReadAsync<PullResponse>();
        Assert.Equal((false, "radio"), news.Services!.Where(s => s.Code == "stv").Select(s => (s.Active, s.Icon)).Single());
    }

    [Fact]
    public async Task Planting_twice_changes_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var before = await server.WithDbAsync(db => db.FeedCounters.Select(c => c.Value).SingleAsync());

        await PlantAsync(server);

        Assert.Equal(before, await server.WithDbAsync(db => db.FeedCounters.Select(c => c.Value).SingleAsync()));
    }

    [Fact]
    public async Task Only_the_province_edits_and_nobody_overwrites_a_text_unseen()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var commune = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var province = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        var path = $"/api/services/{village.ServiceIds["scam"]}/guides/km";
        var guide = await GuideAsync(province, village.ServiceIds["scam"], "km");
        var edit = new GuideEdit(guide.Title, guide.Markdown + "\n1. ថ្មី។", true, guide.Version);

        using var forbidden = await commune.PutAsJsonAsync(path, edit);
        using var saved = await province.PutAsJsonAsync(path, edit);
        using var stale = await province.PutAsJsonAsync(path, edit with { Title = "ផ្សេង" });

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.NoContent, HttpStatusCode.Conflict), (forbidden.StatusCode, saved.StatusCode, stale.StatusCode));
        Assert.Contains(Texts.In("vi")["services.guides"], WebUtility.HtmlDecode(await commune.GetStringAsync("/services/scam")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_forms_of_a_service_and_its_guide_save_what_they_show()
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        var fields = new Dictionary<string, string>
        {
            ["Form.Icon"] = "wallet", ["Form.Order"] = "3", ["Form.Blockers"] = "fear | Sợ | ខ្លាច | Afraid\r\nno-card | Chưa có thẻ",
        };
        foreach (var language in Texts.Languages)
        {
            (fields[$"Form.Name[{language}]"], fields[$"Form.Short[{language}]"], fields[$"Form.Definition[{language}]"]) = ($"Tên {language}", language, "Đếm: 1.\r\nTrên: 2.");
        }

        using var saved = await officer.SubmitAsync("/services/payment", "service", fields);
        var page = await officer.GetStringAsync("/services/payment/guide/en");
        var version = System.Text.RegularExpressions.Regex.Match(page, "name=\"Form.Version\" value=\"(\\d+)\"").Groups[1].Value;
        var guide = new Dictionary<string, string> { ["Form.Title"] = "New", ["Form.Markdown"] = "1. One.\r\n2. Two.", ["Form.Version"] = version, ["Form.Preview"] = "true" };
        using var preview = await officer.SubmitAsync("/services/payment/guide/en", "guide", new(guide));
        guide.Remove("Form.Preview");
        using var kept = await officer.SubmitAsync("/services/payment/guide/en", "guide", new(guide));

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.OK, HttpStatusCode.Redirect), (saved.StatusCode, preview.StatusCode, kept.StatusCode));
        Assert.Contains("<p>One.</p>", await preview.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var service = (await officer.GetAsync("/api/services").ReadAsync<ServiceAnswer[]>()).Single(s => s.Code == "payment");
        Assert.Equal(("Tên km", "Đếm: 1.\nTrên: 2.", "wallet", false), (service.Name["km"], service.Definition["vi"], service.Icon, service.Active));
        Assert.Equal([("fear", 3), ("no-card", 1)], service.Blockers.Select(b => (b.Code, b.Name.Count)));
        Assert.Equal("1. One.\n2. Two.", (await GuideAsync(officer, service.Id, "en")).Markdown);
    }

    [Fact]
    public async Task A_service_is_added_gets_its_guide_moves_up_and_reaches_the_phone()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        using var phone = await village.EnrolAsync(village.MemberId);
        var had = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        var fields = new Dictionary<string, string>
        {
            ["Form.Code"] = "an-sinh", ["Form.Kind"] = "Service", ["Form.Subject"] = "Person", ["Form.Icon"] = "wallet", ["Form.Order"] = "99", ["Form.Active"] = "true",
            ["Form.Name[vi]"] = "Tài khoản an sinh", ["Form.Short[vi]"] = "An sinh", ["Form.Blockers"] = "fear | Sợ",
        };

        using var added = await officer.SubmitAsync("/services/new", "add", new(fields));
        using var again = await officer.SubmitAsync("/services/new", "add", new(fields));
        using var guide = await officer.SubmitAsync("/services/an-sinh/guide/vi", "guide", new() { ["Form.Title"] = "Mở tài khoản", ["Form.Markdown"] = "1. Mở ứng dụng.", ["Form.Version"] = "0" });
        using var moved = await officer.SubmitAsync("/services", "move", new() { ["up"] = "an-sinh" });

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.OK, HttpStatusCode.Found, HttpStatusCode.Found), (added.StatusCode, again.StatusCode, guide.StatusCode, moved.StatusCode));
        Assert.Contains(Texts.In("vi")["error.catalogue.code-taken", "an-sinh"], WebUtility.HtmlDecode(await again.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var services = (await officer.GetAsync("/api/services").ReadAsync<ServiceAnswer[]>()).Where(s => s.Kind == ServiceKind.Service).Select(s => s.Code).ToList();
        Assert.Equal((13, 11), (services.Count, services.IndexOf("an-sinh")));
        var news = await phone.GetAsync($"/api/sync/pull?after={had.UpTo}&have={string.Join(',', had.Hamlets!.Select(h => h.Id))}").ReadAsync<PullResponse>();
        var service = Assert.Single(news.Services!, s => s.Code == "an-sinh");
        Assert.Equal("Mở ứng dụng.", Assert.Single((await phone.GetAsync($"/api/sync/guides?after={had.GuidesVersion}").ReadAsync<GuidesResponse>()).Guides, g => g.ServiceId == service.Id).Steps[0].Text);
        Assert.True(await server.WithDbAsync(db => db.Services.Where(s => s.Code == "an-sinh").Select(s => s.Number).SingleAsync()) >= 100);
        Assert.Contains("/services/an-sinh/guide/km", await officer.GetStringAsync("/services/an-sinh"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1. Bấm <script>alert(1)</script>nút\n   <svg viewBox=\"0 0 9 9\" onload=\"alert(1)\"><script>alert(2)</script><path d=\"M0 0h9\" style=\"fill:url(//x)\"/><a href=\"javascript:1\"><image href=\"//x/y.png\"/></a></svg>")]
    [InlineData("1. Xem\n\n   <svg viewBox=\"0 0 9 9\"><path d=\"M0 0h9\"/><foreignObject><iframe src=\"//x\"></iframe></foreignObject><use href=\"//x#a\"/></svg>")]
    public void A_drawn_picture_keeps_its_lines_and_loses_everything_that_acts_or_calls_out(string markdown)
    {
        var step = Assert.Single(GuideSteps.Of(markdown));

        Assert.Contains("<path d=\"M0 0h9\"", step.Picture, StringComparison.Ordinal);
        Assert.Contains("viewBox=\"0 0 9 9\"", step.Picture, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)script|onload|style|href|image|iframe|foreignobject|//x|alert", step.Picture!);
        Assert.DoesNotContain("<", step.Text, StringComparison.Ordinal);
    }

    private static async Task PlantAsync(TestServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ServiceSeed>().PlantAsync(CancellationToken.None);
    }

    private static ServiceEdit Edit(ServiceAnswer s) => new(s.Name, s.Short, s.Definition, s.Icon, s.Order, s.Active, s.Blockers);

    private static async Task<GuideAnswer> GuideAsync(HttpClient client, Guid service, string language) =>
        (await client.GetAsync($"/api/services/{service}/guides").ReadAsync<GuideAnswer[]>()).Single(g => g.Language == language);
}
