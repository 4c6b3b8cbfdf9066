using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Figures.Proof;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;

namespace TungNgo.Tests.Figures;

public sealed class RecountTests
{
    [Fact]
    public async Task A_corrupted_cell_is_found_named_repaired_and_audited()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        await phone.PushAsync(village.Visit(0, ("vneid2", Stage.Working)), village.Visit(1));
        Assert.Empty((await RunAsync(server)).Differences);

        await server.WithDbAsync(db => db.Cells.Where(c => c.Indicator == Indicators.Visits || c.Indicator == Indicators.HouseholdsMet)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Value, c => c.Value + 5)));
        var found = await RunAsync(server);
        Assert.Equal([(Indicators.HouseholdsMet, 2L, 7L), (Indicators.Visits, 2L, 7L)], found.Differences.Select(d => (d.Indicator, d.Expected, d.Actual)));
        Assert.Equal(0, found.Repaired);
        Assert.Equal(2, server.Services.GetRequiredService<FigureChecks>().Last!.Differences);

        Assert.Equal(2, (await RunAsync(server, fix: true)).Repaired);
        Assert.Empty((await RunAsync(server)).Differences);
        Assert.Equal(1, await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.Action == Recount.Repaired)));
        Assert.Equal(0, server.Services.GetRequiredService<FigureChecks>().Last!.Differences);
        Assert.Equal(server.Clock.GetUtcNow().UtcDateTime, server.Services.GetRequiredService<FigureChecks>().Last!.At);
    }

    [Fact]
    public async Task A_missing_and_a_stray_cell_are_both_differences()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        await server.WithDbAsync(db => db.Cells.Where(c => c.Indicator == Indicators.People).ExecuteDeleteAsync());
        await server.WithDbAsync(async db =>
        {
            db.Cells.Add(new Cell { HamletId = village.OtherHamletId, Indicator = Indicators.VisitsAway, Day = 20000, Value = 4 });
            return await db.SaveChangesAsync();
        });
        var found = (await RunAsync(server)).Differences;
        Assert.Contains(found, d => d is { Indicator: Indicators.People, Expected: 3, Actual: 0 });
        Assert.Contains(found, d => d is { Indicator: Indicators.VisitsAway, Day: 20000, Expected: 0, Actual: 4 });
        Assert.Equal(2, found.Count);
    }

    [Fact]
    public async Task The_page_says_when_the_figures_were_last_checked_and_checks_on_demand()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var path = $"/figures/{village.CommuneId}";
        Assert.Contains("Chưa kiểm tra lần nào", System.Net.WebUtility.HtmlDecode(await officer.GetStringAsync(path)), StringComparison.Ordinal);
        using var asked = await officer.SubmitAsync(path, "recount");
        Assert.True(asked.IsSuccessStatusCode, $"{asked.StatusCode}");

        // The recount that was asked for runs beside us; the page says so until it is done.
        string page;
        var looks = 0;
        do
        {
            page = System.Net.WebUtility.HtmlDecode(await officer.GetStringAsync(path));
        }
        while (!page.Contains("không có chênh lệch", StringComparison.Ordinal) && ++looks < 1000);

        Assert.Contains("không có chênh lệch", page, StringComparison.Ordinal);
    }

    /// <summary>What members may do at a door, by index, so that the same story can be told of two families.</summary>
    private sealed record Act(int Kind, int Door, int Minutes, Outcome Outcome, (int Service, Stage Stage)[] Activities);

    private static readonly string[] Services = ["vneid2", "dvc", "zalo-group", "skill-services", "skill-shopping", "skill-payment", "skill-safety", "skill-local"];

    private static readonly Gen<(int Service, Stage Stage)> Activity = Gen.Select(Gen.Int[0, Services.Length - 1], Gen.Int[0, 4], (s, g) => (s, (Stage)g));

    private static readonly Gen<Act> Acts = Gen.Select(
        Gen.Int[0, 9], Gen.Int[0, 1], Gen.Int[1, 40 * 24 * 60], Gen.Enum<Outcome>(), Activity.Array[0, 4], (k, d, m, o, a) => new Act(k, d, m, o, a));

    private static readonly Gen<(Act[] Story, int[] Order, bool[] Twice)> Stories = Acts.Array[1, 14]
        .SelectMany(story => Gen.Select(Gen.Shuffle(Enumerable.Range(0, story.Length).ToArray()), Gen.Bool.Array[story.Length], (order, twice) => (story, order, twice)));

    [Fact]
    public async Task Visits_in_any_order_of_arrival_end_the_same_and_the_recount_finds_no_difference()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server, households: 160);
        using var phone = await village.EnrolAsync(village.MemberId);
        var next = 0;
        await Stories.SampleAsync(
            async told =>
            {
                var (straight, shuffled) = (next, next + 2);
                next = (next + 4) % 160;
                var (first, second) = (Tell(village, told.Story, straight), Tell(village, told.Story, shuffled));
                foreach (var mutation in first)
                {
                    await phone.PushAsync(mutation);
                }

                await phone.PushAsync([.. told.Order.SelectMany(i => told.Twice[i] ? new[] { second[i], second[i] } : [second[i]])]);
                await phone.PushAsync([.. second.Reverse()]);
                Assert.Equal(await StateAsync(server, village, straight), await StateAsync(server, village, shuffled));
            },
            iter: 20, threads: 1);
        Assert.Empty((await RunAsync(server)).Differences);
    }

    [Fact]
    public async Task Corrections_moves_and_departures_leave_cells_that_a_recount_confirms()
    {
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server, households: 60);
        using var phone = await village.EnrolAsync(village.MemberId);
        var next = 0;
        await Acts.Array[3, 16].SampleAsync(
            async story =>
            {
                var start = next;
                next = (next + 2) % 60;
                var told = new List<Mutation>();
                var addedTo = new Dictionary<int, Guid>();
                foreach (var (act, i) in story.Select((a, i) => (a, i)))
                {
                    var household = village.Households[start + act.Door];
                    var visit = Tell(village, [act], start)[0];
                    told.Add(act.Kind switch
                    {
                        0 when told.LastOrDefault(m => m.Visit?.HouseholdId == household.Id) is { } wrong =>
                            visit with { Visit = visit.Visit! with { Supersedes = wrong.Id } },
                        1 => visit with { Kind = "person.edit", Visit = null, Person = new PushPerson(village.People[start + act.Door].Id, household.Id, Gone: true) },
                        2 => visit with { Kind = "person.add", Visit = null, Person = new PushPerson(addedTo[i] = Guid.CreateVersion7(), household.Id, "Sơn Thị Mới") },
                        3 => visit with { Kind = "household.edit", Visit = null, Household = new PushHousehold(household.Id, Language: "vi", Smartphones: i % 2, Fields: ["language", "smartphones"]) },
                        _ => visit,
                    });
                }

                await phone.PushAsync([.. told.Take(told.Count / 2)]);
                await phone.PushAsync([.. told]);
            },
            iter: 25, threads: 1);
        Assert.Empty((await RunAsync(server)).Differences);
    }

    private static Mutation[] Tell(Village village, Act[] story, int start) => [.. story.Select(act =>
    {
        var household = village.Households[start + act.Door];
        var activities = act.Activities.DistinctBy(a => a.Service).Select(a => new PushActivity(
            village.ServiceIds[Services[a.Service]], a.Stage, a.Service < 2 ? village.People[start + act.Door].Id : null)).ToArray();
        return new Mutation(Guid.CreateVersion7(), "visit", village.MemberId, village.Server.Clock.GetUtcNow().UtcDateTime.AddMinutes(-act.Minutes),
            Visit: new PushVisit(household.Id, act.Outcome, "vi", activities));
    })];

    /// <summary>What the doors of a story have come to, without their ids.</summary>
    private static Task<string> StateAsync(TestServer server, Village village, int start) => server.WithDbAsync(async db =>
    {
        var state = new List<string>();
        foreach (var id in village.Households.Skip(start).Take(2).Select(h => h.Id))
        {
            var household = await db.Households.AsNoTracking().SingleAsync(h => h.Id == id);
            state.Add($"{household.FirstVisitDay} {household.FirstMetDay} {household.LastVisitAt:O}");
            state.AddRange((await db.Standings.AsNoTracking().Where(s => s.HouseholdId == id).ToListAsync())
                .Select(s => $"{s.PersonId == Guid.Empty} {s.ServiceId} {s.Stage} {s.Day}").Order());
        }

        return string.Join('\n', state);
    });

    private static async Task<RecountResult> RunAsync(TestServer server, bool fix = false)
    {
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Recount>().RunAsync(fix, Actor.System, null, CancellationToken.None);
    }
}
