using TungNgo.Web;

namespace TungNgo.Portal;

/// <summary>
/// Language of a public page: the address says it (?lang=), else a phone set to Khmer, else Vietnamese. No cookie: a link that is sent on opens for
/// the neighbour as it did for the sender, and a page can be kept for everybody.
/// </summary>
internal static class PublicLanguage
{
    public const string Key = "lang";

    public static void Choose(HttpContext http)
    {
        string? asked = http.Request.Query[Key];
        var language = Texts.Languages.Contains(asked) ? asked
            : http.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).FirstOrDefault()?.Value.Value is { } first
                && first.StartsWith("km", StringComparison.OrdinalIgnoreCase) ? "km" : "vi";
        http.Items[typeof(Texts)] = Texts.In(language);
    }
}
