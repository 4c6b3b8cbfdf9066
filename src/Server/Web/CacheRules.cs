using Microsoft.Net.Http.Headers;

namespace TungNgo.Web;

/// <summary>
/// What browsers and proxies may keep, by kind, unless an answer says it itself: data and downloads are kept nowhere, since offices share computers;
/// pages are the reader's own and asked for again each time.
/// </summary>
internal static class CacheRules
{
    public static Task ApplyAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            var (path, headers) = (((HttpContext)state).Request.Path, ((HttpContext)state).Response.Headers);
            if (headers.CacheControl.Count == 0)
            {
                headers.CacheControl = path.StartsWithSegments("/api") || headers.ContainsKey(HeaderNames.ContentDisposition) ? "no-store" : "private, no-cache";
            }

            return Task.CompletedTask;
        }, context);
        return next(context);
    }
}
