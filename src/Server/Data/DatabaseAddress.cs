using System.Text.RegularExpressions;
using Npgsql;

namespace TungNgo.Data;

/// <summary>Where the data lives: <c>sqlite:PATH</c> or <c>postgres:CONNECTION STRING</c>.</summary>
internal sealed partial record DatabaseAddress
{
    private DatabaseAddress(string? file, string connection) => (File, Connection) = (file, connection);

    /// <summary>Full path of the SQLite file; null on PostgreSQL.</summary>
    public string? File { get; }

    /// <summary>Npgsql's connection string; empty on SQLite.</summary>
    public string Connection { get; }

    /// <param name="text">A path without a word and colon before it is a file's.</param>
    /// <exception cref="UnusableDatabaseException">It names no database that this program knows.</exception>
    public static DatabaseAddress Parse(string text)
    {
        if (text.StartsWith("postgres:", StringComparison.Ordinal))
        {
            try
            {
                return new(null, new NpgsqlConnectionStringBuilder(text["postgres:".Length..]).ConnectionString);
            }
            catch (Exception error) when (error is ArgumentException or FormatException)
            {
                // Without the string itself: it may hold a password.
                throw new UnusableDatabaseException("What follows postgres: is no connection string; say postgres:Host=…;Username=…;Database=….", error);
            }
        }

        var path = text.StartsWith("sqlite:", StringComparison.Ordinal) ? text["sqlite:".Length..] : text;
        if (Directory.Exists(path))
        {
            throw new UnusableDatabaseException($"{path} is a folder; name a file in it.");
        }

        return path.Length == 0 || Scheme().IsMatch(path)
            ? throw new UnusableDatabaseException($"\"{text}\" names no database; say sqlite:PATH or postgres:CONNECTION STRING.")
            : new(Path.GetFullPath(path), "");
    }

    /// <summary>As people may read it: without a password.</summary>
    public override string ToString()
    {
        if (File is not null)
        {
            return $"sqlite:{File}";
        }

        var known = new NpgsqlConnectionStringBuilder(Connection);
        return $"postgres:Host={known.Host};Database={known.Database ?? known.Username}";
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9+.-]*:")]
    private static partial Regex Scheme();
}

/// <summary>The database cannot be worked with as it is. The message is one sentence for whoever started the program.</summary>
internal sealed class UnusableDatabaseException(string message, Exception? cause = null) : Exception(message, cause);
