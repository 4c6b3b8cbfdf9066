using System.Data.Common;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Feed;
using TungNgo.Water.Readings;
using TungNgo.Water.Ways;
using TungNgo.Water.Ways.Mqtt;

namespace TungNgo.Tests.Water;

/// <summary>What stations send through a real broker.</summary>
public sealed class MqttTests : IAsyncLifetime
{
    private Mosquitto broker = null!;
    private TestServer server = null!;
    private int number;

    private DateTime Now => server.Clock.GetUtcNow().UtcDateTime;

    public async ValueTask InitializeAsync()
    {
        broker = await Mosquitto.StartAsync();
        server = await TestServer.StartAsync(busyAfter: TimeSpan.FromMilliseconds(200));
        var village = await Village.BuildAsync(server);
        number = (await server.StationAsync(village.HamletId)).Number;
    }

    public async ValueTask DisposeAsync()
    {
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        if (broker is not null)
        {
            await broker.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_reading_is_kept_and_staff_see_that_somebody_listens()
    {
        using var loop = await ListenAsync();
        await broker.PublishAsync(At(0, 1.5));
        await ReadingsAsync(1);
        var batch = await server.WithDbAsync(db => db.ReadingBatches.SingleAsync());
        Assert.Equal((Way.Mqtt, 1), (batch.Way, batch.Count));
        await loop.StopAsync(CancellationToken.None);
        var line = await LineAsync();
        Assert.Equal((1L, 1L, (Guid?)null, (DateTime?)null), (line!.Messages, line.Taken, line.Holder, line.ConnectedAt));
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, server.AreaByCode("94"), "en");
        Assert.Contains("Not set up", await officer.GetStringAsync("/water/mqtt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_again_late_and_in_any_order_is_kept_once()
    {
        using var loop = await ListenAsync();
        var messages = Enumerable.Range(0, 20).Select(i => At(i, 0.1 * i)).ToArray();
        await broker.PublishAsync(messages[10..]);
        await broker.PublishAsync([.. messages.Reverse()]);
        await broker.PublishAsync(messages);
        await broker.PublishAsync(At(30, 9));
        await ReadingsAsync(21);
        await loop.StopAsync(CancellationToken.None);
        var line = await LineAsync();
        Assert.Equal((51, 21), (line!.Messages, line.Taken));
    }

    [Fact]
    public async Task What_cannot_be_taken_is_counted_and_does_not_come_again()
    {
        using (var loop = await ListenAsync())
        {
            await broker.PublishAsync(
                MqttStage.Message("khoa-gia-khoa-gia-khoa-gia", new PushedReading(WaterStage.Time(Now), 7)),
                Encoding.UTF8.GetBytes("{\"readings\":[{\"at\":\"2024-09-20 06:00\",\"value\":7}]}"),
                Encoding.UTF8.GetBytes("<html>"), [0xC3, 0x28], Encoding.UTF8.GetBytes($$"""{"key":"{{WaterStage.Key}}","readings":7}"""), [],
                Encoding.UTF8.GetBytes("{\"key\":\"\\ud800\",\"readings\":[]}"),
                new byte[PushEndpoints.MostBytes + 1],
                MqttStage.Message(WaterStage.Key, new PushedReading("hôm qua", 7), new PushedReading(WaterStage.Time(Now.AddDays(2)), 7)),
                At(1, 2.5));
            await ReadingsAsync(1);
            await loop.StopAsync(CancellationToken.None);
        }

        var line = await LineAsync();
        Assert.Equal((10, 1, 2, 1, 6, 1, 0), (line!.Messages, line.Taken, line.ValuesRefused, line.KeysUnknown, line.Unreadable, line.TooLarge, line.Failed));
        using var again = await ListenAsync();
        await broker.PublishAsync(At(2, 2.5));
        await ReadingsAsync(2);
        await again.StopAsync(CancellationToken.None);
        Assert.Equal(11, (await LineAsync())!.Messages);
    }

    [Fact]
    public async Task What_came_while_the_server_was_stopped_comes_when_it_runs_again()
    {
        using (var loop = await ListenAsync())
        {
            await loop.StopAsync(CancellationToken.None);
        }

        await broker.PublishAsync([.. Enumerable.Range(0, 60).Select(i => At(i, i))]);
        await server.StopAsync();
        server = await server.StartAgainAsync();
        using var again = await ListenAsync();
        await ReadingsAsync(60);
        await again.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_broker_that_is_killed_loses_nothing_that_it_has_kept()
    {
        using var loop = await ListenAsync();
        await using (await HoldAsync())
        {
            // The server cannot take them: they are under way, and unacknowledged, when the broker dies.
            await broker.PublishAsync([.. Enumerable.Range(0, 60).Select(i => At(i, i))]);
            await Waiting.UntilAsync(() => broker.HasKeptAsync(Time(59)[..19]));
            await broker.KillAsync();
        }

        await broker.BeginAsync();
        await ReadingsAsync(60);
        await broker.PublishAsync(At(60, 60));
        await ReadingsAsync(61);
        await broker.KillAsync();
        await Waiting.UntilAsync(async () => (await LineAsync())!.ConnectedAt is null);
        await broker.BeginAsync();
        await broker.PublishAsync(At(61, 61));
        await ReadingsAsync(62);
        await loop.StopAsync(CancellationToken.None);
        Assert.All(await server.ReadingsAsync(number), r => Assert.Equal(0, r.Revision));
    }

    [Fact]
    public async Task While_the_database_is_busy_nothing_is_acknowledged_and_then_it_is_taken()
    {
        using var loop = await ListenAsync();
        await using (await HoldAsync())
        {
            await broker.PublishAsync(At(0, 1), At(1, 2), At(2, 3));
            await Waiting.UntilAsync(() => Task.FromResult(server.Services.GetRequiredService<LoopHealth>().All.Single(l => l.Name == nameof(MqttLoop)).Failures > 0));
            Assert.Empty(await server.ReadingsAsync(number));
        }

        await ReadingsAsync(3);
        await loop.StopAsync(CancellationToken.None);
        Assert.Equal((3, 0), ((await LineAsync())!.Messages, (await LineAsync())!.Failed));
    }

    [Fact]
    public async Task A_server_that_ends_while_it_could_not_keep_anything_has_acknowledged_nothing()
    {
        using (var loop = await ListenAsync())
        {
            await using var held = await HoldAsync();
            await broker.PublishAsync(At(0, 1), At(1, 2), At(2, 3));
            await Waiting.UntilAsync(() => Task.FromResult(server.Services.GetRequiredService<LoopHealth>().All.Single(l => l.Name == nameof(MqttLoop)).Failures > 0));
            await loop.StopAsync(CancellationToken.None);
        }

        Assert.Empty(await server.ReadingsAsync(number));
        // The line was not given back, as the database was busy: it is free when its time is over.
        server.Clock.Advance(TimeSpan.FromMinutes(1));
        using var again = await server.ListenAsync(broker);
        await ReadingsAsync(3);
        await again.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Of_several_nodes_one_listens_and_another_takes_over()
    {
        using var first = await ListenAsync();
        using var second = await server.ListenAsync(broker);
        await broker.PublishAsync([.. Enumerable.Range(0, 30).Select(i => At(i, i))]);
        await ReadingsAsync(30);
        var holder = (await LineAsync())!.Holder;
        await first.StopAsync(CancellationToken.None);
        // Nobody listens, or the second does already: both are well.
        await broker.PublishAsync([.. Enumerable.Range(30, 30).Select(i => At(i, i))]);
        await ReadingsAsync(60);
        Assert.NotEqual(holder, (await LineAsync())!.Holder);
        await second.StopAsync(CancellationToken.None);
        // What the first had kept but not acknowledged when it stopped comes again: counted as a message, and no second reading.
        Assert.InRange((await LineAsync())!.Messages, 60, 90);
        Assert.Equal(60, (await server.ReadingsAsync(number)).Count);
    }

    private async Task<MqttLoop> ListenAsync()
    {
        var loop = await server.ListenAsync(broker);
        await Waiting.UntilAsync(async () => (await LineAsync())?.ConnectedAt is not null);
        return loop;
    }

    private Task<MqttLine?> LineAsync() => server.WithDbAsync(db => db.MqttLines.AsNoTracking().SingleOrDefaultAsync());

    private string Time(int minutes) => WaterStage.Time(Now.AddDays(-1).AddMinutes(minutes));

    private byte[] At(int minutes, double value) => MqttStage.Message(WaterStage.Key, new PushedReading(Time(minutes), value));

    private async Task ReadingsAsync(int count)
    {
        await Waiting.UntilAsync(async () => (await server.ReadingsAsync(number)).Count >= count);
        Assert.Equal(count, (await server.ReadingsAsync(number)).Count);
    }

    /// <summary>Another program in the middle of a long write, until disposed.</summary>
    private async Task<DbConnection> HoldAsync()
    {
        var other = MqttStage.Open(server.Database);
        await other.OpenAsync();
        await using var command = other.CreateCommand();
        command.CommandText = TestDatabases.Postgres is null ? "BEGIN IMMEDIATE" : "BEGIN; UPDATE \"FeedCounters\" SET \"Value\" = \"Value\"";
        await command.ExecuteNonQueryAsync();
        return other;
    }
}
