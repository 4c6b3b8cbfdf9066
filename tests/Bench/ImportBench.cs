using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Households.Import.Job;
using TungNgo.Households.Import.Taking;
using TungNgo.Lists;

namespace TungNgo.Bench;

/// <summary>
/// A province's lists from two xlsx files (one sheet holds at most 1,048,576 rows) to a register that can be searched, beside a bare
/// bulk insert of as many households, people and changes into the same tables.
/// </summary>
internal static class ImportBench
{
    private const int Hamlets = 610, Households = 330_000, Files = 2;

    public static async Task RunAsync(BenchContext context)
    {
        Directory.CreateDirectory("artifacts/bench");
        var files = new List<(string Path, int People)>();
        for (var f = 0; f < Files; f++)
        {
            files.Add(await WriteListAsync($"artifacts/bench/list-{f}.xlsx", f));
        }

        var people = files.Sum(f => f.People);
        var watch = Stopwatch.StartNew();
        await using (var server = await context.StartAsync(households: 1))
        {
            var commune = await AddHamletsAsync(server.Services);
            using var process = Process.GetCurrentProcess();
            var processor = process.TotalProcessorTime;
            // Writing the lists took memory as well; the peak starts anew here.
            await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
            watch.Restart();
            var added = 0;
            foreach (var (path, _) in files)
            {
                added += await ImportAsync(server.Services, commune, path);
            }

            var seconds = watch.Elapsed.TotalSeconds;
            process.Refresh();
            processor = process.TotalProcessorTime - processor;
            Console.WriteLine($"import            {seconds,8:n1} s, {processor.TotalSeconds:n1} s of processor time   {added:n0} households, {people:n0} people from {files.Sum(f => new FileInfo(f.Path).Length) >> 20} MB of xlsx; peak {process.PeakWorkingSet64 >> 20} MB");
            await SearchAsync(server.Services);
        }

        await using (var server = await context.StartAsync(households: 1))
        {
            watch.Restart();
            await BareAsync(server.Services, server.HamletId, people / Households);
            Console.WriteLine($"bare bulk insert  {watch.Elapsed.TotalSeconds,8:n1} s   the same number of households, people and changes");
        }

        files.ForEach(f => File.Delete(f.Path));
    }

    private static async Task<(string Path, int People)> WriteListAsync(string path, int part)
    {
        var names = new BenchNames();
        var people = 0;
        string[] columns = ["TT", "Mã hộ", "Họ và tên", "Năm sinh", "Giới tính", "Quan hệ với chủ hộ", "Điện thoại", "Ấp", "Tổ", "Tiếng thường dùng"];
        await using var file = File.Create(path);
        await using var sheet = await SheetWriter.BeginAsync(SheetWriter.Xlsx, file, "DS", columns, CancellationToken.None);
        for (var h = part * Households / Files; h < (part + 1) * Households / Files; h++)
        {
            for (var p = 0; p < 3 + (h % 5 < 3 ? 1 : 0); p++)
            {
                await sheet.RowAsync(
                [
                    ++people, $"{h + 1:000000}", names.Next(), 1930 + ((h * 13 + p * 17) % 90), p % 2 == 0 ? "Nam" : "Nữ", p == 0 ? "Chủ hộ" : p == 1 ? "Vợ" : "Con",
                    p == 0 ? $"09{h:00000000}" : null, $"Ấp {(long)h * Hamlets / Households + 1}", 1 + (h % 9), h % 3 == 0 ? "Khmer" : "Việt",
                ], CancellationToken.None);
            }
        }

        return (path, people);
    }

    private static async Task<Guid> AddHamletsAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var commune = services.GetRequiredService<AreaTree>().Today.All.First(a => a.Code == "31654").AreaId;
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        for (var i = 1; i <= Hamlets; i++)
        {
            var area = new Area { Id = write.NewId() };
            area.Versions.Add(new AreaVersion { Id = write.NewId(), AreaId = area.Id, Name = $"{i}", NameKey = $"ap {i}", Kind = AreaKind.Hamlet, ParentId = commune, RecordedAt = write.Now });
            db.Areas.Add(area);
            write.Changed(ChangeKind.Area, area.Id);
        }

        write.Audit("bench.fill", commune, commune, null, null);
        await write.CommitAsync(CancellationToken.None);
        return commune;
    }

    private static async Task<int> ImportAsync(IServiceProvider services, Guid areaId, string path)
    {
        await using var scope = services.CreateAsyncScope();
        var clock = services.GetRequiredService<TimeProvider>();
        var now = clock.GetUtcNow().UtcDateTime;
        // The beat says that somebody works on it, or the server's own queue would.
        var job = new ImportJob { Id = Guid.CreateVersion7(now), AreaId = areaId, FileName = path, By = "bench", At = now, BeatAt = now, State = ImportState.Taking };
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        db.ImportJobs.Add(job);
        await db.SaveChangesAsync();
        var report = await scope.ServiceProvider.GetRequiredService<ImportWork>().RunAsync(job, path, take: true, Actor.System, bad: null, progress: null, CancellationToken.None);
        await db.ImportJobs.Where(j => j.Id == job.Id).ExecuteUpdateAsync(j => j.SetProperty(p => p.State, ImportState.Taken));
        return report.Added;
    }

    private static async Task SearchAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        // As many as an officer's commune has.
        var hamlets = await db.Households.Select(h => h.HamletId).Distinct().Take(18).ToListAsync();
        foreach (var words in new[] { "thach sieng", "0900164999", "kim" })
        {
            var watch = new Stopwatch();
            for (var i = 0; i < 20; i++)
            {
                if (i == 5)
                {
                    watch.Restart();
                }

                await db.SearchHouseholds(SearchKey.Words(words), hamlets).AsNoTracking().Where(h => h.ClosedDay == null && hamlets.Contains(h.HamletId)).Take(50).ToListAsync();
            }

            Console.WriteLine($"search \"{words}\", first 50: {watch.Elapsed.TotalMilliseconds / 15:n1} ms");
        }
    }

    private static async Task BareAsync(IServiceProvider services, Guid hamlet, int peopleEach)
    {
        const int chunk = 2_000;
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        var names = new BenchNames();
        var sequence = new IdSequence(now.UtcDateTime);
        for (var start = 0; start < Households; start += chunk)
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var ids = Enumerable.Range(start, Math.Min(chunk, Households - start)).Select(n => (Id: sequence.Next(), Number: 1_000_000L + n)).ToList();
            await db.InsertAsync(ids.Select(h => new Household
            {
                Id = h.Id, Number = h.Number, HamletId = hamlet, Code = "1", Head = "Thạch Siêng", Language = "km", Phone = "0912345678", Size = 4, Order = 1,
                SearchText = SearchKey.Fold(names.Next()), AddedDay = 19_000, Version = h.Number,
            }), CancellationToken.None);
            await db.InsertAsync(ids.SelectMany(h => Enumerable.Range(0, peopleEach + (h.Number % 5 < 3 ? 1 : 0)).Select(p => new Person
            {
                Id = sequence.Next(), HouseholdId = h.Id, Name = "Thạch Siêng", BirthYear = 1960, Sex = "m", Relation = "head", Order = p, AddedDay = 19_000,
            })), CancellationToken.None);
            await db.InsertAsync(ids.Select(h => new Change { Number = h.Number, Kind = ChangeKind.Household, EntityId = h.Id, HamletId = hamlet, At = now.UtcDateTime }), CancellationToken.None);
            await transaction.CommitAsync();
        }
    }
}
