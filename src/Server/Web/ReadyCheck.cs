using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Web;

/// <summary>Ready when the database answers and memory has caught up with the feed.</summary>
internal sealed class ReadyCheck(IDbContextFactory<AppDb> databases, ChangeFeed feed) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var number = await db.FeedCounters.Select(c => c.Value).SingleAsync(cancellationToken);
            return feed.Last >= 0 ? HealthCheckResult.Healthy($"change {number}") : HealthCheckResult.Unhealthy("loading");
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("database", error);
        }
    }
}
