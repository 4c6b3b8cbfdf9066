using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using TungNgo.Data;
using TungNgo.Households;

namespace TungNgo.Tests.CommandLine;

/// <summary>
/// The real server, as a process of its own, is killed (SIGKILL) over and over while eight phones send. What they were told is kept must be there
/// once, and nothing may stand half. The bench kills it some hundred times.
/// </summary>
public sealed class CrashTests
{
    private const int PhoneCount = 8, Doors = 40;

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("TUNGNGO_KILLS"), out var kills) ? kills : 20;

    [Fact]
    public async Task However_often_the_server_is_killed_what_it_acknowledged_is_there_once_and_nothing_stands_half()
    {
        // The killed server runs on the machine's clock.
        var first = await TestServer.StartAsync(TimeProvider.System.GetUtcNow().UtcDateTime);
        var village = await Village.BuildAsync(first, Doors);
        var tokens = new List<string>();
        for (var i = 0; i < PhoneCount; i++)
        {
            using var phone = await village.EnrolAsync(i % 2 == 0 ? village.MemberId : village.LeaderId);
            tokens.Add(phone.DefaultRequestHeaders.Authorization!.Parameter!);
        }

        await first.StopAsync();
        var address = new Uri($"http://127.0.0.1:{TestServer.FreePort()}");
        var gate = new ServerGate();
        var phones = tokens.Select((token, i) => new CrashPhone(village, gate, address, token, i)).ToList();
        await KillAsync(first.Database, address, gate, phones);
        foreach (var phone in phones)
        {
            Assert.Empty(phone.Refused);
            Assert.NotEmpty(phone.Acknowledged);
        }

        var recount = await Command.TungNgoAsync("recount", "--database", first.Database);
        Assert.True(recount.Code == 0 && recount.Output.Contains(", 0 differences", StringComparison.Ordinal), recount.Output + recount.Error);
        await using var server = await first.StartAgainAsync();
        await server.WithDbAsync(async db =>
        {
            await CheckAsync(db, phones);
            return true;
        });
        TestContext.Current.TestOutputHelper!.WriteLine($"{Kills} kills, {phones.Sum(p => p.Acknowledged.Count)} items acknowledged, {phones.Sum(p => p.Repeated)} batches repeated, {phones.Sum(p => p.AlreadyApplied)} items had been kept before");
    }

    /// <summary>Each server lives until it has answered a random number of batches; the last one takes what was left and is told to end.</summary>
    private static async Task KillAsync(string database, Uri address, ServerGate gate, List<CrashPhone> phones)
    {
        var random = new Random(7);
        var sending = phones.ConvertAll(p => Task.Run(p.SendAsync));
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await StartAsync(database, address);
            gate.Open(random.Next(1, 60));
            await Task.WhenAny(gate.Enough, Task.WhenAll(sending));
            // Anywhere in the next group of pushes.
            Thread.SpinWait(random.Next(300_000));
            await server.KillAsync();
            gate.Close();
        }

        await using var last = await StartAsync(database, address);
        phones.ForEach(p => p.Finish());
        gate.Open(int.MaxValue);
        await Task.WhenAll(sending);
        Assert.Equal(0, (await last.StopAsync()).Code);
        if (TestDatabases.Postgres is not null)
        {
            // Connections of killed servers end only when PostgreSQL notices; of this process none shall stay either.
            NpgsqlConnection.ClearAllPools();
        }
    }

    private static Task<ServerProcess> StartAsync(string database, Uri address)
    {
        var start = new ProcessStartInfo(Command.Program, ["serve", "--database", database, "--urls", address.OriginalString]);
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        return ServerProcess.StartAsync(start, address);
    }

    private static async Task CheckAsync(AppDb db, List<CrashPhone> phones)
    {
        var acknowledged = phones.SelectMany(p => p.Acknowledged).ToList();
        Assert.Equal(acknowledged.Count, acknowledged.DistinctBy(m => m.Id).Count());

        // All that was acknowledged is there, once, and nothing else is.
        var visits = await db.Visits.AsNoTracking().ToListAsync();
        var told = acknowledged.Where(m => m.Visit is not null).ToDictionary(m => m.Id);
        Assert.Equal(told.Keys.Order(), visits.Select(v => v.Id).Order());
        Assert.All(visits, v => Assert.Equal(told[v.Id].Visit!.Note, v.Note));
        var activities = (await db.VisitActivities.AsNoTracking().ToListAsync()).ToLookup(a => (a.HouseholdId, a.VisitId));
        Assert.All(visits, v => Assert.Equal(told[v.Id].Visit!.Activities.Select(a => a.ServiceId).Order(), activities[(v.HouseholdId, v.Id)].Select(a => a.ServiceId).Order()));
        Assert.Equal(visits.Count, activities.Count);
        var households = await db.Households.AsNoTracking().ToListAsync();
        Assert.Equal(Doors + acknowledged.Count(m => m.Kind == "household.add"), households.Count);
        Assert.Equal(acknowledged.Where(m => m.Kind == "household.edit").Select(m => m.Household!.Landmark).Order(),
            (await db.FieldEdits.AsNoTracking().Where(f => f.Field == FieldCode.Landmark).ToListAsync()).Select(f => f.After).Order());
        Assert.Equal(acknowledged.Select(m => m.Id).Order(), (await db.AppliedMutations.AsNoTracking().Select(m => m.Id).ToListAsync()).Order());

        // No orphans.
        var ids = households.ConvertAll(h => h.Id).ToHashSet();
        Assert.All(visits, v => Assert.Contains(v.HouseholdId, ids));
        Assert.All(await db.People.AsNoTracking().Select(p => p.HouseholdId).Distinct().ToListAsync(), h => Assert.Contains(h, ids));
        Assert.All(await db.FieldEdits.AsNoTracking().Select(f => f.HouseholdId).Distinct().ToListAsync(), h => Assert.Contains(h, ids));
        var visitIds = visits.ConvertAll(v => v.Id).ToHashSet();
        Assert.All(await db.Standings.AsNoTracking().ToListAsync(), s => Assert.True(ids.Contains(s.HouseholdId) && visitIds.Contains(s.VisitId)));

        // One entry of the audit for each deed, and the one sequence of numbers has neither a gap nor a number twice.
        Assert.Equal(acknowledged.Count, await db.AuditEntries.CountAsync(a => a.DeviceId != null && (a.Action.StartsWith("visit.") || a.Action.StartsWith("household."))));
        var numbers = (await db.AuditEntries.AsNoTracking().Select(a => a.Number).ToListAsync()).Concat(await db.Changes.AsNoTracking().Select(c => c.Number).ToListAsync()).Order().ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(n => (long)n), numbers);
        Assert.Equal(numbers[^1], await db.FeedCounters.Select(c => c.Value).SingleAsync());
    }
}
