using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace TungNgo.Web;

/// <summary>Limits by the name that routes require (<c>RequireRateLimiting("phone")</c>): whose request it counts as, and how many they have.</summary>
internal sealed class RequestPolicies : Dictionary<string, Func<HttpContext, RateLimitPartition<string>>>;

/// <summary>
/// Refuses what is asked too often. The framework's own middleware keeps a limiter that nobody can dispose, and its heartbeat of a tenth of a second holds a
/// stopped server in memory for ever: a process that starts many, as the tests do, came to do little else. This one ends with its server.
/// </summary>
internal sealed class RequestLimits : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> limiter;

    public RequestLimits(IOptions<RequestPolicies> policies) =>
        limiter = PartitionedRateLimiter.Create<HttpContext, (string Policy, string Caller)>(context =>
        {
            var policy = PolicyOf(context)!;
            var partition = policies.Value[policy](context);
            return RateLimitPartition.Get((Policy: policy, Caller: partition.PartitionKey), key => partition.Factory(key.Caller));
        });

    public void Dispose() => limiter.Dispose();

    public async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (PolicyOf(context) is null)
        {
            await next(context);
            return;
        }

        using var lease = limiter.AttemptAcquire(context);
        if (lease.IsAcquired)
        {
            await next(context);
            return;
        }

        await ProblemAnswers.AnswerAsync(context, Problems.TooManyRequests, [], context.RequestAborted);
    }

    private static string? PolicyOf(HttpContext context) => context.GetEndpoint()?.Metadata is { } metadata && metadata.GetMetadata<DisableRateLimitingAttribute>() is null
        ? metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName : null;
}
