using Microsoft.Extensions.DependencyInjection;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Areas.Register;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Households;
using TungNgo.Sync;
using TungNgo.Web;

namespace TungNgo.Tests.Areas;

public class AreaHttpTests
{
    private static readonly DateOnly Day = new(2024, 10, 1);

    [Theory]
    [InlineData("2024-08-31", 109, 11)]
    [InlineData("2024-09-01", 108, 11)]
    [InlineData("2025-07-01", 43, 0)]
    public async Task The_tree_of_any_day_is_the_tree_of_its_law(string date, int communes, int districts)
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));

        var tree = await officer.GetAsync($"/api/areas?date={date}").ReadAsync<AreaTreeAnswer>();

        Assert.Equal(communes, tree.Areas.Count(a => a.Tier == AreaTier.Commune));
        Assert.Equal(districts, tree.Areas.Count(a => a.Tier == AreaTier.District));
    }

    [Fact]
    public async Task Same_named_units_are_told_apart_and_others_keep_their_plain_name()
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));

        var tree = await officer.GetAsync("/api/areas").ReadAsync<AreaTreeAnswer>();

        Assert.Equal(
            ["Phường 1 (Thành phố Sóc Trăng)", "Phường 1 (Thị xã Ngã Năm)", "Phường 1 (Thị xã Vĩnh Châu)"],
            tree.Areas.Where(a => a.Name == "Phường 1").Select(a => a.Label).Order(StringComparer.Ordinal));
        Assert.Equal("Xã Long Phú", tree.Areas.Single(a => a.Code == "31669").Label);
        Assert.Equal("Thị trấn Long Phú", tree.Areas.Single(a => a.Code == "31639").Label);
    }

    [Fact]
    public async Task The_city_reads_what_became_of_Hau_Thanh_with_the_acts()
    {
        await using var server = await TestServer.StartAsync(new DateTime(2026, 3, 1, 3, 0, 0, DateTimeKind.Utc));
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("92"));
        var old = server.AreaByCode("31648", new DateOnly(2024, 1, 1));

        var history = await officer.GetAsync($"/api/areas/{old}/history").ReadAsync<AreaHistory>();

        Assert.Equal("Xã Hậu Thạnh", history.Name);
        Assert.Equal("Huyện Long Phú, Tỉnh Sóc Trăng", Assert.Single(history.Versions).Under);
        var next = Assert.Single(history.After);
        Assert.Equal(("Xã Trường Khánh", SuccessionKind.Merge, "NQ 1668/NQ-UBTVQH15"), (next.Name, next.Kind, next.Act));
    }

    [Fact]
    public async Task A_commune_types_its_hamlets_but_not_its_neighbours_nor_communes()
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode("31654");
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);

        var made = await officer.PostAsync("/api/areas", new NewArea(AreaKind.Hamlet, "Trường An", commune, Day, "QĐ 5/QĐ-UBND"));
        var neighbour = await officer.PostAsync("/api/areas", new NewArea(AreaKind.Hamlet, "Trường An", server.AreaByCode("31648"), Day, "QĐ 5"));
        var higher = await officer.PostAsync("/api/areas", new NewArea(AreaKind.Commune, "Mới", commune, Day, "QĐ 5"));
        var own = await officer.PostAsync($"/api/areas/{commune}/rename", new AreaRename("Khác", AreaKind.Commune, Day, "QĐ 5"));

        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, neighbour.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, higher.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, own.StatusCode);
        var history = await officer.GetAsync(made.Headers.Location!.ToString().Replace("/areas/", "/api/areas/", StringComparison.Ordinal) + "/history").ReadAsync<AreaHistory>();
        Assert.Equal(("Ấp Trường An", "QĐ 5/QĐ-UBND"), (history.Name, history.Versions[0].Act));

        // The commune's end is already decided: the hamlet goes on under its heir.
        Assert.Equal("Xã Trường Khánh, Thành phố Cần Thơ", history.Versions[1].Under);
        Assert.Equal(1, await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.Action == "area.add")));
    }

    [Fact]
    public async Task A_merge_keeps_the_hamlets_and_refuses_what_would_tear_the_tree()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        var parts = new[] { village.CommuneId, server.AreaByCode("31648") };

        var refused = await officer.PostAsync("/api/areas/merge", new AreaMerge(parts, AreaKind.Commune, "Trường Khánh", null, Day, "NQ 9"));
        var later = await officer.PostAsync("/api/areas/merge", new AreaMerge(parts, AreaKind.Commune, "Trường Khánh", server.AreaByCode("946"), Day, "NQ 9"));

        // The units' known end on 30 June 2025 leaves the new unit alive under a district that is not: nothing is written.
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, later.StatusCode);
        Assert.Equal(0, await server.WithDbAsync(db => db.AreaVersions.CountAsync(v => v.LegalAct == "NQ 9")));
    }

    [Fact]
    public async Task A_hamlet_that_ends_gives_its_doors_lanes_and_figures_to_its_heir()
    {
        await using var server = await TestServer.StartAsync(new DateTime(2026, 3, 1, 3, 0, 0, DateTimeKind.Utc));
        var commune = server.AreaByCode("31654");
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        var day = new DateOnly(2025, 8, 1);
        var ending = await AddAsync(officer, commune, "Trường Thọ", day);
        var heir = await AddAsync(officer, commune, "Trường Hưng", day);
        await officer.PutAsJsonAsync($"/api/areas/{ending}/lanes", new[] { new LaneLine(null, "Tổ 1") });
        await officer.PutAsJsonAsync($"/api/areas/{heir}/lanes", new[] { new LaneLine(null, "Tổ 1") });
        await server.WriteAsync((db, write) =>
        {
            for (var i = 0; i < 7; i++)
            {
                var id = write.NewId();
                db.Households.Add(new Household { Id = id, Number = write.Changed(ChangeKind.Household, id, ending), HamletId = ending, Head = $"Hộ {i}", AddedDay = day.Number() });
                HouseholdStocks.CountNew(new Household { HamletId = ending, Head = "" }, day.Number(), write.Cells);
            }
        });

        using var done = await officer.PostAsync($"/api/areas/{ending}/end", new AreaEnding(heir, new DateOnly(2026, 1, 1), "QĐ 7"));

        Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
        Assert.Equal(["Tổ 1", "Tổ 1 (Trường Thọ)"], await server.WithDbAsync(db => db.Lanes.Where(l => l.HamletId == heir).OrderBy(l => l.Order).Select(l => l.Name).ToListAsync()));
        // What was before that day stays where it was; from that day on the heir has it. A unit above never sees a difference.
        Assert.Equal((7, 0), (await CellAsync(server, ending, new DateOnly(2025, 12, 31)), await CellAsync(server, heir, new DateOnly(2025, 12, 31))));
        Assert.Equal((0, 7), (await CellAsync(server, ending, new DateOnly(2026, 1, 1)), await CellAsync(server, heir, new DateOnly(2026, 1, 1))));
        var (now, tree) = (server.Services.GetRequiredService<FigureStore>().Now, server.Services.GetRequiredService<AreaTree>());
        foreach (var on in new[] { day, new DateOnly(2025, 12, 31), new DateOnly(2026, 1, 1) })
        {
            var (then, today) = (now.Index.Of(tree.On(on), commune), now.Index.Of(tree.Today, heir));
            Assert.Equal(7, now.ColumnOf(Indicators.Households).UpTo(on.Number(), then));
            Assert.Equal(7, now.ColumnOf(Indicators.Households).UpTo(on.Number(), today));
        }
    }

    [Fact]
    public async Task A_hamlet_may_end_before_a_decided_reorganisation_that_only_moves_it()
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode("31654");
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        var ending = await AddAsync(officer, commune, "Trường Thọ", Day.AddDays(-20));
        var heir = await AddAsync(officer, commune, "Trường Hưng", Day.AddDays(-20));

        using var early = await officer.PostAsync($"/api/areas/{ending}/end", new AreaEnding(heir, Day, "QĐ 7"));
        server.Clock.Set(new DateTime(2024, 10, 5, 3, 0, 0, DateTimeKind.Utc));
        using var next = await server.OfficialAsync(Role.CommuneOfficer, commune);
        using var done = await next.PostAsync($"/api/areas/{ending}/end", new AreaEnding(heir, Day, "QĐ 7"));

        Assert.Equal(HttpStatusCode.BadRequest, early.StatusCode);
        Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
        var history = await next.GetAsync($"/api/areas/{ending}/history").ReadAsync<AreaHistory>();
        Assert.Equal(Day.AddDays(-1), Assert.Single(history.Versions).To);
        Assert.Equal(2, (await next.GetAsync($"/api/areas/{heir}/history").ReadAsync<AreaHistory>()).Versions.Length);
    }

    [Fact]
    public async Task The_phone_of_an_ended_hamlets_team_follows_its_doors_to_the_heir()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var phone = await village.EnrolAsync(village.MemberId);
        var had = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();

        using var done = await officer.PostAsync($"/api/areas/{village.HamletId}/end", new AreaEnding(village.OtherHamletId, new DateOnly(2024, 9, 18), "QĐ 7"));
        var news = await phone.GetAsync($"/api/sync/pull?after={had.UpTo}&have={village.HamletId}").ReadAsync<PullResponse>();

        Assert.True(done.IsSuccessStatusCode, await done.Content.ReadAsStringAsync());
        Assert.Equal([village.HamletId], news.LeftHamlets);
        Assert.Equal(village.Households.Select(h => h.Id).Order(), news.Households.Select(h => h.Id).Order());
        Assert.All(news.Households, h => Assert.Equal(village.OtherHamletId, h.HamletId));
        Assert.Equal("Ấp Trường An", Assert.Single(news.Hamlets!).Name);
    }

    [Fact]
    public async Task Closed_and_renamed_lanes_keep_their_identity()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);

        await officer.PutAsJsonAsync($"/api/areas/{village.HamletId}/lanes", new[] { new LaneLine(null, "Hẻm 2"), new LaneLine(village.LaneId, "Tổ 3A") });
        await officer.PutAsJsonAsync($"/api/areas/{village.HamletId}/lanes", new[] { new LaneLine(null, "Hẻm 2") });
        await officer.PutAsJsonAsync($"/api/areas/{village.HamletId}/lanes", new[] { new LaneLine(null, "tổ 3a"), new LaneLine(null, "Hẻm 2") });

        var lanes = await server.WithDbAsync(db => db.Lanes.Where(l => l.HamletId == village.HamletId).OrderBy(l => l.Order).ToListAsync());
        Assert.Equal([(village.LaneId, "tổ 3a")], lanes.Take(1).Select(l => (l.Id, l.Name)));
        Assert.All(lanes, l => Assert.Null(l.ClosedAt));
        Assert.Equal(2, lanes.Count);
    }

    [Fact]
    public async Task A_list_of_hamlets_gives_its_good_rows_and_names_its_bad_ones_and_may_be_sent_again()
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        const string List = "DANH SÁCH ẤP,,\r\nTên ấp/khóm,Xã/phường,Tổ\r\nẤp Trường An,Xã Trường Khánh,Tổ 1; Tổ 2\r\nKhóm 1,Phường 9,\r\n,Xã Trường Khánh,\r\nẤp Tân Lập,Long Phú,\r\nTân Lập,31669,Tổ 1\r\n";

        var first = await SendListAsync(officer, List, server.AreaByCode("94"));
        var again = await SendListAsync(officer, List, server.AreaByCode("94"));

        Assert.Contains(Texts.In("vi")["areas.import.done", 2, 3, 0], first, StringComparison.Ordinal);
        Assert.Contains(Texts.In("vi")["areas.import.bad", 3], first, StringComparison.Ordinal);
        Assert.Contains(Texts.In("vi")["areas.import.done", 0, 0, 2], again, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_with_a_citizen_number_or_a_name_without_end_is_named_and_leaves_no_trace()
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        var list = "Tên ấp/khóm,Xã/phường,Tổ\r\nẤp Trường An,Xã Trường Khánh,Tổ 1; Tổ 093\u00a0050\u00a0001\u00a0234\r\nẤp 093-050-001-234,Xã Trường Khánh,\r\n"
            + $"Ấp Trường Thọ,Xã Trường Khánh,Tổ {new string('x', 90)}\r\nẤp Trường\u200b  Lộc,Xã Trường Khánh,Tổ 1\r\n";

        var page = await SendListAsync(officer, list, server.AreaByCode("94"));

        Assert.Contains(Texts.In("vi")["areas.import.done", 1, 1, 0], page, StringComparison.Ordinal);
        Assert.Contains(Texts.In("vi")["areas.import.bad", 3], page, StringComparison.Ordinal);
        Assert.Equal(["Trường Lộc"], await server.WithDbAsync(db => db.AreaVersions.Where(v => v.Name.StartsWith("Trường") && v.Kind == AreaKind.Hamlet).Select(v => v.Name).ToListAsync()));
        Assert.Empty(await server.HoldingAsync("93050001234"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("PK\u0003\u0004 and no package")]
    public async Task A_file_that_is_no_list_of_hamlets_is_refused_with_a_reason(string content)
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));

        Assert.Contains(Texts.In("vi")["error.areas.list-unreadable"], await SendListAsync(officer, content, server.AreaByCode("94")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_outside_ones_area_is_simply_not_found()
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));

        foreach (var path in new[] { $"/areas/{server.AreaByCode("31648")}", $"/areas/{server.AreaByCode("31648")}/add", $"/areas/{Guid.CreateVersion7()}" })
        {
            using var answer = await officer.GetAsync(path);

            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Contains(Texts.In("vi")["error.not-found.next"], WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_csv_says_what_the_page_says()
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31654"));

        var csv = Encoding.UTF8.GetString(await officer.GetByteArrayAsync("/areas/export?format=csv&q=trường"));
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync("/areas?q=trường"));

        Assert.StartsWith("\uFEFFTên;Loại;Mã;", csv, StringComparison.Ordinal);
        Assert.Contains("Xã Trường Khánh;Xã;31654;Huyện Long Phú;;", csv, StringComparison.Ordinal);
        Assert.Contains("Xã Trường Khánh</a>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Hậu Thạnh", csv + page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Official_numbers_keep_unknown_apart_from_zero()
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode("31654");
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);

        using var kept = await officer.PutAsJsonAsync($"/api/areas/{commune}/statistics", new StatisticsEntry(Day.AddDays(-30), 3100, null, 0.44, "Báo cáo xã"));
        using var refused = await officer.PutAsJsonAsync($"/api/areas/{commune}/statistics", new StatisticsEntry(Day.AddDays(-30), null, null, 44, "Báo cáo xã"));
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/areas/{commune}"));

        Assert.Equal((HttpStatusCode.NoContent, HttpStatusCode.BadRequest), (kept.StatusCode, refused.StatusCode));
        Assert.Matches("<td class=\"num\">3.100</td>\\s*<td class=\"num\">—</td>\\s*<td class=\"num\">44,0\u00a0%</td>", page);
    }

    [Fact]
    public async Task A_list_sent_without_a_file_is_refused_with_words()
    {
        await using var server = await TestServer.StartAsync();
        var commune = server.AreaByCode("31654");
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, commune);
        var page = await SendListAsync(officer, null, commune);
        Assert.Contains(Texts.In("vi")["error.areas.list-unreadable"], page, StringComparison.Ordinal);
    }

    private static async Task<Guid> AddAsync(HttpClient officer, Guid commune, string name, DateOnly from) =>
        await officer.PostAsync("/api/areas", new NewArea(AreaKind.Hamlet, name, commune, from, "QĐ 1")).ReadAsync<Guid>();

    private static Task<int> CellAsync(TestServer server, Guid hamlet, DateOnly day) =>
        server.WithDbAsync(db => db.Cells.Where(c => c.HamletId == hamlet && c.Indicator == Indicators.Households && c.Day <= day.Number()).SumAsync(c => c.Value));

    private static async Task<string> SendListAsync(HttpClient officer, string? list, Guid into)
    {
        var token = System.Text.RegularExpressions.Regex.Match(await officer.GetStringAsync("/areas/import"), "__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new MultipartFormDataContent
        {
            { new StringContent("import-hamlets"), "_handler" },
            { new StringContent(WebUtility.HtmlDecode(token)), "__RequestVerificationToken" },
            { new StringContent(into.ToString()), "Form.Into" },
            { new StringContent("2024-09-15"), "Form.From" },
            { new StringContent("QĐ 3"), "Form.Act" },
        };
        if (list is not null)
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(list)), "Form.File", "ap.csv");
        }

        using var answer = await officer.PostAsync("/areas/import", form);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }
}
