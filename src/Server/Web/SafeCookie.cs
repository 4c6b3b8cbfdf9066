namespace TungNgo.Web;

internal static class SafeCookie
{
    /// <summary>Whether the world reaches this server by https.</summary>
    public static bool IsForHttps(ServerOptions options) => options.PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Where the world comes in by https a cookie says so in its name: browsers take __Host- only with Secure, for this host alone, so that neither
    /// plain http nor a neighbouring host can put one in its place.
    /// </summary>
    public static void Name(CookieBuilder cookie, string name, ServerOptions options)
    {
        var https = IsForHttps(options);
        cookie.Name = https ? $"__Host-{name}" : name;
        cookie.SecurePolicy = https ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;
        cookie.Path = "/";
    }
}
