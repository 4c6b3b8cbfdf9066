using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace TungNgo.Gateways.Http;

/// <summary>How a provider is called.</summary>
public sealed record GuardOptions
{
    /// <summary>"host:port" of simulators: only they may lie in a private network and be called without TLS. Empty in production.</summary>
    public IReadOnlyCollection<string> Simulators { get; init; } = [];

    /// <summary>From the first step of connecting to the last byte of the answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>So many calls within <see cref="FailureWindow"/>, half of them failed: nobody is called for <see cref="Pause"/>.</summary>
    public int FailureCalls { get; init; } = 20;

    public TimeSpan FailureWindow { get; init; } = TimeSpan.FromSeconds(30);

    public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Paths of push endpoints are secrets of their own and stay out of the log.</summary>
    public bool LogPaths { get; init; } = true;
}

/// <summary>
/// Makes the HttpClients of the gateways: one for each provider, kept as long as the process. They never retry (that is the ledger's
/// decision), never follow a redirect, never leave for a private network, and log neither headers nor bodies nor queries.
/// </summary>
public static class GuardedHttp
{
    // Push endpoints name hosts of strangers' choosing: from here on they share one circuit.
    private const int MostCircuits = 1000;

    private const int MostBytes = 1 << 20;

    public static HttpClient Create(GuardOptions? options = null, TimeProvider? clock = null, ILogger? log = null)
    {
        options ??= new GuardOptions();
        clock ??= TimeProvider.System;
        var simulators = options.Simulators.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            // A proxy would connect for us, past the check of addresses.
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = 32,
            ConnectCallback = (context, ct) => ConnectAsync(context.DnsEndPoint, simulators, ct),
        };
        var circuits = new ConcurrentDictionary<string, ResiliencePipeline<HttpResponseMessage>>(StringComparer.OrdinalIgnoreCase);
        var shared = new Lazy<ResiliencePipeline<HttpResponseMessage>>(() => Circuit(options, clock));
        var guard = new ResilienceHandler(request =>
            circuits.TryGetValue(request.RequestUri!.Authority, out var circuit) ? circuit
            : circuits.Count >= MostCircuits ? shared.Value
            : circuits.GetOrAdd(request.RequestUri.Authority, _ => Circuit(options, clock)))
        {
            InnerHandler = new WholeAnswer { InnerHandler = sockets },
        };
        return new HttpClient(new Door(simulators, options.LogPaths, log) { InnerHandler = guard })
        {
            // The circuit's timeout counts on the given clock.
            Timeout = System.Threading.Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = MostBytes,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
    }

    private static ResiliencePipeline<HttpResponseMessage> Circuit(GuardOptions options, TimeProvider clock) =>
        new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = clock }
            .AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = options.FailureCalls,
                SamplingDuration = options.FailureWindow,
                BreakDuration = options.Pause,
                // 429 is not among them: a provider that says "slower" is well.
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome
                    is { Exception: HttpRequestException or TimeoutRejectedException }
                    or { Result.StatusCode: >= HttpStatusCode.InternalServerError }),
            })
            .AddTimeout(new HttpTimeoutStrategyOptions { Timeout = options.Timeout })
            .Build();

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint to, HashSet<string> simulators, CancellationToken ct)
    {
        var addresses = await Dns.GetHostAddressesAsync(to.Host, ct);
        if (!simulators.Contains($"{to.Host}:{to.Port}"))
        {
            // Checked after the name is resolved and used for this very connection: a name cannot turn private in between.
            addresses = Array.FindAll(addresses, PublicAddress.Is);
            if (addresses.Length == 0)
            {
                throw new RefusedAddressException();
            }
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, to.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Reads the answer to its end within the timeout: a provider that dribbles must not hold a worker.</summary>
    private sealed class WholeAnswer : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            var response = await base.SendAsync(request, ct);
            await response.Content.LoadIntoBufferAsync(MostBytes, ct);
            return response;
        }
    }

    private sealed class Door(HashSet<string> simulators, bool logPaths, ILogger? log) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
        {
            var to = request.RequestUri!;
            if (to.Scheme != Uri.UriSchemeHttps && !simulators.Contains($"{to.Host}:{to.Port}"))
            {
                throw new RefusedAddressException();
            }

            var started = Stopwatch.GetTimestamp();
            var result = "no answer";
            try
            {
                var response = await base.SendAsync(request, ct);
                result = ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture);
                return response;
            }
            finally
            {
                log?.LogDebug("{Method} {Host}{Path}: {Result} after {Milliseconds} ms",
                    request.Method, to.Authority, logPaths ? to.AbsolutePath : "/•••", result, (int)Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }
    }
}

/// <summary>The address lies in a private network, or the call would go out unencrypted.</summary>
public sealed class RefusedAddressException() : HttpRequestException("The address is not public, or the scheme is not https.");
