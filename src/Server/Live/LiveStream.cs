using TungNgo.Web;

namespace TungNgo.Live;

/// <summary>What an open page watches.</summary>
/// <param name="Changed">Raised whenever it may have changed.</param>
/// <param name="Stamp">
/// What stands now, in a few bytes: another stamp than before is told to the page. It is asked with the services of a scope in which the request
/// has just been recognised anew; null, or a refusal, ends the stream.
/// </param>
internal sealed record LiveSource(Signal Changed, Func<IServiceProvider, CancellationToken, Task<long?>> Stamp)
{
    /// <summary>
    /// How long a stream is silent before it looks by itself. Short enough for proxies that close silent connections after 30 s, and the pace at
    /// which a lost scope is noticed.
    /// </summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What changes within this time is one event: a busy evening is five events a second at most.</summary>
    public TimeSpan Coalesce { get; init; } = TimeSpan.FromMilliseconds(200);
}

/// <summary>
/// Server-sent events that tell an open page to ask again. An event carries no figures, so a missed one loses nothing; the parts of the page
/// that are replaced are marked with <see cref="LivePart"/>.
/// </summary>
internal sealed class LiveStream(ICaller caller, StreamPlaces places, IServiceScopeFactory scopes, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    /// <summary>Runs until the reader leaves, the session or the scope ends, or the server goes down.</summary>
    public async Task RunAsync(HttpContext http, LiveSource source)
    {
        // Asked in the request itself first: what it may not see is refused before the stream begins.
        var sent = await source.Stamp(http.RequestServices, http.RequestAborted) ?? throw new Refusal(Problems.NotFound);
        using var place = places.Take(caller.Id ?? Guid.Empty) ?? throw new Refusal(Problems.TooManyRequests);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var response = http.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await SendAsync(response, $"retry: 3000\nid: {sent}\nevent: start\ndata: {sent}\n\n", stop.Token);
            while (true)
            {
                var changed = source.Changed.Next;
                if (await StampAsync(http, source, stop.Token) is not { } stamp)
                {
                    return;
                }

                if (stamp != sent)
                {
                    sent = stamp;
                    await SendAsync(response, $"id: {sent}\nevent: changed\ndata: {sent}\n\n", stop.Token);
                    await Task.Delay(source.Coalesce, clock, stop.Token);
                }
                else if (await Task.WhenAny(changed, Task.Delay(source.Look, clock, stop.Token)) != changed)
                {
                    await SendAsync(response, ": still here\n\n", stop.Token);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The reader left, or the server is going down: the page reconnects by itself.
        }
    }

    /// <returns>Null when the session or the scope has ended: the request is recognised anew, as if it came now.</returns>
    private async Task<long?> StampAsync(HttpContext http, LiveSource source, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        var again = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        again.Request.Headers.Cookie = http.Request.Headers.Cookie;
        again.Request.Headers.Authorization = http.Request.Headers.Authorization;
        var now = scope.ServiceProvider.GetRequiredService<ICaller>();
        try
        {
            await now.RecogniseAsync(again);
            return now.Id is null ? null : await source.Stamp(scope.ServiceProvider, ct);
        }
        catch (Refusal)
        {
            return null;
        }
    }

    private static async Task SendAsync(HttpResponse response, string text, CancellationToken ct)
    {
        await response.WriteAsync(text, ct);
        await response.Body.FlushAsync(ct);
    }
}

internal static class LiveSetup
{
    public static IServiceCollection AddLive(this IServiceCollection services) => services.AddSingleton<StreamPlaces>().AddScoped<LiveStream>();
}
