namespace TungNgo.Accounts;

/// <summary>Where one goes after signing in: only to our own pages.</summary>
internal static class ReturnUrl
{
    /// <summary>
    /// The address when it is a path on this server, else "/". Browsers read "/\" like "//" and skip tabs and line breaks, so a second
    /// slash of either kind and every control character are refused.
    /// </summary>
    public static string Safe(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(char.IsControl) ? url : "/";
}
