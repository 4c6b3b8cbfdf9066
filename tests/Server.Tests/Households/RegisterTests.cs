using System.Net;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Lists;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;

namespace TungNgo.Tests.Households;

/// <summary>The register as officials use it in the console.</summary>
public sealed partial class RegisterTests
{
    [Theory]
    [InlineData("quach hoang khel", true)]
    [InlineData("QUÁCH HOÀNG KHEL", true)]
    [InlineData("Qua\u0301ch Hoa\u0300ng Khel", true)]
    [InlineData("0892698145", true)]
    [InlineData("duoc nguyen thach", false)]
    public async Task Search_ignores_accents_case_and_composition(string words, bool known)
    {
        await using var server = await ImportTests.StartAsync("31654");
        var commune = server.AreaByCode("31654");
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        await ImportTests.TakeAsync(officer, await ImportTests.UploadAsync(officer, commune, "ho-dan-xa-truong-khanh.xlsx"));
        var found = await CountAsync(officer, "q=" + Uri.EscapeDataString(words));
        Assert.Equal(known, found > 0);
        Assert.Equal(await CountAsync(officer, "q=" + Uri.EscapeDataString(words.ToUpperInvariant())), found);
    }

    [Fact]
    public async Task Filters_stand_in_the_address_and_the_export_equals_the_screen()
    {
        await using var server = await ImportTests.StartAsync("31654");
        var commune = server.AreaByCode("31654");
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        await ImportTests.TakeAsync(officer, await ImportTests.UploadAsync(officer, commune, "ho-dan-xa-truong-khanh.xlsx"));
        Assert.Equal(211, await CountAsync(officer, ""));
        var khmer = await CountAsync(officer, "language=km");
        Assert.Equal(await server.WithDbAsync(db => db.Cells.Where(c => c.Indicator == Indicators.KhmerHouseholds).SumAsync(c => c.Value)), khmer);
        Assert.Equal(0, await CountAsync(officer, "visited=yes"));
        Assert.Equal(211, await CountAsync(officer, "visited=no"));
        Assert.Equal(211, await CountAsync(officer, "service=vneid2&stage=none"));
        var hamlet = await server.WithDbAsync(db => db.Households.GroupBy(h => h.HamletId).Select(g => new { g.Key, Count = g.Count() }).FirstAsync());
        Assert.Equal(hamlet.Count, await CountAsync(officer, $"hamlet={hamlet.Key}"));

        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".xlsx");
        try
        {
            await File.WriteAllBytesAsync(path, await officer.GetByteArrayAsync($"/households/export?format=xlsx&hamlet={hamlet.Key}"));
            Assert.Equal(hamlet.Count + 1, SheetFile.Rows(path).Count());
        }
        finally
        {
            File.Delete(path);
        }

