using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Bulletins;
using TungNgo.Water.Forms;
using TungNgo.Web;

namespace TungNgo.Tests.Water.Forms;

/// <summary>Specialised bulletins: entered once, printed as the law wants them, told in two languages.</summary>
public sealed class FormTests
{
    private static readonly Dictionary<string, string> Weather = new()
    {
        ["issuer"] = "Đài Khí tượng Thủy văn tỉnh Sóc Trăng", ["number"] = "DBTT-12/STRA", ["day"] = "2024-09-02", ["signed-as"] = "Giám đốc", ["signer"] = "Trần Văn Sông", ["edition"] = "0",
        ["region"] = "Sóc Trăng", ["from"] = "2024-09-20", ["to"] = "2024-09-22", ["tempMin"] = "24,5", ["tempMax"] = "33", ["rainFrom"] = "20", ["rainTo"] = "40", ["rainLocal"] = "70",
        ["wind"] = "5", ["gust"] = "7", ["hazards"] = "Lốc, sét.", ["risk"] = "risk1",
    };

    [Fact]
    public async Task A_weather_form_is_kept_by_type_and_printed_as_an_official_document()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var writer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = await AddAsync(writer, "weather", With(Weather, ("area", $"{village.CommuneId}")));
        var form = await FormAsync(server, id);
        var data = JsonNode.Parse(form.Data)!;
        Assert.Equal((24.5m, 33m, "2024-09-20", "risk1"), ((decimal)data["tempMin"]!, (decimal)data["tempMax"]!, (string?)data["from"], (string?)data["risk"]));
        Assert.Null(data["waveMin"]);
        Assert.Contains("form.add", await ActionsAsync(server, id));

