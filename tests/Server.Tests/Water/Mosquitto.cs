using System.Data.Common;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MQTTnet;
using MQTTnet.Protocol;
using Npgsql;
using TungNgo.Data;
using TungNgo.Water.Ways;
using TungNgo.Water.Ways.Mqtt;

namespace TungNgo.Tests.Water;

/// <summary>A real broker (Debian's mosquitto), one for each test, that writes down all it keeps; it can be killed and started again.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    public const string Program = "/usr/sbin/mosquitto";
    private readonly string folder = Directory.CreateTempSubdirectory("tn_mosquitto_").FullName;
    private readonly int port = TestServer.FreePort();
    private Process? process;

    public MqttOptions Options => new() { Host = "127.0.0.1", Port = port };

    public static async Task<Mosquitto> StartAsync()
    {
        Assert.SkipUnless(File.Exists(Program), "mosquitto is not installed");
        var broker = new Mosquitto();
        await File.WriteAllTextAsync(Path.Combine(broker.folder, "mosquitto.conf"), $"""
            listener {broker.port} 127.0.0.1
            allow_anonymous true
            user {Environment.UserName}
            persistence true
            persistence_location {broker.folder}/
            autosave_on_changes true
            autosave_interval 1
            max_queued_messages 0

            """);
        await broker.BeginAsync();
        return broker;
    }

    /// <summary>Comes back when it answers.</summary>
    public async Task BeginAsync()
    {
        var start = new ProcessStartInfo(Program, ["-c", Path.Combine(folder, "mosquitto.conf")]) { RedirectStandardError = true, RedirectStandardOutput = true };
        process = Process.Start(start)!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        await Waiting.UntilAsync(async () =>
        {
            Assert.False(process.HasExited);
            try
            {
                using var socket = new TcpClient();
                await socket.ConnectAsync("127.0.0.1", port);
                return true;
            }
            catch (SocketException)
            {
                return false;
            }
        });
    }

    /// <summary>SIGKILL: nothing is written any more.</summary>
    public async Task KillAsync()
    {
        process!.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    /// <summary>
    /// Whether the broker has written down what holds this word. It acknowledges a moment before it writes; only a kill in that moment could lose anything.
    /// </summary>
    public async Task<bool> HasKeptAsync(string word)
    {
        try
        {
            return (await File.ReadAllBytesAsync(Path.Combine(folder, "mosquitto.db"))).AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await KillAsync();
        }

        Directory.Delete(folder, recursive: true);
    }
}

/// <summary>Stations at the broker, and servers that listen to it.</summary>
internal static class MqttStage
{
    /// <summary>A node that listens, as the server's own would if the operator had named the broker.</summary>
    public static async Task<MqttLoop> ListenAsync(this TestServer server, Mosquitto broker)
    {
        var options = server.Services.GetRequiredService<ServerOptions>() with { RunsLedger = true };
        var loop = ActivatorUtilities.CreateInstance<MqttLoop>(server.Services, Options.Create(broker.Options), options);
        await loop.StartAsync(CancellationToken.None);
        return loop;
    }

    /// <summary>Comes back when the broker has acknowledged all of them.</summary>
    public static async Task PublishAsync(this Mosquitto broker, params byte[][] bodies)
    {
        using var client = new MqttClientFactory().CreateMqttClient();
        await client.ConnectAsync(new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", broker.Options.Port).Build());
        foreach (var body in bodies)
        {
            var answer = await client.PublishAsync(new MqttApplicationMessageBuilder().WithTopic("tungngo/tram/long-phu/so-do").WithPayload(body)
                .WithQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce).Build());
            Assert.True(answer.IsSuccess);
        }

        await client.DisconnectAsync();
    }

    /// <summary>The database as another program opens it.</summary>
    public static DbConnection Open(string database) => TestDatabases.Postgres is null
        ? new SqliteConnection($"Data Source={DatabaseAddress.Parse(database).File};Pooling=False")
        : new NpgsqlConnection(DatabaseAddress.Parse(database).Connection + ";Pooling=False");

    public static byte[] Message(string key, params PushedReading[] readings) => JsonSerializer.SerializeToUtf8Bytes(new { key, readings }, TestServer.Json);
}

internal static class Waiting
{
    /// <summary>Asks again and again; what has not come after two minutes does not come.</summary>
    public static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var asked = 0; !await holds(); asked++)
        {
            Assert.InRange(asked, 0, 6_000);
            await pause.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
