using System.Buffers;
using System.Threading.Channels;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace TungNgo.Water.Ways.Mqtt;

/// <summary>The broker cannot be listened to.</summary>
internal sealed class MqttLinkException(MqttProblem problem, string message, Exception? inner = null) : Exception(message, inner)
{
    public MqttProblem Problem => problem;
}

/// <summary>A message that waits to be acknowledged: until then the broker keeps it.</summary>
/// <param name="Body">Null when it is larger than may be.</param>
internal sealed record MqttArrived(byte[]? Body, Func<CancellationToken, Task> AcknowledgeAsync);

/// <summary>One connection, from being let in until it is lost. The session behind it outlives it at the broker.</summary>
internal sealed class MqttLink : IAsyncDisposable
{
    /// <summary>More than an HTTP push may hold; the broker drops what is larger and tells nobody, so the bound of a message lies below it.</summary>
    private const uint MostPacket = 4 << 20;

    /// <summary>Messages under way that are not acknowledged yet.</summary>
    private const ushort MostOpen = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly IMqttClient client = new MqttClientFactory().CreateMqttClient();
    private readonly Channel<MqttArrived> arrived = Channel.CreateUnbounded<MqttArrived>();

    private MqttLink()
    {
        client.ApplicationMessageReceivedAsync += ReceiveAsync;
        client.DisconnectedAsync += LoseAsync;
    }

    /// <summary>False when the connection is gone; what was not acknowledged by then comes again with the next one.</summary>
    public bool IsOpen => client.IsConnected && !arrived.Reader.Completion.IsCompleted;

    /// <exception cref="MqttLinkException">Nobody is there, or we are not wanted.</exception>
    public static async Task<MqttLink> OpenAsync(MqttOptions options, string clientId, CancellationToken ct)
    {
        var link = new MqttLink();
        try
        {
            await link.ConnectAsync(options, clientId, ct);
            return link;
        }
        catch
        {
            await link.DisposeAsync();
            throw;
        }
    }

    /// <summary>Comes back when there is a message, or when there will be none any more.</summary>
    public async Task WaitAsync(CancellationToken ct) => await arrived.Reader.WaitToReadAsync(ct);

    /// <summary>The oldest message; it stays the oldest until <see cref="Drop"/>.</summary>
    public MqttArrived? Oldest => IsOpen && arrived.Reader.TryPeek(out var message) ? message : null;

    public void Drop() => arrived.Reader.TryRead(out _);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (client.IsConnected)
            {
                await client.DisconnectAsync();
            }
        }
        catch (Exception error) when (error is MQTTnet.Exceptions.MqttCommunicationException or InvalidOperationException or OperationCanceledException)
        {
            // It was lost while it was being ended.
        }

        client.Dispose();
    }

    private async Task ConnectAsync(MqttOptions options, string clientId, CancellationToken ct)
    {
        var port = options.Port > 0 ? options.Port : options.Tls ? 8883 : 1883;
        var how = new MqttClientOptionsBuilder().WithProtocolVersion(MqttProtocolVersion.V500).WithTcpServer(options.Host!, port)
            .WithTlsOptions(t => t.UseTls(options.Tls)).WithTimeout(Patience)
            .WithClientId(clientId).WithCleanStart(false).WithSessionExpiryInterval(uint.MaxValue)
            .WithReceiveMaximum(MostOpen).WithMaximumPacketSize(MostPacket);
        if (options.User is { Length: > 0 } name)
        {
            how = how.WithCredentials(name, options.Password ?? "");
        }

        MqttClientConnectResult connected;
        MqttClientSubscribeResult subscribed;
        try
        {
            connected = await client.ConnectAsync(how.Build(), ct);
            if (connected.ResultCode != MqttClientConnectResultCode.Success)
            {
                throw new MqttLinkException(MqttProblem.Refused, $"The broker answers {connected.ResultCode}.");
            }

            // Also where the session is still there: the topic may have been changed meanwhile.
            subscribed = await client.SubscribeAsync(
                new MqttClientSubscribeOptionsBuilder().WithTopicFilter(options.Topic, MqttQualityOfServiceLevel.AtLeastOnce).Build(), ct);
        }
        catch (Exception error) when (error is not MqttLinkException && !ct.IsCancellationRequested)
        {
            throw new MqttLinkException(MqttProblem.Unreachable, "The broker could not be reached.", error);
        }

        if (subscribed.Items.FirstOrDefault()?.ResultCode is not (MqttClientSubscribeResultCode.GrantedQoS1 or MqttClientSubscribeResultCode.GrantedQoS2))
        {
            throw new MqttLinkException(MqttProblem.TopicRefused, $"The broker does not let us listen to {options.Topic}.");
        }
    }

    private Task ReceiveAsync(MqttApplicationMessageReceivedEventArgs message)
    {
        message.AutoAcknowledge = false;
        var body = message.ApplicationMessage.Payload;
        arrived.Writer.TryWrite(new(body.Length > PushEndpoints.MostBytes ? null : body.ToArray(), message.AcknowledgeAsync));
        return Task.CompletedTask;
    }

    private Task LoseAsync(MqttClientDisconnectedEventArgs disconnected)
    {
        arrived.Writer.TryComplete();
        return Task.CompletedTask;
    }
}
