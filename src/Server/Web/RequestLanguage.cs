namespace TungNgo.Web;

/// <summary>Language of a request: the reader's own choice (cookie), else what the phone or browser asks for, else Vietnamese.</summary>
internal static class RequestLanguage
{
    public const string Cookie = "lang";

    public static Texts Texts(this HttpContext context)
    {
        if (context.Items[typeof(Texts)] is Texts known)
        {
            return known;
        }

        var texts = Web.Texts.In(Choose(context));
        context.Items[typeof(Texts)] = texts;
        return texts;
    }

    public static void Remember(HttpContext context, string language) => context.Response.Cookies.Append(Cookie, language, new CookieOptions
    {
        MaxAge = TimeSpan.FromDays(365),
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps || SafeCookie.IsForHttps(context.RequestServices.GetRequiredService<ServerOptions>()),
        IsEssential = true,
    });

    private static string Choose(HttpContext context)
    {
        if (context.Request.Cookies[Cookie] is { } chosen && Web.Texts.Languages.Contains(chosen))
        {
            return chosen;
        }

        // A browser's own Accept-Language is often English on office PCs whose users read Vietnamese: only phones' is trusted.
        if (context.Request.Headers.Authorization.Count > 0 || context.Request.Path.StartsWithSegments("/api"))
        {
            var first = context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).FirstOrDefault()?.Value.Value;
            return first is { Length: >= 2 } ? first[..2] : "vi";
        }

        return "vi";
    }
}
