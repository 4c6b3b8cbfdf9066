using System.CommandLine;

namespace TungNgo.Cli;

internal static class MigrateCommand
{
    public static Command Create()
    {
        var database = Options.Database();
        var command = new Command("migrate", "Bring the database to this version and plant the shipped units and catalogue. Safe to repeat.") { database };
        command.SetWork(async (parse, ct) =>
        {
            await using var app = await Verb.MakeAsync(parse.GetValue(database)!, ct);
            await parse.InvocationConfiguration.Output.WriteLineAsync("migrated");
            return 0;
        });
        return command;
    }
}
