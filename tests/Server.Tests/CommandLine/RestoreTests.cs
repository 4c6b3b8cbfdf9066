using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Feed;
using TungNgo.Figures.Proof;
using TungNgo.Figures;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;

namespace TungNgo.Tests.CommandLine;

public sealed class RestoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("tn_restore_").FullName;

    private string Backup => Path.Combine(folder, "of-before.backup");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task After_a_restore_a_phone_reads_anew_sends_what_was_lost_and_no_number_stands_for_two_facts()
    {
        var lost = await TestServer.StartAsync();
        var village = await Village.BuildAsync(lost);
        using var phone = await village.EnrolAsync(village.MemberId);
        var (kept, after) = (village.Visit(0, ("vneid2", Stage.Working)), village.Visit(1, ("vneid2", Stage.Introduced)));
        await phone.PushAsync(kept);
        // Beside the running server, whose last write may still be in the log.
        await SucceedsAsync("backup", "--database", lost.Database, "--to", Backup);
        Assert.Contains("--overwrite", (await FailsAsync("backup", "--database", lost.Database, "--to", Backup)).Error, StringComparison.Ordinal);
        await phone.PushAsync(after);
        var before = await phone.GetAsync("/api/sync/pull?after=0").ReadAsync<PullResponse>();
        var lastNumber = await lost.WithDbAsync(db => db.FeedCounters.Select(c => c.Value).SingleAsync());

        Assert.Contains("uses", (await FailsAsync("restore", "--database", lost.Database, "--from", Backup, "--overwrite")).Error, StringComparison.Ordinal);
        Assert.Equal(2, await lost.WithDbAsync(db => db.Visits.CountAsync()));
        await lost.StopAsync();
        Assert.Contains("--overwrite", (await FailsAsync("restore", "--database", lost.Database, "--from", Backup)).Error, StringComparison.Ordinal);
        Assert.Contains(", 0 differences", (await SucceedsAsync("restore", "--database", lost.Database, "--from", Backup, "--overwrite")).Output, StringComparison.Ordinal);

        await using var server = await lost.StartAgainAsync();
        Assert.Equal([kept.Id], await server.WithDbAsync(db => db.Visits.Select(v => v.Id).ToListAsync()));
        using var again = server.Phone(phone.DefaultRequestHeaders.Authorization!.Parameter!);
        var anew = await again.GetAsync($"/api/sync/pull?after={before.UpTo}&have={village.HamletId}&epoch={before.Epoch}").ReadAsync<PullResponse>();
        Assert.NotEqual(before.Epoch, anew.Epoch);
        Assert.Equal(village.Households.Select(h => h.Id).Order(), anew.Households.Select(h => h.Id).Order());
        Assert.True(anew is { Teams: not null, Services: not null, Hamlets: not null });

        Assert.Equal(["alreadyApplied", "applied"], (await again.PushAsync(kept, after)).Select(r => r.Result));
        Assert.Equal(2, await server.WithDbAsync(db => db.Visits.CountAsync()));
        Assert.True(await server.WithDbAsync(db => db.Changes.Where(c => c.Number > before.UpTo).MinAsync(c => c.Number)) > lastNumber);
        Assert.Equal(1, await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.Action == NewEpoch.Restored)));
        var next = await again.GetAsync($"/api/sync/pull?after={anew.UpTo}&have={village.HamletId}&epoch={anew.Epoch}").ReadAsync<PullResponse>();
        Assert.Equal([village.Households[1].Id], next.Households.Select(h => h.Id));
        Assert.Empty((await RecountAsync(server)).Differences);
    }

    [Fact]
    public async Task A_backup_whose_figures_are_wrong_is_not_put_in_place()
    {
        var first = await TestServer.StartAsync();
        var village = await Village.BuildAsync(first);
        await first.WithDbAsync(db => db.Cells.Where(c => c.Indicator == Indicators.People).ExecuteUpdateAsync(s => s.SetProperty(c => c.Value, c => c.Value + 5)));
        await SucceedsAsync("backup", "--database", first.Database, "--to", Backup);
        await first.WithDbAsync(db => db.Cells.Where(c => c.Indicator == Indicators.People).ExecuteUpdateAsync(s => s.SetProperty(c => c.Value, c => c.Value - 5)));
        await first.StopAsync();
        var refused = await Command.TungNgoAsync("restore", "--database", first.Database, "--from", Backup, "--overwrite");
        Assert.Equal(3, refused.Code);
        Assert.Contains("nothing was changed", refused.Error, StringComparison.Ordinal);

        await using var server = await first.StartAgainAsync();
        Assert.Equal(3, await server.WithDbAsync(db => db.Households.CountAsync()));
        Assert.Empty((await RecountAsync(server)).Differences);
        Assert.Equal(0, await server.WithDbAsync(db => db.AuditEntries.CountAsync(a => a.Action == NewEpoch.Restored)));
    }

    [Fact]
    public async Task What_is_no_backup_is_refused_and_changes_nothing()
    {
        await using var server = await TestServer.StartAsync();
        await Village.BuildAsync(server);
        await File.WriteAllTextAsync(Backup, "Trường Khánh");
        Assert.Contains("is no backup", (await FailsAsync("restore", "--database", server.Database, "--from", Backup, "--overwrite")).Error, StringComparison.Ordinal);
        Assert.Contains("There is no backup", (await FailsAsync("restore", "--database", server.Database, "--from", Backup + "x", "--overwrite")).Error, StringComparison.Ordinal);
        Assert.Equal(3, await server.WithDbAsync(db => db.Households.CountAsync()));
    }

    [Fact]
    public async Task A_log_that_a_killed_server_left_is_not_replayed_into_the_backup()
    {
        Assert.SkipUnless(TestDatabases.Postgres is null, "SQLite's log");
        await using var server = await TestServer.StartAsync();
        await SucceedsAsync("backup", "--database", server.Database, "--to", Backup);
        await Village.BuildAsync(server);
        var (file, killed) = (server.Database["sqlite:".Length..], Path.Combine(folder, "killed.db"));
        File.Copy(file, killed);
        File.Copy(file + "-wal", killed + "-wal");
        await SucceedsAsync("restore", "--database", $"sqlite:{killed}", "--from", Backup, "--overwrite");
        await using var restored = new SqliteConnection($"Data Source={killed};Pooling=False");
        await restored.OpenAsync();
        await using var count = restored.CreateCommand();
        count.CommandText = "SELECT count(*) FROM Households";
        Assert.Equal(0L, await count.ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_plain_copy_of_a_stopped_database_is_the_whole_of_it()
    {
        Assert.SkipUnless(TestDatabases.Postgres is null, "SQLite's log");
        var stopped = await TestServer.StartAsync();
        await Village.BuildAsync(stopped);
        await stopped.StopAsync();
        var file = stopped.Database["sqlite:".Length..];
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"));
        await SucceedsAsync("recount", "--database", stopped.Database);
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + "*"));
        await using var server = await stopped.StartAgainAsync();
        Assert.Equal(3, await server.WithDbAsync(db => db.Households.CountAsync()));
    }

    [Fact]
    public async Task Without_its_tools_a_PostgreSQL_backup_says_what_to_install()
    {
        Assert.SkipUnless(TestDatabases.Postgres is not null, "PostgreSQL's tools");
        await using var server = await TestServer.StartAsync();
        var start = new ProcessStartInfo(Command.Program, ["backup", "--database", server.Database, "--to", Backup]);
        start.Environment["PATH"] = folder;
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(System.Runtime.InteropServices.RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var ended = await Command.RunAsync(start);
        Assert.Equal(1, ended.Code);
        Assert.Contains("pg_dump is not on the PATH", ended.Error, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    private static async Task<Ended> SucceedsAsync(params string[] arguments)
    {
        var ended = await Command.TungNgoAsync(arguments);
        Assert.True(ended.Code == 0, $"{ended.Code} {ended.Error}");
        return ended;
    }

    private static async Task<Ended> FailsAsync(params string[] arguments)
    {
        var ended = await Command.TungNgoAsync(arguments);
        Assert.Equal(1, ended.Code);
        return ended;
    }

    private static async Task<RecountResult> RecountAsync(TestServer server)
    {
        await using var scope = server.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Recount>().RunAsync(false, Actor.System, null, CancellationToken.None);
    }
}
