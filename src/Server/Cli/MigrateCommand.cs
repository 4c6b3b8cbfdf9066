using System.CommandLine;

namespace TungNgo.Cli;

internal static class MigrateCommand
{
    public static Command Create()
    {
        var database = Options.Database();
        var country = new Option<bool>("--country") { Description = "An empty database becomes that of a node above the provinces, which takes their figures." };
        var command = new Command("migrate", "Bring the database to this version and plant the shipped units and catalogue. Safe to repeat.") { database, country };
        command.SetWork(async (parse, ct) =>
        {
            await using var app = await Verb.MakeAsync(parse.GetValue(database)!, ct, parse.GetValue(country));
            await parse.InvocationConfiguration.Output.WriteLineAsync("migrated");
            return 0;
        });
        return command;
    }
}
