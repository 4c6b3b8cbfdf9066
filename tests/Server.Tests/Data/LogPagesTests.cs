using System.Buffers.Binary;
using Microsoft.Data.Sqlite;
using TungNgo.Services;
using TungNgo.Sync;

namespace TungNgo.Tests.Data;

/// <summary>What a visit costs on SQLite in pages of the write-ahead log, which is what the disk sees of it.</summary>
public sealed class LogPagesTests
{
    private const int Doors = 600, Measured = 150, Most = 14;
    private const int LogHead = 32, FrameHead = 24, Page = 4096;

    [Fact]
    public async Task A_visit_of_two_services_costs_few_pages_of_the_log()
    {
        Assert.SkipUnless(TestDatabases.Postgres is null, "SQLite's log");
        await using var server = await TestServer.StartAsync();
        var village = await Village.BuildAsync(server, Doors);
        using var phone = await village.EnrolAsync(village.MemberId);
        // Some weeks of work: every door was visited three times.
        for (var i = 0; i < 3 * Doors; i += 100)
        {
            server.Clock.Advance(TimeSpan.FromHours(20));
            await phone.PushAsync([.. Enumerable.Range(i, 100).Select(n => Visit(village, n))]);
        }

        var file = server.Database["sqlite:".Length..];
        await using var beside = new SqliteConnection($"Data Source={file};Pooling=False");
        await beside.OpenAsync();
        await using (var fold = beside.CreateCommand())
        {
            fold.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await fold.ExecuteNonQueryAsync();
        }

        for (var n = 0; n < Measured; n++)
        {
            server.Clock.Advance(TimeSpan.FromMinutes(2));
            // Doors far from each other: neighbours would share pages, but every visit is a commit of its own.
            var answer = Assert.Single(await phone.PushAsync(Visit(village, n * 7)));
            Assert.Equal("applied", answer.Result);
        }

        var pages = await FramesAsync(file + "-wal");
        var perVisit = pages.Count / (double)Measured;
        Assert.True(perVisit <= Most, $"{perVisit:0.0} pages a visit");
    }

    private static Mutation Visit(Village village, int n) => village.Visit(n % Doors, ("vneid2", (Stage)(1 + n % 4)), ("skill-payment", (Stage)(1 + n % 3)));

    /// <summary>Numbers of the pages in the log, in their order.</summary>
    private static async Task<List<int>> FramesAsync(string log)
    {
        await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var pages = new List<int>();
        var head = new byte[FrameHead];
        for (var at = (long)LogHead; at + FrameHead + Page <= file.Length; at += FrameHead + Page)
        {
            file.Position = at;
            await file.ReadExactlyAsync(head);
            pages.Add(BinaryPrimitives.ReadInt32BigEndian(head));
        }

        return pages;
    }
}
