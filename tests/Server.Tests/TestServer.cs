using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams.Phones;

namespace TungNgo.Tests;

/// <summary>
/// The real app on a real port and a real, fresh database: a SQLite file, or PostgreSQL when TUNGNGO_TEST_POSTGRES is set; see
/// <see cref="TestDatabases"/>.
/// </summary>
internal sealed class TestServer : IAsyncDisposable
{
    public static readonly JsonSerializerOptions Json = MakeJson();
    private readonly string name;
    private readonly WebApplication app;

    private TestServer(string name, string database, TestClock clock, bool demo, bool quiet, string[] simulators, TimeSpan? busyAfter = null, Func<ServerOptions, ServerOptions>? set = null)
    {
        // Known before it listens: providers are told where their receipts go.
        var port = FreePort();
        this.name = name;
        Clock = clock;
        Database = database;
        var options = new ServerOptions { Database = database, Urls = $"http://127.0.0.1:{port}", PublicUrl = $"http://127.0.0.1:{port}", Clock = clock, Quiet = quiet, Demo = demo, Simulators = simulators, RunsLedger = false, BusyAfter = busyAfter ?? TimeSpan.FromSeconds(15) };
        app = Server.Build(set?.Invoke(options) ?? options);
    }

    public TestClock Clock { get; }
    public string Database { get; }
    public IServiceProvider Services => app.Services;
    public Uri Address => new(app.Urls.Single());

    /// <param name="at">The server's first instant; noon of 20 September 2024 in Vietnam by default, when the districts existed.</param>
    /// <param name="set">Changes how it is started.</param>
    /// <param name="log">Hears all that the server logs; without it the server is quiet.</param>
    public static async Task<TestServer> StartAsync(DateTime? at = null, bool demo = false, ILoggerProvider? log = null, TestClock? clock = null, string[]? simulators = null, TimeSpan? busyAfter = null, Func<ServerOptions, ServerOptions>? set = null)
    {
        var name = $"tn_{Guid.CreateVersion7():n}";
        clock ??= new TestClock(at ?? new DateTime(2024, 9, 20, 5, 0, 0, DateTimeKind.Utc));
        var server = new TestServer(name, await TestDatabases.CreateAsync(name), clock, demo, quiet: log is null, simulators ?? [], busyAfter, set);
        if (log is not null)
        {
            server.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
        }

        await Startup.LoadAsync(server.app.Services, CancellationToken.None);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>A new node above the provinces.</summary>
    public static async Task<TestServer> StartCountryAsync(DateTime at)
    {
        var name = $"tn_{Guid.CreateVersion7():n}";
        var server = new TestServer(name, await TestDatabases.CreateBareAsync(name), new TestClock(at), demo: false, quiet: true, [], set: o => o with { Country = true });
        await Startup.MigrateAsync(server.app.Services, CancellationToken.None);
        await Startup.LoadAsync(server.app.Services, CancellationToken.None);
        await server.app.StartAsync();
        return server;
    }

    /// <summary>Ends the server and keeps its database, for <see cref="StartAgainAsync"/>.</summary>
    public async Task StopAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        if (TestDatabases.Postgres is not null)
        {
            // A server that ends takes its connections along; here the process goes on.
            Npgsql.NpgsqlConnection.ClearAllPools();
        }
    }

    /// <summary>Another server on the database of one that was stopped; this one drops it in the end.</summary>
    public async Task<TestServer> StartAgainAsync()
    {
        var server = new TestServer(name, Database, Clock, demo: false, quiet: true, []);
        await Startup.LoadAsync(server.app.Services, CancellationToken.None);
        await server.app.StartAsync();
        return server;
    }

    public HttpClient Anonymous() => new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };

    public HttpClient Phone(string token)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>Reads or arranges data directly, through the same contexts as the app.</summary>
    public async Task<T> WithDbAsync<T>(Func<AppDb, Task<T>> work)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return await work(db);
    }

    /// <summary>A write of the system, as the command line does it.</summary>
    public async Task WriteAsync(Action<AppDb, Write> work)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        work(db, write);
        write.Audit("test.arrange", Guid.Empty, null, null, null);
        await write.CommitAsync(CancellationToken.None);
    }

    /// <summary>The unit with this official code on a day (today by default).</summary>
    public Guid AreaByCode(string code, DateOnly? day = null)
    {
        var tree = Services.GetRequiredService<AreaTree>();
        return tree.On(day ?? Clock.Today()).All.Single(a => a.Code == code).AreaId;
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await TestDatabases.DropAsync(name);
    }

    internal static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static JsonSerializerOptions MakeJson()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        JsonShape.Apply(options);
        return options;
    }
}

/// <summary>A clock that stands still until it is moved.</summary>
internal sealed class TestClock(DateTime start) : TimeProvider
{
    private DateTime now = start;

    public override DateTimeOffset GetUtcNow() => new(now);

    public void Advance(TimeSpan by) => now += by;

    public void Set(DateTime utc) => now = utc;
}

internal static class HttpAnswers
{
    public static async Task<T> ReadAsync<T>(this Task<HttpResponseMessage> pending)
    {
        using var response = await pending;
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(response.IsSuccessStatusCode, $"{(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<T>(text, TestServer.Json)!;
    }

    public static Task<HttpResponseMessage> PostAsync<T>(this HttpClient client, string path, T body) => client.PostAsJsonAsync(path, body, TestServer.Json);
}
