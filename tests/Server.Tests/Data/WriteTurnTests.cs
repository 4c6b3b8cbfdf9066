using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Data;

namespace TungNgo.Tests.Data;

/// <summary>Where one writes at a time, everybody queues: who only polled for the file would starve beside those who do.</summary>
public sealed class WriteTurnTests
{
    [Fact]
    public async Task A_step_of_the_ledger_comes_before_a_write_that_asked_later()
    {
        Assert.SkipUnless(TestDatabases.Postgres is null, "PostgreSQL lets many write");
        await using var server = await TestServer.StartAsync();
        await using var first = await ContextAsync(server);
        await using var ledger = await ContextAsync(server);
        await using var later = await ContextAsync(server);
        var held = await first.BeginWriteAsync([], CancellationToken.None);
        var step = ledger.BeginPlainWriteAsync(CancellationToken.None);
        var write = later.BeginWriteAsync([], CancellationToken.None);
        Assert.False(step.IsCompleted || write.IsCompleted);
        await held.DisposeAsync();
        await using (var begun = await step)
        {
            Assert.False(write.IsCompleted);
            await ledger.RateBuckets.AddAsync(new() { Key = "turn" });
            await ledger.SaveChangesAsync();
            await begun.CommitAsync(CancellationToken.None);
            // What ends the step hands the turn on, not the end of the block.
            await (await write).DisposeAsync();
        }

        Assert.True(await first.RateBuckets.AnyAsync(b => b.Key == "turn"));
    }

    [Fact]
    public async Task A_write_that_breaks_off_undoes_itself_and_leaves_the_turn_and_the_context_as_they_were()
    {
        await using var server = await TestServer.StartAsync();
        await using var db = await ContextAsync(server);
        await using (await db.BeginPlainWriteAsync(CancellationToken.None))
        {
            await db.RateBuckets.AddAsync(new() { Key = "undone" });
            await db.SaveChangesAsync();
        }

        Assert.False(await db.RateBuckets.AnyAsync(b => b.Key == "undone"));
        await (await db.BeginWriteAsync([], CancellationToken.None)).DisposeAsync();
    }

    [Fact]
    public void Nobody_begins_a_transaction_past_the_queue() => Assert.Empty(Source.Server(".cs")
        .Where(f => !f.Path.StartsWith("Data/", StringComparison.Ordinal) && f.Text.Contains(".BeginTransaction", StringComparison.Ordinal)).Select(f => f.Path));

    private static Task<AppDb> ContextAsync(TestServer server) => server.Services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
}
