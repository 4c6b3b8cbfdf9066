namespace TungNgo.Bulletins;

internal static class BulletinLinks
{
    /// <summary>Sixteen bytes in base64url.</summary>
    public const int StopTokenLength = 22;

    /// <summary>As long as any reader's own: what a message is counted and priced with before it has a reader.</summary>
    public static string SampleStopLink(this ServerOptions options) => options.StopLinkTo(new string('x', StopTokenLength));

    /// <summary>
    /// Where the owner of an address takes it off. Without "https://", for every sign of an SMS costs and phones make a link of it all the same.
    /// </summary>
    public static string StopLinkTo(this ServerOptions options, string token) => $"{options.HowToStop()}/{token}";

    /// <summary>Where anybody reads how to stop messages.</summary>
    public static string HowToStop(this ServerOptions options) => $"{options.PublicUrl[(options.PublicUrl.IndexOf("//", StringComparison.Ordinal) + 2)..]}/thoi";

    /// <summary>Where anybody reads the bulletin of a code.</summary>
    public static string LinkTo(this ServerOptions options, string code) => $"{options.PublicUrl}/t/{code}";
}
