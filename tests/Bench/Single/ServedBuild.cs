using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
using Npgsql;
using TungNgo.Demo;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Teams.Phones;
using TungNgo.Visits;

namespace TungNgo.Bench;

/// <summary>
/// Some build of the server, run as people run it: a process of its own on its own demo, whose data it has made itself. Spoken to by what builds have
/// in common: the wire, the pages' addresses and the names of the tables of phones.
/// </summary>
internal sealed partial class ServedBuild(string name, string program, string database) : IDisposable
{
    /// <summary>A phone may ask 300 times a minute.</summary>
    private const int PhoneCount = 640;

    private readonly Uri address = new($"http://127.0.0.1:{KillChildren.FreePort()}/");
    private readonly List<(Guid Household, Guid Person)> doors = [];
    private readonly List<string> tokens = [];
    private Guid[] services = [];
    private Guid member;
    private DateTime day;
    private Process? process;
    private int made, asked;

    public string Name => name;

    /// <summary>Lets the build fill its database and enrols the phones.</summary>
    public async Task FillAsync()
    {
        using var demo = Process.Start(new ProcessStartInfo(program, ["demo", "--database", database]) { RedirectStandardOutput = true })!;
        await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();
        if (demo.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} demo ended with {demo.ExitCode}");
        }

        await StartAsync();
        using var http = new HttpClient { BaseAddress = address };
        using var answer = await http.PostAsJsonAsync("/api/enrol", new EnrolRequest(DemoAccounts.LeaderCode, "bench"), BenchContext.Json);
        var token = (await answer.Content.ReadFromJsonAsync<EnrolResponse>(BenchContext.Json))!.Token;
        await CopyPhoneAsync(token);
        using var phone = Phone();
        var pulled = (await phone.GetFromJsonAsync<PullResponse>("/api/sync/pull?after=0", BenchContext.Json))!;
        (member, day) = (pulled.Members![0].Id, pulled.ServerTime);
        services = [.. pulled.Services!.Where(s => s is { Kind: "service", Subject: "person", Active: true }).Select(s => s.Id)];
        doors.AddRange(pulled.Households.Where(h => h.People.Length > 0).Select(h => (h.Id, h.People[0].Id)));
        Stop();
    }

    public async Task StartAsync()
    {
        var start = new ProcessStartInfo(program, ["serve", "--demo", "--pages-only", "--database", database, "--urls", address.ToString()]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var http = new HttpClient { BaseAddress = address };
        using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (await look.WaitForNextTickAsync())
        {
            if (process.HasExited)
            {
                throw new InvalidOperationException($"{program} ended by itself with {process.ExitCode}");
            }

            try
            {
                using var ready = await http.GetAsync("health/ready");
                if (ready.IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
        }
    }

    public void Stop()
    {
        if (process is { HasExited: false })
        {
            process.Kill();
            process.WaitForExit();
        }

        process?.Dispose();
        process = null;
    }

    public void Dispose() => Stop();

    /// <summary>A connection of another phone each time, so that none asks too often.</summary>
    public HttpClient Phone()
    {
        var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = address };
        TakeTurn(http);
        return http;
    }

    public void TakeTurn(HttpClient phone) => phone.DefaultRequestHeaders.Authorization = new("Bearer", tokens[Interlocked.Increment(ref asked) % tokens.Count]);

    /// <summary>Visits of two services each, at one door after the other.</summary>
    public PushRequest Visits(int count) => new([.. Enumerable.Range(0, count).Select(_ =>
    {
        var n = Interlocked.Increment(ref made);
        var (household, person) = doors[n % doors.Count];
        var stage = (Stage)(1 + n / doors.Count % 4);
        return new Mutation(Guid.CreateVersion7(), "visit", member, day.AddMilliseconds(n), Visit: new PushVisit(household, Outcome.Met, "vi",
            [new PushActivity(services[n % services.Length], stage, person), new PushActivity(services[(n + 1) % services.Length], stage, person)]));
    })]);

    /// <summary>The province's officer, signed in.</summary>
    public async Task<HttpClient> BrowserAsync()
    {
        var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() }) { BaseAddress = address };
        var page = await browser.GetStringAsync("/sign-in");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in", ["__RequestVerificationToken"] = WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value), ["Form.Name"] = "can-bo-tinh", ["Form.Password"] = DemoAccounts.Password,
        });
        using var answer = await browser.PostAsync("/sign-in", form);
        return answer.RequestMessage!.RequestUri!.AbsolutePath != "/sign-in" ? browser : throw new InvalidOperationException($"{name} lets nobody in.");
    }

    /// <summary>Enrols many phones of one member, as rows: codes are few and each may be tried a few times a minute.</summary>
    private async Task CopyPhoneAsync(string token)
    {
        await using DbConnection connection = database.StartsWith("postgres:", StringComparison.Ordinal)
            ? new NpgsqlConnection(database["postgres:".Length..]) : new SqliteConnection($"Data Source={database["sqlite:".Length..]};Pooling=False");
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        for (var i = 0; i < PhoneCount; i++)
        {
            var (id, copied) = (Guid.CreateVersion7(), $"bench-{Guid.CreateVersion7():n}");
            tokens.Add(copied);
            await CopyAsync("Devices", new() { ["Id"] = id, ["TokenHash"] = HashOf(copied) }, $"\"TokenHash\" = '{HashOf(token)}'");
            await CopyAsync("DeviceMembers", new() { ["DeviceId"] = id }, $"\"DeviceId\" = (SELECT \"Id\" FROM \"Devices\" WHERE \"TokenHash\" = '{HashOf(token)}')");
        }

        await transaction.CommitAsync();

        async Task CopyAsync(string table, Dictionary<string, object> set, string where)
        {
            await using var copy = connection.CreateCommand();
            copy.Transaction = transaction;
            copy.CommandText = $"SELECT * FROM \"{table}\" WHERE {where}";
            await using (var row = await copy.ExecuteReaderAsync())
            {
                await row.ReadAsync();
                foreach (var (column, value) in Enumerable.Range(0, row.FieldCount).Select(c => (row.GetName(c), row.GetValue(c))))
                {
                    var parameter = copy.CreateParameter();
                    parameter.ParameterName = column;
                    parameter.Value = !set.TryGetValue(column, out var other) ? value
                        // Older builds keep ids as text on SQLite, newer ones as bytes.
                        : (value, other) switch { (string, Guid id) => id.ToString("D", CultureInfo.InvariantCulture).ToUpperInvariant(), (byte[], Guid id) => id.ToByteArray(bigEndian: true), _ => other };
                    copy.Parameters.Add(parameter);
                }
            }

            var names = copy.Parameters.Cast<DbParameter>().Select(p => p.ParameterName).ToList();
            copy.CommandText = $"INSERT INTO \"{table}\" ({string.Join(", ", names.Select(n => $"\"{n}\""))}) VALUES ({string.Join(", ", names.Select(n => $"@{n}"))})";
            await copy.ExecuteNonQueryAsync();
        }
    }

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
