using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace TungNgo.Web;

/// <summary>Whom a request is believed to come from: only proxies that the operator named may say so in its stead.</summary>
internal static class Forwarded
{
    public static void AddForwarded(this IServiceCollection services, ServerOptions options) => services.PostConfigure<ForwardedHeadersOptions>(o =>
    {
        // The framework's own switch trusts whoever connects: a client could give itself a new address for each try.
        o.KnownProxies.Clear();
        o.KnownIPNetworks.Clear();
        o.ForwardedHeaders = options.Proxies.Length == 0 ? ForwardedHeaders.None : ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
        // As many in a row as there are named ones: whoever is not named ends the chain.
        o.ForwardLimit = null;
        foreach (var proxy in options.Proxies)
        {
            o.KnownIPNetworks.Add(Parse(proxy)!.Value);
        }
    });

    public static void UseForwarded(this WebApplication app, ServerOptions options)
    {
        app.UseForwardedHeaders();
        if (SafeCookie.IsForHttps(options))
        {
            // Whatever the proxy forgets to say: the browser is at https, and cookies and links must be for there.
            app.Use((context, next) =>
            {
                context.Request.Scheme = Uri.UriSchemeHttps;
                return next(context);
            });
        }
    }

    /// <summary>An address, or a network such as 10.1.0.0/16; null when it is neither.</summary>
    public static System.Net.IPNetwork? Parse(string text) => System.Net.IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8) : null;
}
