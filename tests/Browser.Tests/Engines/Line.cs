using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace TungNgo.BrowserTests.Engines;

/// <summary>The line between one phone and the server, which can be cut: not every engine lets a test take its network away.</summary>
internal sealed class Line : IDisposable
{
    private readonly ConcurrentDictionary<TcpClient, bool> open = new();
    private readonly Uri server;
    private readonly int port;
    private TcpListener? listener;

    public Line(string address)
    {
        server = new Uri(address);
        listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        _ = AcceptAsync(listener);
    }

    public string Address => $"http://127.0.0.1:{port}";

    public void Cut()
    {
        listener?.Dispose();
        listener = null;
        foreach (var client in open.Keys)
        {
            client.Dispose();
        }
    }

    public void Mend()
    {
        listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        _ = AcceptAsync(listener);
    }

    public void Dispose() => Cut();

    private async Task AcceptAsync(TcpListener from)
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await from.AcceptTcpClientAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The line was cut.
        }
    }

    private async Task CarryAsync(TcpClient phone)
    {
        using var behind = new TcpClient();
        using (phone)
        {
            open[phone] = open[behind] = true;
            try
            {
                await behind.ConnectAsync(server.Host, server.Port);
                var (here, there) = (phone.GetStream(), behind.GetStream());
                await Task.WhenAny(here.CopyToAsync(there), there.CopyToAsync(here));
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Cut in the middle.
            }

            open.TryRemove(phone, out _);
            open.TryRemove(behind, out _);
        }
    }
}
