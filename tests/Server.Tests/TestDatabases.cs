using Npgsql;
using TungNgo.Feed;

namespace TungNgo.Tests;

/// <summary>Fresh databases, copied from one that was migrated and planted once: a test pays for its own data only.</summary>
internal static class TestDatabases
{
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    /// <summary>Connection string of a PostgreSQL server in which databases may be made; null runs the tests on SQLite.</summary>
    public static string? Postgres => Environment.GetEnvironmentVariable("TUNGNGO_TEST_POSTGRES") is { Length: > 0 } given ? given : null;

    /// <returns>Address of the new database, for <see cref="ServerOptions.Database"/>.</returns>
    public static async Task<string> CreateAsync(string name)
    {
        var template = await Template.Value;
        if (Postgres is not null)
        {
            await RunAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{template}\" STRATEGY FILE_COPY");
            return AddressOf(name);
        }

        File.Copy(FileOf(template), FileOf(name));
        return AddressOf(name);
    }

    /// <summary>A PostgreSQL database with nothing in it.</summary>
    public static Task CreateEmptyAsync(string name) => RunAsync($"CREATE DATABASE \"{name}\"");

    /// <summary>Address of a database that nothing has been planted in; migrate it.</summary>
    public static async Task<string> CreateBareAsync(string name)
    {
        if (Postgres is not null)
        {
            await CreateEmptyAsync(name);
        }

        return AddressOf(name);
    }

    public static async Task DropAsync(string name)
    {
        if (Postgres is not null)
        {
            await RunAsync($"DROP DATABASE \"{name}\" WITH (FORCE)");
            return;
        }

        foreach (var file in Directory.GetFiles(Path.GetTempPath(), name + ".db*"))
        {
            File.Delete(file);
        }
    }

    private static async Task<string> MakeTemplateAsync()
    {
        var name = $"tn_template_{Guid.CreateVersion7():n}";
        if (Postgres is not null)
        {
            await RunAsync($"CREATE DATABASE \"{name}\"");
        }

        var clock = new TestClock(new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await using (var app = Server.Build(new ServerOptions { Database = AddressOf(name), Urls = "http://127.0.0.1:0", Clock = clock, Quiet = true }))
        {
            await Startup.MigrateAsync(app.Services, CancellationToken.None);
        }

        if (Postgres is not null)
        {
            // A template may have no other connection.
            NpgsqlConnection.ClearAllPools();
            return name;
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Array.ForEach(Directory.GetFiles(Path.GetTempPath(), name + ".db*"), File.Delete);
        return name;
    }

    private static string AddressOf(string name) =>
        Postgres is { } server ? $"postgres:{server};Database={name};Maximum Pool Size=20" : $"sqlite:{FileOf(name)}";

    private static string FileOf(string name) => Path.Combine(Path.GetTempPath(), name + ".db");

    private static async Task RunAsync(string sql)
    {
        await using var admin = new NpgsqlConnection(Postgres + ";Database=postgres;Pooling=False");
        await admin.OpenAsync();
        await using var command = new NpgsqlCommand(sql, admin);
        await command.ExecuteNonQueryAsync();
    }
}
