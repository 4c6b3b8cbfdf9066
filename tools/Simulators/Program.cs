namespace TungNgo.Simulators;

/// <summary>Real local servers that behave as the providers do: for the demo and the tests, never for production.</summary>
internal static class Program
{
    private static async Task Main(string[] args)
    {
        await using var app = SimulatorHost.Build(args);
        await app.RunAsync();
    }
}
