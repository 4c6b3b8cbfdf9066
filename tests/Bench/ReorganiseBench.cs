using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Areas.Reorganise;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Web;
using StepKind = TungNgo.Areas.Reorganise.StepKind;

namespace TungNgo.Bench;

/// <summary>
/// The reform of 1 July 2025 as one set: 108 communes become 43, eleven districts and the province end, 775 hamlets go along; then one hamlet of 430
/// households divides, and both are undone. Beside it 60 months × 10 indicators × 30 strata of 775 hamlets in memory, read on three maps; nothing of it is touched.
/// </summary>
internal static class ReorganiseBench
{
    private const int Hamlets = 775, Months = 60, Columns = 300, Rounds = 5;
    private static readonly DateOnly Reform = new(2025, 7, 1);

    public static async Task RunAsync(BenchContext context)
    {
        await using var server = await context.StartAsync(households: 0);
        var areas = server.Services.GetRequiredService<AreaTree>();
        var moved = await ForgetReformAsync(server);
        await server.FillAsync(430, 4);
        await WriteAsync(server, (db, write) => AddHamlets(db, write, areas.Today));
        var province = areas.Today.Roots.Single().AreaId;
        var (apply, undo, rows) = await RoundsAsync(server, province, Reform, ReformOf(areas.Today, moved));
        var floor = await FloorAsync(server, rows);
        Console.WriteLine($"the reform as one set, {rows:N0} rows of the tree, durable: {apply:N1} ms; undone: {undo:N1} ms (as many bare rows of the feed {floor:N1} ms)");

        var day = areas.Today.Day.AddDays(-10);
        var parts = new[] { "Một", "Hai" }.Select(n => new StepPart(Guid.CreateVersion7(), AreaKind.Hamlet, n, null, [], [], [])).ToArray();
        var lanes = areas.LanesOf(server.HamletId).Select(l => l.Id).ToList();
        (parts[0], parts[1]) = (parts[0] with { Lanes = [.. lanes[..4]], Rest = true }, parts[1] with { Lanes = [.. lanes[4..]], Households = [.. server.Doors.Take(200).Select(d => d.Household)] });
        var split = await RoundsAsync(server, province, day, [new(StepKind.Split, [server.HamletId], Parts: parts)]);
        Console.WriteLine($"a hamlet of 430 households, 1,720 people divides, durable: {split.Apply:N1} ms; undone: {split.Undo:N1} ms");
        await SeriesAsync(server, province, moved);
    }

    private static async Task SeriesAsync(BenchServer server, Guid province, Dictionary<string, (string, string, AreaKind)> moved)
    {
        var areas = server.Services.GetRequiredService<AreaTree>();
        var hamlets = areas.Today.HamletsOf(province);
        var index = new LeafIndex(hamlets);
        var first = new DateOnly(2022, 1, 1);
        var days = Enumerable.Range(0, Months).Select(m => first.AddMonths(m + 1).AddDays(-1)).ToArray();
        var columns = Enumerable.Range(0, Columns).Select(c => Fill(c, index.Count, days)).ToArray();
        var all = columns.Select(c => c.Days.Sum(d => d.Sum(index.Of(hamlets)))).ToArray();
        await ApplyAsync(server, province, Reform, ReformOf(areas.Today, moved));
        var (then, now) = (areas.On(Reform.AddDays(-1)), areas.Today);
        var numbers = days.Select(d => d.Number()).ToArray();
        var floor = Best(() => columns.Sum(c => c.Days.Sum(d => d.Sum(index.Of(hamlets)))), out var sum);
        foreach (var (name, tree) in new (string, Func<DateOnly, DayTree>)[] { ("as then", areas.On), ("of 30 June 2025", _ => then), ("of today", _ => now) })
        {
            var took = Best(() =>
            {
                var whole = 0L;
                for (var m = 0; m < Months; m++)
                {
                    var map = tree(days[m]);
                    var communes = new LevelLeaves(index, map, [.. map.All.Where(v => v.Tier == AreaTier.Commune).Select(v => v.AreaId)]);
                    for (var c = 0; c < Columns; c++)
                    {
                        whole += communes.Between(columns[c], numbers[m], numbers[m]).Sum(v => v!.Value);
                    }
                }

                return whole;
            }, out var total);
            Console.WriteLine($"60 months of all communes, {Columns} columns, on the map {name}: {took:N1} ms, the sum is {(total == all.Sum() ? "exact" : $"WRONG by {total - all.Sum()}")}");
        }

        Console.WriteLine($"one pass over the {Hamlets * Months * Columns / 1e6:N1} million cells: {floor:N1} ms (floor{(sum == all.Sum() ? "" : ", WRONG")})");
    }

    private static Column Fill(int seed, int leaves, DateOnly[] days)
    {
        var random = new Random(seed);
        return Column.Empty.With(days.SelectMany(d => Enumerable.Range(0, leaves).Select(l => (l, d.Number(), random.Next(1, 60)))), leaves);
    }

    private static double Best(Func<long> work, out long result)
    {
        var best = double.MaxValue;
        result = work();
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            result = work();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        return best;
    }

