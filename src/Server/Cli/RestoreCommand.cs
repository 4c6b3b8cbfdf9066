using System.CommandLine;
using TungNgo.Data;
using TungNgo.Data.Backups;
using TungNgo.Feed;
using TungNgo.Figures.Proof;

namespace TungNgo.Cli;

internal static class RestoreCommand
{
    public static Command Create()
    {
        var database = Options.Database();
        var from = new Option<string>("--from") { Required = true, Description = "The file that tungngo backup wrote." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace the data that are there, once the backup is in and its figures are found right." };
        var command = new Command("restore", $"Put a backup in place, bring it to this version and count its figures anew. Servers must be stopped. "
            + $"Exit code {Verb.Differs} when the figures differ; then, as after any failure, what was there is still there.") { database, from, overwrite };
        command.SetWork(async (parse, ct) =>
        {
            var (output, error) = (parse.InvocationConfiguration.Output, parse.InvocationConfiguration.Error);
            var (address, file) = (DatabaseAddress.Parse(parse.GetValue(database)!), Path.GetFullPath(parse.GetValue(from)!));
            if (!File.Exists(file))
            {
                throw new UnusableDatabaseException($"There is no backup at {file}.");
            }

            var copy = DatabaseCopy.Of(address);
            if (!parse.GetValue(overwrite) && await copy.HoldsDataAsync(ct))
            {
                throw new UnusableDatabaseException($"{address} holds data; say --overwrite to replace them by the backup's. Nothing was changed.");
            }

            await using var restoring = await copy.TakeInAsync(file, ct);
            var result = await CheckAsync(restoring.Address, Path.GetFileName(file), ct);
            if (result.Differences.Count > 0)
            {
                await error.WriteLineAsync($"The backup's figures differ from a recount in {result.Differences.Count} of {result.Cells} cells; nothing was changed. Take another backup.");
                return Verb.Differs;
            }

            await restoring.KeepAsync(ct);
            await output.WriteLineAsync($"{address} is restored from {file}: {result.Cells} cells, 0 differences. Phones and pages will read anew.");
            return 0;
        });
        return command;
    }

    private static async Task<RecountResult> CheckAsync(string database, string backup, CancellationToken ct)
    {
        await using var app = await Verb.OpenAsync(database, ct);
        await NewEpoch.BeginAsync(app.Services, backup, ct);
        await using var scope = app.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Recount>().RunAsync(fix: false, Actor.System, null, ct);
    }
}
