using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Water.Readings;
using TungNgo.Water.Ways.Polling;

namespace TungNgo.Tests.Data;

/// <summary>The two roads into the database, EF Core and plain rows, leave the same bytes for every entity of the model.</summary>
public sealed class StoredAlikeTests
{
    private static readonly DateTime Now = new DateTime(2024, 9, 20, 5, 0, 0, DateTimeKind.Utc).AddTicks(1_230_000);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_entity_is_stored_alike_on_both_roads(bool empty)
    {
        await using var server = await TestServer.StartAsync();
        await server.WithDbAsync(async db =>
        {
            // Rows of their own: what they would belong to is not there.
            await db.Database.OpenConnectionAsync();
            await db.Database.ExecuteSqlRawAsync(TestDatabases.Postgres is null ? "PRAGMA foreign_keys = OFF" : "SET session_replication_role = replica");
            // Files' bytes and an account's lockout are no types of the fast road, which says so at once; the counter has one row, which the running server reads.
            var types = db.Model.GetEntityTypes().Where(t => t.ClrType.Assembly == typeof(AppDb).Assembly && t.ClrType != typeof(FeedCounter) && t.GetProperties().All(p => p.ClrType != typeof(byte[]) && p.ClrType != typeof(DateTimeOffset?))).ToList();
            Assert.True(types.Count > 50);
            foreach (var type in types)
            {
                await (Task)typeof(StoredAlikeTests).GetMethod(nameof(CompareAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.ClrType).Invoke(null, [db, type, empty])!;
            }

            return true;
        });
    }

    private static async Task CompareAsync<T>(AppDb db, IEntityType type, bool empty) where T : class
    {
        await db.Set<T>().ExecuteDeleteAsync();
        var own = type.GetProperties().Where(p => p.IsKey() || p.GetContainingIndexes().Any(i => i.IsUnique)).Select(p => p.GetColumnName()).ToHashSet();
        var (one, other) = (Make<T>(type, 1, empty), Make<T>(type, 2, empty));
        db.Add(one);
        await db.SaveChangesAsync();
        db.ChangeTracker.Clear();
        Assert.Equal(1, await db.InsertAsync([other], CancellationToken.None));
        var rows = await RowsAsync(db, type.GetTableName()!);
        Assert.Equal(2, rows.Count);
        foreach (var column in rows[0].Keys)
        {
            var (a, b) = (rows[0][column], rows[1][column]);
            var where = $"{type.GetTableName()}.{column}: {a} ({a.GetType().Name}), {b} ({b.GetType().Name})";
            Assert.True(a.GetType() == b.GetType(), where);
            Assert.True(own.Contains(column) || (a is byte[] x && b is byte[] y ? x.AsSpan().SequenceEqual(y) : a.Equals(b)), where);
        }

        // And what was stored is read as it was given, whichever road it came.
        var read = await db.Set<T>().AsNoTracking().ToListAsync();
        Assert.Equal(2, read.Count);
    }

    private static async Task<List<Dictionary<string, object>>> RowsAsync(AppDb db, string table)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var rows = await command.ExecuteReaderAsync();
        var read = new List<Dictionary<string, object>>();
        while (await rows.ReadAsync())
        {
            read.Add(Enumerable.Range(0, rows.FieldCount).ToDictionary(rows.GetName, rows.GetValue));
        }

        return read;
    }

    /// <param name="empty">What may be left out is left out.</param>
    private static T Make<T>(IEntityType type, int number, bool empty) where T : class
    {
        var made = (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
        foreach (var property in type.GetProperties())
        {
            var own = property.IsKey() || property.GetContainingIndexes().Any(i => i.IsUnique);
            if (!(empty && property.IsNullable && !own))
            {
                property.PropertyInfo!.SetValue(made, ValueOf(Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType, own ? number : 7));
            }
        }

        return made;
    }

    private static object ValueOf(Type type, int number) => type switch
    {
        _ when type == typeof(Guid) => new Guid($"0192{number:x4}-7abc-7def-8123-456789abcdef"),
        _ when type == typeof(string) => $"\"ở nhà\" ឃ្លាំង 👍 {number}",
        _ when type == typeof(DateTime) => Now.AddMinutes(number),
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(Now.AddMinutes(number)),
        _ when type == typeof(DateOnly) => new DateOnly(2024, 9, number),
        _ when type == typeof(TimeOnly) => new TimeOnly(13, number).Add(TimeSpan.FromTicks(5_000_000)),
        _ when type == typeof(bool) => true,
        _ when type == typeof(double) => 9.603149 + number,
        _ when type == typeof(byte[]) => new byte[] { 1, 0, 255, (byte)number },
        _ when type == typeof(PollMapping) => new PollMapping(PollFormat.Csv, ";", "", "giờ", "mặn", "", "", Measure.Salinity, Unit.PerMille),
        _ when type.IsEnum => Enum.GetValues(type) is var all && number == 7 ? all.GetValue(all.Length - 1)! : all.GetValue((number - 1) % all.Length)!,
        _ when type.IsValueType => Convert.ChangeType(number, type, System.Globalization.CultureInfo.InvariantCulture),
        _ => Activator.CreateInstance(type)!,
    };
}
