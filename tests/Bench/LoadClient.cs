using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace TungNgo.Bench;

/// <summary>
/// Asks for one address over and over on sixteen connections, a blocking socket and a thread each: about a tenth of HttpClient's
/// processor time, which the server needs on two cores.
/// </summary>
internal sealed class LoadClient(int port, string cookies)
{
    private const int Connections = 16;

    /// <param name="seconds">How long is measured, after half as long to warm up.</param>
    /// <param name="known">Print of the answer that the client has already; the server may say that it holds.</param>
    public (double Rate, double P50, double P99, int Bytes) Run(string path, double seconds, string? known = null)
    {
        Measure(path, seconds / 2, known);
        var (times, bytes, length) = Measure(path, seconds, known);
        times.Sort();
        return (times.Count / length, times[times.Count / 2], times[(int)(times.Count * 0.99)], bytes);
    }

    private (List<double> Times, int Bytes, double Seconds) Measure(string path, double seconds, string? known)
    {
        var condition = known is null ? "" : $"If-None-Match: {known}\r\n";
        var request = Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookies}\r\n{condition}\r\n");
        var all = new List<double>();
        var bytes = 0;
        Exception? failure = null;
        var watch = Stopwatch.StartNew();
        var threads = Enumerable.Range(0, Connections).Select(_ => new Thread(() =>
        {
            try
            {
                var times = new List<double>();
                using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                socket.Connect(IPAddress.Loopback, port);
                var buffer = new byte[1 << 22];
                while (watch.Elapsed.TotalSeconds < seconds)
                {
                    var from = Stopwatch.GetTimestamp();
                    socket.Send(request);
                    bytes = Receive(socket, buffer);
                    times.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
                }

                lock (all)
                {
                    all.AddRange(times);
                }
            }
            catch (Exception e)
            {
                failure = e;
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return failure is null ? (all, bytes, watch.Elapsed.TotalSeconds) : throw new InvalidOperationException(path, failure);
    }

    /// <returns>Bytes of one whole answer, its head included.</returns>
    private static int Receive(Socket socket, byte[] buffer)
    {
        var (length, end) = (0, -1);
        while (true)
        {
            var read = socket.Receive(buffer, length, buffer.Length - length, SocketFlags.None);
            length += read > 0 ? read : throw new IOException("The server hung up.");
            if (end < 0)
            {
                var head = buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
                if (head < 0)
                {
                    continue;
                }

                var text = Encoding.ASCII.GetString(buffer, 0, head);
                if (text.StartsWith("HTTP/1.1 304", StringComparison.Ordinal))
                {
                    return length;
                }

                if (!text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal))
                {
                    throw new IOException(text);
                }

                var size = text.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
                end = size < 0 ? int.MaxValue : head + 4 + int.Parse(text.AsSpan(size + 16).ToString().Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
            }

            // An answer of unknown length comes in chunks and ends with an empty one.
            if (length == end || (end == int.MaxValue && buffer.AsSpan(0, length).EndsWith("\r\n0\r\n\r\n"u8)))
            {
                return length;
            }
        }
    }
}
