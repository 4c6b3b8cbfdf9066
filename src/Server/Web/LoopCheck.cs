using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TungNgo.Feed;

namespace TungNgo.Web;

/// <summary>
/// Degraded when a background loop keeps failing: the node still answers and stays in the proxy, since its neighbours would most likely fail
/// alike, but somebody should look.
/// </summary>
internal sealed class LoopCheck(LoopHealth loops) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var failing = loops.All.Where(l => l.KeepsFailing).Select(l => string.Create(CultureInfo.InvariantCulture,
            $"{l.Name} failed {l.Failures} times in a row ({l.Reason}); last well {(l.GoodAt is { } good ? $"{good:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "never")}")).ToList();
        return Task.FromResult(failing.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join('\n', failing)));
    }

    /// <summary>The word for all, as the framework writes it, and below it what is not well.</summary>
    public static Task WriteAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(string.Join('\n', [$"{report.Status}", .. report.Entries.Values.Where(e => e.Status != HealthStatus.Healthy).Select(e => e.Description).OfType<string>()]));
    }
}
