using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Figures.Proof;

namespace TungNgo.Bench;

/// <summary>
/// What counting everybody anew costs: 100 million people with ten bits each (services they use), by 90,000 hamlets, 3,321 communes, 34 provinces and the
/// whole, compared cell by cell with counters that were kept while the people were made. From memory, from a file that no cache holds, and — with what the product
/// itself keeps — of a province of 1.2 million people from its database. The floor is one reading of the same bytes.
/// </summary>
internal static class CountryBench
{
    private const int People = 100_000_000, Hamlets = 90_000, Communes = 3_321, Provinces = 34, Services = 10, Rounds = 5;
    private const string File = "artifacts/bench/people.bin";

    public static async Task RunAsync(BenchContext context)
    {
        var (masks, counters) = Make(People, Hamlets);
        var floor = Best(() => Read(masks));
        var differences = 0;
        var memory = Best(() => differences = Compare(Count(masks, Hamlets), counters));
        Console.WriteLine($"{People / 1e6:N0} million people × {Services}, {Hamlets:N0} hamlets, from memory: {memory:N1} ms with the comparison, {differences} differences (one reading {floor:N1} ms: {memory / floor:N1} ×; bar 100 ms)");

        var (province, provinceCounters) = Make(1_200_000, 775);
        var small = Best(() => differences += Compare(Count(province, 775), provinceCounters));
        Console.WriteLine($"1.2 million people, 775 hamlets, from memory: {small:N2} ms, {differences} differences (bar 2 ms)");

        await ColdAsync(masks, counters);
        masks = [];
        await DatabaseAsync(context);
    }

