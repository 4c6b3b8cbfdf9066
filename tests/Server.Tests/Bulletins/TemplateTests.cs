using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Templates;
using TungNgo.Bulletins.Words;
using TungNgo.Feed;
using TungNgo.Web;

namespace TungNgo.Tests.Bulletins;

public sealed class TemplateTests
{
    [Fact]
    public async Task Every_shipped_template_fills_in_every_language_and_fits_its_channels()
    {
        await using var server = await TestServer.StartAsync();
        var templates = await server.WithDbAsync(db => db.BulletinTemplates.ToListAsync());
        Assert.True(templates.Count >= 10);
        foreach (var template in templates)
        {
            var texts = TemplateTexts.Fill(template, template.Fields.ToDictionary(f => f.Code, f => f.Type switch
            {
                "number" => "4,2", "time" => "16:30", "day" => "2025-04-07", "choice" => f.Choices!.Keys.First(), _ => "Cống Cái Oanh",
            }));
            Assert.Equal(Texts.Languages.Order(), texts.Keys.Order());
            Assert.All(texts, t =>
            {
                Assert.DoesNotContain("{{", t.Value.Title + t.Value.Body + t.Value.Short, StringComparison.Ordinal);
                Assert.False(Lengths.Of(new Notice(t.Key, t.Value.Title!, t.Value.Body!, t.Value.Short!, "Chi cục Thủy lợi", "15/TB-CCTL", Unaccented: false, "https://tungngo.example/t/ABCDEF", "tungngo.example/thoi/xxxxxxxxxxxxxxxxxxxxxx", "tungngo.example/thoi")).TooLong);
            });
            Assert.Equal(1, Lengths.Of(new Notice("vi", texts["vi"].Title!, "", texts["vi"].Short!, "", null, Unaccented: false, "https://tn.vn/t/ABCDEF", StopLink: null, HowToStop: "tn.vn/thoi")).Plain.Count);
            Assert.True(texts["km"].NeedsReview);
        }
    }

    [Theory]
    [InlineData("value", "nhiều")]
    [InlineData("time", "25:00")]
    [InlineData("day", "hôm nay")]
    [InlineData("action", "swim")]
    [InlineData("station", "")]
    public async Task A_field_takes_only_what_it_asks_for(string field, string value)
    {
        await using var room = await Newsroom.OpenAsync();
        var template = await room.Server.WithDbAsync(db => db.BulletinTemplates.SingleAsync(t => t.Code == "salt-station"));
        var values = new Dictionary<string, string> { ["station"] = "Long Phú", ["value"] = "4.2", ["time"] = "16:30", ["day"] = "2024-09-20", ["action"] = "stop", [field] = value };
        var input = room.Input() with { Texts = [], TemplateId = template.Id, Fields = values };
        Assert.Equal((HttpStatusCode.BadRequest, "bulletins.field"), await room.Writer.PostAsync("/api/bulletins", input).RefusedAsync());
    }

    [Theory]
    [InlineData("{{ unknown }}")]
    [InlineData("{{ place | no_such_filter }}")]
    [InlineData("{% for i in (1..1000000000) %}x{% endfor %}")]
    [InlineData("{% include 'secrets' %}")]
    [InlineData("{{ place ")]
    public async Task A_template_that_asks_for_more_than_its_fields_is_not_kept(string body)
    {
        await using var server = await TestServer.StartAsync();
        using var manager = await ManagerAsync(server);
        using var answer = await manager.SubmitAsync("/bulletins/settings/templates/new", "template", Form(body));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Không đọc được mẫu", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.False(await server.WithDbAsync(db => db.BulletinTemplates.AnyAsync(t => t.Code == "mat-dien")));
    }

    [Fact]
    public async Task What_the_province_edits_a_new_start_does_not_overwrite()
    {
        await using var server = await TestServer.StartAsync();
        using var manager = await ManagerAsync(server);
        using var made = await manager.SubmitAsync("/bulletins/settings/templates/new", "template", Form("Mất điện tại {{ place }}{% if place == 'Long Phú' %} cả ngày{% endif %}."));
        Assert.Equal(HttpStatusCode.Redirect, made.StatusCode);
        using var kind = await manager.SubmitAsync("/bulletins/settings/kinds/salt", "kind", new()
        {
            ["name.vi"] = "Xâm nhập mặn", ["icon"] = "ripple", ["urgency"] = "Emergency", ["cap"] = "Env", ["order"] = "3", ["active"] = "true",
        });
        Assert.Equal(HttpStatusCode.Redirect, kind.StatusCode);
        await Startup.MigrateAsync(server.Services, CancellationToken.None);

        var (name, urgency) = await server.WithDbAsync(async db => (await db.BulletinKinds.SingleAsync(k => k.Code == "salt")) is var k ? (k.Name["vi"], k.Urgency) : default);
        Assert.Equal(("Xâm nhập mặn", Urgency.Emergency), (name, urgency));
        var template = await server.WithDbAsync(db => db.BulletinTemplates.SingleAsync(t => t.Code == "mat-dien"));
        Assert.Equal("Mất điện tại Long Phú cả ngày.", TemplateTexts.Fill(template, new Dictionary<string, string> { ["place"] = "Long Phú" })["vi"].Body);
        Assert.Equal(1, await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.Action == "bulletin.seed")));
    }

    private static Task<HttpClient> ManagerAsync(TestServer server) =>
        server.OfficialAsync(Role.ProvinceOfficer, server.Services.GetRequiredService<AreaTree>().Today.Roots.Single().AreaId);

    private static Dictionary<string, string> Form(string body) => new()
    {
        ["kind"] = "services", ["name.vi"] = "Mất điện", ["title.vi"] = "Mất điện tại {{ place }}", ["body.vi"] = body, ["fields"] = "place | text | Nơi | ទីកន្លែង | Place", ["order"] = "50", ["active"] = "true",
    };
}
