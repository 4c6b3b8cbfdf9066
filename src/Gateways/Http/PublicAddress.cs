using System.Net;
using System.Net.Sockets;

namespace TungNgo.Gateways.Http;

/// <summary>Which addresses lie in the open internet: all others belong to somebody's own network and are none of a gateway's business.</summary>
public static class PublicAddress
{
    // RFC 6890 and its registry: own, shared (carrier NAT), loopback, link-local, documentation, benchmarking, multicast, reserved.
    private static readonly IPNetwork[] Closed4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(IPNetwork.Parse),
    ];

    // Tunnels (Teredo, 6to4) carry an IPv4 address that the rule above would not see.
    private static readonly IPNetwork[] Closed6 = [.. new[] { "2001::/32", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");

    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetwork
            ? !Array.Exists(Closed4, network => network.Contains(address))
            : Global6.Contains(address) && !Array.Exists(Closed6, network => network.Contains(address));
    }
}
