using System.Diagnostics;

namespace TungNgo.Web;

/// <summary>
/// One line for each request that failed or was slow, by its route: addresses hold ids and search words, routes do not. All other
/// requests are counted by the metrics only; a line for each visit of a busy morning would cost more than it tells.
/// </summary>
internal sealed class RequestLog(RequestDelegate next, ILogger<RequestLog> log)
{
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(1);

    public async Task InvokeAsync(HttpContext context)
    {
        var start = Stopwatch.GetTimestamp();
        await next(context);
        var took = Stopwatch.GetElapsedTime(start);
        var status = context.Response.StatusCode;
        if (status >= 400 || took > Slow)
        {
            var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "(none)";
            log.LogInformation("{Method} {Route} answered {Status} in {Milliseconds} ms", context.Request.Method, route, status, (long)took.TotalMilliseconds);
        }
    }
}
