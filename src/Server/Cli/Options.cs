using System.CommandLine;

namespace TungNgo.Cli;

/// <summary>Options that several verbs share.</summary>
internal static class Options
{
    public static Option<string> Database() => new("--database")
    {
        Description = "sqlite:PATH or postgres:CONNECTION STRING; also the variable TUNGNGO_DATABASE.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TUNGNGO_DATABASE") ?? "sqlite:data/tungngo.db",
    };
}
