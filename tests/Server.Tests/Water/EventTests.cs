using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Answers;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Households;
using TungNgo.Tests.Sendings;
using TungNgo.Water.Events;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Water.Ways;

namespace TungNgo.Tests.Water;

/// <summary>From readings to notices, and back.</summary>
public sealed class EventTests : IAsyncLifetime
{
    private TestServer server = null!;
    private Village village = null!;
    private HttpClient sensor = null!;
    private Station station = null!;

    private DateTime Now => server.Clock.GetUtcNow().UtcDateTime;

    public async ValueTask InitializeAsync()
    {
        // A village of 2025 in the season; its first house grows rice at the panicle stage, the second shrimp.
        server = await TestServer.StartAsync(new DateTime(2025, 2, 24, 5, 0, 0, DateTimeKind.Utc));
        village = await Village.BuildAsync(server);
        station = await server.StationAsync(village.HamletId);
        sensor = server.AsStation();
        await GrowsAsync(0, "rice", 50);
        await GrowsAsync(1, "shrimp", null);
    }

    public async ValueTask DisposeAsync()
    {
        sensor.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task Salt_over_a_limit_waits_as_a_notice_for_exactly_those_whom_it_concerns()
    {
        await NoHouseholdWaterAsync();
        await SaltAsync(0.5, 2.4, 2.6);
        var raise = Assert.Single(await server.StepsAsync(station.Id), s => s.Kind == StepKind.Raise);
        Assert.Equal(NoticeState.Written, raise.Notice);
        var version = await VersionAsync(raise.BulletinId!.Value);
        Assert.Equal(BulletinState.Submitted, version.State);
        var growing = Audience.Of(version.Audience).Growing!;
        Assert.Contains(growing, g => g is { Crop: "rice", Days: [41, 65] });
        Assert.DoesNotContain(growing, g => g.Crop == "shrimp");
        var text = await server.WithDbAsync(db => db.BulletinTexts.Where(t => t.VersionId == version.Id).ToDictionaryAsync(t => t.Language));
        Assert.Contains("2,6 g/l", text["vi"].Title, StringComparison.Ordinal);
        Assert.Contains("Long Phú", text["km"].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_to_its_level_it_goes_out_by_itself_and_the_all_clear_goes_to_those_who_were_warned()
    {
        await NoHouseholdWaterAsync();
        await AutomaticAsync(3);
        await SaltAsync(8.5, 9.4, 9.6);
        var warned = await VersionAsync((await server.StepsAsync(station.Id))[^1].BulletinId!.Value);
        Assert.Equal(BulletinState.Approved, warned.State);
        await server.DrainLedgerAsync();
        Assert.Equal([village.Households[0].Id], await server.WithDbAsync(db => db.Recipients.Select(r => r.RecipientId).Distinct().ToListAsync()));

        server.Clock.Advance(TimeSpan.FromHours(30));
        await SaltAsync(Enumerable.Repeat(0.3, 30).ToArray());
        var clear = Assert.Single(await server.StepsAsync(station.Id), s => s.Kind == StepKind.Clear);
        var cleared = await VersionAsync(clear.BulletinId!.Value);
        Assert.Equal((BulletinRelation.AllClear, warned.BulletinId), (cleared.Relation, cleared.RelatedId));
        Assert.Equal(warned.BulletinId, Audience.Of(cleared.Audience).TouchedBy);
    }

    [Fact]
    public async Task An_event_is_looked_back_at_how_fast_people_knew_whom_it_reached_and_what_they_did()
    {
        await AutomaticAsync(3);
        await SaltAsync(4.5, 4.6);
        await server.DrainLedgerAsync();
        var known = await server.WithDbAsync(db => db.WaterEvents.AsNoTracking().SingleAsync(e => e.Side == Side.Above));
        await server.WriteAsync((db, write) =>
        {
            var bulletin = db.Bulletins.Single(b => b.Id == known.BulletinId);
            AnswerNotice.SayAsync(write, bulletin, village.Households[0].Id, village.HamletId, Acted.Closed, AnswerWay.Door, write.Now, CancellationToken.None).GetAwaiter().GetResult();
        });
        using var officer = await server.OfficialAsync(Role.CommuneOfficer, village.CommuneId);
        var page = System.Net.WebUtility.HtmlDecode(await officer.GetStringAsync(new Uri($"/water/events/{known.Id}", UriKind.Relative)));
        Assert.Contains("Báo đúng", page, StringComparison.Ordinal);
        Assert.Contains("1 hộ, trong 1 hộ đã trả lời: 1 đóng cống, 0 trữ nước", page, StringComparison.Ordinal);
        var planned = await server.WithDbAsync(db => db.Recipients.Select(r => r.RecipientId).Distinct().CountAsync());
        Assert.Contains($"0 trên {planned} hộ, qua 1 tin", page, StringComparison.Ordinal);

        // Corrected: it was a false alarm, and the page says so.
        server.Clock.Advance(TimeSpan.FromHours(1));
        await sensor.SendAsync(
            new PushedReading(WaterStage.Time(Now.AddHours(-2)), 0.24, Corrects: true), new PushedReading(WaterStage.Time(Now.AddHours(-1)), 0.26, Corrects: true));
        await server.WatchAsync();
        Assert.Contains("Báo nhầm", System.Net.WebUtility.HtmlDecode(await officer.GetStringAsync(new Uri($"/water/events/{known.Id}", UriKind.Relative))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_level_of_risk_is_told_as_the_station_issued_it_until_it_is_withdrawn()
    {
        using var officer = await server.OfficialAsync(Role.ProvinceOfficer, station.AreaId);
        Dictionary<string, string> fields = new()
        {
            ["area"] = $"{station.AreaId}", ["level"] = "2", ["issuer"] = "Đài KTTV tỉnh Sóc Trăng", ["from"] = "2025-02-24", ["to"] = "2025-02-28",
        };
        Assert.Equal(System.Net.HttpStatusCode.Found, (await officer.SubmitAsync("/water/risks", "risk", fields)).StatusCode);
        await SaltAsync(2.4, 2.6);
        var version = await VersionAsync((await server.StepsAsync(station.Id)).Last().BulletinId!.Value);
        var told = await server.WithDbAsync(db => db.BulletinTexts.Where(t => t.VersionId == version.Id && t.Language == "vi").Select(t => t.Body).SingleAsync());
        Assert.Contains("Cấp độ rủi ro thiên tai: 2 (Đài KTTV tỉnh Sóc Trăng, 24/02)", told, StringComparison.Ordinal);

        var risk = await server.WithDbAsync(db => db.IssuedRisks.Select(r => r.Id).SingleAsync());
        (await officer.SubmitAsync("/water/risks", $"withdraw-{risk}")).Dispose();
        server.Clock.Advance(TimeSpan.FromHours(2));
        await SaltAsync(4.4, 4.6);
        version = await VersionAsync((await server.StepsAsync(station.Id)).Last().BulletinId!.Value);
        told = await server.WithDbAsync(db => db.BulletinTexts.Where(t => t.VersionId == version.Id && t.Language == "vi").Select(t => t.Body).SingleAsync());
        Assert.DoesNotContain("Cấp độ rủi ro", told, StringComparison.Ordinal);

        // Longer than a month, or a sixth level: a slip.
        fields["level"] = "6";
        using var again = await server.OfficialAsync(Role.ProvinceOfficer, station.AreaId);
        using var refused = await again.SubmitAsync("/water/risks", "risk", fields);
        Assert.Contains("Cấp độ từ 1 đến 5", System.Net.WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Worse_is_an_update_of_what_was_said()
    {
        await AutomaticAsync(3);
        await SaltAsync(2.4, 2.6);
        server.Clock.Advance(TimeSpan.FromHours(2));
        await SaltAsync(4.4, 4.6);
        var steps = await server.StepsAsync(station.Id);
        Assert.Equal([StepKind.Raise, StepKind.Escalate], steps.Where(s => s.Notice == NoticeState.Written).Select(s => s.Kind));
        var update = await VersionAsync(steps[^1].BulletinId!.Value);
        Assert.Equal(BulletinRelation.Supersedes, update.Relation);
    }

    [Fact]
    public async Task A_correction_of_the_past_takes_the_warning_back_and_tells_those_who_had_it()
    {
        await AutomaticAsync(3);
        await SaltAsync(2.4, 2.6);
        var raise = (await server.StepsAsync(station.Id)).Last();
        server.Clock.Advance(TimeSpan.FromHours(1));
        await sensor.SendAsync(
            new PushedReading(WaterStage.Time(Now.AddHours(-2)), 0.24, Corrects: true), new PushedReading(WaterStage.Time(Now.AddHours(-1)), 0.26, Corrects: true));
        await server.WatchAsync();
        var steps = await server.StepsAsync(station.Id);
        Assert.All(steps.Where(s => s.Kind == StepKind.Raise), s => Assert.True(s.IsVoid));
        var retract = Assert.Single(steps, s => s.Kind == StepKind.Retract);
        var told = await VersionAsync(retract.BulletinId!.Value);
        Assert.Equal(raise.BulletinId, told.RelatedId);
        Assert.Equal(raise.BulletinId, Audience.Of(told.Audience).TouchedBy);
        Assert.True((await server.WithDbAsync(db => db.WaterEvents.SingleAsync(e => e.Side == Side.Above))).IsRetracted);
    }

    [Fact]
    public async Task Ten_years_of_history_wake_nobody()
    {
        await AutomaticAsync(3);
        await sensor.SendAsync([.. Enumerable.Range(0, 400).Select(i => new PushedReading(WaterStage.Time(Now.AddDays(-400).AddHours(i)), i % 100 < 50 ? 5 : 0.2))]);
        await server.WatchAsync();
        Assert.All(await server.StepsAsync(station.Id), s => Assert.Equal(NoticeState.None, s.Notice));
        Assert.Equal(0, await server.WithDbAsync(db => db.Bulletins.CountAsync()));
    }

    [Fact]
    public async Task Whom_nothing_concerns_nobody_writes_to()
    {
        await NoHouseholdWaterAsync();
        await server.WriteAsync((db, write) => db.HouseholdCrops.RemoveRange(db.HouseholdCrops.Where(c => c.Crop == "rice")));
        // Rice of long ago: its stages are over, and what is left of it needs water below 4 g/l only.
        await GrowsAsync(0, "rice", 200);
        await SaltAsync(2.4, 2.6);
        var raise = Assert.Single(await server.StepsAsync(station.Id), s => s.Kind == StepKind.Raise);
        Assert.Equal((NoticeState.Nobody, null), (raise.Notice, raise.BulletinId));
    }

    [Fact]
    public async Task A_danger_that_was_told_too_large_is_lowered_to_those_who_had_it()
    {
        await AutomaticAsync(3);
        await SaltAsync(2.4, 2.4, 4.4, 4.6);
        var told = (await server.StepsAsync(station.Id)).Last(s => s.Notice == NoticeState.Written);
        server.Clock.Advance(TimeSpan.FromHours(1));
        await sensor.SendAsync(
            new PushedReading(WaterStage.Time(Now.AddHours(-2)), 1.4, Corrects: true), new PushedReading(WaterStage.Time(Now.AddHours(-1)), 1.6, Corrects: true),
            new PushedReading(WaterStage.Time(Now.AddHours(-3)), 1.4, Corrects: true), new PushedReading(WaterStage.Time(Now.AddHours(-4)), 1.4, Corrects: true));
        await server.WatchAsync();
        var lower = Assert.Single(await server.StepsAsync(station.Id), s => s.Kind == StepKind.Lower);
        var notice = await VersionAsync(lower.BulletinId!.Value);
        Assert.Equal((BulletinRelation.Supersedes, told.BulletinId), (notice.Relation, Audience.Of(notice.Audience).TouchedBy));
    }

    [Fact]
    public async Task A_station_without_an_approver_holds_back_no_other()
    {
        var other = await server.StationAsync(village.HamletId, "dai-ngai", "khoa-tram-dai-ngai-0123456789", village.CommuneId);
        await server.WriteAsync((db, write) => db.ApprovalRules.RemoveRange(db.ApprovalRules.Where(r => r.Tier == TungNgo.Areas.AreaTier.Commune)));
        using var second = server.AsStation("khoa-tram-dai-ngai-0123456789");
        await second.SendAsync(new PushedReading(WaterStage.Time(Now.AddHours(-1)), 2.4), new PushedReading(WaterStage.Time(Now), 2.6));
        await SaltAsync(2.4, 2.6);
        Assert.Contains(await server.StepsAsync(other.Id), s => s.Notice == NoticeState.Planned);
        Assert.Contains(await server.StepsAsync(station.Id), s => s.Notice == NoticeState.Written);
    }

    [Fact]
    public async Task A_station_of_a_unit_that_is_no_more_warns_in_the_name_of_what_followed_it()
    {
        await using var later = await TestServer.StartAsync(new DateTime(2026, 2, 24, 5, 0, 0, DateTimeKind.Utc));
        var root = later.Services.GetRequiredService<TungNgo.Areas.AreaTree>().Today.Roots.First();
        var place = later.Services.GetRequiredService<TungNgo.Areas.AreaTree>().Today.Below(root.AreaId).First(u => u.Tier == TungNgo.Areas.AreaTier.Commune);
        var hamlet = Guid.CreateVersion7();
        await later.WriteAsync((db, write) =>
        {
            var area = new TungNgo.Areas.Area { Id = hamlet };
            area.Versions.Add(new TungNgo.Areas.AreaVersion { Id = write.NewId(), AreaId = hamlet, Name = "Thử", NameKey = "ap thu", Kind = TungNgo.Areas.AreaKind.Hamlet, ParentId = place.AreaId, RecordedAt = write.Now });
            db.Areas.Add(area);
            var house = write.NewId();
            db.Households.Add(new Household { Id = house, Number = write.Changed(TungNgo.Feed.ChangeKind.Household, house, hamlet), HamletId = hamlet, Head = "Lý Dên", AddedDay = 0 });
            write.Changed(TungNgo.Feed.ChangeKind.Area, hamlet);
        });
        var old = await later.StationAsync(hamlet, areaId: later.AreaByCode("94", new DateOnly(2025, 1, 1)));
        using var client = later.AsStation();
        var now = later.Clock.GetUtcNow().UtcDateTime;
        await client.SendAsync(new PushedReading(WaterStage.Time(now.AddHours(-1)), 2.4), new PushedReading(WaterStage.Time(now), 2.6));
        await later.WatchAsync();
        var raise = Assert.Single(await later.StepsAsync(old.Id), s => s.Notice == NoticeState.Written);
        Assert.Equal(root.AreaId, await later.WithDbAsync(db => db.Bulletins.Where(b => b.Id == raise.BulletinId).Select(b => b.AreaId).SingleAsync()));
    }

    [Fact]
    public async Task When_readings_stop_staff_is_told_and_nothing_is_cleared()
    {
        await SaltAsync(2.4, 2.6);
        server.Clock.Advance(TimeSpan.FromDays(6));
        await server.WatchAsync();
        var steps = await server.StepsAsync(station.Id);
        Assert.Equal(StepKind.Stale, steps[^1].Kind);
        Assert.DoesNotContain(steps, s => s.Kind == StepKind.Clear);
        var open = await server.WithDbAsync(db => db.WaterEvents.SingleAsync(e => e.Side == Side.Above));
        Assert.Equal((true, null), (open.IsStale, open.ClosedAt));
    }

    [Fact]
    public async Task The_same_readings_in_another_order_end_in_the_same_events()
    {
        var readings = Enumerable.Range(0, 60).Select(i => new PushedReading(WaterStage.Time(Now.AddHours(i - 60)), i is > 10 and < 20 ? 3 : 0.2)).ToArray();
        var random = new Random(7);
        foreach (var some in readings.OrderBy(_ => random.Next()).Chunk(9))
        {
            await sensor.SendAsync(some);
            await server.WatchAsync();
        }

        var steps = (await server.StepsAsync(station.Id)).Where(s => !s.IsVoid && s.Kind is StepKind.Raise or StepKind.Clear).OrderBy(s => s.At).ToList();
        Assert.Equal([StepKind.Raise, StepKind.Clear], steps.Where(s => !s.IsVoid).Select(s => s.Kind));
        Assert.Equal(Now.AddHours(12 - 60), steps.First(s => !s.IsVoid).At);
    }

    /// <summary>One value an hour, the last one now.</summary>
    private async Task SaltAsync(params double[] values)
    {
        var answer = await sensor.SendAsync([.. values.Select((v, i) => new PushedReading(WaterStage.Time(Now.AddHours(i - values.Length + 1)), v))]);
        Assert.Equal(values.Length, answer.Taken);
        await server.WatchAsync();
    }

    private Task GrowsAsync(int door, string crop, int? age) => server.WriteAsync((db, write) => db.HouseholdCrops.Add(new HouseholdCrop
    {
        Id = write.NewId(), HouseholdId = village.Households[door].Id, Crop = crop, SownOn = age is { } days ? server.Clock.Today().AddDays(-days) : null, SaidAt = write.Now,
    }));

    /// <summary>Limits of every household's water and of the law end: what is left speaks to those who grow.</summary>
    private Task NoHouseholdWaterAsync() => server.WriteAsync((db, write) =>
    {
        foreach (var threshold in db.Thresholds.Where(t => t.Crop == null))
        {
            threshold.ValidTo = new DateOnly(2024, 1, 1);
        }
    });

    private Task AutomaticAsync(int level) => server.WriteAsync((db, write) =>
    {
        foreach (var rule in db.HazardRules)
        {
            rule.AutoLevel = level;
        }
    });

    private Task<BulletinVersion> VersionAsync(Guid bulletin) =>
        server.WithDbAsync(db => db.BulletinVersions.AsNoTracking().Where(v => v.BulletinId == bulletin).OrderByDescending(v => v.Number).FirstAsync());
}
