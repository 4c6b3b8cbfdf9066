using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Sync;

namespace TungNgo.Bench;

/// <summary>Sync push, 100 visits a batch, durable — beside bare inserts of the same rows (visit, activities, standings, cells, change, audit, answer), 100 visits a commit.</summary>
internal static class PushBench
{
    private const int Batch = 100;

    public static async Task RunAsync(BenchContext context)
    {
        double push;
        Dictionary<string, (string[] Columns, List<object?[]> Rows)> written;
        await using (var server = await context.StartAsync())
        {
            using var phone = server.Phone();
            var n = 0;
            var start = DateTime.UnixEpoch.AddYears(54);
            push = await BenchContext.RateAsync(async count =>
            {
                for (var done = 0; done < count; done += Batch)
                {
                    var request = new PushRequest([.. Enumerable.Range(0, Batch).Select(i => server.Visit(n, start.AddSeconds(n++)))]);
                    using var answer = await phone.PostAsJsonAsync("/api/sync/push", request, BenchContext.Json);
                    var results = (await answer.Content.ReadFromJsonAsync<PushResponse>(BenchContext.Json))!.Results;
                    if (results.Any(r => r.Result != "applied"))
                    {
                        throw new InvalidOperationException($"{results.First(r => r.Result != "applied")}");
                    }
                }
            }, 3000, 20_000);
            written = await BareRows.ReadAsync(server);
        }

        double bare;
        await using (var server = await context.StartAsync(households: 1))
        {
            bare = await BareRows.InsertAsync(server, written, Batch);
        }

        Console.WriteLine($"push, {Batch} visits a batch: {push,8:N0} visits/s");
        Console.WriteLine($"bare inserts, same rows:    {bare,8:N0} visits/s   ratio {push / bare:P0} (bar 40 %)");
    }
}
