using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Areas.Register;
using TungNgo.Areas.Reorganise;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Figures.Page;
using TungNgo.Figures.Proof;
using TungNgo.Households;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Web;

namespace TungNgo.Tests.Areas;

/// <summary>Reorganisations as sets: tried, applied as a whole, taken back as a whole; at the desk and in the figures.</summary>
public sealed class ReorganiseTests
{
    private static readonly DateOnly Day = new(2024, 9, 20);

    [Fact]
    public async Task A_hamlet_is_split_by_lanes_and_households_and_put_together_again_to_the_last_row()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server, households: 5);
        using var phone = await village.EnrolAsync(village.MemberId);
        await phone.PushAsync(village.Visit(0, ("vneid2", Stage.Working)), village.Visit(1));
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        await officer.PutAsJson($"/api/areas/{village.HamletId}/statistics", new StatisticsEntry(Day.AddDays(-30), 431, 1_603, 0.44, "Báo cáo xã"));
        server.Clock.Advance(TimeSpan.FromDays(3));
        using var later = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var before = await ImageAsync(server);

        var set = await NewAsync(later, village.CommuneId, Day.AddDays(2));
        await StepAsync(later, set, "split", new() { ["units"] = $"{village.HamletId}", ["kind"] = "hamlet", ["part-0"] = "Trường Thành B", ["part-1"] = "Trường Thành C" }, "hamlet");
        var undivided = WebUtility.HtmlDecode(await later.GetStringAsync($"/areas/reorganise/{set}"));
        Assert.Contains(Texts.In("vi")["areas.affected.households.lost", 5], undivided, StringComparison.Ordinal);
        Assert.Contains(Texts.In("vi")["areas.reorganise.apply.not"], undivided, StringComparison.Ordinal);

        var parts = (await SetAsync(server, set)).Steps[0].Parts!;
        var fields = new Dictionary<string, string>
        {
            ["edition"] = "1", [$"lane-{village.LaneId}"] = $"{parts[0].Id}", ["rest"] = $"{parts[0].Id}", [$"door-{village.Households[1].Id}"] = $"{parts[1].Id}",
            [$"door-{village.Households[2].Id}"] = $"{parts[1].Id}",
        };
        using (var divided = await later.SubmitAsync($"/areas/reorganise/{set}/split/0", "divide", fields))
        {
            Assert.Equal(HttpStatusCode.Found, divided.StatusCode);
        }

        await ConfirmAsync(later, set, "apply");
        Assert.Equal(ReorganisationState.Applied, (await SetAsync(server, set)).State);
        await server.WithDbAsync(async db =>
        {
            var homes = await db.Households.AsNoTracking().ToDictionaryAsync(h => h.Id);
            Assert.Equal([parts[0].Id, parts[1].Id, parts[1].Id, parts[0].Id, parts[0].Id], village.Households.Select(h => homes[h.Id].HamletId));
            Assert.Equal([village.LaneId, null, null, village.LaneId, village.LaneId], village.Households.Select(h => homes[h.Id].LaneId));
            Assert.Equal(parts[0].Id, (await db.Lanes.SingleAsync(l => l.Id == village.LaneId)).HamletId);
            // Visits of before the day stay where they were made.
            Assert.All(await db.Visits.ToListAsync(), v => Assert.Equal(village.HamletId, v.HamletId));
            var reckoned = await db.AreaStatistics.Where(s => s.Estimated).ToListAsync();
            Assert.Equal([259, 172], parts.Select(p => reckoned.Single(r => r.AreaId == p.Id).Households));
            Assert.Equal(1_603, reckoned.Sum(r => r.People));
            return 0;
        });
        Assert.Contains(Texts.In("vi")["areas.statistics.estimated"], WebUtility.HtmlDecode(await later.GetStringAsync($"/areas/{parts[1].Id}")), StringComparison.Ordinal);
        await TotalsAsync(server, village.CommuneId, 5);
        await RecountAsync(server);
        // On the map of before the parts are the whole; on today's what was before cannot be told by parts, and by the commune it can.
        var old = await later.GetAsync($"/api/figures/{village.HamletId}?boundaries=2024-09-21&date=2024-09-23").ReadAsync<FiguresAnswer>();
        Assert.Equal((5, "2024-09-21", new DateOnly(2024, 9, 21)), (old.Figures.Single(f => f.Code == "households").Value, old.Boundaries, old.TreeOf));
        var part = await later.GetAsync($"/api/figures/{parts[0].Id}?date=2024-09-23&from=2024-09-01").ReadAsync<FiguresAnswer>();
        Assert.Equal((3, false), (part.Figures.Single(f => f.Code == "households").Value, part.Figures.Single(f => f.Code == "households").Undetermined));
        Assert.Equal((null, true), (part.Figures.Single(f => f.Code == "visits").Value, part.Figures.Single(f => f.Code == "visits").Undetermined));
        var commune = await later.GetAsync($"/api/figures/{village.CommuneId}?date=2024-09-23&from=2024-09-01").ReadAsync<FiguresAnswer>();
        Assert.Equal(2, commune.Figures.Single(f => f.Code == "visits").Value);
        Assert.Contains(Texts.In("vi")["figures.untold"], WebUtility.HtmlDecode(await later.GetStringAsync($"/figures/{parts[0].Id}?from=2024-09-01")), StringComparison.Ordinal);

        // A visit at a door of a new hamlet comes back with its household.
        using var again = await village.EnrolAsync(village.MemberId);
        Assert.Equal("applied", Assert.Single(await again.PushAsync(village.Visit(2))).Result);
        await ConfirmAsync(later, set, "undo");
        Assert.Equal(ReorganisationState.Undone, (await SetAsync(server, set)).State);
        Assert.Equal(before, await ImageAsync(server));
        Assert.All(await server.WithDbAsync(db => db.Visits.ToListAsync()), v => Assert.Equal(village.HamletId, v.HamletId));
        Assert.Empty(await server.WithDbAsync(db => db.AreaStatistics.Where(s => s.Estimated).ToListAsync()));
        await TotalsAsync(server, village.CommuneId, 5);
        await RecountAsync(server);
    }

    [Fact]
    public async Task A_merge_of_hamlets_moves_doors_and_lanes_and_what_was_built_on_it_stands_in_the_way_of_undoing()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var set = await NewAsync(officer, village.CommuneId, Day);
        await StepAsync(officer, set, "merge", new() { ["kind"] = "hamlet", ["name"] = "Trường Phú" }, "hamlet", village.HamletId, village.OtherHamletId);

        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/areas/reorganise/{set}"));
        Assert.Contains(Texts.In("vi")["areas.affected.households.follow", 3], page, StringComparison.Ordinal);
        Assert.Contains(Texts.In("vi")["areas.affected.teams.keep", 1], page, StringComparison.Ordinal);
        Assert.Contains("Tổ CNSCĐ ấp Trường Thành B", page, StringComparison.Ordinal);
        await ConfirmAsync(officer, set, "apply");
        var merged = (await SetAsync(server, set)).Steps[0].New!.Value;
        Assert.Equal(3, await server.WithDbAsync(db => db.Households.CountAsync(h => h.HamletId == merged)));
        await TotalsAsync(server, village.CommuneId, 3);

        await server.WriteAsync((db, write) =>
        {
            var id = write.NewId();
            db.Households.Add(new Household { Id = id, Number = write.Changed(ChangeKind.Household, id, merged), HamletId = merged, Head = "Hộ mới", AddedDay = write.Today.Number() });
            HouseholdStocks.CountNew(new Household { HamletId = merged, Head = "" }, write.Today.Number(), write.Cells);
        });
        var blocked = WebUtility.HtmlDecode(await officer.GetStringAsync($"/areas/reorganise/{set}"));
        Assert.Contains(Texts.In("vi")["areas.reorganise.built.households", 1], blocked, StringComparison.Ordinal);
        await using var scope = server.Services.CreateAsyncScope();
        var user = scope.ServiceProvider.GetRequiredService<CurrentUser>();
        user.ActByRule("test", new RoleInArea(Role.CommuneOfficer, village.CommuneId));
        var refusal = await Assert.ThrowsAsync<Refusal>(() => scope.ServiceProvider.GetRequiredService<UndoReorganisation>().UndoAsync(set, 2, Texts.In("vi"), CancellationToken.None));
        Assert.Equal(Problems.ReorganisationBuiltOn, refusal.Problem);
        Assert.Equal(4, await server.WithDbAsync(db => db.Households.CountAsync(h => h.HamletId == merged)));
        await RecountAsync(server);
    }

    [Fact]
    public async Task A_set_for_a_day_to_come_waits_and_is_applied_on_its_day()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var set = await NewAsync(officer, village.CommuneId, Day.AddDays(5));
        await StepAsync(officer, set, "end", new() { ["into"] = $"{village.OtherHamletId}" }, "hamlet", village.HamletId);
        await ConfirmAsync(officer, set, "apply");

        Assert.Equal(ReorganisationState.Waiting, (await SetAsync(server, set)).State);
        var loop = server.Services.GetRequiredService<ReorganisationLoop>();
        await loop.RunAsync(CancellationToken.None);
        Assert.Equal(3, await server.WithDbAsync(db => db.Households.CountAsync(h => h.HamletId == village.HamletId)));

        server.Clock.Advance(TimeSpan.FromDays(6));
        await loop.RunAsync(CancellationToken.None);
        Assert.Equal(ReorganisationState.Applied, (await SetAsync(server, set)).State);
        Assert.Equal(3, await server.WithDbAsync(db => db.Households.CountAsync(h => h.HamletId == village.OtherHamletId)));
        await TotalsAsync(server, village.CommuneId, 3);
        await RecountAsync(server);
    }

    [Fact]
    public async Task A_waiting_set_that_fails_on_its_day_tells_the_staff()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var set = await NewAsync(officer, village.CommuneId, Day.AddDays(5));
        await StepAsync(officer, set, "end", new() { ["into"] = $"{village.OtherHamletId}" }, "hamlet", village.HamletId);
        await ConfirmAsync(officer, set, "apply");
        await officer.PostAsync($"/api/areas/{village.OtherHamletId}/end", new AreaEnding(village.HamletId, Day, "QĐ 9"));

        server.Clock.Advance(TimeSpan.FromDays(6));
        await server.Services.GetRequiredService<ReorganisationLoop>().RunAsync(CancellationToken.None);

        Assert.NotNull((await SetAsync(server, set)).Trouble);
        using var later = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Contains(Texts.In("vi")["areas.reorganise.todo", 1], WebUtility.HtmlDecode(await later.GetStringAsync($"/figures/{village.CommuneId}")), StringComparison.Ordinal);
    }

    /// <summary>The reform of 2025 typed as one set from the day before it, on a register that does not know it yet: it gives what the shipped register says.</summary>
    [Fact]
    public async Task The_reform_of_2025_as_one_set_from_a_list_is_what_the_shipped_register_says_and_is_undone_to_the_last_row()
    {
        var act = new DateOnly(2025, 7, 1);
        await using var server = await TestServer.StartAsync(new DateTime(2025, 7, 1, 3, 0, 0, DateTimeKind.Utc));
        var shipped = server.Services.GetRequiredService<AreaTree>().On(act);
        var expected = shipped.All.Where(v => v.Tier == AreaTier.Commune).Select(v => (v.Code, AreaNames.WithKind(v))).Order().ToList();
        var origin = await server.WithDbAsync(db => db.Successions.Where(s => s.Date == act && s.FromId != s.ToId).ToListAsync());
        var list = ListOf(server, act, origin);
        await ForgetReformAsync(server, act);
        var province = server.AreaByCode("94");
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, province);
        var before = await ImageAsync(server);

        var set = await NewAsync(officer, province, act);
        await StepAsync(officer, set, "add", new() { ["kind"] = "centralCity", ["name"] = "Cần Thơ", ["code"] = "92" }, "province");
        var city = (await SetAsync(server, set)).Steps[0].New!.Value;
        using (var taken = await officer.SubmitAsync($"/areas/reorganise/{set}/list", "list", new() { ["edition"] = "1", ["rows"] = list }))
        {
            Assert.Contains("39", WebUtility.HtmlDecode(await taken.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        var districts = server.Services.GetRequiredService<AreaTree>().Today.All.Where(v => v.Tier == AreaTier.District).Select(v => v.AreaId).ToArray();
        await StepAsync(officer, set, "end", new() { ["into"] = $"{city}", ["ends"] = "1" }, "district", districts);
        await StepAsync(officer, set, "end", new() { ["into"] = $"{city}" }, "province", province);
        var page = WebUtility.HtmlDecode(await officer.GetStringAsync($"/areas/reorganise/{set}"));
        Assert.Contains(Texts.In("vi")["areas.affected.accounts.heir", 1], page, StringComparison.Ordinal);
        Assert.Contains(Texts.In("vi")["areas.reorganise.apply.not"], page, StringComparison.Ordinal);
        using (var chosen = await officer.SubmitAsync($"/areas/reorganise/{set}", "choose", new()
        {
            ["edition"] = "4", ["choice-areas.affected.accounts.heir"] = "areas.affected.accounts.give", ["choice-areas.affected.water.lost"] = "areas.affected.water.known",
            ["choice-areas.affected.bulletins.meant"] = "areas.affected.bulletins.known",
        }))
        {
            Assert.Equal(HttpStatusCode.Found, chosen.StatusCode);
        }

        await ConfirmAsync(officer, set, "apply");
        var after = server.Services.GetRequiredService<AreaTree>().Today;
        Assert.Equal(expected, after.All.Where(v => v.Tier == AreaTier.Commune).Select(v => (v.Code, AreaNames.WithKind(v))).Order().ToList());
        Assert.Equal(city, Assert.Single(after.Roots).AreaId);
        Assert.All(after.All.Where(v => v.Tier == AreaTier.Commune), v => Assert.Equal(city, v.ParentId));
        Assert.DoesNotContain(after.All, v => v.Tier == AreaTier.District);
        // The officer's right went along, and takes the set back.
        await ConfirmAsync(officer, set, "undo");
        Assert.Equal(before, await ImageAsync(server));
    }

    [Fact]
    public async Task A_list_names_every_row_that_does_not_fit_and_takes_no_part_of_a_group()
    {
        await using var server = await TestServer.StartAsync();
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"));
        var set = await NewAsync(officer, server.AreaByCode("94"), Day.AddDays(20));
        const string Rows = "Mã cũ\tTên cũ\tMã mới\tTên mới\tLoại mới\n31648\tHậu Thạnh\t31654\tTrường Khánh\tXã\n31657\tPhú Hữu\t31654\tTrường Khánh\tXã\n"
            + "31654\tTrường Khánh xưa\t31654\tTrường Khánh\tXã\n\tLong Đức\t31645\tĐại Ngãi\tXã\n31645\tĐại Ngãi\t31645\tĐại Ngãi\tXã\n31603\tMỹ Phước\t31603\tMỹ Phước\tXã\n";

        using var answer = await officer.SubmitAsync($"/areas/reorganise/{set}/list", "list", new() { ["edition"] = "0", ["rows"] = Rows });
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());

        Assert.Contains(Texts.In("vi")["areas.reorganise.row.other-name", "31654", "Xã Trường Khánh", "Trường Khánh xưa"], page, StringComparison.Ordinal);
        Assert.Contains(Texts.In("vi")["areas.reorganise.row.group", "Trường Khánh"], page, StringComparison.Ordinal);
        Assert.Contains(Texts.In("vi")["areas.reorganise.row.no-code", "Long Đức"], page, StringComparison.Ordinal);
        Assert.Empty((await SetAsync(server, set)).Steps);
    }

    [Fact]
    public async Task A_commune_prepares_sets_of_its_hamlets_and_sees_and_touches_no_others()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        using var neighbour = await server.OfficialAsync(Role.CommuneOfficer, server.AreaByCode("31648"));
        var set = await NewAsync(officer, village.CommuneId, Day);

        foreach (var path in new[] { $"/areas/reorganise/{set}", $"/areas/reorganise/{set}/step?kind=merge", $"/areas/reorganise/{set}/list" })
        {
            using var strange = await neighbour.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, strange.StatusCode);
        }

        using var foreign = await officer.SubmitAsync($"/areas/reorganise/{set}/step?kind=rename&tier=commune", "step",
            new() { ["edition"] = "0", ["units"] = $"{server.AreaByCode("31648")}", ["kind"] = "ward", ["name"] = "Mới" });
        using var above = await officer.SubmitAsync($"/areas/reorganise/{set}/step?kind=rename&tier=commune", "step",
            new() { ["edition"] = "0", ["units"] = $"{village.CommuneId}", ["kind"] = "ward", ["name"] = "Mới" });
        Assert.NotEqual(HttpStatusCode.Found, foreign.StatusCode);
        Assert.NotEqual(HttpStatusCode.Found, above.StatusCode);
        Assert.Empty((await SetAsync(server, set)).Steps);
        Assert.DoesNotContain("Lần thử", await neighbour.GetStringAsync("/areas/reorganise"), StringComparison.Ordinal);
    }

    private static async Task<Guid> NewAsync(HttpClient officer, Guid area, DateOnly day)
    {
        using var made = await officer.SubmitAsync("/areas/reorganise/new", "reorganisation", new()
        {
            ["Form.Name"] = "Lần thử", ["Form.Area"] = $"{area}", ["Form.From"] = Formats.Iso(day), ["Form.Act"] = "NQ 1",
        });
        Assert.Equal(HttpStatusCode.Found, made.StatusCode);
        return Guid.Parse(made.Headers.Location!.ToString().Split('/', '?').First(p => Guid.TryParse(p, out _)));
    }

    private static async Task StepAsync(HttpClient officer, Guid set, string kind, Dictionary<string, string> fields, string tier, params Guid[] units)
    {
        var path = $"/areas/reorganise/{set}/step?kind={kind}&tier={tier}";
        var page = await officer.GetStringAsync(path);
        var edition = System.Text.RegularExpressions.Regex.Match(page, "name=\"edition\" value=\"(\\d+)\"").Groups[1].Value;
        var form = fields.Concat(units.Select(u => KeyValuePair.Create("units", $"{u}"))).Append(new("edition", edition)).Append(new("_handler", "step"))
            .Append(new("__RequestVerificationToken", Officials.TokenOf(page)));
        using var answer = await officer.PostAsync(path, new FormUrlEncodedContent(form));
        Assert.True(answer.StatusCode == HttpStatusCode.Found, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private static async Task ConfirmAsync(HttpClient officer, Guid set, string form)
    {
        var page = await officer.GetStringAsync($"/areas/reorganise/{set}");
        var edition = System.Text.RegularExpressions.Regex.Match(page, "name=\"edition\" value=\"(\\d+)\"").Groups[1].Value;
        using var answer = await officer.SubmitAsync($"/areas/reorganise/{set}", form, new() { ["edition"] = edition });
        Assert.True(answer.StatusCode == HttpStatusCode.Found, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));
    }

    private static Task<Reorganisation> SetAsync(TestServer server, Guid id) => server.WithDbAsync(db => db.Reorganisations.AsNoTracking().SingleAsync(r => r.Id == id));

    /// <summary>Everything that undoing must put back, as text: units, successions, lanes, where households and cells are.</summary>
    private static Task<string> ImageAsync(TestServer server) => server.WithDbAsync(async db =>
    {
        var lines = new List<string>();
        lines.AddRange((await db.AreaVersions.AsNoTracking().ToListAsync()).Select(v => $"{KeptVersion.Of(v)}"));
        lines.AddRange((await db.Successions.AsNoTracking().ToListAsync()).Select(s => $"{KeptSuccession.Of(s)}"));
        lines.AddRange((await db.Lanes.AsNoTracking().ToListAsync()).Select(l => $"{KeptLane.Of(l)}"));
        lines.AddRange((await db.Areas.AsNoTracking().ToListAsync()).Select(a => $"area {a.Id}"));
        lines.AddRange((await db.Households.AsNoTracking().ToListAsync()).Select(h => $"household {h.Id} {h.HamletId} {h.LaneId}"));
        lines.AddRange((await db.FieldEdits.AsNoTracking().ToListAsync()).Select(e => $"edit {e.HouseholdId} {e.Field} {e.Before} {e.After}"));
        lines.AddRange((await db.Cells.AsNoTracking().Where(c => c.Value != 0 && c.Indicator < Indicators.Visits).ToListAsync()).Where(c => c.Day <= Day.Number()).Select(c => $"cell {c.HamletId} {c.Indicator} {c.Day} {c.Value}"));
        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    });

    private static async Task TotalsAsync(TestServer server, Guid commune, int households)
    {
        var (now, areas) = (server.Services.GetRequiredService<FigureStore>().Now, server.Services.GetRequiredService<AreaTree>());
        foreach (var on in areas.Vintages.Where(v => v.Year == 2024).Append(Day).Append(areas.Today.Day))
        {
            foreach (var tree in new[] { areas.On(on), areas.On(on.AddDays(-1)), areas.Today })
            {
                foreach (var unit in tree.LineOf(commune))
                {
                    Assert.Equal(households, new UnitLeaves(now.Index, tree, unit.AreaId).UpTo(now.ColumnOf(Indicators.Households), areas.Today.Day.Number()));
                }
            }
        }

        await Task.CompletedTask;
    }

    private static async Task RecountAsync(TestServer server)
    {
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var scope = server.Services.CreateAsyncScope();
        Assert.Empty((await scope.ServiceProvider.GetRequiredService<Recount>().RunAsync(false, Actor.System, null, CancellationToken.None)).Differences);
    }

    /// <summary>What the resolution says, as an office's sheet has it.</summary>
    private static string ListOf(TestServer server, DateOnly act, List<Succession> origin)
    {
        var areas = server.Services.GetRequiredService<AreaTree>();
        var (before, after) = (areas.On(act.AddDays(-1)), areas.On(act));
        var rows = before.All.Where(v => v.Tier == AreaTier.Commune).Select(v => (Old: v, New: after.Find(v.AreaId) ?? after.Find(origin.Single(s => s.FromId == v.AreaId).ToId)!))
            .Select(r => $"{r.Old.Code}\t{AreaNames.WithKind(r.Old)}\t{r.New.Code}\t{r.New.Name}\t{AreaNames.KindName(r.New.Kind)}\t{(r.Old.AreaId == r.New.AreaId ? "" : "92")}");
        return "Mã cũ\tTên cũ\tMã mới\tTên mới\tLoại mới\tMã cấp trên\n" + string.Join('\n', rows);
    }

    private static Task ForgetReformAsync(TestServer server, DateOnly act) => server.WriteAsync((db, write) =>
    {
        var versions = db.AreaVersions.ToList();
        var born = versions.GroupBy(v => v.AreaId).Where(g => g.Min(v => v.ValidFrom) == act && g.All(v => v.ValidFrom is not null)).Select(g => g.Key).ToHashSet();
        db.AreaVersions.RemoveRange(versions.Where(v => v.ValidFrom == act));
        db.Successions.RemoveRange(db.Successions.Where(s => s.Date == act));
        db.Areas.RemoveRange(db.Areas.Where(a => born.Contains(a.Id)));
        foreach (var version in versions.Where(v => v.ValidTo == act.AddDays(-1)))
        {
            version.ValidTo = null;
            write.Changed(ChangeKind.Area, version.AreaId);
        }
    });
}

file static class Puts
{
    public static async Task PutAsJson<T>(this HttpClient client, string path, T body)
    {
        using var answer = await System.Net.Http.Json.HttpClientJsonExtensions.PutAsJsonAsync(client, path, body, TestServer.Json);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
