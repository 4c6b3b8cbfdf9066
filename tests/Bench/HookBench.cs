using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Contacts;
using TungNgo.Providers;
using TungNgo.Simulators.Zalo;

namespace TungNgo.Bench;

/// <summary>A signed receipt verified, kept durably and acknowledged — beside an endpoint of the same process that reads the body and answers. Zalo waits two seconds at most.</summary>
internal static class HookBench
{
    private const int Events = 6000, WarmUp = 500, Clients = 8;

    public static async Task RunAsync(BenchContext context)
    {
        await using var server = await context.StartAsync(households: 1);
        var (fill, oa, channel) = (new NoticeFill(server.Services), new ZaloOa(), Guid.Empty);
        await fill.WriteAsync((db, write) =>
        {
            channel = db.Channels.Add(new Channel
            {
                Id = write.NewId(), AreaId = fill.CommuneId, Kind = ChannelKind.ZaloCs, Name = "Zalo", Provider = "zalo", BucketKey = "zalo", PausedUntil = write.Now.AddDays(1),
                Settings = new() { ["app_id"] = oa.AppId, ["oa_id"] = oa.OaId, ["signature"] = "all" },
                Secrets = server.Services.GetRequiredService<ChannelVault>().Seal(new Dictionary<string, string> { ["app_secret"] = oa.AppSecret, ["oa_secret"] = oa.OaSecretKey }),
            }).Entity.Id;
            write.Changed(Feed.ChangeKind.Channel, channel);
            return Task.CompletedTask;
        });
        await using var bare = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]).Build();
        bare.MapPost("/", async http =>
        {
            await http.Request.Body.CopyToAsync(Stream.Null);
            http.Response.StatusCode = StatusCodes.Status200OK;
        });
        await bare.StartAsync();

        var (floor, _) = (await RunAsync(new Uri(bare.Urls.Single()), oa, 0), 0);
        var kept = await RunAsync(new Uri(server.Address, $"/hooks/{channel}"), oa, 1);
        Console.WriteLine($"webhook, {Clients} at once: p50 {kept.P50:N1} ms  p99 {kept.P99:N1} ms  {kept.Rate:N0}/s   (Zalo's bar 2,000 ms)");
        Console.WriteLine($"bare endpoint:       p50 {floor.P50:N1} ms  p99 {floor.P99:N1} ms  {floor.Rate:N0}/s");
    }

    private static async Task<(double P50, double P99, double Rate)> RunAsync(Uri address, ZaloOa oa, int run)
    {
        await SendAsync(address, oa, $"w{run}", WarmUp);
        return await SendAsync(address, oa, $"m{run}", Events);
    }

    private static async Task<(double P50, double P99, double Rate)> SendAsync(Uri address, ZaloOa oa, string name, int count)
    {
        var (n, times, watch) = (0, new ConcurrentBag<double>(), Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async _ =>
        {
            using var http = new HttpClient();
            while (Interlocked.Increment(ref n) is var i && i <= count)
            {
                var at = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
                var raw = Encoding.UTF8.GetBytes($$"""{"event_name":"user_received_message","sender":{"id":"{{oa.OaId}}"},"recipient":{"id":"u{{i}}"},"message":{"msg_id":"{{name}}-{{i}}"},"app_id":"{{oa.AppId}}","timestamp":"{{at}}"}""");
                using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(raw) { Headers = { ContentType = new("application/json") } } };
                request.Headers.Add("X-ZEvent-Signature", ZaloHooks.Sign(oa, raw, at, new ZaloHookSettings()));
                var from = Stopwatch.GetTimestamp();
                using var answer = await http.SendAsync(request);
                answer.EnsureSuccessStatusCode();
                times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }
        }));
        var sorted = times.Order().ToArray();
        return (sorted[sorted.Length / 2], sorted[sorted.Length * 99 / 100], sorted.Length / watch.Elapsed.TotalSeconds);
    }
}
