using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Data.Postgres;
using TungNgo.Data.Sqlite;

namespace TungNgo.Tests.Data;

public sealed class MigrationTests
{
    [Fact]
    public void The_SQLite_migrations_make_the_model()
    {
        using var db = new SqliteDb(new DbContextOptionsBuilder<SqliteDb>().UseSqlite("Data Source=:memory:").Options);
        AssertUpToDate(db);
    }

    [Fact]
    public void The_PostgreSQL_migrations_make_the_model()
    {
        using var db = new PostgresDb(new DbContextOptionsBuilder<PostgresDb>().UseNpgsql("Host=nowhere").Options);
        AssertUpToDate(db);
    }

    private static void AssertUpToDate(AppDb db) => Assert.False(db.Database.HasPendingModelChanges(), "The model changed: run tools/renew-migrations.");
}
