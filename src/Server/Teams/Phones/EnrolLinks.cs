namespace TungNgo.Teams.Phones;

internal static class EnrolLinks
{
    /// <summary>
    /// Opens the field app with a code in hand. By the address that the world knows, never by what a request calls its host: a link with a code in it must not
    /// lead to somebody else's server.
    /// </summary>
    public static string EnrolLink(this ServerOptions options, string code) => $"{options.PublicUrl}/field/#enrol={code}";
}
