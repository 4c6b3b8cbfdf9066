using System.Diagnostics;
using TungNgo.Tests.CommandLine;
using TungNgo.Water.Ways;

namespace TungNgo.Tests.Water;

/// <summary>The real server as a process of its own, told of the broker as operators do it, is killed (SIGKILL) while a station sends.</summary>
public sealed class MqttCrashTests
{
    private const int Kills = 2, Each = 150;

    [Fact]
    public async Task However_the_server_ends_what_the_broker_acknowledged_is_there_once()
    {
        await using var broker = await Mosquitto.StartAsync();
        // The killed server runs on the machine's clock.
        var first = await TestServer.StartAsync(TimeProvider.System.GetUtcNow().UtcDateTime);
        var village = await Village.BuildAsync(first);
        var station = await first.StationAsync(village.HamletId);
        await first.StopAsync();
        var begin = first.Clock.GetUtcNow().UtcDateTime.AddDays(-2);
        var sent = 0;
        byte[] At(int i) => MqttStage.Message(WaterStage.Key, new PushedReading(WaterStage.Time(begin.AddMinutes(i)), 1));
        Task SendAsync() => broker.PublishAsync([.. Enumerable.Range(sent, Each).Select(At)]);
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await StartAsync(first.Database, broker);
            var sending = SendAsync();
            // Some of this time's are kept, others are under way.
            var before = sent;
            await Waiting.UntilAsync(async () => await CountAsync(first.Database) > before + 10);
            await server.KillAsync();
            await sending;
            sent += Each;
        }

        await using (var last = await StartAsync(first.Database, broker))
        {
            await Waiting.UntilAsync(async () => await CountAsync(first.Database) >= sent);
            Assert.Equal(0, (await last.StopAsync()).Code);
        }

        await using var again = await first.StartAgainAsync();
        var readings = await again.ReadingsAsync(station.Number);
        Assert.Equal(sent, readings.Count);
        Assert.All(readings, r => Assert.Equal(0, r.Revision));
    }

    private static async Task<long> CountAsync(string database)
    {
        await using var connection = MqttStage.Open(database);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM \"Readings\"";
        return Convert.ToInt64(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private static Task<ServerProcess> StartAsync(string database, Mosquitto broker)
    {
        var address = new Uri($"http://127.0.0.1:{TestServer.FreePort()}");
        var start = new ProcessStartInfo(Command.Program, ["serve", "--database", database, "--urls", address.OriginalString]);
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Mqtt__Host"] = broker.Options.Host;
        start.Environment["Mqtt__Port"] = $"{broker.Options.Port}";
        return ServerProcess.StartAsync(start, address);
    }
}
