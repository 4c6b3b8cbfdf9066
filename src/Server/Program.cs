namespace TungNgo;

internal static class Program
{
    private static Task Main(string[] args)
    {
        var app = WebApplication.CreateSlimBuilder(args).Build();
        return app.RunAsync();
    }
}
