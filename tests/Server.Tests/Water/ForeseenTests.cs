using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Households;
using TungNgo.Sendings;
using TungNgo.Tests.Sendings;
using TungNgo.Water.Events;
using TungNgo.Water.Foreseen;
using TungNgo.Water.Readings;
using TungNgo.Water.Stations;
using TungNgo.Water.Ways;

namespace TungNgo.Tests.Water;

/// <summary>What is expected is told before it is measured, apart from it, and has its own end.</summary>
public sealed class ForeseenTests : IAsyncLifetime
{
    private TestServer server = null!;
    private Village village = null!;
    private HttpClient sensor = null!;
    private Station station = null!;

    private DateTime Now => server.Clock.GetUtcNow().UtcDateTime;

    public async ValueTask InitializeAsync()
    {
        server = await TestServer.StartAsync(new DateTime(2025, 2, 18, 5, 0, 0, DateTimeKind.Utc));
        village = await Village.BuildAsync(server);
        station = await server.StationAsync(village.HamletId);
        sensor = server.AsStation();
        await server.WriteAsync((db, write) =>
        {
            db.HouseholdCrops.Add(new HouseholdCrop
            {
                Id = write.NewId(), HouseholdId = village.Households[0].Id, Crop = "rice", SownOn = server.Clock.Today().AddDays(-45), SaidAt = write.Now,
            });
            foreach (var rule in db.HazardRules)
            {
                (rule.AutoLevel, rule.RisePerDay) = (3, 0);
            }

            // What is left speaks to those who grow.
            foreach (var threshold in db.Thresholds.Where(t => t.Crop == null))
            {
                threshold.ValidTo = new DateOnly(2024, 1, 1);
            }

            for (var horizon = 1; horizon <= 7; horizon++)
            {
                db.StationSkills.Add(new StationSkill { Station = station.Number, Horizon = horizon, Shown = true, Cases = 30, Coverage = 0.8, At = write.Now });
            }
        });
    }

    public async ValueTask DisposeAsync()
    {
        sensor.Dispose();
        await server.DisposeAsync();
    }

    [Fact]
    public async Task What_the_upper_edge_of_the_forecast_reaches_is_told_before_it_comes()
    {
        await SaltAsync(0.3, 0.4);
        await ForeseeAsync(0.8, 1.5, 2.6, 2.9);
        var foreseen = await OpenAsync();
        Assert.Equal((ForeseenBy.Forecast, 2.0, server.Clock.Today().AddDays(3)), (foreseen.ForeseenBy, foreseen.Limit, foreseen.ExpectedDay));
        var step = Assert.Single(await server.StepsAsync(station.Id));
        Assert.Equal((StepKind.Foresee, NoticeState.Written), (step.Kind, step.Notice));
        var version = await VersionAsync(step);
        Assert.Equal(BulletinState.Approved, version.State);
        var texts = await server.WithDbAsync(db => db.BulletinTexts.Where(t => t.VersionId == version.Id).ToDictionaryAsync(t => t.Language));
        Assert.Contains("Đây là dự báo", texts["vi"].Body, StringComparison.Ordinal);
        // Nothing of it counts as measured.
        Assert.DoesNotContain(await server.StepsAsync(station.Id), s => s.Kind == StepKind.Raise);
    }

    [Fact]
    public async Task When_it_is_measured_its_warning_goes_on_from_what_was_foreseen_and_the_all_clear_reaches_who_had_only_that()
    {
        await SaltAsync(0.3, 0.4);
        await ForeseeAsync(0.8, 1.5, 2.6, 2.9);
        await TellAsync();
        var before = Assert.Single(await server.StepsAsync(station.Id)).BulletinId;
        // The rice is harvested before the salt comes; another door grows some by then.
        await server.WriteAsync((db, write) =>
        {
            db.HouseholdCrops.Single().EndedOn = server.Clock.Today();
            db.HouseholdCrops.Add(new HouseholdCrop { Id = write.NewId(), HouseholdId = village.Households[1].Id, Crop = "rice", SownOn = server.Clock.Today().AddDays(-45), SaidAt = write.Now });
        });
        server.Clock.Advance(TimeSpan.FromDays(2));
        await SaltAsync(2.5, 2.6);
        var steps = await server.StepsAsync(station.Id);
        Assert.Single(steps, s => s.Kind == StepKind.Came && s.Notice == NoticeState.None);
        var raise = Assert.Single(steps, s => s.Kind == StepKind.Raise);
        var warning = await VersionAsync(raise);
        Assert.Equal((BulletinRelation.Supersedes, before), (warning.Relation, warning.RelatedId));
        await TellAsync();

        server.Clock.Advance(TimeSpan.FromHours(31));
        await SaltAsync([.. Enumerable.Repeat(0.3, 31)]);
        var clear = await VersionAsync(Assert.Single(await server.StepsAsync(station.Id), s => s.Kind == StepKind.Clear));
        Assert.Equal(BulletinRelation.AllClear, clear.Relation);
        await server.DrainLedgerAsync();
        var told = await server.WithDbAsync(db => db.Recipients.Where(r => db.Sendings.Any(s => s.Id == r.SendingId && s.BulletinId == clear.BulletinId)).Select(r => r.RecipientId).ToListAsync());
        Assert.Equal(village.Households.Take(2).Select(h => h.Id).Order(), told.Order());
    }

