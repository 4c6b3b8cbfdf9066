using System.CommandLine;
using TungNgo.Cli;

namespace TungNgo;

/// <summary>One executable: the server and the verbs that look after its data.</summary>
internal static class Program
{
    /// <summary>A verb that is told to end puts its database in order first; a server also answers what it has taken on.</summary>
    private static readonly InvocationConfiguration Invocation = new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) };

    private static Task<int> Main(string[] args)
    {
        var root = new RootCommand("Từng Ngõ: the working system of community digital technology teams.");
        root.Add(ServeCommand.Create());
        root.Add(MigrateCommand.Create());
        root.Add(DemoCommand.Create());
        root.Add(UserCommand.Create());
        root.Add(ImportCommand.Create());
        root.Add(RecountCommand.Create());
        root.Add(BackupCommand.Create());
        root.Add(RestoreCommand.Create());
        root.Add(WaterCommand.Create());
        root.Add(SentencesCommand.Create());
        root.Add(FiguresCommand.Create());
        return root.Parse(args).InvokeAsync(Invocation);
    }
}
