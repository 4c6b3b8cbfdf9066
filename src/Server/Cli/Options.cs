using System.CommandLine;

namespace TungNgo.Cli;

/// <summary>Options that several verbs share.</summary>
internal static class Options
{
    public const string DatabaseName = "--database";

    public static Option<string> Database() => new(DatabaseName)
    {
        Description = "sqlite:PATH or postgres:CONNECTION STRING; also the variable TUNGNGO_DATABASE.",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("TUNGNGO_DATABASE") ?? "sqlite:data/tungngo.db",
    };
}
