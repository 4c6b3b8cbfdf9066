using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace TungNgo.Portal;

/// <summary>How much one address may write and look up. Whole villages share an address of their operator, so the limits stop machines, not neighbours.</summary>
internal static class PublicLimits
{
    public const string Write = "public-write", LookUp = "public-look-up";
    private const int WritesPerMinute = 30, LookUpsPerMinute = 120;

    public static void Add(RateLimiterOptions options)
    {
        options.AddPolicy(Write, c => PerAddress(c, WritesPerMinute));
        options.AddPolicy(LookUp, c => PerAddress(c, LookUpsPerMinute));
    }

    private static RateLimitPartition<string> PerAddress(HttpContext context, int perMinute) => RateLimitPartition.GetFixedWindowLimiter(
        Network(context.Connection.RemoteIpAddress), _ => new FixedWindowRateLimiterOptions { PermitLimit = perMinute, Window = TimeSpan.FromMinutes(1) });

    /// <summary>Of IPv6 the first 64 bits: the rest is anybody's own choice.</summary>
    private static string Network(IPAddress? address)
    {
        if (address is not { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false })
        {
            return address?.ToString() ?? "";
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes).ToString();
    }
}
