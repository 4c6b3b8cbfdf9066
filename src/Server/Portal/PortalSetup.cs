namespace TungNgo.Portal;

internal static class PortalSetup
{
    public static IServiceCollection AddPortal(this IServiceCollection services) => services;

    public static void MapPortal(this IEndpointRouteBuilder routes)
    {
    }
}
