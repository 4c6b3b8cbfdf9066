using CsCheck;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Areas.Register;
using TungNgo.Areas.Reorganise;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Web;

namespace TungNgo.Tests.Areas;

/// <summary>Random sets on a real database: whatever is applied conserves every total on every map, and taking back all of it in turn leaves what was before, to the last field.</summary>
public sealed class ReorganiseStoriesTests
{
    /// <summary>The village's hamlets hang under a commune that began on this day.</summary>
    private static readonly DateOnly Reform = new(2025, 7, 1);

    private static readonly Gen<(StepKind Kind, int A, int B)[][]> Stories =
        Gen.Select(Gen.Enum<StepKind>(), Gen.Int[0, 99], Gen.Int[0, 99]).Array[1, 3].Array[1, 5];

    [Fact]
    public async Task Sets_conserve_all_totals_and_are_taken_back_to_the_last_field()
    {
        var applied = 0;
        await Stories.SampleAsync(async story =>
        {
            await using var server = await TestServer.StartAsync(new DateTime(2026, 3, 1, 3, 0, 0, DateTimeKind.Utc));
            var village = await Village.BuildAsync(server, households: 6);
            var areas = server.Services.GetRequiredService<AreaTree>();
            List<(Guid Set, string Before)> sets = [];
            var day = new DateOnly(2025, 8, 1);
            foreach (var tries in story)
            {
                day = day.AddDays(9);
                var before = await RegisterAsync(server);
                var id = Guid.CreateVersion7();
                var steps = tries.Select((t, i) => StepOf(t, areas.On(day.AddDays(-1)), village, $"{sets.Count}{i}")).ToList();
                await server.WriteAsync((db, write) => db.Reorganisations.Add(new Reorganisation
                {
                    Id = id, AreaId = areas.Today.Roots.Single().AreaId, Title = "x", Act = "NQ", Day = day, Author = "x", CreatedAt = write.Now, Steps = steps,
                }));
                server.Clock.Advance(TimeSpan.FromMinutes(1));
                try
                {
                    await AsAsync<ApplyReorganisation>(server, a => a.ApplyAsync(id, 0, CancellationToken.None));
                    sets.Add((id, before));
                    applied++;
                }
                catch (Refusal)
                {
                    Assert.Equal(before, await RegisterAsync(server));
                }

                await SameEverywhereAsync(server);
            }

            sets.Reverse();
            foreach (var (set, before) in sets)
            {
                await AsAsync<UndoReorganisation>(server, u => u.UndoAsync(set, 1, Texts.In("vi"), CancellationToken.None));
                Assert.Equal(before, await RegisterAsync(server));
                await SameEverywhereAsync(server);
            }
        }, iter: 12, threads: 1);
        Assert.True(applied > 6, $"only {applied} sets were applied");
    }

    private static ReorganisationStep StepOf((StepKind Kind, int A, int B) t, DayTree tree, Village village, string name)
    {
        var hamlets = tree.All.Where(v => v.Tier == AreaTier.Hamlet).Select(v => v.AreaId).Order().ToList();
        var communes = tree.All.Where(v => v.Tier == AreaTier.Commune).Select(v => v.AreaId).Order().ToList();
        var (one, two) = (hamlets[t.A % hamlets.Count], hamlets[(t.A + 1) % hamlets.Count]);
        var parts = new[] { Guid.CreateVersion7(), Guid.CreateVersion7() };
        return t.Kind switch
        {
            StepKind.Add => new(t.Kind, [], AreaKind.Hamlet, $"Mới {name}", Parent: communes[t.A % communes.Count], New: Guid.CreateVersion7()),
            StepKind.Merge => new(t.Kind, [one, two], AreaKind.Hamlet, $"Gộp {name}", New: Guid.CreateVersion7()),
            StepKind.End => new(t.Kind, [one], Into: two),
            StepKind.Rename => new(t.Kind, [one], AreaKind.Hamlet, $"Tên {name}"),
            StepKind.Reparent => new(t.Kind, [one], Parent: communes[t.B % communes.Count]),
            _ => new(t.Kind, [one], Parts:
            [
                new(parts[0], AreaKind.Hamlet, $"Một {name}", null, [], [], [.. village.Households.Where((_, i) => i % 2 == t.B % 2).Select(h => h.Id)]),
                new(parts[1], AreaKind.Hamlet, $"Hai {name}", null, [], [], [], Rest: true),
            ]),
        };
    }

    /// <summary>The province has its six households on the map of every day on which anything changed, on every such day since they came.</summary>
    private static async Task SameEverywhereAsync(TestServer server)
    {
        var (now, areas) = (server.Services.GetRequiredService<FigureStore>().Now, server.Services.GetRequiredService<AreaTree>());
        var today = areas.Today.Day.Number();
        foreach (var tree in areas.Vintages.Where(v => v > Reform).SelectMany(v => new[] { areas.On(v), areas.On(v.AddDays(-1)) }).Append(areas.Today))
        {
            long? Sum(Guid unit) => new UnitLeaves(now.Index, tree, unit).UpTo(now.ColumnOf(Indicators.Households), today);
            Assert.Equal(6, Sum(tree.Roots.Single().AreaId));
            foreach (var unit in tree.All.Where(v => Sum(v.AreaId) is not null and not 0))
            {
                var parts = tree.ChildrenOf(unit.AreaId).Select(c => Sum(c.AreaId)).ToList();
                Assert.True(parts.Count == 0 || parts.Contains(null) || parts.Sum() == Sum(unit.AreaId), $"{unit.Name} on {tree.Day}");
            }
        }

        await server.WithDbAsync(async db =>
        {
            var living = areas.Today.All.Select(v => v.AreaId).ToHashSet();
            Assert.All(await db.Households.AsNoTracking().ToListAsync(), h => Assert.Contains(h.HamletId, living));
            Assert.All(await db.Lanes.AsNoTracking().ToListAsync(), l => Assert.Contains(l.HamletId, living));
            return 0;
        });
    }

    private static Task<string> RegisterAsync(TestServer server) => server.WithDbAsync(async db => string.Join('\n', new[]
    {
        (await db.AreaVersions.AsNoTracking().ToListAsync()).Select(v => $"{KeptVersion.Of(v)}"), (await db.Successions.AsNoTracking().ToListAsync()).Select(s => $"{KeptSuccession.Of(s)}"),
        (await db.Lanes.AsNoTracking().ToListAsync()).Select(l => $"{KeptLane.Of(l)}"), (await db.Areas.AsNoTracking().ToListAsync()).Select(a => $"{a.Id}"),
        (await db.Households.AsNoTracking().ToListAsync()).Select(h => $"{h.Id} {h.HamletId} {h.LaneId}"),
        (await db.FieldEdits.AsNoTracking().ToListAsync()).Select(e => $"{e.HouseholdId} {e.Field} {e.Before} {e.After}"),
        (await db.Cells.AsNoTracking().Where(c => c.Value != 0).ToListAsync()).Select(c => $"{c.HamletId} {c.Indicator} {c.Day} {c.Value}"),
    }.SelectMany(lines => lines.Order(StringComparer.Ordinal))));

    private static async Task AsAsync<T>(TestServer server, Func<T, Task> work) where T : notnull
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActByRule("test", new RoleInArea(Role.ProvinceOfficer, server.Services.GetRequiredService<AreaTree>().Today.Roots.Single().AreaId));
        await work(scope.ServiceProvider.GetRequiredService<T>());
    }
}
