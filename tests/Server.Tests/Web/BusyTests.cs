using System.Data.Common;
using System.Net.Http.Json;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TungNgo.Accounts;
using TungNgo.Data;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Tests.Accounts;
using TungNgo.Visits;
using TungNgo.Web;

namespace TungNgo.Tests.Web;

public sealed class BusyTests
{
    [Fact]
    public async Task Whoever_meets_a_database_that_somebody_else_holds_is_told_to_come_back_and_then_taken()
    {
        await using var server = await TestServer.StartAsync(busyAfter: TimeSpan.FromMilliseconds(200));
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        await server.AddOfficialAsync(Role.CommuneOfficer, village.CommuneId, "lan");
        using var browser = server.Browser();
        var batch = new PushRequest([village.Visit(0, ("vneid2", Stage.Working)), village.Visit(1)]);
        await using (await HoldAsync(server))
        {
            // Several at once, as in the evening: a group that cannot be written is not tried phone by phone.
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => phone.PostAsync("/api/sync/push", batch)));
            foreach (var answer in answers)
            {
                await AssertComeBackAsync(answer, "busy");
            }

            // Signing in writes the session; a page that is only read, reads.
            using var page = await SignInTests.EnterAsync(browser, "lan", Officials.Password);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, page.StatusCode);
            Assert.True(page.Headers.RetryAfter?.Delta > TimeSpan.Zero);
            Assert.Contains(Texts.In("vi")["error.busy"], WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Redirect, (await SignInTests.EnterAsync(browser, "lan", Officials.Password)).StatusCode);
        Assert.All(await phone.PushAsync([.. batch.Mutations]), r => Assert.Equal("applied", r.Result));
        Assert.Equal(2, await server.WithDbAsync(db => db.Visits.CountAsync()));
    }

    [Fact]
    public async Task A_full_disk_is_said_and_what_was_sent_is_taken_when_there_is_space()
    {
        Assert.SkipUnless(TestDatabases.Postgres is null, "PostgreSQL's disk cannot be filled here");
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var batch = new PushRequest([.. Enumerable.Range(0, 400).Select(i => village.Visit(i % 3))]);
        await server.WriteAsync((db, _) => db.Database.ExecuteSqlRaw("PRAGMA max_page_count = 1"));
        using var full = await phone.PostAsync("/api/sync/push", batch);
        await AssertComeBackAsync(full, "storage-full");
        Assert.Equal(0, await server.WithDbAsync(db => db.Visits.CountAsync()));
        await server.WriteAsync((db, _) => db.Database.ExecuteSqlRaw("PRAGMA max_page_count = 1000000"));
        Assert.All(await phone.PushAsync([.. batch.Mutations]), r => Assert.Equal("applied", r.Result));
    }

    [Fact]
    public async Task A_lost_connection_is_never_an_error_of_ours()
    {
        Assert.SkipUnless(TestDatabases.Postgres is not null, "a file has no connection to lose");
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server);
        using var phone = await village.EnrolAsync(village.MemberId);
        var visit = new PushRequest([village.Visit(0)]);
        var statuses = new List<HttpStatusCode>();
        await using (var admin = await OpenAsync(server))
        {
            await RunAsync(admin, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        }

        while (statuses is not [.., HttpStatusCode.OK])
        {
            using var answer = await phone.PostAsync("/api/sync/push", visit);
            statuses.Add(answer.StatusCode);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable, await answer.Content.ReadAsStringAsync());
            Assert.InRange(statuses.Count, 1, 50);
        }

        Assert.Equal(1, await server.WithDbAsync(db => db.Visits.CountAsync()));
    }

    [Theory]
    [InlineData(PostgresErrorCodes.DiskFull, (int)Trouble.Full)]
    [InlineData(PostgresErrorCodes.TooManyConnections, (int)Trouble.Busy)]
    [InlineData(PostgresErrorCodes.CannotConnectNow, (int)Trouble.Busy)]
    [InlineData(PostgresErrorCodes.AdminShutdown, (int)Trouble.Busy)]
    [InlineData(PostgresErrorCodes.LockNotAvailable, (int)Trouble.Busy)]
    [InlineData(PostgresErrorCodes.DeadlockDetected, (int)Trouble.Busy)]
    [InlineData(PostgresErrorCodes.UniqueViolation, 0)]
    [InlineData(PostgresErrorCodes.UndefinedColumn, 0)]
    public void What_PostgreSQL_says_is_told_apart(string state, int trouble) =>
        Assert.Equal(trouble, (int)(DatabaseTrouble.Of(new DbUpdateException("", new PostgresException("", "ERROR", "ERROR", state))) ?? 0));

    [Theory]
    [InlineData(SQLitePCL.raw.SQLITE_FULL, (int)Trouble.Full)]
    [InlineData(SQLitePCL.raw.SQLITE_BUSY, (int)Trouble.Busy)]
    [InlineData(SQLitePCL.raw.SQLITE_CANTOPEN, (int)Trouble.Busy)]
    [InlineData(SQLitePCL.raw.SQLITE_IOERR, (int)Trouble.Busy)]
    [InlineData(SQLitePCL.raw.SQLITE_ERROR, 0)]
    public void What_SQLite_says_is_told_apart(int code, int trouble) =>
        Assert.Equal(trouble, (int)(DatabaseTrouble.Of(new DbUpdateException("", new SqliteException("", code))) ?? 0));

    [Fact]
    public async Task While_the_database_is_away_the_public_pages_ask_to_come_back_later()
    {
        Assert.SkipUnless(TestDatabases.Postgres is null, "takes the file away");
        await using var server = await TestServer.StartAsync();
        using var guest = server.Anonymous();
        var file = DatabaseAddress.Parse(server.Database).File!;
        SqliteConnection.ClearAllPools();
        File.Move(file, file + ".away");
        Directory.CreateDirectory(file);
        try
        {
            foreach (var path in new[] { "/tin", $"/hoi/{TungNgo.Help.HelpText.NewCode()}" })
            {
                using var answer = await guest.GetAsync(path);
                Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{path} answers {answer.StatusCode}");
                Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
                Assert.StartsWith("text/html", $"{answer.Content.Headers.ContentType}", StringComparison.Ordinal);
            }
        }
        finally
        {
            Directory.Delete(file);
            File.Move(file + ".away", file);
        }
    }

    private static async Task AssertComeBackAsync(HttpResponseMessage answer, string code)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.True(answer.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        Assert.Equal(code, (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["code"]);
    }

    /// <summary>Another program in the middle of a long write, until disposed.</summary>
    private static async Task<DbConnection> HoldAsync(TestServer server)
    {
        var other = await OpenAsync(server);
        await RunAsync(other, TestDatabases.Postgres is null ? "BEGIN IMMEDIATE" : "BEGIN; UPDATE \"FeedCounters\" SET \"Value\" = \"Value\"");
        return other;
    }

    private static async Task<DbConnection> OpenAsync(TestServer server)
    {
        DbConnection other = TestDatabases.Postgres is null
            ? new SqliteConnection($"Data Source={DatabaseAddress.Parse(server.Database).File};Pooling=False")
            : new NpgsqlConnection(DatabaseAddress.Parse(server.Database).Connection + ";Pooling=False");
        await other.OpenAsync();
        return other;
    }

    private static async Task RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
