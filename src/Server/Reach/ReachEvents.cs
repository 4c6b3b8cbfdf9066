using TungNgo.Accounts;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Relays;
using TungNgo.Sendings;
using TungNgo.Web;

namespace TungNgo.Reach;

/// <summary>Wakes the open reach pages when the feed tells of sendings, relays, doors or figures.</summary>
internal sealed class ReachSignal : IFeedReader
{
    private volatile TaskCompletionSource next = New();

    /// <summary>Completes with the next change. Take it before reading, so that none is missed.</summary>
    public Task Next => next.Task;

    public Task LoadAsync(CancellationToken ct)
    {
        Interlocked.Exchange(ref next, New()).TrySetResult();
        return Task.CompletedTask;
    }

    public Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct) =>
        changes.Any(c => c.Kind is ChangeKind.Sending or ChangeKind.Relay or ChangeKind.Telling or ChangeKind.Figures) ? LoadAsync(ct) : Task.CompletedTask;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>
/// Tells an open reach page to ask again. Messages go out without a line in the feed each, so beside the feed the counts themselves are
/// looked at every few seconds; an event carries no figures, and a missed one loses nothing.
/// </summary>
internal sealed class ReachEvents(ReachReader reader, ReachSignal signal, CurrentUser user, IServiceScopeFactory scopes, StreamPlaces places, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(3), Coalesce = TimeSpan.FromMilliseconds(500);

    public async Task StreamAsync(Guid bulletinId, int? version, HttpContext http)
    {
        var sent = await reader.StampAsync(bulletinId, version, http.RequestAborted);
        using var place = places.Take(user.UserId ?? Guid.Empty) ?? throw new Refusal(Problems.TooManyRequests);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var response = http.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await SendAsync(response, "retry: 3000\nevent: start\ndata: 0\n\n", stop.Token);
            while (true)
            {
                var changed = signal.Next;
                if (await StampAsync(bulletinId, version, http, stop.Token) is not { } stamp)
                {
                    return;
                }

                if (stamp != sent)
                {
                    sent = stamp;
                    await SendAsync(response, "event: figures\ndata: 0\n\n", stop.Token);
                    await Task.Delay(Coalesce, clock, stop.Token);
                    continue;
                }

                if (await Task.WhenAny(changed, Task.Delay(Look, clock, stop.Token)) != changed)
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
    private async Task<int?> StampAsync(Guid bulletinId, int? version, HttpContext http, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        var again = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        again.Request.Headers.Cookie = http.Request.Headers.Cookie;
        var caller = scope.ServiceProvider.GetRequiredService<CurrentUser>();
        await Gate.RecogniseAsync(again, caller);
        if (!caller.Can(Permission.ViewBulletins))
        {
            return null;
        }

        try
        {
            return await scope.ServiceProvider.GetRequiredService<ReachReader>().StampAsync(bulletinId, version, ct);
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
