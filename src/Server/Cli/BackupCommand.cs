using System.CommandLine;
using System.Globalization;
using TungNgo.Data;
using TungNgo.Data.Backups;

namespace TungNgo.Cli;

internal static class BackupCommand
{
    public static Command Create()
    {
        var database = Options.Database();
        var to = new Option<string>("--to") { Required = true, Description = "The file to write; it must not be there yet." };
        var overwrite = new Option<bool>("--overwrite") { Description = "Replace the file if it is there." };
        var command = new Command("backup", "Copy the whole database into one file and read it back. Safe beside a running server. PostgreSQL needs pg_dump on the PATH.") { database, to, overwrite };
        command.SetWork(async (parse, ct) =>
        {
            var (address, file) = (DatabaseAddress.Parse(parse.GetValue(database)!), Path.GetFullPath(parse.GetValue(to)!));
            Verb.MustExist(address);
            if (File.Exists(file) && !parse.GetValue(overwrite))
            {
                throw new UnusableDatabaseException($"{file} is there already; choose another name, or say --overwrite. Nothing was changed.");
            }

            await DatabaseCopy.Of(address).SaveAsync(file, ct);
            await parse.InvocationConfiguration.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{address} is backed up in {file}, {new FileInfo(file).Length / 1e6:0.0} MB"));
            return 0;
        });
        return command;
    }
}
