using System.Diagnostics;
using Google.OrTools.ConstraintSolver;
using Google.Protobuf.WellKnownTypes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households.Pages;
using TungNgo.Walks;

namespace TungNgo.Bench;

/// <summary>
/// Cutting doors into walks, for a commune and for the province, each written to the database; and how long the ways are beside a plain way from each door to the
/// nearest, beside a solver made for it, and beside a bound that no way can be shorter than: the shortest tree that joins all doors.
/// </summary>
internal static class WalksBench
{
    private const int Walks = 40, Doors = 60, SolverSeconds = 1;

    public static async Task RunAsync(BenchContext context)
    {
        Ways();
        await using var server = await context.StartAsync(households: 0);
        await ProvinceFill.RunAsync(server.Services);
        await Startup.LoadAsync(server.Services, CancellationToken.None);
        var areas = server.Services.GetRequiredService<AreaTree>();
        var communes = areas.Today.All.Where(a => a.Tier == AreaTier.Commune).Select(a => a.AreaId).ToList();
        var one = communes.Select(c => areas.Today.HamletsOf(c)).MinBy(h => Math.Abs(h.Count - 6))!;
        await CutAsync(server, "one commune", [areas.Today.Find(one[0])!.ParentId!.Value]);
        await CutAsync(server, "the province", communes);
    }

    private static async Task CutAsync(BenchServer server, string name, List<Guid> communes)
    {
        var (walks, doors, watch) = (0, 0, Stopwatch.StartNew());
        foreach (var commune in communes)
        {
            await using var scope = server.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CurrentUser>().ActByRule("bench", new RoleInArea(Role.CommuneOfficer, commune));
            try
            {
                var cut = await scope.ServiceProvider.GetRequiredService<CutWalks>().CutAsync(
                    new RegisterFilter(commune, null, null, null, null, null, null, null), new WalkPlan(areasDay(server), 180, false, [], null, []), CancellationToken.None);
                (walks, doors) = (walks + cut.Walks, doors + cut.Doors);
            }
            catch (Web.Refusal)
            {
                // A commune without doors, or one whose doors are all on walks already.
            }
        }

        await using var last = server.Services.CreateAsyncScope();
        var members = (await last.ServiceProvider.GetRequiredService<AppDb>().Walks.Select(w => w.Members).ToListAsync()).SelectMany(m => m).Distinct().Count();
        Console.WriteLine($"{name}: {doors:N0} doors cut into {walks:N0} walks for {members:N0} members in {watch.Elapsed.TotalSeconds:N2} s (bars: 2,400 doors 2 s, 330,000 doors 60 s)");

        static DateOnly areasDay(BenchServer of) => of.Services.GetRequiredService<TimeProvider>().Today();
    }

    private static void Ways()
    {
        var random = new Random(2024);
        var (nearest, ours, solver, bound, time, solverTime) = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0);
        for (var i = 0; i < Walks; i++)
        {
            var points = Lanes(random);
            nearest += WalkOrder.Length(points, WalkOrder.Nearest(points));
            var watch = Stopwatch.StartNew();
            ours += WalkOrder.Length(points, WalkOrder.Route(points));
            time += watch.Elapsed.TotalMilliseconds;
            watch.Restart();
            solver += WalkOrder.Length(points, Solved(points));
            solverTime += watch.Elapsed.TotalMilliseconds;
            bound += Tree(points);
        }

        Console.WriteLine($"ways of {Walks} walks with {Doors} doors: ours {ours / 1000:N2} km in {time / Walks:N1} ms a walk; from each to the nearest {nearest / 1000:N2} km; "
            + $"OR-Tools with {SolverSeconds} s a walk {solver / 1000:N2} km ({solverTime / Walks:N0} ms); no way is shorter than {bound / 1000:N2} km (ours {ours / bound:N2} ×)");
    }

    /// <summary>Doors along four winding lanes of a hamlet of about a square kilometre.</summary>
    private static List<(double, double)> Lanes(Random random)
    {
        var points = new List<(double, double)>();
        for (var lane = 0; lane < 4; lane++)
        {
            var (lat, lon, way) = (9.60 + (random.NextDouble() / 110), 105.97 + (random.NextDouble() / 110), random.NextDouble() * Math.Tau);
            for (var i = 0; i < Doors / 4; i++)
            {
                way += (random.NextDouble() - 0.5) * 0.6;
                (lat, lon) = (lat + (Math.Cos(way) * 0.0003), lon + (Math.Sin(way) * 0.0003));
                points.Add((lat + ((random.NextDouble() - 0.5) * 0.0002), lon + ((random.NextDouble() - 0.5) * 0.0002)));
            }
        }

        return points;
    }

    /// <summary>An open way: from and to a place that is no distance from anywhere.</summary>
    private static List<int> Solved(List<(double, double)> points)
    {
        var manager = new RoutingIndexManager(points.Count + 1, 1, points.Count);
        var model = new RoutingModel(manager);
        var cost = model.RegisterTransitCallback((from, to) =>
        {
            var (a, b) = (manager.IndexToNode(from), manager.IndexToNode(to));
            return a == points.Count || b == points.Count ? 0 : (long)(WalkOrder.Metres(points[a], points[b]) * 10);
        });
        model.SetArcCostEvaluatorOfAllVehicles(cost);
        var search = operations_research_constraint_solver.DefaultRoutingSearchParameters();
        search.FirstSolutionStrategy = FirstSolutionStrategy.Types.Value.PathCheapestArc;
        search.LocalSearchMetaheuristic = LocalSearchMetaheuristic.Types.Value.GuidedLocalSearch;
        search.TimeLimit = new Duration { Seconds = SolverSeconds };
        var solution = model.SolveWithParameters(search);
        var order = new List<int>();
        for (var index = solution.Value(model.NextVar(model.Start(0))); !model.IsEnd(index); index = solution.Value(model.NextVar(index)))
        {
            order.Add(manager.IndexToNode(index));
        }

        return order;
    }

    /// <summary>Length of the shortest tree (Prim): a way through all doors is a tree.</summary>
    private static double Tree(List<(double, double)> points)
    {
        var far = Enumerable.Repeat(double.MaxValue, points.Count).ToArray();
        var inside = new bool[points.Count];
        var (sum, at) = (0.0, 0);
        for (var n = 1; n < points.Count; n++)
        {
            inside[at] = true;
            for (var i = 0; i < points.Count; i++)
            {
                far[i] = inside[i] ? far[i] : Math.Min(far[i], WalkOrder.Metres(points[at], points[i]));
            }

            at = Enumerable.Range(0, points.Count).Where(i => !inside[i]).MinBy(i => far[i]);
            sum += far[at];
        }

        return sum;
    }
}
