namespace TungNgo.Simulators;

/// <summary>The table of contents: one Map… line per provider. Tests build it in their own process, the demo starts it beside the server.</summary>
internal static class SimulatorHost
{
    public static WebApplication Build(params string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        return builder.Build();
    }
}
