using System.Globalization;
using TungNgo.Accounts;
using TungNgo.Web;

namespace TungNgo.Figures;

/// <summary>
/// Tells open pages that figures of their unit have changed; the page then asks for itself, so an event carries no figures and a
/// missed one loses nothing.
/// </summary>
internal sealed class FigureEvents(FigureStore store, FigureReader reader, TeamFigures teams, CurrentUser user, IServiceScopeFactory scopes, StreamPlaces places, TimeProvider clock, IHostApplicationLifetime lifetime)
{
    /// <summary>Rows of one push are one event, and a busy evening is five events a second at most.</summary>
    private static readonly TimeSpan Coalesce = TimeSpan.FromMilliseconds(200);

    /// <summary>Short enough for proxies that close silent connections after 30 s, and the pace at which a lost scope is noticed.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public async Task StreamAsync(Guid areaId, HttpContext http)
    {
        var view = reader.Ask(areaId, null, null, null, null);
        using var place = places.Take(user.UserId ?? user.DeviceId ?? Guid.Empty) ?? throw new Refusal(Problems.TooManyRequests);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, lifetime.ApplicationStopping);
        var response = http.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            var sent = view.Image.Number;
            await SendAsync(response, $"retry: 3000\nid: {sent}\nevent: start\ndata: {sent}\n\n", stop.Token);
            while (await StillAllowedAsync(areaId, http, stop.Token))
            {
                var changed = store.NextChange;
                if (LastChange(view) is var last && last > sent)
                {
                    sent = last;
                    await SendAsync(response, string.Create(CultureInfo.InvariantCulture, $"id: {sent}\nevent: figures\ndata: {sent}\n\n"), stop.Token);
                    await Task.Delay(Coalesce, clock, stop.Token);
                    continue;
                }

                if (await Task.WhenAny(changed, Task.Delay(Heartbeat, clock, stop.Token)) != changed)
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

    /// <summary>Whether the session still stands and the unit is still in scope: the request is recognised anew, as if it came now.</summary>
    private async Task<bool> StillAllowedAsync(Guid areaId, HttpContext http, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        await using var scope = scopes.CreateAsyncScope();
        var again = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        again.Request.Headers.Cookie = http.Request.Headers.Cookie;
        again.Request.Headers.Authorization = http.Request.Headers.Authorization;
        var caller = scope.ServiceProvider.GetRequiredService<CurrentUser>();
        await Gate.RecogniseAsync(again, caller);
        return caller.IsSignedIn && caller.Can(Permission.ViewFigures, areaId);
    }

    private long LastChange(FigureView view) => Math.Max(store.Now.LastChangeOf(store.Now.LeavesOf(view.Tree, view.Question.AreaId)), teams.Number);

    private static async Task SendAsync(HttpResponse response, string text, CancellationToken ct)
    {
        await response.WriteAsync(text, ct);
        await response.Body.FlushAsync(ct);
    }
}

/// <summary>Open streams are counted: each holds a connection, and neither one forgotten browser nor all of them may take them all.</summary>
internal sealed class StreamPlaces
{
    public const int Most = 2000, MostOfOne = 12;
    private readonly Dictionary<Guid, int> taken = [];
    private int all;

    /// <returns>A place to give back, or null when all are taken.</returns>
    public IDisposable? Take(Guid owner)
    {
        lock (taken)
        {
            var own = taken.GetValueOrDefault(owner);
            if (all >= Most || own >= MostOfOne)
            {
                return null;
            }

            taken[owner] = own + 1;
            all++;
            return new Place(this, owner);
        }
    }

    private void Give(Guid owner)
    {
        lock (taken)
        {
            all--;
            if (--taken[owner] == 0)
            {
                taken.Remove(owner);
            }
        }
    }

    private sealed class Place(StreamPlaces places, Guid owner) : IDisposable
    {
        private int given;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref given, 1) == 0)
            {
                places.Give(owner);
            }
        }
    }
}
