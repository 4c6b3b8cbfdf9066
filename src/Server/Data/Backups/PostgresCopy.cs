using System.ComponentModel;
using System.Diagnostics;
using Npgsql;

namespace TungNgo.Data.Backups;

/// <summary>
/// By PostgreSQL's own pg_dump and pg_restore, found on the PATH. What is there is put aside under another schema's name until the backup is
/// in and found right: that takes no right beyond those of the database's owner, and keeps the database's own settings.
/// </summary>
internal sealed class PostgresCopy(DatabaseAddress address) : DatabaseCopy
{
    private const string Aside = "tungngo_aside";
    private readonly string connection = new NpgsqlConnectionStringBuilder(address.Connection) { Pooling = false }.ConnectionString;

    public override async Task<bool> HoldsDataAsync(CancellationToken ct) =>
        await CountAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'", ct) > 0 || await IsAsideAsync(ct);

    public override async Task<Restoring> TakeInAsync(string file, CancellationToken ct)
    {
        if (!BeginsWith(file, "PGDMP"u8))
        {
            throw new UnusableDatabaseException($"{file} is no backup of a PostgreSQL database.");
        }

        await RunAsync("pg_restore", ["--list", file], ct);
        if (await IsUsedAsync(ct))
        {
            throw new UnusableDatabaseException($"A server or another program uses {address}; end it first, on every node. Nothing was changed.");
        }

        if (await IsAsideAsync(ct))
        {
            // A restore was broken off: what it put aside is what there was.
            await PutBackAsync(ct);
        }

        await ExecuteAsync($"""
            ALTER SCHEMA public RENAME TO {Aside};
            CREATE SCHEMA public;
            ALTER SCHEMA public OWNER TO pg_database_owner;
            GRANT USAGE ON SCHEMA public TO PUBLIC;
            """, ct);
        var restoring = new InPlaceOf(this);
        try
        {
            await RunAsync("pg_restore", ["--no-owner", "--no-privileges", "--no-comments", "--schema=public", "--single-transaction", "--exit-on-error", $"--dbname={Database}", file], ct);
            return restoring;
        }
        catch
        {
            await restoring.DisposeAsync();
            throw;
        }
    }

    protected override async Task CopyOutAsync(string partial, CancellationToken ct)
    {
        if (await CountAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tablename = 'FeedCounters'", ct) == 0)
        {
            throw new UnusableDatabaseException($"{address} is no database of this program.");
        }

        await RunAsync("pg_dump", ["--format=custom", "--schema=public", $"--file={partial}", $"--dbname={Database}"], ct);
        await RunAsync("pg_restore", [$"--file={(OperatingSystem.IsWindows() ? "NUL" : "/dev/null")}", partial], ct);
    }

    private string Database => new NpgsqlConnectionStringBuilder(connection) is var known ? known.Database ?? known.Username ?? "" : "";

    /// <summary>A server that has just ended is listed a moment longer.</summary>
    private async Task<bool> IsUsedAsync(CancellationToken ct)
    {
        const string Others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type IS DISTINCT FROM 'autovacuum worker'";
        for (var look = 0; look < 20; look++)
        {
            if (await CountAsync(Others, ct) == 0)
            {
                return false;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), ct);
        }

        return true;
    }

    private async Task<bool> IsAsideAsync(CancellationToken ct) => await CountAsync($"SELECT count(*) FROM pg_namespace WHERE nspname = '{Aside}'", ct) > 0;

    private Task PutBackAsync(CancellationToken ct) => ExecuteAsync($"DROP SCHEMA IF EXISTS public CASCADE; ALTER SCHEMA {Aside} RENAME TO public;", ct);

    private async Task<long> CountAsync(string sql, CancellationToken ct)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync(ct);
        await using var command = new NpgsqlCommand(sql, open);
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>All of it or nothing.</summary>
    private async Task ExecuteAsync(string sql, CancellationToken ct)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync(ct);
        await using var transaction = await open.BeginTransactionAsync(ct);
        await using var command = new NpgsqlCommand(sql, open, transaction);
        await command.ExecuteNonQueryAsync(ct);
        await transaction.CommitAsync(ct);
    }

    /// <exception cref="UnusableDatabaseException">The tool is not there, or it failed: with its own last word.</exception>
    private async Task RunAsync(string tool, string[] arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        var known = new NpgsqlConnectionStringBuilder(connection);
        // By the environment: arguments can be read by everybody on the machine.
        Say("PGHOST", known.Host);
        Say("PGPORT", known.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        Say("PGUSER", known.Username);
        Say("PGPASSWORD", known.Password);
        Say("PGPASSFILE", known.Passfile);
        Say("PGSSLROOTCERT", known.RootCertificate);
        Say("PGSSLMODE", known.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() });
        using var process = Start(start);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(ct);
            var error = await process.StandardError.ReadToEndAsync(ct);
            await output;
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0)
            {
                throw new UnusableDatabaseException($"{tool} failed: {error.Split('\n', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? $"exit code {process.ExitCode}"}");
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        void Say(string variable, string? value)
        {
            if (!string.IsNullOrEmpty(value))
            {
                start.Environment[variable] = value;
            }
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new UnusableDatabaseException($"{start.FileName} is not on the PATH; install PostgreSQL's client programs, at least as new as the server (postgresql-client).", missing);
        }
    }

    private sealed class InPlaceOf(PostgresCopy copy) : Restoring
    {
        private bool kept;

        public override string Address => $"postgres:{copy.connection}";

        public override async Task KeepAsync(CancellationToken ct)
        {
            await copy.ExecuteAsync($"DROP SCHEMA {Aside} CASCADE;", ct);
            kept = true;
        }

        public override async ValueTask DisposeAsync()
        {
            if (!kept)
            {
                kept = true;
                await copy.PutBackAsync(CancellationToken.None);
            }
        }
    }
}