        var page = WebUtility.HtmlDecode(await writer.GetStringAsync($"/water/forms/{id}/print"));
        Assert.All(
        [
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "Đài Khí tượng Thủy văn tỉnh Sóc Trăng", "Số: DBTT-12/STRA", "Trường Khánh, ngày 02 tháng 9 năm 2024",
            "Bản tin dự báo thời tiết", "Nhiệt độ thấp nhất (°C): 24,5", "Sóng biển từ (m): —", "cấp 1 (xanh dương nhạt)", "Giám đốc", "Trần Văn Sông", "Nơi nhận:", "/css/document.",
        ], said => Assert.Contains(said, page, StringComparison.Ordinal));
        Assert.Contains("value=\"24,5\"", await writer.GetStringAsync($"/water/forms/{id}"), StringComparison.Ordinal);
        Assert.Contains($"/water/forms/{id}", await writer.GetStringAsync("/water/forms"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_becomes_a_draft_in_Vietnamese_and_Khmer()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var writer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = await AddAsync(writer, "weather", With(Weather, ("area", $"{village.CommuneId}")));
        using var answer = await writer.SubmitAsync($"/water/forms/{id}", "notice");
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        var bulletin = (await FormAsync(server, id)).BulletinId!.Value;
        Assert.StartsWith($"/bulletins/{bulletin}/edit", new Uri(server.Address, answer.Headers.Location!).AbsolutePath, StringComparison.Ordinal);
        var version = await server.WithDbAsync(db => db.BulletinVersions.SingleAsync(v => v.BulletinId == bulletin));
        var texts = await server.WithDbAsync(db => db.BulletinTexts.Where(t => t.VersionId == version.Id).ToDictionaryAsync(t => t.Language));
        Assert.Equal((BulletinState.Draft, "DBTT-12/STRA", new DateTime(2024, 9, 22, 17, 0, 0, DateTimeKind.Utc)), (version.State, version.DocumentNumber, version.ValidTo));
        Assert.Equal([village.CommuneId], Audience.Of(version.Audience).Areas);
        Assert.Equal(["km", "vi"], texts.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Thời tiết Sóc Trăng từ 20/09/2024 đến 22/09/2024", texts["vi"].Title);
        Assert.Equal("Nhiệt độ 24,5 đến 33 °C.\nMưa phổ biến 20 đến 40 mm.\nCó nơi mưa trên 70 mm.\nGió cấp 5.\nGiật cấp 7.\nRủi ro thiên tai cấp 1 (xanh dương nhạt).\nLốc, sét.", texts["vi"].Body);
        Assert.True(texts["km"].NeedsReview);
        Assert.Contains("24,5", texts["km"].Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Lốc", texts["km"].Body, StringComparison.Ordinal);
        Assert.Contains("form.notice", await ActionsAsync(server, id));
    }

    [Theory]
    [InlineData("tide", "tide.0.station=Trần Đề;tide.0.day=2024-09-21;tide.0.timeFrom=02:00;tide.0.timeTo=04:30;tide.0.heightMin=2,15;tide.0.heightMax=2,25;tide.0.alarm=alarm3;risk=risk2",
        "Trần Đề, ngày 21/09/2024: nước lên 2,15 đến 2,25 m. Đỉnh triều từ 2 giờ đến 4 giờ 30. Mức báo động III.", "2,25")]
    [InlineData("pests", "from=2024-09-18;to=2024-09-24;production.0.season=Hè Thu;production.0.sown=138.000;infested=2.490,5;infestedChange=-300;pests.3.pest=Đạo ôn lá;pests.3.ha=303;pests.3.level=light;pests.3.places=xã Trường Khánh",
        "Đạo ôn lá: 303 ha (nhẹ) xã Trường Khánh", "138.000")]
    [InlineData("shrimp", "environment.0.day=2024-09-19;environment.0.place=Cống Cái Oanh;environment.0.salinity=7,5;environment.0.ph=7,8;environment.0.oxygen=5;environment.0.temp=29",
        "Cống Cái Oanh, ngày 19/09/2024: độ mặn 7,5 ‰, pH 7,8, oxy 5 mg/l, nhiệt độ 29 °C.", "Cống Cái Oanh")]
    public async Task Tables_are_kept_printed_and_told(string kind, string values, string said, string printed)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var writer = await server.OfficialAsync(Role.AgricultureOfficer, village.CommuneId);
        var fields = values.Split(';').Select(v => v.Split('=', 2)).Select(v => (v[0], v[1])).Append(("area", $"{village.CommuneId}")).Append(("issuer", "Chi cục")).Append(("day", "2024-09-20")).Append(("edition", "0"));
        var id = await AddAsync(writer, kind, With([], [.. fields]));
        var page = WebUtility.HtmlDecode(await writer.GetStringAsync($"/water/forms/{id}/print"));
        Assert.Contains(printed, page, StringComparison.Ordinal);
        Assert.Contains("—", page, StringComparison.Ordinal);
        using var answer = await writer.SubmitAsync($"/water/forms/{id}", "notice");
        var text = await server.WithDbAsync(db => db.BulletinTexts.SingleAsync(t => t.Language == "vi"));
        Assert.Contains(said, text.Body.Split('\n'));
    }

    [Theory]
    [InlineData("tempMax", "20", "forms.order")]
    [InlineData("to", "2024-09-01", "forms.order")]
    [InlineData("wind", "18", "forms.range")]
    [InlineData("tempMin", "245", "forms.range")]
    [InlineData("rainLocal", "nhiều", "forms.value")]
    [InlineData("region", "", "forms.needed")]
    [InlineData("risk", "risk9", "forms.value")]
    [InlineData("issuer", " ", "forms.needed")]
    public async Task What_cannot_be_meant_is_refused_beside_its_field_and_stays_on_the_page(string field, string value, string code)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var writer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var answer = await writer.SubmitAsync("/water/forms/new/weather", "form", With(Weather, ("area", $"{village.CommuneId}"), (field, value)));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(Texts.In("vi")[$"error.{code}.next"], page, StringComparison.Ordinal);
        Assert.Contains($"id=\"{field}-problem\"", page, StringComparison.Ordinal);
        Assert.Contains("Trần Văn Sông", page, StringComparison.Ordinal);
        Assert.False(await server.WithDbAsync(db => db.WaterForms.AnyAsync()));
    }

    [Fact]
    public async Task A_table_without_a_row_and_a_stale_form_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var writer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var empty = await writer.SubmitAsync("/water/forms/new/tide", "form", With([], ("area", $"{village.CommuneId}"), ("issuer", "Đài"), ("day", "2024-09-20"), ("edition", "0")));
        Assert.Contains("cần ít nhất một dòng", WebUtility.HtmlDecode(await empty.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        var id = await AddAsync(writer, "weather", With(Weather, ("area", $"{village.CommuneId}")));
        using var changed = await writer.SubmitAsync($"/water/forms/{id}", "form", With(Weather, ("edition", "1"), ("tempMax", "34")));
        Assert.Equal(HttpStatusCode.Redirect, changed.StatusCode);
        using var stale = await writer.SubmitAsync($"/water/forms/{id}", "form", With(Weather, ("edition", "1"), ("tempMax", "35")));
        Assert.Contains(Texts.In("vi")["error.changed-meanwhile"], WebUtility.HtmlDecode(await stale.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Contains("34", (await FormAsync(server, id)).Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_units_form_is_not_there_and_none_is_made_for_it()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var writer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = await AddAsync(writer, "weather", With(Weather, ("area", $"{village.CommuneId}")));
        using var neighbour = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31645"));
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/water/forms/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await neighbour.GetAsync($"/water/forms/{id}/print")).StatusCode);
        Assert.DoesNotContain($"{id}", await neighbour.GetStringAsync("/water/forms"), StringComparison.Ordinal);
        using var foreign = await neighbour.SubmitAsync("/water/forms/new/weather", "form", With(Weather, ("area", $"{village.CommuneId}")));
        Assert.Equal(1, await server.WithDbAsync(db => db.WaterForms.CountAsync()));
    }

    private static Dictionary<string, string> With(Dictionary<string, string> fields, params (string Name, string Value)[] more)
    {
        var all = new Dictionary<string, string>(fields);
        foreach (var (name, value) in more)
        {
            all[name] = value;
        }

        return all;
    }

    private static async Task<Guid> AddAsync(HttpClient writer, string kind, Dictionary<string, string> fields)
    {
        using var answer = await writer.SubmitAsync($"/water/forms/new/{kind}", "form", fields);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
        return Guid.Parse(answer.Headers.Location!.OriginalString.Split('/')[^1].Split('?')[0]);
    }

    private static Task<WaterForm> FormAsync(TestServer server, Guid id) => server.WithDbAsync(db => db.WaterForms.AsNoTracking().SingleAsync(f => f.Id == id));

    private static Task<List<string>> ActionsAsync(TestServer server, Guid id) => server.WithDbAsync(db => db.AuditEntries.Where(a => a.EntityId == id).Select(a => a.Action).ToListAsync());
}
