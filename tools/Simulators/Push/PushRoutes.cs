using System.Globalization;
using TungNgo.Simulators.Common;

namespace TungNgo.Simulators.Push;

internal static class PushRoutes
{
    public static void AddPush(this IServiceCollection services) => services.AddSingleton<PushSimulator>();

    public static void MapPush(this WebApplication app)
    {
        app.MapPost("/push/{id}", (string id, HttpRequest request, PushSimulator push) => push.TakeAsync(id, request))
            .AddEndpointFilter(new FaultFilter("push", code => Results.StatusCode(int.Parse(code, CultureInfo.InvariantCulture))));

        // In place of the browser: what pushManager.subscribe and the person in front of it do.
        var sim = app.MapGroup("/sim/push");
        sim.MapPost("/subscriptions", (Subscribe asked, PushSimulator push, HttpRequest request) =>
        {
            var id = push.Subscribe(asked.Phone, asked.ApplicationServerKey);
            var browser = push.Find(id)!;
            return new { endpoint = $"{request.Scheme}://{request.Host}/push/{id}", keys = new { p256dh = browser.P256dh, auth = browser.Auth } };
        });
        sim.MapDelete("/subscriptions/{id}", (string id, PushSimulator push) => With(push, id, browser => browser.Drop()));
        sim.MapPost("/subscriptions/{id}/offline", (string id, PushSimulator push) => With(push, id, browser => push.SetOnline(browser, online: false)));
        sim.MapPost("/subscriptions/{id}/online", (string id, PushSimulator push) => With(push, id, browser => push.SetOnline(browser, online: true)));
        // Whoever taps or wipes it away would see the same one again if it came again.
        sim.MapPost("/subscriptions/{id}/put-away", (string id, PushSimulator push) => With(push, id, browser => browser.PutAway()));
        sim.MapGet("", (PushSimulator push) => new { push.Unreadable, push.Repeated });
    }

    private static IResult With(PushSimulator push, string id, Action<Browser> act)
    {
        if (push.Find(id) is not { } browser)
        {
            return Results.NotFound();
        }

        act(browser);
        return Results.NoContent();
    }

    private sealed record Subscribe(string ApplicationServerKey, string? Phone);
}
