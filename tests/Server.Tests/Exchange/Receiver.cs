using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TungNgo.Tests.Exchange;

/// <summary>What a receiver got in one call.</summary>
internal sealed record Received(string Key, string? Authorization, string Body);

internal enum Manner { Takes, Stumbles, CutsMidAnswer, TakesAndCuts, Refuses, Slower, Echoes, Holds }

/// <summary>Another system at the other end of a line: takes, stumbles, cuts the line, and knows a message by its key.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Task work;

    public Receiver()
    {
        listener.Start();
        work = ServeAsync();
    }

    public Manner Manner { get; set; }

    /// <summary>Set when a call has come that <see cref="Manner.Holds"/> keeps waiting.</summary>
    public TaskCompletionSource Came { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets it be answered.</summary>
    public TaskCompletionSource Release { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<Received> Calls { get; } = [];

    /// <summary>What it has kept: each key once, however often it came.</summary>
    public Dictionary<string, string> Kept { get; } = [];

    public string Authority => $"127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}";

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await work;
        stop.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                using var line = await listener.AcceptTcpClientAsync(stop.Token);
                await AnswerAsync(line.GetStream());
            }
            catch (Exception end) when (end is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
            }
        }
    }

    private async Task AnswerAsync(NetworkStream stream)
    {
        var (heads, body) = await ReadAsync(stream);
        var received = new Received(heads["idempotency-key"], heads.GetValueOrDefault("authorization"), body);
        Calls.Add(received);
        if (Manner == Manner.Holds)
        {
            Came.TrySetResult();
            await Release.Task.WaitAsync(stop.Token);
        }

        if (Manner is Manner.Takes or Manner.Holds or Manner.TakesAndCuts or Manner.Echoes)
        {
            Kept.TryAdd(received.Key, received.Body);
        }

        var (status, text, cut) = Manner switch
        {
            Manner.Takes or Manner.Holds => ("200 OK", "Đã nhận", false),
            Manner.Stumbles => ("500 Internal Server Error", "Lỗi máy chủ", false),
            Manner.Refuses => ("422 Unprocessable Content", "Sai mã đơn vị", false),
            Manner.Slower => ("429 Too Many Requests\r\nRetry-After: 90", "", false),
            Manner.Echoes => ("200 OK", $"{received.Authorization} {new string('x', 500)}", false),
            _ => ("200 OK", "Đã nh", true),
        };
        var bytes = Encoding.UTF8.GetBytes(text);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: {bytes.Length + (cut ? 100 : 0)}\r\nConnection: close\r\n\r\n"), stop.Token);
        await stream.WriteAsync(bytes, stop.Token);
    }

    private async Task<(Dictionary<string, string> Heads, string Body)> ReadAsync(NetworkStream stream)
    {
        var all = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var text = Encoding.Latin1.GetString(all.ToArray());
            if (text.IndexOf("\r\n\r\n", StringComparison.Ordinal) is >= 0 and var end)
            {
                var heads = text[..end].Split("\r\n").Skip(1).Select(l => l.Split(": ", 2)).ToDictionary(l => l[0].ToLowerInvariant(), l => l[1]);
                var length = int.Parse(heads["content-length"], null);
                if (all.Length >= end + 4 + length)
                {
                    return (heads, Encoding.UTF8.GetString(all.ToArray(), end + 4, length));
                }
            }

            var read = await stream.ReadAsync(buffer, stop.Token);
            if (read == 0)
            {
                throw new IOException();
            }

            all.Write(buffer, 0, read);
        }
    }
}
