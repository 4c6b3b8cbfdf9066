namespace TungNgo.Lists;

internal static class ListsSetup
{
    public static IServiceCollection AddLists(this IServiceCollection services) => services.AddSingleton<ImportFiles>().AddSingleton<KeptLists>();
}
