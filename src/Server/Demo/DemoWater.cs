using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Water.Authorities;
using TungNgo.Water.Checks;
using TungNgo.Water.Events;
using TungNgo.Water.Forecast;
using TungNgo.Water.Forms;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using Method = TungNgo.Water.Readings.Method;
using Reading = TungNgo.Water.Readings.Reading;

namespace TungNgo.Demo;

/// <summary>
/// Water of the made-up province: ten stations by the facts of the Hậu and the Mỹ Thanh, with seasons before, so that a forecast has something to learn from,
/// and an hourly course up to the demo's own clock.
/// </summary>
internal sealed class DemoWater(AppDb db, Writer writer)
{
    /// <summary>The same seasons whenever the server starts.</summary>
    private const int Seed = 2024;
    private const int Seasons = 6;

    /// <summary>How far back hourly readings are made when the clock jumps.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(45);

    /// <summary>Which communes take their water near which station, by their names.</summary>
    private static readonly Dictionary<string, string[]> Served = new()
    {
        ["tran-de"] = ["Trần Đề", "Trung Bình", "Lịch Hội Thượng"], ["long-phu"] = ["Long Phú", "Long Đức", "Song Phụng"], ["dai-ngai"] = ["Đại Ngãi", "Trường Khánh", "Hậu Thạnh"],
        ["phung-an"] = ["An Mỹ", "Nhơn Mỹ"], ["cai-tram"] = ["Kế Sách", "Kế Thành"], ["an-lac-tay"] = ["An Lạc Tây", "An Lạc Thôn"], ["du-tho"] = ["Tham Đôn", "Thạnh Phú"],
        ["thanh-phu"] = ["Gia Hòa 1", "Thạnh Quới"], ["soc-trang"] = ["Phường 4", "Phường 9"], ["nga-nam"] = ["Phường 1", "Tân Long"],
    };

    /// <summary>The seasons before, as people read them: what forecasts learn from.</summary>
    public async Task<int> FillAsync(Write write, Guid province, IReadOnlyList<DemoCommune> communes, CancellationToken ct)
    {
        AddPapers(write, province, communes);
        var (count, year) = (0, KnownFigures.Day.Year);
        foreach (var (station, made) in await MadeAsync(ct))
        {
            // Shipped for whatever day it is; the demo begins while the province is one.
            station.AreaId = province;
            Serve(write, station, communes);
            count += await KeepAsync(write, station, [.. Generator(station, made).Read(year - Seasons, year, Water.Forecast.Reading.InRuns)], ct);
        }

        return count;
    }

    /// <summary>
    /// What the stations would have read since somebody last looked, hour by hour, on the demo's own clock: whoever sets it to a day in February finds the water of
    /// that day, and the warnings that go with it.
    /// </summary>
    public async Task CatchUpAsync(DateTime now, CancellationToken ct)
    {
        var today = LegalDay.Of(now);
        foreach (var (station, made) in await MadeAsync(ct))
        {
            var from = now - Kept;
            var last = await db.Readings.Where(r => r.Station == station.Number && r.Measure == Measure.Salinity && r.Span == Span.Instant && r.At >= from && r.At <= now)
                .MaxAsync(r => (DateTime?)r.At, ct) ?? from;
            if (now - last < TimeSpan.FromHours(1))
            {
                continue;
            }

            var readings = Generator(station, made).Read(LegalDay.Of(last).Year, today.Year, Water.Forecast.Reading.Always, 60)
                .Where(r => UtcOf(r) > last && UtcOf(r) <= now).ToList();
            if (readings.Count > 0)
            {
                await using var write = await writer.BeginAsync(Actor.System, ct);
                await KeepAsync(write, station, readings, ct);
                write.Audit("water.readings", station.Id, station.AreaId, null, new { Way = Way.Demo, Taken = readings.Count });
                await write.CommitAsync(ct);
            }
        }
    }

