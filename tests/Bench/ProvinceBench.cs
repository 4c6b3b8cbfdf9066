using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Accounts.Users;
using TungNgo.Areas;

namespace TungNgo.Bench;

/// <summary>
/// A province at reference size served by a process of its own: the dashboard recomputed per request beside an empty endpoint, the
/// console's pages, and the server's memory after all that.
/// </summary>
internal static partial class ProvinceBench
{
    private const string Name = "bench", Officer = "bench-commune", Password = "muoi-xoai-ba-khia";

    private static readonly string[] Names =
    [
        "Nguyễn", "Trần Văn", "Lê Thị", "Kim", "Thạch", "Sơn Thị", "Lý", "Lâm Văn", "Danh", "Phạm Thị", "ng", "tr", "Văn Út", "Thị Hoa", "Minh", "Hồng", "Ngọc Lan", "Thanh Tâm", "Châu", "Huỳnh Văn",
    ];

    public static async Task RunAsync(BenchContext context)
    {
        var (database, cityId) = await PrepareAsync(context);
        var port = FreePort();
        using var server = Process.Start(new ProcessStartInfo("artifacts/bin/Server/release/tungngo", ["serve", "--database", database, "--urls", $"http://127.0.0.1:{port}"])
        {
            RedirectStandardOutput = true,
        })!;
        var listening = new TaskCompletionSource();
        server.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null || line.Data.Contains("Now listening", StringComparison.Ordinal))
            {
                listening.TrySetResult();
            }
        };
        var started = Stopwatch.StartNew();
        server.BeginOutputReadLine();
        try
        {
            await listening.Task.WaitAsync(TimeSpan.FromMinutes(5));
            Console.WriteLine($"start, province in memory: {started.Elapsed.TotalSeconds:N1} s");
            var cookies = new CookieContainer();
            using var browser = await SignedInAsync(port, Name, cookies);

            var load = new LoadClient(port, cookies.GetCookieHeader(browser.BaseAddress!));
            var floor = Report(server, load, "empty endpoint", "/health/live", null, "floor");
            Report(server, load, "dashboard JSON", $"/api/figures/{cityId}", floor, "bar 5,000/s, p99 20 ms");
            Report(server, load, "dashboard page", $"/figures/{cityId}", floor, "bar 500/s, p99 100 ms");
            await YearAsync(server, load, browser, cityId, floor);
            browser.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");

            foreach (var page in new[] { $"/figures/{cityId}", $"/areas/{cityId}", "/areas", "/teams", "/reports", "/indicators", "/indicators/TO", "/services", "/search?q=truong+khanh" })
            {
                await OneByOneAsync(browser, page.Replace($"{cityId}", "{city}", StringComparison.Ordinal), Enumerable.Repeat(page, 20));
            }

            // The whole province's words are in one index; an officer sees the households of one commune.
            using var officer = await SignedInAsync(port, Officer, new());
            officer.DefaultRequestHeaders.AcceptEncoding.ParseAdd("br");
            await OneByOneAsync(officer, "/households", Enumerable.Repeat("/households", 20));
            await OneByOneAsync(officer, "/households?q= (names, in full and begun)", Names.Select(n => $"/households?q={Uri.EscapeDataString(n)}"));
            await OneByOneAsync(officer, "/households?q= (ends of numbers)", Enumerable.Range(0, 20).Select(i => $"/households?q={(4_177 + i * 7_919) % 10_000:0000}"));
            await OneByOneAsync(officer, "/households?q= (names with a slip)", Names.Select(n => $"/households?q={Uri.EscapeDataString(n[..^1] + "x")}"));

            Console.WriteLine($"server memory: {StatusOf(server.Id, "VmRSS")} now, {StatusOf(server.Id, "VmHWM")} at most (bar 500 MB)");
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
            if (context.Postgres is null)
            {
                Array.ForEach(Directory.GetFiles("artifacts/bench", "province.db*"), File.Delete);
            }
        }
    }

    /// <summary>A year of all communes: ten indicators with their targets and ranks' numbers, reckoned for each request; and what an answer costs that the client has already.</summary>
    private static async Task YearAsync(Process server, LoadClient load, HttpClient browser, Guid cityId, double floor)
    {
        var month = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var periods = string.Join(',', Enumerable.Range(0, 12).Select(i => month.AddMonths(i - 11)).Select(m => $"{m.Year}-M{m.Month}"));
        var path = $"/api/indicators/values?area={cityId}&children=true&codes=TO,THANH_VIEN,TV_MOI_TO,AP_KHOM,AP_CO_TO,HO,DAN,TK_DVC,LUOT_THAM,HO_DA_GAP&periods={periods}";
        using var first = await browser.GetAsync(path);
        Report(server, load, "43 communes × 10 indicators × 12 months, reckoned", path, floor, "bar 5,000/s, p99 20 ms");
        Report(server, load, "the same, not changed since (304)", path, floor, "no bar", first.EnsureSuccessStatusCode().Headers.ETag?.ToString());
    }

    private static async Task<(string Database, Guid CityId)> PrepareAsync(BenchContext context)
    {
        await using var server = await context.StartAsync(households: 1, name: "province");
        var watch = Stopwatch.StartNew();
        await ProvinceFill.RunAsync(server.Services);
        Console.WriteLine($"bare rows of {ProvinceFill.Households:N0} households, {ProvinceFill.People:N0} people with search index: {watch.Elapsed.TotalSeconds:N1} s");
        var city = server.Services.GetRequiredService<AreaTree>().Today.Roots.First(r => r.Code == "92").AreaId;
        await using var scope = server.Services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<ManageAccounts>();
        await accounts.AddAsync(Name, Name, Role.ProvinceOfficer, city, null, CancellationToken.None, Password, mustChange: false);
        var commune = server.Services.GetRequiredService<AreaTree>().Today.All.Where(a => a.Tier == AreaTier.Commune).Min(a => a.AreaId);
        await accounts.AddAsync(Officer, Officer, Role.CommuneOfficer, commune, null, CancellationToken.None, Password, mustChange: false);
        server.Keep = true;
        return (server.Database, city);
    }

    private static async Task<HttpClient> SignedInAsync(int port, string name, CookieContainer cookies)
    {
        var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var page = await browser.GetStringAsync("/sign-in");
        // The choice of language is a form, too.
        var form = page.Split("</form>").Single(f => f.Contains("Form.Name", StringComparison.Ordinal));
        var fields = Hidden().Matches(form[form.LastIndexOf("<form", StringComparison.Ordinal)..]).ToDictionary(m => m.Groups[1].Value, m => WebUtility.HtmlDecode(m.Groups[2].Value));
        fields["Form.Name"] = name;
        fields["Form.Password"] = Password;
        using var answer = await browser.PostAsync("/sign-in", new FormUrlEncodedContent(fields));
        answer.EnsureSuccessStatusCode();
        return browser;
    }

    private static double Report(Process server, LoadClient load, string name, string path, double? floor, string bar, string? known = null)
    {
        // The first seconds belong to the compiler.
        load.Run(path, 5, known);
        server.Refresh();
        var processor = server.TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var (rate, p50, p99, bytes) = load.Run(path, 5, known);
        server.Refresh();
        // On a busy machine the rate says how busy it is; what one answer costs the server says what it could be.
        var cores = (server.TotalProcessorTime - processor) / watch.Elapsed;
        Console.WriteLine($"{name}: {rate:N0}/s, p50 {p50:N1} ms, p99 {p99:N1} ms at 16 connections; {cores / rate * 1e6:N0} µs of the server's processor time, {bytes / 1000.0:N1} kB"
            + $"{(floor is { } empty ? $"; {rate / empty:P0} of the empty endpoint" : "")} ({bar})");
        return rate;
    }

    private static async Task OneByOneAsync(HttpClient browser, string name, IEnumerable<string> paths)
    {
        var times = new List<double>();
        long size = 0;
        paths = [.. paths];
        foreach (var path in paths.Distinct())
        {
            // The first answer belongs to the compiler and to the disk.
            using var first = await browser.GetAsync(path);
        }

        foreach (var path in paths.SelectMany(p => Enumerable.Repeat(p, 3)))
        {
            var from = Stopwatch.GetTimestamp();
            using var answer = await browser.GetAsync(path);
            size = Math.Max(size, (await answer.Content.ReadAsByteArrayAsync()).Length);
            times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            if (!answer.IsSuccessStatusCode)
            {
                Console.WriteLine($"{name}: {(int)answer.StatusCode}");
                return;
            }
        }

        times.Sort();
        Console.WriteLine($"{name}: p50 {times[times.Count / 2]:N1} ms, p95 {times[times.Count * 95 / 100]:N1} ms, {size / 1000:N0} kB brotli (bars 100 ms, 300 kB)");
    }

    /// <summary>One of the memory lines of a process's status.</summary>
    internal static string StatusOf(int id, string field) =>
        File.ReadLines($"/proc/{id}/status").Where(l => l.StartsWith(field, StringComparison.Ordinal))
            .Select(l => $"{long.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture) / 1024:N0} MB").Single();

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\"")]
    private static partial Regex Hidden();
}
