using System.Net;

namespace TungNgo.Web;

/// <summary>The names by which this server may be asked for. A request with another one is no reader of ours: caches and links must not learn its name.</summary>
internal static class AllowedHosts
{
    /// <summary>The public address, and this machine itself for its proxy and its health checks; where nobody has said how the world comes in, any name.</summary>
    public static IEnumerable<string> Of(ServerOptions options)
    {
        var host = new Uri(options.PublicUrl).Host;
        return host == "localhost" || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address))
            ? ["*"] : [host, "localhost", "127.0.0.1", "[::1]"];
    }
}