    /// <summary>Applies and undoes some times; the best of each.</summary>
    private static async Task<(double Apply, double Undo, int Rows)> RoundsAsync(BenchServer server, Guid province, DateOnly day, List<ReorganisationStep> steps)
    {
        var (apply, undo, rows) = (double.MaxValue, double.MaxValue, 0);
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            var set = await ApplyAsync(server, province, day, steps, () => watch.Restart());
            apply = Math.Min(apply, watch.Elapsed.TotalMilliseconds);
            await using var scope = server.Services.CreateAsyncScope();
            rows = Kept.Of((await scope.ServiceProvider.GetRequiredService<AppDb>().Reorganisations.AsNoTracking().SingleAsync(r => r.Id == set)).Kept!) is var kept
                ? kept.After.Except(kept.Before).Count() + kept.Made.Count : 0;
            scope.ServiceProvider.GetRequiredService<CurrentUser>().ActByRule("bench", new RoleInArea(Role.ProvinceOfficer, server.Services.GetRequiredService<AreaTree>().Today.Roots.Single().AreaId));
            watch.Restart();
            await scope.ServiceProvider.GetRequiredService<UndoReorganisation>().UndoAsync(set, 1, Texts.In("vi"), CancellationToken.None);
            undo = Math.Min(undo, watch.Elapsed.TotalMilliseconds);
        }

        return (apply, undo, rows);
    }

    private static async Task<Guid> ApplyAsync(BenchServer server, Guid province, DateOnly day, List<ReorganisationStep> steps, Action? start = null)
    {
        var id = Guid.CreateVersion7();
        await WriteAsync(server, (db, write) => db.Reorganisations.Add(new Reorganisation
        {
            Id = id, AreaId = province, Title = "bench", Act = "NQ", Day = day, Steps = steps, Author = "bench", CreatedAt = write.Now,
        }));
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentUser>().ActByRule("bench", new RoleInArea(Role.ProvinceOfficer, province));
        start?.Invoke();
        await scope.ServiceProvider.GetRequiredService<ApplyReorganisation>().ApplyAsync(id, 0, CancellationToken.None);
        return id;
    }

    private static async Task<double> FloorAsync(BenchServer server, int rows)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            await using var scope = server.Services.CreateAsyncScope();
            await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
            write.Audit("bench.floor", Guid.Empty, null, null, new { rows });
            foreach (var _ in Enumerable.Range(0, rows))
            {
                write.Changed(ChangeKind.Statistics, write.NewId());
            }

            await write.CommitAsync(CancellationToken.None);
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        return best;
    }

    /// <summary>Makes the register as it was before the reform, and remembers what became of each commune.</summary>
    private static async Task<Dictionary<string, (string Code, string Name, AreaKind Kind)>> ForgetReformAsync(BenchServer server)
    {
        var areas = server.Services.GetRequiredService<AreaTree>();
        var (before, after) = (areas.On(Reform.AddDays(-1)), areas.On(Reform));
        var heirs = areas.Successions.Where(s => s.Date == Reform && s.FromId != s.ToId).ToDictionary(s => s.FromId, s => s.ToId);
        var moved = before.All.Where(v => v.Tier == AreaTier.Commune && heirs.ContainsKey(v.AreaId)).ToDictionary(v => v.Code!, v => after.Find(heirs[v.AreaId]) is { } heir ? (heir.Code!, heir.Name, heir.Kind) : default);
        await WriteAsync(server, (db, write) =>
        {
            var versions = db.AreaVersions.ToList();
            var gone = versions.Where(v => v.ValidFrom == Reform).ToList();
            var born = gone.Select(v => v.AreaId).Except(versions.Except(gone).Select(v => v.AreaId)).ToHashSet();
            db.AreaVersions.RemoveRange(gone);
            db.Successions.RemoveRange(db.Successions.Where(s => s.Date == Reform));
            db.Areas.RemoveRange(db.Areas.Where(a => born.Contains(a.Id)));
            foreach (var version in versions.Where(v => v.ValidTo == Reform.AddDays(-1)))
            {
                version.ValidTo = null;
                write.Changed(ChangeKind.Area, version.AreaId);
            }
        });
        return moved;
    }

    private static List<ReorganisationStep> ReformOf(DayTree before, Dictionary<string, (string Code, string Name, AreaKind Kind)> moved)
    {
        var city = Guid.CreateVersion7();
        List<ReorganisationStep> steps = [new(StepKind.Add, [], AreaKind.CentralCity, "Cần Thơ", "92", New: city)];
        steps.AddRange(before.All.Where(v => v.Tier == AreaTier.Commune && moved.ContainsKey(v.Code!)).GroupBy(v => moved[v.Code!]).Select(g =>
            new ReorganisationStep(StepKind.Merge, [.. g.Select(v => v.AreaId)], g.Key.Kind, g.Key.Name, g.Key.Code, city, New: Guid.CreateVersion7())));
        steps.Add(new(StepKind.End, [.. before.All.Where(v => v.Tier == AreaTier.District).Select(v => v.AreaId)], Into: city, TierEnds: true));
        steps.Add(new(StepKind.End, [before.Roots.Single().AreaId], Into: city));
        return steps;
    }

    private static void AddHamlets(AppDb db, Write write, DayTree tree)
    {
        // Those that began later would leave their hamlets in the air on earlier days.
        var communes = tree.All.Where(v => v.Tier == AreaTier.Commune && v.ValidFrom is null).OrderBy(v => v.Code, StringComparer.Ordinal).ToList();
        for (var i = 1; i < Hamlets; i++)
        {
            var area = new Area { Id = write.NewId() };
            area.Versions.Add(new AreaVersion
            {
                Id = write.NewId(), AreaId = area.Id, Name = i.ToString(CultureInfo.InvariantCulture), NameKey = $"ap {i}", Kind = AreaKind.Hamlet, ParentId = communes[i % communes.Count].AreaId, RecordedAt = write.Now,
            });
            db.Areas.Add(area);
            write.Changed(ChangeKind.Area, area.Id, area.Id);
        }
    }

    private static async Task WriteAsync(BenchServer server, Action<AppDb, Write> work)
    {
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        work(db, write);
        write.Audit("bench.arrange", Guid.Empty, null, null, null);
        await write.CommitAsync(CancellationToken.None);
    }
}
