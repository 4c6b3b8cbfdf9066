using System.Text.Json.Serialization;

namespace TungNgo.Simulators.Common;

[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
internal enum FaultKind
{
    /// <summary>Nothing is done and nothing is ever answered.</summary>
    TimeoutBefore,

    /// <summary>The call is carried out, but no answer ever comes.</summary>
    TimeoutAfter,

    /// <summary>HTTP 503, nothing is done.</summary>
    ErrorBefore,

    /// <summary>The call is carried out and answered with HTTP 500.</summary>
    ErrorAfter,

    /// <summary>The call is carried out and answered with HTTP 200 and half of a JSON document.</summary>
    MalformedAfter,

    /// <summary>The connection is cut, nothing is done.</summary>
    CutBefore,

    /// <summary>The call is carried out, then the connection is cut.</summary>
    CutAfter,

    /// <summary>The provider's own refusal with <see cref="Fault.Code"/>; nothing is done.</summary>
    Code,

    /// <summary>HTTP 429, nothing is done.</summary>
    TooMany,
}

/// <summary>One thing that goes wrong.</summary>
/// <param name="Simulator">"zalo", "esms", "speedsms", "push"; null for all.</param>
/// <param name="Kind">What happens.</param>
/// <param name="Probability">Of each call, 0–1.</param>
/// <param name="Count">After so many hits it is over; null never.</param>
/// <param name="Code">The provider's code, for <see cref="FaultKind.Code"/>.</param>
/// <param name="Path">Only calls whose path begins so; null for all.</param>
internal sealed record Fault(string? Simulator, FaultKind Kind, double Probability = 1, int? Count = null, string? Code = null, string? Path = null)
{
    [JsonIgnore]
    public int Hits { get; set; }
}

/// <summary>What shall go wrong, by chance with a known seed or for a number of calls. The first that hits decides.</summary>
internal sealed class Faults
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];
    private Random random = new(1);
    private TaskCompletionSource hit = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the next call breaks, after what it did is done; take it before that call.</summary>
    public Task NextBreak
    {
        get
        {
            lock (gate)
            {
                return hit.Task;
            }
        }
    }

    public void Add(Fault fault)
    {
        lock (gate)
        {
            faults.Add(fault);
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            faults.Clear();
        }
    }

    public void Seed(int seed)
    {
        lock (gate)
        {
            random = new Random(seed);
        }
    }

    public IReadOnlyList<(Fault Fault, int Hits)> List()
    {
        lock (gate)
        {
            return [.. faults.Select(fault => (fault, fault.Hits))];
        }
    }

    public void Broken()
    {
        lock (gate)
        {
            hit.SetResult();
            hit = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public Fault? Next(string simulator, string path)
    {
        lock (gate)
        {
            foreach (var fault in faults)
            {
                if ((fault.Simulator is null || fault.Simulator == simulator)
                    && (fault.Path is null || path.StartsWith(fault.Path, StringComparison.OrdinalIgnoreCase))
                    && (fault.Count is null || fault.Hits < fault.Count)
                    && (fault.Probability >= 1 || random.NextDouble() < fault.Probability))
                {
                    fault.Hits++;
                    return fault;
                }
            }

            return null;
        }
    }
}

/// <summary>Stands before the handlers of one simulator and lets go wrong what <see cref="Faults"/> says.</summary>
/// <param name="simulator">Its name in <see cref="Fault.Simulator"/>.</param>
/// <param name="refuse">How this provider says one of its codes.</param>
internal sealed class FaultFilter(string simulator, Func<string, IResult> refuse) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var faults = http.RequestServices.GetRequiredService<Faults>();
        var fault = faults.Next(simulator, http.Request.Path);
        if (fault is null)
        {
            return await next(context);
        }

        if (fault.Kind is FaultKind.TimeoutAfter or FaultKind.ErrorAfter or FaultKind.MalformedAfter or FaultKind.CutAfter)
        {
            // The handler's answer is a result that has not been written yet: dropping it leaves only what the call did.
            await next(context);
        }

        faults.Broken();
        switch (fault.Kind)
        {
            case FaultKind.TimeoutBefore or FaultKind.TimeoutAfter:
                await Silence(http);
                return Results.Empty;
            case FaultKind.CutBefore or FaultKind.CutAfter:
                http.Abort();
                return Results.Empty;
            case FaultKind.ErrorBefore:
                return Results.StatusCode(503);
            case FaultKind.ErrorAfter:
                return Results.StatusCode(500);
            case FaultKind.TooMany:
                http.Response.Headers.RetryAfter = "7";
                return Results.StatusCode(429);
            case FaultKind.MalformedAfter:
                return Results.Text("{\"error\":0,\"data\":{\"mess", "application/json");
            default:
                return refuse(fault.Code ?? "");
        }
    }

    private static async Task Silence(HttpContext http)
    {
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, http.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
        var silence = new TaskCompletionSource();
        await using var end = gone.Token.Register(silence.SetResult);
        await silence.Task;
        http.Abort();
    }
}
