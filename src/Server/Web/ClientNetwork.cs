using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;

namespace TungNgo.Web;

/// <summary>Where a request comes from, for limits.</summary>
internal static class ClientNetwork
{
    public static RateLimitPartition<string> Limit(HttpContext context, int perMinute) => RateLimitPartition.GetFixedWindowLimiter(
        Of(context.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) });

    /// <summary>Of IPv6 the first 64 bits: the rest is anybody's own choice.</summary>
    public static string Of(IPAddress? address)
    {
        if (address is { IsIPv4MappedToIPv6: true })
        {
            return address.MapToIPv4().ToString();
        }

        if (address is not { AddressFamily: AddressFamily.InterNetworkV6 })
        {
            return address?.ToString() ?? "";
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }
}
