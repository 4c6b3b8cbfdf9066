using System.CommandLine;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Cli;

/// <summary>What all verbs have in common: how they open their database, and how they end when they cannot.</summary>
internal static class Verb
{
    /// <summary>Nothing could be done, for the reason that stands on standard error.</summary>
    public const int Failed = 1;

    /// <summary>Figures differ from their recount and were not repaired.</summary>
    public const int Differs = 3;
    public const int Interrupted = 130;

    /// <summary>Gives a command its work. What keeps it from being done is one plain sentence and an exit code, not a stack trace.</summary>
    public static void SetWork(this Command command, Func<ParseResult, CancellationToken, Task<int>> work) => command.SetAction(async (parse, ct) =>
    {
        var error = parse.InvocationConfiguration.Error;
        try
        {
            return await work(parse, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await error.WriteLineAsync("Interrupted; what was not finished was not written. Run it again.");
            return Interrupted;
        }
        catch (Exception fault)
        {
            await error.WriteLineAsync(Faults.Sentence(fault, parse.GetValue<string>(Options.DatabaseName)) ?? fault.ToString());
            return Failed;
        }
    });

    /// <summary>The app over a database that is there already, brought to this version.</summary>
    /// <exception cref="UnusableDatabaseException">There is no such file.</exception>
    public static Task<WebApplication> OpenAsync(string database, CancellationToken ct)
    {
        // A mistyped name would otherwise be a new and empty database.
        MustExist(DatabaseAddress.Parse(database));
        return MakeAsync(database, ct);
    }

    /// <summary>The same, with a new database where there is none yet.</summary>
    public static async Task<WebApplication> MakeAsync(string database, CancellationToken ct, bool country = false)
    {
        var app = Server.Build(new ServerOptions { Database = database, Quiet = true, Country = country });
        try
        {
            await Startup.MigrateAsync(app.Services, ct);
            return app;
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    public static void MustExist(DatabaseAddress address)
    {
        if (address.File is { } file && !File.Exists(file))
        {
            throw new UnusableDatabaseException($"There is no database at {file}; tungngo migrate makes one.");
        }
    }
}