    private async Task<List<(Station Station, MadeStation Made)>> MadeAsync(CancellationToken ct) =>
        [.. (await db.Stations.ToListAsync(ct)).Join(SeasonGenerator.Stations, s => s.Name, m => m.Name, (s, m) => (s, m))];

    private static SeasonGenerator Generator(Station station, MadeStation made) => new(made, new Weather { Typos = 0.0004 }, Seed + station.Number);

    private static DateTime UtcOf(StationReading reading) => LegalDay.Start(DateOnly.FromDateTime(reading.Local)) + reading.Local.TimeOfDay;

    /// <summary>A tide bulletin of the station office, and another authority's feed that is switched off: the demo asks nobody out there.</summary>
    private void AddPapers(Write write, Guid province, IReadOnlyList<DemoCommune> communes)
    {
        db.AuthoritySources.Add(new AuthoritySource
        {
            Id = write.NewId(), AreaId = province, Name = "Đài Khí tượng Thủy văn", Address = "https://kttv.example.vn/canh-bao.atom", Kind = "weather", Minutes = 15, Active = false,
            CreatedAt = write.Now, DueAt = write.Now, Edition = 1,
        });
        db.WaterForms.Add(new WaterForm
        {
            Id = write.NewId(), Kind = "tide", AreaId = communes.Single(c => c.Code == KnownFigures.TruongKhanh).Unit.AreaId, Day = KnownFigures.Day, Issuer = "Đài Khí tượng Thủy văn tỉnh Sóc Trăng",
            Data = """{"tideRows":[{"station":"Trần Đề","day":"2024-09-21","timeFrom":"02:00","timeTo":"04:00","heightMin":2.15,"heightMax":2.25,"alarm":"alarm3"}],"advice":"Kê cao đồ đạc ở nơi thấp."}""",
            Author = Actor.System.Name, CreatedAt = write.Now, ChangedAt = write.Now, Edition = 1,
        });
    }

    private void Serve(Write write, Station station, IReadOnlyList<DemoCommune> communes)
    {
        var names = Served.GetValueOrDefault(station.SeedKey ?? "") ?? [];
        foreach (var hamlet in communes.Where(c => names.Contains(c.Unit.Name)).SelectMany(c => c.Hamlets))
        {
            db.StationHamlets.Add(new StationHamlet { Id = write.NewId(), StationId = station.Id, HamletId = hamlet.Id, ValidFrom = new DateOnly(2020, 1, 1) });
        }
    }

    private async Task<int> KeepAsync(Write write, Station station, List<StationReading> made, CancellationToken ct)
    {
        var number = write.Changed(ChangeKind.Reading, station.Id);
        var rows = made.ConvertAll(r => new Reading
        {
            Station = station.Number, Measure = Measure.Salinity, Span = Span.Instant, At = UtcOf(r), Value = r.Value,
            Unit = Unit.GramsPerLitre, Method = Method.HandMeter, Quality = Quality.Good, Batch = number,
        });
        await db.InsertAsync(rows, ct);
        db.ReadingBatches.Add(new ReadingBatch
        {
            Number = number, StationId = station.Id, Way = Way.Demo, At = write.Now, Sender = Actor.System.Name, From = rows[0].At, To = rows[^1].At, Count = rows.Count,
        });
        await RecordReadings.MarkNewAsync(db, station.Id, rows[0].At, ct);
        return rows.Count;
    }
}

/// <summary>Lets the demo's stations go on, on the demo's clock.</summary>
internal sealed class DemoWaterLoop(IServiceScopeFactory scopes, WatchLoop watch, LoopHealth health, TimeProvider clock, ILogger<DemoWaterLoop> log)
    : IntervalLoop(TimeSpan.FromSeconds(15), health, clock, log)
{
    protected override async Task TurnAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<DemoWater>().CatchUpAsync(Clock.GetUtcNow().UtcDateTime, ct);
        watch.Ask();
    }
}
