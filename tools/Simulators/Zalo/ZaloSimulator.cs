using TungNgo.Simulators.Common;

namespace TungNgo.Simulators.Zalo;

/// <summary>Zalo's three hosts in one: their paths do not meet.</summary>
internal static class ZaloSimulator
{
    public static void AddZalo(this IServiceCollection services)
    {
        services.AddSingleton<ZaloHooks>();
        services.AddSingleton<ZaloWorld>();
    }

    public static void MapZalo(this WebApplication app)
    {
        var world = app.Services.GetRequiredService<ZaloWorld>();
        var zalo = app.MapGroup("");
        zalo.AddEndpointFilter(new FaultFilter("zalo", ZaloWire.Refuse));
        ZaloOAuth.Map(zalo);
        ZaloMessages.Map(zalo, world);
        ZaloTemplates.Map(zalo, world);
        ZaloGroupsApi.Map(zalo, world);
        ZaloUploadsApi.Map(zalo);
        ZaloPeopleApi.Map(zalo);
        ZaloControls.Map(app, world);
        // Paths that Zalo does not know are answered as everything else is, in JSON.
        foreach (var version in new[] { "v2.0", "v3.0", "v4" })
        {
            app.MapFallback($"/{version}/{{**rest}}", () => Results.Json(new { error = 404, message = "Empty API" }, ZaloWire.Json, statusCode: StatusCodes.Status404NotFound));
        }

        ZaloTemplateControls.Watch(world, app.Services.GetRequiredService<TimeProvider>());
    }
}