        var csv = await officer.GetStringAsync($"/households/export?format=csv&hamlet={hamlet.Key}");
        Assert.Equal(hamlet.Count + 1, csv.Split("\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    /// <summary>Pages are cut by what the hamlets hold, so that only the page's hamlets are sorted: nobody may fall between two.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("visited=no&")]
    public async Task Every_household_stands_on_one_page_in_the_order_of_the_export(string query)
    {
        await using var server = await ImportTests.StartAsync("31654");
        var commune = server.AreaByCode("31654");
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        await ImportTests.TakeAsync(officer, await ImportTests.UploadAsync(officer, commune, "ho-dan-xa-truong-khanh.xlsx"));
        var heads = new List<string>();
        for (var number = 1; number <= 5; number++)
        {
            var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/households?{query}page={number}"));
            Assert.Contains("211 hộ", page, StringComparison.Ordinal);
            Assert.Equal(number < 5, page.Contains("rel=\"next\"", StringComparison.Ordinal));
            heads.AddRange(RowHead().Matches(page).Select(m => m.Groups[1].Value));
        }

        var export = await officer.GetStringAsync($"/households/export?{query}format=csv");
        Assert.Equal(export.Split("\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(';')[0].Trim('"')), heads);
        Assert.Equal(211, heads.Count);
    }

    [Fact]
    public async Task An_edit_keeps_the_history_of_each_field_and_shows_it()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = village.Households[0].Id;
        var fields = new Dictionary<string, string>
        {
            ["head"] = "Lý Dên 0", ["laneId"] = village.LaneId.ToString(), ["language"] = "vi", ["phone"] = "0912345678", ["landmark"] = "gần chùa",
        };
        using var saved = await officer.SubmitAsync($"/households/{id}/edit", "household", fields);
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/households/{id}"));
        Assert.Contains("0912345678", page, StringComparison.Ordinal);
        Assert.Contains("<td>Khmer</td><td>Việt</td>", page, StringComparison.Ordinal);
        Assert.Equal(2, await server.WithDbAsync(db => db.Cells.Where(c => c.Indicator == Indicators.KhmerHouseholds).SumAsync(c => c.Value)));

        fields["landmark"] = "CCCD 094085001234";
        using var refused = await officer.SubmitAsync($"/households/{id}/edit", "household", fields);
        Assert.Contains("căn cước", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("note", "giấy tờ 093\u00a0050\u00a0001\u00a0234", "căn cước")]
    [InlineData("code", "093_050_001_234", "căn cước")]
    [InlineData("landmark", "CMND 365123456", "căn cước")]
    [InlineData("door", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "“Số nhà” dài quá")]
    public async Task What_is_typed_is_refused_with_a_reason_or_kept_whole_and_clean(string field, string wrong, string reason)
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = village.Households[0].Id;
        var fields = new Dictionary<string, string>
        {
            ["head"] = " Lý\u200b  Dên ", ["laneId"] = village.LaneId.ToString(), ["phone"] = "+84 912–345–678",
            ["note"] = "một\r\n\r\n\r\nhai", [field] = wrong,
        };
        using var refused = await officer.SubmitAsync($"/households/{id}/edit", "household", fields);
        Assert.Contains(reason, WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        fields[field] = field == "note" ? "một\r\n\r\n\r\nhai" : "";
        using var saved = await officer.SubmitAsync($"/households/{id}/edit", "household", fields);
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var household = await server.WithDbAsync(db => db.Households.SingleAsync(h => h.Id == id));
        Assert.Equal(("Lý Dên", "0912345678", "một\n\nhai"), (household.Head, household.Phone, household.Note));
        Assert.Equal(1, await CountAsync(officer, "q=" + Uri.EscapeDataString("+84 912 345 678")));
        Assert.Equal(1, await CountAsync(officer, "q=" + Uri.EscapeDataString("0912.345.678")));
    }

    [Fact]
    public async Task A_household_that_moves_takes_its_stocks_along_and_leaves_its_visits()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var household = village.Households[0].Id;
        var visit = new Mutation(Guid.CreateVersion7(), "visit", village.MemberId, server.Clock.GetUtcNow().UtcDateTime.AddHours(-1), Visit: new PushVisit(
            household, Outcome.Met, "km", [new PushActivity(village.ServiceIds["vneid2"], Stage.Working, village.People[0].Id)]));
        var pushed = await phone.PostAsync("/api/sync/push", new PushRequest([visit])).ReadAsync<PushResponse>();
        Assert.Equal("applied", pushed.Results[0].Result);

        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var saved = await officer.SubmitAsync($"/households/{household}/move", "move", new()
        {
            ["hamlet"] = village.OtherHamletId.ToString(), ["how"] = "day", ["day"] = $"{server.Clock.Today():yyyy-MM-dd}",
        });
        Assert.Equal(HttpStatusCode.Found, saved.StatusCode);
        var cells = await server.WithDbAsync(db => db.Cells.AsNoTracking().ToListAsync());
        int In(Guid hamlet, int indicator) => cells.Where(c => c.HamletId == hamlet && c.Indicator == indicator).Sum(c => c.Value);
        var working = await server.WithDbAsync(async db => Indicators.StageOf((await db.Services.SingleAsync(s => s.Code == "vneid2")).Number, Stage.Working));
        Assert.Equal((2, 1), (In(village.HamletId, Indicators.Households), In(village.OtherHamletId, Indicators.Households)));
        Assert.Equal((0, 1), (In(village.HamletId, working), In(village.OtherHamletId, working)));
        Assert.Equal((0, 1), (In(village.HamletId, Indicators.HouseholdsMet), In(village.OtherHamletId, Indicators.HouseholdsMet)));
        Assert.Equal((1, 0), (In(village.HamletId, Indicators.Visits), In(village.OtherHamletId, Indicators.Visits)));
    }

    [Fact]
    public async Task Consent_is_given_for_a_purpose_and_withdrawn_and_the_proof_stays()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var id = village.Households[0].Id;
        using var given = await officer.SubmitAsync($"/households/{id}", "give", new() { ["purpose"] = "contact", ["method"] = "spoken", ["language"] = "km" });
        var consent = await server.WithDbAsync(db => db.Consents.SingleAsync());
        Assert.Equal(("contact", "spoken", "km", "CommuneOfficer"), (consent.Purpose, consent.Method, consent.Language, consent.By));
        using var withdrawn = await officer.SubmitAsync($"/households/{id}", $"withdraw-{consent.Id:n}", []);
        consent = await server.WithDbAsync(db => db.Consents.SingleAsync());
        Assert.Equal("CommuneOfficer", consent.WithdrawnBy);
        Assert.NotNull(consent.WithdrawnAt);
    }

    [Fact]
    public async Task Another_communes_officer_finds_neither_the_household_nor_its_edit_page()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var stranger = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31660"));
        var id = village.Households[0].Id;
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/households/{id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/households/{id}/edit")).StatusCode);
        Assert.Equal(0, await CountAsync(stranger, ""));
        Assert.Equal(0, await CountAsync(stranger, $"hamlet={village.HamletId}"));
    }

    /// <summary>Rows of the csv that equals the screen.</summary>
    private static async Task<int> CountAsync(HttpClient officer, string query) =>
        (await officer.GetStringAsync("/households/export?format=csv&" + query)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1;

    [System.Text.RegularExpressions.GeneratedRegex("<th scope=\"row\"><a href=\"/households/[-0-9a-f]{36}\">([^<]*)</a>")]
    private static partial System.Text.RegularExpressions.Regex RowHead();
}
