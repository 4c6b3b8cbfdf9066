using Microsoft.EntityFrameworkCore;
using TungNgo.Data.Postgres;
using TungNgo.Data.Sqlite;

namespace TungNgo.Data;

internal static class DataSetup
{
    /// <param name="busyAfter">How long a write waits for a database that somebody else holds before it is told that the database is busy.</param>
    public static IServiceCollection AddData(this IServiceCollection services, DatabaseAddress address, TimeSpan busyAfter)
    {
        services.AddSingleton(address);
        if (address.File is { } path)
        {
            services.AddSingleton(_ => new SqliteFile(path, busyAfter));
            services.AddPooledDbContextFactory<SqliteDb>((s, o) => SqliteDb.Configure(o, s.GetRequiredService<SqliteFile>()));
            services.AddSingleton<IDbContextFactory<AppDb>, Factory<SqliteDb>>();
        }
        else
        {
            services.AddPooledDbContextFactory<PostgresDb>(o => o.UseNpgsql(PostgresDb.Lasting(address.Connection)).AddInterceptors(new PostgresPatience(busyAfter)));
            services.AddSingleton<IDbContextFactory<AppDb>, Factory<PostgresDb>>();
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
