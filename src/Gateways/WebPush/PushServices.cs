namespace TungNgo.Gateways.WebPush;

/// <summary>
/// The push services that are written to. An endpoint is an address that a stranger's browser names: without this list the server would call whatever
/// host it is told to, and a hostile host could pause or stop the channel for everybody by its answers.
/// </summary>
/// <param name="Origins">Further origins that are trusted as written, such as <c>http://127.0.0.1:5080</c> of a simulator.</param>
public sealed record PushServices(params string[] Origins)
{
    // Chrome and all that is built from it; Firefox; Safari; Edge.
    private static readonly string[] Known = ["fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com"];

    /// <summary>Whether a subscription with this endpoint may be kept and written to.</summary>
    public bool Accept(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) && uri.UserInfo.Length == 0
        && (Origins.Contains(uri.GetLeftPart(UriPartial.Authority), StringComparer.OrdinalIgnoreCase)
            || (uri.Scheme == Uri.UriSchemeHttps && uri.IsDefaultPort && Known.Any(host => IsOrIsUnder(uri.Host, host))));

    private static bool IsOrIsUnder(string host, string known) =>
        host.Equals(known, StringComparison.OrdinalIgnoreCase) || host.EndsWith('.' + known, StringComparison.OrdinalIgnoreCase);
}
