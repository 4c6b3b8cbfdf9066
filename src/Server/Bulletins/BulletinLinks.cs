namespace TungNgo.Bulletins;

internal static class BulletinLinks
{
    /// <summary>
    /// Where the owner of an address takes it off. Without "https://", for every sign of an SMS costs and phones make a link of it all the same.
    /// </summary>
    public static string StopLinkTo(this ServerOptions options, string token) => $"{options.PublicUrl[(options.PublicUrl.IndexOf("//", StringComparison.Ordinal) + 2)..]}/thoi/{token}";

    /// <summary>Where anybody reads the bulletin of a code.</summary>
    public static string LinkTo(this ServerOptions options, string code) => $"{options.PublicUrl}/t/{code}";
}
