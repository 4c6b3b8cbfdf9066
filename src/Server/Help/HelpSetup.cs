namespace TungNgo.Help;

internal static class HelpSetup
{
    public static IServiceCollection AddHelp(this IServiceCollection services) => services;

    public static void MapHelp(this IEndpointRouteBuilder routes)
    {
    }
}
