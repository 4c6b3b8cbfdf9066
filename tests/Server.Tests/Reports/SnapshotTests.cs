using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Areas.Register;
using TungNgo.Areas.Reorganise;
using TungNgo.Reports;
using TungNgo.Reports.Ladder;

namespace TungNgo.Tests.Reports;

public sealed partial class SnapshotTests
{
    [Fact]
    public async Task What_was_approved_prints_the_same_after_a_hundred_reorganisations()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(new(2024, 10, 16, 3, 0, 0, DateTimeKind.Utc)));
        var report = await offices.ApprovedAsync("2024-MA10");
        using var city = await offices.Server.OfficialAsync(Role.Auditor, offices.Server.AreaByCode("94"));
        async Task<(string Body, string Sheet)> PrintAsync() =>
            (await city.GetStringAsync($"/reports/{report}/snapshot.json"), Sheet().Match(await city.GetStringAsync($"/reports/{report}/print")).Value);
        var before = await PrintAsync();
        Assert.Contains("8.326", before.Sheet, StringComparison.Ordinal);

        using var officer = await offices.Server.OfficialAsync(Role.ProvinceOfficer, offices.Server.AreaByCode("94"));
        var random = new Random(20241016);
        var done = 0;
        for (var i = 0; done < 100 && i < 400; i++)
        {
            var day = new DateOnly(2024, 10, 16).AddDays(random.Next(1, 200));
            var communes = offices.Server.Tree().All.Where(u => u.Tier == AreaTier.Commune).OrderBy(u => u.AreaId).ToList();
            var (one, other) = (communes[random.Next(communes.Count)], communes[random.Next(communes.Count)]);
            using var answer = random.Next(3) switch
            {
                0 => await officer.PostAsync($"/api/areas/{one.AreaId}/rename", new AreaRename($"Tên mới {i}", one.Kind, day, $"NQ {i}")),
                1 => await officer.PostAsync("/api/areas/merge", new AreaMerge([one.AreaId, other.AreaId], AreaKind.Commune, $"Xã gộp {i}", one.ParentId, day, $"NQ {i}")),
                _ => await officer.PostAsync($"/api/areas/{one.AreaId}/reparent", new AreaReparent(other.ParentId!.Value, day, $"NQ {i}")),
            };
            done += answer.IsSuccessStatusCode ? 1 : 0;
        }

        Assert.InRange(done, 60, 100);
        Assert.Equal(before, await PrintAsync());
        offices.Server.Clock.Set(new(2025, 6, 1, 3, 0, 0, DateTimeKind.Utc));
        using var later = await offices.Server.OfficialAsync(Role.Auditor, offices.Server.Tree().Roots.Single().AreaId);
        Assert.Equal(before.Body, await later.GetStringAsync($"/reports/{report}/snapshot.json"));
    }

    [Fact]
    public async Task What_was_approved_prints_the_same_after_hamlets_have_divided_and_come_together_again()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(new(2024, 10, 16, 3, 0, 0, DateTimeKind.Utc)));
        var (server, commune) = (offices.Server, offices.Village.CommuneId);
        var report = await offices.ApprovedAsync("2024-MA10");
        async Task<(string, string)> PrintAsync()
        {
            using var reader = await server.OfficialAsync(Role.Auditor, commune);
            return (await reader.GetStringAsync($"/reports/{report}/snapshot.json"), Sheet().Match(await reader.GetStringAsync($"/reports/{report}/print")).Value);
        }

        var before = await PrintAsync();
        var random = new Random(11);
        var doors = offices.Village.Households.ConvertAll(h => h.Id);
        for (var i = 0; i < 12; i++)
        {
            server.Clock.Advance(TimeSpan.FromDays(1));
            var hamlets = server.Tree().HamletsOf(commune).Order().ToList();
            var whole = hamlets[random.Next(hamlets.Count)];
            var homes = await server.WithDbAsync(db => db.Households.Where(h => h.HamletId == whole && doors.Contains(h.Id)).Select(h => h.Id).ToListAsync());
            await ApplyAsync(server, commune, i % 3 < 2 || hamlets.Count < 2
                ? new(StepKind.Split, [whole], Parts:
                [
                    new(Guid.CreateVersion7(), AreaKind.Hamlet, $"Một {i}", null, [], [], [], Rest: true),
                    new(Guid.CreateVersion7(), AreaKind.Hamlet, $"Hai {i}", null, [], [], [.. homes.Where(_ => random.Next(2) == 0)]),
                ])
                : new(StepKind.Merge, [.. hamlets[..2]], AreaKind.Hamlet, $"Gộp {i}", null, commune, New: Guid.CreateVersion7()));
            Assert.Equal(before, await PrintAsync());
        }

        Assert.NotEqual(2, server.Tree().HamletsOf(commune).Count);
    }

    private static async Task ApplyAsync(TestServer server, Guid commune, ReorganisationStep step)
    {
        var id = Guid.CreateVersion7();
        await server.WriteAsync((db, write) => db.Reorganisations.Add(new Reorganisation
        {
            Id = id, AreaId = commune, Title = "Sắp xếp", Act = "NQ 1", Day = write.Today, Author = "test", CreatedAt = write.Now, Steps = [step],
        }));
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActByRule("test", new RoleInArea(Role.CommuneOfficer, commune));
        await scope.ServiceProvider.GetRequiredService<ApplyReorganisation>().ApplyAsync(id, 0, CancellationToken.None);
    }

    [Fact]
    public async Task A_changed_copy_is_told_apart()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(new(2024, 10, 16, 3, 0, 0, DateTimeKind.Utc)));
        var report = await offices.ApprovedAsync("2024-MA10");
        var seal = await offices.Server.WithDbAsync(db => db.ReportSnapshots.Select(s => s.Seal).SingleAsync());
        await offices.Server.WithDbAsync(db => db.ReportSnapshots.ExecuteUpdateAsync(s => s.SetProperty(x => x.Body, x => x.Body.Replace("8326", "9326"))));
        using var anybody = offices.Server.Anonymous();
        Assert.Contains("không còn nguyên vẹn", WebUtility.HtmlDecode(await anybody.GetStringAsync($"/bc/{seal}")), StringComparison.Ordinal);
        using var unknown = await anybody.GetAsync("/bc/AAAAAAAAAAAAAAAA");
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);
    }

    [Fact]
    public async Task Programs_read_the_same_figures_in_their_scope()
    {
        await using var offices = await ReportOffices.OpenAsync(await TestServer.StartAsync(new(2024, 10, 16, 3, 0, 0, DateTimeKind.Utc)));
        await offices.ApprovedAsync("2024-MA10");
        var values = await offices.AboveOfficer.GetAsync($"/api/indicators/values?area={offices.Above}&period=2024-MA10&children=true&codes=TK_DDDT2,TY_LE_ZALO,TO").ReadAsync<IndicatorValues>();
        Assert.Equal(12, values.Units.Length);
        var district = values.Units[0].Figures.ToDictionary(f => f.Code);
        Assert.Equal((8326m, 1, 11), (district["TK_DDDT2"].Value, district["TK_DDDT2"].Reporting, district["TK_DDDT2"].Of));
        Assert.Equal("part", district["TY_LE_ZALO"].Why);
        // A quotient of which nobody told a part has no noughts above and below its line.
        var silent = values.Units.Single(u => u.AreaId != offices.Above && u.AreaId == offices.Server.Tree().ChildrenOf(offices.Above).First(c => c.AreaId != offices.Village.CommuneId).AreaId);
        Assert.Equal((null, null, null), silent.Figures.Single(f => f.Code == "TY_LE_ZALO") is var none ? (none.Value, none.Above, none.Below) : default);
        Assert.Equal(8326m, values.Units.Single(u => u.AreaId == offices.Village.CommuneId).Figures.Single(f => f.Code == "TK_DDDT2").Value);
        Assert.All(values.Units.Skip(1).Where(u => u.AreaId != offices.Village.CommuneId), u => Assert.Null(u.Figures.Single(f => f.Code == "TK_DDDT2").Value));
        using var foreign = await offices.Officer.GetAsync($"/api/indicators/values?area={offices.Above}&period=2024-MA10");
        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        var definitions = await offices.Officer.GetAsync("/api/indicators?year=2024").ReadAsync<IndicatorDefinition[]>();
        Assert.Equal("[THANH_VIEN] / [TO]", definitions.Single(d => d.Code == "TV_MOI_TO").From);
    }

    [GeneratedRegex("<article class=\"sheet\"[\\s\\S]*?</article>")]
    private static partial Regex Sheet();
}
