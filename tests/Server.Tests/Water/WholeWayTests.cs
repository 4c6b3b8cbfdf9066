using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Accounts;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Desk;
using TungNgo.Households;
using TungNgo.Tests.Sendings;
using TungNgo.Water.Events;
using TungNgo.Water.Ways;

namespace TungNgo.Tests.Water;

/// <summary>From a sensor in the river to a telephone in a house.</summary>
public sealed class WholeWayTests
{
    [Fact]
    public async Task A_reading_by_mqtt_ends_on_the_phone_of_the_khmer_farmer_whom_it_concerns_and_not_next_door()
    {
        await using var broker = await Mosquitto.StartAsync();
        // The season of 2025, ten in the morning in Vietnam.
        await using var stage = await ChannelStage.StartAsync(households: 2, at: new DateTime(2025, 2, 24, 3, 0, 0, DateTimeKind.Utc));
        await stage.ReachableAsync();
        var (server, village) = (stage.Server, stage.Village);
        var station = await server.StationAsync(village.HamletId, areaId: village.CommuneId);
        await server.WriteAsync((db, write) =>
        {
            // Rice at the panicle stage, sown fifty days ago; shrimp next door, which like it so.
            db.HouseholdCrops.Add(new HouseholdCrop { Id = write.NewId(), HouseholdId = village.Households[0].Id, Crop = "rice", SownOn = write.Today.AddDays(-50), SaidAt = write.Now });
            db.HouseholdCrops.Add(new HouseholdCrop { Id = write.NewId(), HouseholdId = village.Households[1].Id, Crop = "shrimp", SaidAt = write.Now });
            // What every household is warned of ends: this is about fields and ponds.
            foreach (var threshold in db.Thresholds.Where(t => t.Crop == null))
            {
                threshold.ValidTo = new DateOnly(2024, 1, 1);
            }
        });

        using (var loop = await MqttStage.ListenAsync(server, broker))
        {
            await Waiting.UntilAsync(() => server.WithDbAsync(db => db.MqttLines.AnyAsync(l => l.ConnectedAt != null)));
            await broker.PublishAsync([.. Enumerable.Range(0, 3).Select(i => MqttStage.Message(
                WaterStage.Key, new PushedReading(WaterStage.Time(server.Clock.GetUtcNow().UtcDateTime.AddHours(i - 2)), 9.4 + (0.1 * i))))]);
            await Waiting.UntilAsync(async () => (await server.ReadingsAsync(station.Number)).Count == 3);
            await loop.StopAsync(CancellationToken.None);
        }

        await server.WatchAsync();
        var raise = Assert.Single(await server.StepsAsync(station.Id), s => s.Notice == NoticeState.Written);
        Assert.Equal(3, raise.Level);
        await stage.DrainAsync();
        Assert.Empty(stage.Phones.Find());

        // Danger is above the level of its own going: somebody taps once.
        using var approver = await server.OfficialAsync(Role.CommuneApprover, village.CommuneId);
        var edition = await server.WithDbAsync(db => db.BulletinVersions.Where(v => v.BulletinId == raise.BulletinId).Select(v => v.Edition).SingleAsync());
        (await approver.PostAsync($"/api/bulletins/{raise.BulletinId}/approve", new BulletinDecision(edition))).EnsureSuccessStatusCode();
        await stage.DrainAsync();

        Assert.Contains(stage.Phones.Find(), s => IsOf(s.To, 0) && s.Text.Contains("គ្រោះថ្នាក់", StringComparison.Ordinal) && s.Text.Contains("9,5", StringComparison.Ordinal));
        Assert.DoesNotContain(stage.Phones.Find(), s => IsOf(s.To, 1));
    }

    private static bool IsOf(string to, int door) => to == ChannelStage.UserOf(door) || to.EndsWith(ChannelStage.PhoneOf(door)[1..], StringComparison.Ordinal);
}
