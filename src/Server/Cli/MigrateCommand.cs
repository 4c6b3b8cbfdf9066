using System.CommandLine;
using TungNgo.Feed;

namespace TungNgo.Cli;

internal static class MigrateCommand
{
    public static Command Create()
    {
        var database = Options.Database();
        var command = new Command("migrate", "Bring the database to this version and plant the shipped units and catalogue. Safe to repeat.") { database };
        command.SetAction(async (parse, ct) =>
        {
            await using var app = Server.Build(new ServerOptions { Database = parse.GetValue(database)!, Quiet = true });
            await Startup.MigrateAsync(app.Services, ct);
            await parse.InvocationConfiguration.Output.WriteLineAsync("migrated");
            return 0;
        });
        return command;
    }
}
