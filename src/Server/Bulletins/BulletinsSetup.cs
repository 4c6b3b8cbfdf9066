namespace TungNgo.Bulletins;

internal static class BulletinsSetup
{
    public static IServiceCollection AddBulletins(this IServiceCollection services) => services;

    public static void MapBulletins(this IEndpointRouteBuilder routes)
    {
    }
}
