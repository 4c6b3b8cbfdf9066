using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Sync;
using TungNgo.Tests.Water;
using TungNgo.Water.Events;
using TungNgo.Water.Fresh;
using TungNgo.Water.Now;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Water.Thresholds;
using TungNgo.Water.Ways;

namespace TungNgo.Tests.Sync;

/// <summary>Water on the phones: what they are told of their stations, and what their members measure.</summary>
public sealed class PhoneWaterTests : IAsyncLifetime
{
    private TestServer server = null!;
    private Village village = null!;
    private Station station = null!;
    private HttpClient phone = null!;

    private DateTime Now => server.Clock.GetUtcNow().UtcDateTime;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(new DateTime(2025, 2, 24, 5, 0, 0, DateTimeKind.Utc));
        village = await Village.BuildAsync(server);
        station = await server.StationAsync(village.HamletId);
        phone = await village.EnrolAsync(village.MemberId);
    }

    public async ValueTask DisposeAsync()
    {
        phone.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task A_pull_brings_the_stations_of_the_phones_hamlets_whole_or_not_at_all()
    {
        await server.StationAsync(village.OtherHamletId, "tran-de", key: null);
        var first = await PullAsync();
        var never = Assert.Single(first.Water!);
        Assert.Equal((station.Id, "Long Phú", null, null, FreshUnknown.TooOld), (never.Id, never.Name, never.Value, never.StaleAt, never.Unknown));
        Assert.Equal(new WireIntake(village.HamletId, "cống Trường Khánh"), Assert.Single(never.Hamlets));
        Assert.NotEmpty(never.Advice);
        Assert.All(never.Advice, a => Assert.Equal(Advice.Unknown, a.Advice));
        Assert.Null((await PullAsync(first)).Water);

        await MeasureAsync((-26, 1.2), (-3, 5.4), (-1, 5.6));
        var second = await PullAsync(first);
        var water = Assert.Single(second.Water!);
        Assert.Equal((5.6, Now.AddHours(-1), Span.Instant, Now.AddHours(53)), (water.Value, water.At, water.Span, water.StaleAt));
        Assert.Equal((server.Clock.Today(), 5.6, 5.4, 1.2), (water.Day, water.DayMax, water.DayMin, water.MaxBefore));
        Assert.Equal((Side.Above, 5.6), (water.Event!.Side, water.Event.Peak));
        Assert.Equal(FreshUnknown.TooFewReadings, water.Unknown);
        Assert.Contains(water.Advice, a => a is { Crop: "rice", Stage: "seedling", Advice: Advice.Close });
        Assert.Null((await PullAsync(second)).Water);
    }

    [Fact]
    public async Task Another_station_changes_nothing_and_a_limit_a_hamlet_or_a_new_day_does()
    {
        var other = await server.StationAsync(village.OtherHamletId, "tran-de", key: null);
        var pulled = await PullAsync();
        await server.WriteAsync((_, write) => write.Changed(ChangeKind.Station, other.Id));
        Assert.Null((await PullAsync(pulled)).Water);
        await server.WriteAsync((_, write) => write.Changed(ChangeKind.Threshold, Guid.Empty));
        pulled = await PullAsync(pulled);
        Assert.NotNull(pulled.Water);
        await server.WriteAsync((db, write) =>
        {
            db.StationHamlets.RemoveRange(db.StationHamlets.Where(h => h.StationId == station.Id));
            write.Changed(ChangeKind.Station, station.Id, village.HamletId);
        });
        pulled = await PullAsync(pulled);
        Assert.Empty(pulled.Water!);
        await server.WriteAsync((db, _) => db.StationHamlets.Add(new StationHamlet
        {
            Id = Guid.CreateVersion7(), StationId = other.Id, HamletId = village.HamletId, ValidFrom = server.Clock.Today().AddDays(1),
        }));
        pulled = await PullAsync(pulled);
        Assert.Null(pulled.Water);
        server.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(other.Id, Assert.Single((await PullAsync(pulled)).Water!).Id);
    }

    [Fact]
    public async Task A_fortnight_of_tides_gives_times_of_fresh_water_and_stays_small()
    {
        await MeasureAsync([.. Enumerable.Range(0, 24 * 14).Select(h => (h - (24.0 * 14), 1.2 + (1.1 * Math.Sin(2 * Math.PI * h / 12.4206))))]);
        var water = Assert.Single((await PullAsync()).Water!);
        Assert.Equal(FreshUnknown.None, water.Unknown);
        Assert.NotEmpty(water.Windows);
        Assert.All(water.Windows, w => Assert.True(w.From < w.To && w.From < Now.AddDays(2) && w.Certainty is >= 0.75 and <= 1));
        var bytes = JsonSerializer.SerializeToUtf8Bytes(water, TestServer.Json);
        using var small = new MemoryStream();
        using (var brotli = new BrotliStream(small, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(bytes);
        }

        Assert.InRange(small.Length, 1, 1500);
    }

    [Fact]
    public async Task A_members_reading_is_kept_once_with_who_measured_and_where_and_comes_back_to_all()
    {
        var pulled = await PullAsync();
        var reading = Reading(4.6, "g/l", r => r with { Depth = 50, Point = [9.61, 106.02], Note = "  cầu  tàu " }, Now.AddHours(-2));
        Assert.Equal("applied", (await phone.PushAsync(reading)).Single().Result);
        Assert.Equal("alreadyApplied", (await phone.PushAsync(reading)).Single().Result);
        var kept = Assert.Single(await server.ReadingsAsync(station.Number));
        Assert.Equal((4.6, 50, Method.HandMeter, reading.At), (kept.Value, kept.Depth, kept.Method, kept.At));
        var batch = await server.WithDbAsync(db => db.ReadingBatches.SingleAsync());
        Assert.Equal((Way.Phone, "Kim Thị Út", 9.61, 106.02, "cầu tàu", (Guid?)reading.Id), (batch.Way, batch.Sender, batch.Latitude, batch.Longitude, batch.Note, batch.Key));
        var audit = await server.WithDbAsync(db => db.AuditEntries.SingleAsync(a => a.Action == "water.readings"));
        Assert.Equal((village.MemberId, station.Id), (audit.MemberId, audit.EntityId));

        await phone.PushAsync(Reading(5.2, "‰"), Reading(10, "mS/cm", at: Now.AddMinutes(-30)), Reading(10_000, "µS/cm", at: Now.AddMinutes(-40)));
        Assert.Equal([4.6, 5.627, 5.627, 5.2], (await server.ReadingsAsync(station.Number)).Select(r => r.Value));
        await server.WatchAsync();
        Assert.Equal(5.2, Assert.Single((await PullAsync(pulled)).Water!).Value);
        await server.AssertRecountedAsync();
    }

    [Fact]
    public async Task What_is_no_reading_is_refused_with_a_reason_and_leaves_nothing()
    {
        var answers = await phone.PushAsync(
            Reading(-1, "g/l"), Reading(100_001, "µS/cm"), Reading(4, "mm"), Reading(4, "muỗng"), Reading(4, "g/l", r => r with { Depth = -1 }),
            Reading(4, "g/l", r => r with { Point = [105.9, 9.6] }), Reading(4, "g/l", at: Now.AddDays(-60)), Reading(4, "g/l", r => r with { StationId = village.HamletId }));
        Assert.All(answers, a => Assert.Equal("refused", a.Result));
        Assert.Equal([.. Enumerable.Repeat("invalid", 6), "sync.work-too-old", "water.station-unknown"], answers.Select(a => a.Code));
        Assert.Contains("không phải của các ấp", answers[^1].Reason, StringComparison.Ordinal);
        Assert.Empty(await server.ReadingsAsync(station.Number));
    }

    [Fact]
    public async Task A_clock_that_runs_ahead_measures_now_and_a_station_that_spoke_lately_still_takes_what_was_measured()
    {
        Assert.Equal("applied", (await phone.PushAsync(Reading(4, "g/l", at: Now.AddDays(3)))).Single().Result);
        Assert.Equal(Now, Assert.Single(await server.ReadingsAsync(station.Number)).At);
        await EndAsync(server.Clock.Today().AddDays(-10));
        Assert.Equal("applied", (await phone.PushAsync(Reading(5, "g/l", at: Now.AddDays(-1)))).Single().Result);
        await EndAsync(server.Clock.Today().AddDays(-40));
        Assert.Equal("water.station-unknown", (await phone.PushAsync(Reading(6, "g/l", at: Now.AddDays(-1)))).Single().Code);
    }

    [Fact]
    public async Task A_picture_of_the_meter_follows_its_reading_and_is_seen_by_whoever_sees_the_station()
    {
        var id = Guid.CreateVersion7();
        Task<HttpResponseMessage> PutAsync(HttpClient from, byte[] picture) =>
            from.PutAsync(new Uri($"/api/sync/media/{id}?from=0&total={picture.Length}", UriKind.Relative), new ByteArrayContent(picture));
        Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(phone, Notice.Card)).StatusCode);
        Assert.Equal("applied", (await phone.PushAsync(Reading(4.6, "g/l", r => r with { PhotoId = id }))).Single().Result);
        using var other = await village.EnrolAsync(village.LeaderId);
        Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(other, Notice.Card)).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PutAsync(phone, [.. "hello"u8])).StatusCode);
        Assert.Equal(new MediaReceived(Notice.Card.Length, true), await PutAsync(phone, Notice.Card).ReadAsync<MediaReceived>());

        var address = $"/water/stations/{station.Id}/photos/{id}";
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.Contains(address, await officer.GetStringAsync(new Uri($"/water/stations/{station.Id}", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(Notice.Card, await officer.GetByteArrayAsync(new Uri(address, UriKind.Relative)));
        // Not by another door, not of another station, and not by whoever does not see this one.
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(new Uri($"/bulletins/files/{id}", UriKind.Relative))).StatusCode);
        var tranDe = await server.WithDbAsync(db => db.Stations.Where(s => s.SeedKey == "tran-de").Select(s => s.Id).SingleAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(new Uri($"/water/stations/{tranDe}/photos/{id}", UriKind.Relative))).StatusCode);
        var tree = server.Services.GetRequiredService<AreaTree>().Today;
        var elsewhere = tree.Below(tree.Roots.First().AreaId).First(u => u.Tier == AreaTier.Commune && u.AreaId != village.CommuneId).AreaId;
        await server.WriteAsync((db, _) => db.Stations.Single(s => s.Id == station.Id).AreaId = elsewhere);
        Assert.Equal(HttpStatusCode.NotFound, (await officer.GetAsync(new Uri(address, UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_strangers_file_is_not_seen_by_naming_it_as_the_picture_of_a_reading()
    {
        var secret = Guid.CreateVersion7();
        await server.WriteAsync((db, write) => db.StoredFiles.Add(new()
        {
            Id = secret, Name = "ghi-am.wav", ContentType = "audio/wav", Content = [1, 2, 3], Hash = new string('a', 64), At = write.Now,
        }));
        await phone.PushAsync(Reading(4.6, "g/l", r => r with { PhotoId = secret }));
        using var written = await phone.PutAsync(new Uri($"/api/sync/media/{secret}?from=0&total={Notice.Card.Length}", UriKind.Relative), new ByteArrayContent(Notice.Card));
        Assert.Equal(HttpStatusCode.Conflict, written.StatusCode);
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        Assert.DoesNotContain($"{secret}", await officer.GetStringAsync(new Uri($"/water/stations/{station.Id}", UriKind.Relative)), StringComparison.Ordinal);
        using var read = await officer.GetAsync(new Uri($"/water/stations/{station.Id}/photos/{secret}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, read.StatusCode);
    }

    private Task EndAsync(DateOnly last) =>
        server.WithDbAsync(db => db.StationHamlets.Where(h => h.StationId == station.Id).ExecuteUpdateAsync(s => s.SetProperty(h => h.ValidTo, (DateOnly?)last)));

    private Mutation Reading(double value, string unit, Func<PushReading, PushReading>? more = null, DateTime? at = null) => village.Mutate("water.reading") with
    {
        At = at ?? Now, Reading = (more ?? (r => r))(new PushReading(station.Id, value, unit)),
    };

    private async Task MeasureAsync(params (double Hours, double Value)[] values)
    {
        using var sensor = server.AsStation();
        await sensor.SendAsync([.. values.Select(v => new PushedReading(WaterStage.Time(Now.AddHours(v.Hours)), v.Value))]);
        await server.WatchAsync();
    }

    private async Task<PullResponse> PullAsync(PullResponse? before = null) =>
        await phone.GetAsync(before is null ? "/api/sync/pull?after=0" : $"/api/sync/pull?after={before.UpTo}&have={village.HamletId}").ReadAsync<PullResponse>();
}
