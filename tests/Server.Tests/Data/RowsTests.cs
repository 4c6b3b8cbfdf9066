using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Households;
using TungNgo.Visits;

namespace TungNgo.Tests.Data;

/// <summary>The fast road writes what EF Core writes: the same form of each type, the same constraints.</summary>
public sealed class RowsTests
{
    private static readonly DateTime Now = new(2024, 9, 20, 5, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1_230_000, 5_000_000)]
    public async Task Rows_are_stored_as_tracked_entities_are(int ticks, int ticksOfDay)
    {
        await using var server = await TestServer.StartAsync();
        await server.WithDbAsync(async db =>
        {
            var (visit, household, person) = (Guid.CreateVersion7(Now), Guid.CreateVersion7(Now), Guid.CreateVersion7(Now));
            db.Add(VisitOf(Guid.CreateVersion7(Now), ticks, ticksOfDay));
            db.Add(HouseholdOf(Guid.CreateVersion7(Now), 1));
            db.Add(PersonOf(Guid.CreateVersion7(Now)));
            await db.SaveChangesAsync();
            await db.InsertAsync([VisitOf(visit, ticks, ticksOfDay)], CancellationToken.None);
            await db.InsertAsync([HouseholdOf(household, 2)], CancellationToken.None);
            await db.InsertAsync([PersonOf(person)], CancellationToken.None);
            Assert.NotNull(await db.Visits.SingleAsync(v => v.Id == visit));
            Assert.NotNull(await db.Households.SingleAsync(h => h.Id == household));
            Assert.NotNull(await db.People.SingleAsync(p => p.Id == person));
            await AssertAlikeAsync(db, "Visits", "Id");
            await AssertAlikeAsync(db, "Households", "Id", "Number");
            await AssertAlikeAsync(db, "People", "Id");
            return true;
        });
    }

    [Fact]
    public async Task A_row_that_breaks_a_constraint_is_refused_and_the_next_one_is_written()
    {
        await using var server = await TestServer.StartAsync();
        await server.WithDbAsync(async db =>
        {
            var person = PersonOf(Guid.CreateVersion7(Now));
            await db.InsertAsync([person], CancellationToken.None);
            var error = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => db.InsertAsync([person], CancellationToken.None));
            Assert.True(error is SqliteException { SqliteErrorCode: 19 } or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation });
            await db.InsertAsync([PersonOf(Guid.CreateVersion7(Now))], CancellationToken.None);
            Assert.Equal(2, await db.People.CountAsync());
            return true;
        });
    }

    [Fact]
    public async Task Parameters_are_told_by_name_not_by_place()
    {
        await using var server = await TestServer.StartAsync();
        await server.WithDbAsync(async db =>
        {
            var (one, other) = (PersonOf(Guid.CreateVersion7(Now)), PersonOf(Guid.CreateVersion7(Now)));
            await db.InsertAsync([one, other], CancellationToken.None);
            await db.ExecuteRowsAsync("UPDATE \"People\" SET \"Name\" = @p1 WHERE \"Id\" = @p0", [[one.Id, "Sơn Út"], [other.Id, "Kim Sa"]], CancellationToken.None);
            Assert.Equal(["Kim Sa", "Sơn Út"], await db.People.Select(p => p.Name).OrderBy(n => n).ToListAsync());
            Assert.Equal("Sơn Út", (await db.People.AsNoTracking().SingleAsync(p => p.Id == one.Id)).Name);
            return true;
        });
    }

    private static async Task AssertAlikeAsync(AppDb db, string table, params string[] own)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var rows = await command.ExecuteReaderAsync();
        var read = new List<Dictionary<string, object>>();
        while (await rows.ReadAsync())
        {
            read.Add(Enumerable.Range(0, rows.FieldCount).Where(i => !own.Contains(rows.GetName(i))).ToDictionary(rows.GetName, rows.GetValue));
        }

        await rows.CloseAsync();
        await db.Database.CloseConnectionAsync();
        Assert.Equal(2, read.Count);
        Assert.Equal(read[0], read[1]);
    }

    private static Visit VisitOf(Guid id, int ticks, int ticksOfDay) => new()
    {
        Id = id, HouseholdId = Guid.Empty, HamletId = Guid.AllBitsSet, At = Now.AddTicks(ticks), ReceivedAt = Now, Day = 19_986, Outcome = Outcome.Refused, Language = "km",
        NextDate = new DateOnly(2024, 9, 30), NextTime = new TimeOnly(13, 5).Add(TimeSpan.FromTicks(ticksOfDay)), Note = "\"ở nhà\" ឃ្លាំង 👍", Seconds = 90,
    };

    private static Household HouseholdOf(Guid id, long number) => new()
    {
        Id = id, Number = number, HamletId = Guid.AllBitsSet, Head = "Thạch Siêng", Note = "", SearchText = "thach sieng", Latitude = 9.603149, Longitude = 106, AddedDay = 19_986,
        Version = long.MaxValue,
    };

    private static Person PersonOf(Guid id) => new() { Id = id, HouseholdId = Guid.Empty, Name = "Lý Đa Ra", Smartphone = true, AddedDay = 19_986 };
}
