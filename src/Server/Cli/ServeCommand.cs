using System.CommandLine;
using TungNgo.Data;

namespace TungNgo.Cli;

internal static class ServeCommand
{
    public static Command Create()
    {
        var database = Options.Database();
        var urls = new Option<string>("--urls") { Description = "Addresses to listen on.", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var demo = new Option<bool>("--demo") { Description = "Demo mode: logins on the sign-in page, settable clock. Never for real data." };
        var command = new Command("serve", "Serve the console, the field app and the API.") { database, urls, demo };
        command.SetAction(async (parse, ct) =>
        {
            await using var app = Server.Build(new ServerOptions { Database = parse.GetValue(database)!, Urls = parse.GetValue(urls), Demo = parse.GetValue(demo) });
            await Startup.MigrateAsync(app.Services, ct);
            await Startup.LoadAsync(app.Services, ct);
            await app.RunAsync(ct);
            return 0;
        });
        return command;
    }
}