    [Fact]
    public async Task When_two_forecasts_in_a_row_no_longer_reach_it_those_who_were_told_are_told_that()
    {
        await SaltAsync(0.3, 0.4);
        await ForeseeAsync(0.8, 1.5, 2.6, 2.9);
        server.Clock.Advance(TimeSpan.FromDays(1));
        await SaltAsync(0.3, 0.4);
        await ForeseeAsync(0.5, 0.6, 0.7);
        Assert.Null((await OpenAsync()).ClosedAt);
        server.Clock.Advance(TimeSpan.FromDays(1));
        await SaltAsync(0.3, 0.4);
        await ForeseeAsync(0.5, 0.6, 0.7);
        var passed = Assert.Single(await server.StepsAsync(station.Id), s => s.Kind == StepKind.Passed);
        Assert.Equal(BulletinRelation.AllClear, (await VersionAsync(passed)).Relation);
    }

    [Fact]
    public async Task Without_readings_nothing_is_foreseen_and_nothing_is_said_to_be_over()
    {
        await SaltAsync(0.3, 0.4);
        await ForeseeAsync(0.8, 2.6);
        server.Clock.Advance(TimeSpan.FromDays(6));
        await server.WatchAsync();
        var steps = await server.StepsAsync(station.Id);
        Assert.Equal((StepKind.Lapsed, NoticeState.None), (steps[^1].Kind, steps[^1].Notice));
        Assert.DoesNotContain(steps, s => s.Kind is StepKind.Clear or StepKind.Passed);
    }

    [Fact]
    public async Task A_forecast_that_may_not_be_shown_foresees_nothing()
    {
        await server.WriteAsync((db, write) =>
        {
            foreach (var skill in db.StationSkills)
            {
                skill.Shown = false;
            }
        });
        await SaltAsync(0.3, 0.4);
        await ForeseeAsync(0.8, 1.5, 2.6, 2.9);
        Assert.Empty(await server.StepsAsync(station.Id));
    }

    [Fact]
    public void The_spring_tide_before_says_what_the_next_may_bring()
    {
        // Full moon on 12 February, new moon on 28 February 2025; salt follows by a day.
        Assert.Equal(new DateOnly(2025, 3, 1), Foresight.SpringWithin(new DateOnly(2025, 2, 26), Foresight.DaysBefore));
        Assert.Null(Foresight.SpringWithin(new DateOnly(2025, 2, 20), Foresight.DaysBefore));
        var past = Enumerable.Range(11, 16).ToDictionary(d => new DateOnly(2025, 2, d), d => d is 13 or 14 ? 4.4 : 1.0);
        Band[] bands = [new(1.5, 1), new(4, 3)];
        Assert.Equal(new Expected(ForeseenBy.SpringTide, new DateOnly(2025, 3, 1), 4.4, 4, 3), Foresight.Find(bands, [], past, null, new DateOnly(2025, 2, 26)));
        Assert.Null(Foresight.Find(bands, [(new DateOnly(2025, 2, 27), 1.2)], past, null, new DateOnly(2025, 2, 26)));
        Assert.Null(Foresight.Find(bands, [], past.Where(d => d.Key.Day > 22).ToDictionary(), null, new DateOnly(2025, 2, 26)));
    }

    /// <summary>One value an hour, the last one now.</summary>
    private async Task SaltAsync(params double[] values)
    {
        await sensor.SendAsync([.. values.Select((v, i) => new PushedReading(WaterStage.Time(Now.AddHours(i - values.Length + 1)), v))]);
        await server.WatchAsync();
    }

    /// <summary>The upper edges from tomorrow on, as the forecaster keeps them.</summary>
    private async Task ForeseeAsync(params double[] highs)
    {
        var today = server.Clock.Today();
        await server.WriteAsync((db, write) =>
        {
            for (var ahead = 1; ahead <= highs.Length; ahead++)
            {
                var high = highs[ahead - 1];
                db.StationForecasts.Add(new StationForecast { Station = station.Number, Day = today.AddDays(ahead), Origin = today.AddDays(-1), Max = 0.8 * high, Low = 0.6 * high, High = high });
            }

            db.StationStates.Single(s => s.StationId == station.Id).NewFrom = Now;
        });
        await server.WatchAsync();
    }

    /// <summary>All that waits at a door is told.</summary>
    private async Task TellAsync()
    {
        await server.DrainLedgerAsync();
        await server.WriteAsync((db, write) =>
        {
            foreach (var delivery in db.Deliveries)
            {
                (delivery.State, delivery.EndedAt) = (DeliveryState.Done, write.Now);
            }
        });
    }

    private Task<WaterEvent> OpenAsync() => server.WithDbAsync(db => db.WaterEvents.AsNoTracking().SingleAsync(e => e.StationId == station.Id && e.ForeseenBy != null && e.ClosedAt == null));

    private Task<BulletinVersion> VersionAsync(WaterStep step) =>
        server.WithDbAsync(db => db.BulletinVersions.AsNoTracking().Where(v => v.BulletinId == step.BulletinId).OrderByDescending(v => v.Number).FirstAsync());
}
