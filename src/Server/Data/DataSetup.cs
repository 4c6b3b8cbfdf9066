using Microsoft.EntityFrameworkCore;
using TungNgo.Data.Postgres;
using TungNgo.Data.Sqlite;

namespace TungNgo.Data;

/// <summary>Where the data lives: <c>sqlite:PATH</c> or <c>postgres:CONNECTION STRING</c>.</summary>
internal sealed record DatabaseAddress(bool IsPostgres, string Connection)
{
    public static DatabaseAddress Parse(string text)
    {
        if (text.StartsWith("postgres:", StringComparison.Ordinal))
        {
            return new(true, text["postgres:".Length..]);
        }

        var path = text.StartsWith("sqlite:", StringComparison.Ordinal) ? text["sqlite:".Length..] : text;
        return new(false, $"Data Source={path};Cache=Private;Default Timeout=20");
    }
}

internal static class DataSetup
{
    public static IServiceCollection AddData(this IServiceCollection services, DatabaseAddress address)
    {
        services.AddSingleton(address);
        if (address.IsPostgres)
        {
            services.AddPooledDbContextFactory<PostgresDb>(o => o.UseNpgsql(address.Connection));
            services.AddSingleton<IDbContextFactory<AppDb>, Factory<PostgresDb>>();
        }
        else
        {
            services.AddSingleton(_ => new SqliteFile(address.Connection));
            services.AddPooledDbContextFactory<SqliteDb>((s, o) => SqliteDb.Configure(o, s.GetRequiredService<SqliteFile>()));
            services.AddSingleton<IDbContextFactory<AppDb>, Factory<SqliteDb>>();
        }

        services.AddScoped(s => s.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContext());
        return services;
    }

    /// <summary>Lets features ask for AppDb without knowing which database is behind it.</summary>
    private sealed class Factory<T>(IDbContextFactory<T> inner) : IDbContextFactory<AppDb> where T : AppDb
    {
        public AppDb CreateDbContext() => inner.CreateDbContext();
    }
}