    private static async Task ColdAsync(ushort[] masks, int[] counters)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        try
        {
            await using (var file = System.IO.File.Create(File))
            {
                file.Write(MemoryMarshal.AsBytes(masks.AsSpan()));
                file.Flush(flushToDisk: true);
            }

            await ForgetAsync();
            var watch = Stopwatch.StartNew();
            await ReadFileAsync(new ushort[People]);
            var floor = watch.Elapsed.TotalSeconds;
            await ForgetAsync();
            watch.Restart();
            var read = new ushort[People];
            await ReadFileAsync(read);
            var differences = Compare(Count(read, Hamlets), counters);
            Console.WriteLine($"the same from a cold file: {watch.Elapsed.TotalSeconds:N2} s, {differences} differences (reading alone {floor:N2} s; bar 3 s)");
        }
        finally
        {
            System.IO.File.Delete(File);
        }
    }

    private static async Task DatabaseAsync(BenchContext context)
    {
        await using var server = await context.StartAsync(households: 1);
        await ProvinceFill.RunAsync(server.Services);
        await using var scope = server.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Data.AppDb>();
        var watch = Stopwatch.StartNew();
        var people = await db.People.AsNoTracking().Select(p => p.BirthYear).ToListAsync();
        var floor = watch.Elapsed.TotalSeconds;
        watch.Restart();
        var result = await scope.ServiceProvider.GetRequiredService<Recount>().RunAsync(false, Feed.Actor.System, null, CancellationToken.None);
        Console.WriteLine($"the product's recount of {people.Count:N0} people from the database: {watch.Elapsed.TotalSeconds:N1} s, {result.Cells:N0} cells, {result.Differences.Count} differences (reading one column of them {floor:N1} s)");
    }

    /// <summary>People in the order of their hamlets, and the counters as they would have been kept.</summary>
    private static (ushort[] Masks, int[] Counters) Make(int people, int hamlets)
    {
        var (masks, counters) = (new ushort[people], new int[hamlets * Services]);
        var state = 0x9E3779B97F4A7C15UL;
        for (var i = 0; i < people; i++)
        {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            masks[i] = (ushort)(state & 1023);
            var hamlet = (int)((long)i * hamlets / people);
            for (var s = 0; s < Services; s++)
            {
                counters[(hamlet * Services) + s] += (masks[i] >> s) & 1;
            }
        }

        return (masks, counters);
    }

    /// <summary>Counts of all hamlets, one after the other; two halves on two cores.</summary>
    private static int[] Count(ushort[] masks, int hamlets)
    {
        var counts = new int[hamlets * Services];
        Parallel.For(0, Environment.ProcessorCount, part =>
        {
            var (first, last) = (hamlets * part / Environment.ProcessorCount, hamlets * (part + 1) / Environment.ProcessorCount);
            for (var h = first; h < last; h++)
            {
                CountOne(masks.AsSpan(StartOf(h, hamlets, masks.Length)..StartOf(h + 1, hamlets, masks.Length)), counts.AsSpan(h * Services, Services));
            }
        });
        return counts;
    }

    private static int StartOf(int hamlet, int hamlets, int people) => (int)(((long)hamlet * people + hamlets - 1) / hamlets);

    private static void CountOne(ReadOnlySpan<ushort> people, Span<int> counts)
    {
        var width = Vector<ushort>.Count;
        Span<Vector<ushort>> sums = stackalloc Vector<ushort>[Services];
        sums.Clear();
        var i = 0;
        // A lane counts to 65,535: no hamlet has so many people that one of its lanes would run over.
        for (; i <= people.Length - width; i += width)
        {
            var mask = new Vector<ushort>(people[i..]);
            for (var s = 0; s < Services; s++)
            {
                sums[s] += (mask >>> s) & Vector<ushort>.One;
            }
        }

        for (var s = 0; s < Services; s++)
        {
            Vector.Widen(sums[s], out var low, out var high);
            counts[s] = (int)(Vector.Sum(low) + Vector.Sum(high));
            for (var rest = i; rest < people.Length; rest++)
            {
                counts[s] += (people[rest] >> s) & 1;
            }
        }
    }

    /// <summary>Hamlets, communes, provinces and the whole, each cell with its counter.</summary>
    private static int Compare(int[] counts, int[] counters)
    {
        var (different, hamlets) = (0, counts.Length / Services);
        foreach (var units in (int[])[hamlets, Communes, Provinces, 1])
        {
            var (mine, theirs) = units == hamlets ? (counts, counters) : (Sum(counts, units), Sum(counters, units));
            for (var i = 0; i < mine.Length; i++)
            {
                different += mine[i] == theirs[i] ? 0 : 1;
            }
        }

        return different;
    }

    private static int[] Sum(int[] leaves, int units)
    {
        var (sums, hamlets) = (new int[units * Services], leaves.Length / Services);
        for (var h = 0; h < hamlets; h++)
        {
            var unit = (int)((long)h * units / hamlets);
            for (var s = 0; s < Services; s++)
            {
                sums[(unit * Services) + s] += leaves[(h * Services) + s];
            }
        }

        return sums;
    }

    private static long Read(ushort[] masks)
    {
        var sum = Vector<ushort>.Zero;
        foreach (var vector in MemoryMarshal.Cast<ushort, Vector<ushort>>(masks.AsSpan()))
        {
            sum ^= vector;
        }

        return Vector.Sum(sum);
    }

    private static async Task ReadFileAsync(ushort[] into)
    {
        await using var file = System.IO.File.OpenRead(File);
        for (var at = 0L; at < (long)into.Length * sizeof(ushort);)
        {
            at += file.Read(MemoryMarshal.AsBytes(into.AsSpan())[(int)at..]);
        }
    }

    /// <summary>Takes the file out of the system's cache.</summary>
    private static async Task ForgetAsync()
    {
        using var dd = Process.Start(new ProcessStartInfo("dd", [$"if={File}", "iflag=nocache", "count=0", "status=none"]))!;
        await dd.WaitForExitAsync();
    }

    private static double Best(Func<long> work)
    {
        var best = double.MaxValue;
        for (var i = 0; i < Rounds; i++)
        {
            var watch = Stopwatch.StartNew();
            work();
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        return best;
    }
}
