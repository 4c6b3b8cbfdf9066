namespace TungNgo.Bulletins;

internal static class BulletinLinks
{
    /// <summary>Where anybody reads the bulletin of a code.</summary>
    public static string LinkTo(this ServerOptions options, string code) => $"{options.PublicUrl}/t/{code}";
}
