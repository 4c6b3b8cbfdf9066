using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Water.Checks;
using TungNgo.Water.Events;
using TungNgo.Water.Readings;
using TungNgo.Water.Risks;
using TungNgo.Water.Stations;
using TungNgo.Water.Thresholds;
using TungNgo.Water.Ways.Mqtt;
using TungNgo.Water.Ways.Polling;

namespace TungNgo.Water;

/// <summary>Keys and indexes of the water tables.</summary>
internal static class WaterModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Station>(e =>
        {
            e.HasIndex(s => s.Number).IsUnique();
            e.HasIndex(s => s.SeedKey).IsUnique();
            e.HasIndex(s => s.KeyHash).IsUnique();
            e.Property(s => s.Edition).IsConcurrencyToken();
        });
        model.Entity<StationHamlet>(e =>
        {
            e.HasIndex(h => h.StationId);
            e.HasIndex(h => h.HamletId);
        });
        model.Entity<StationState>(e =>
        {
            e.HasKey(s => s.StationId);
            e.HasIndex(s => s.NewFrom).HasFilter("\"NewFrom\" IS NOT NULL");
        });
        model.Entity<Reading>(e =>
        {
            e.HasKey(r => new { r.Station, r.Measure, r.Span, r.At, r.Depth, r.Revision });
            // What waits for somebody to look at it: few among millions.
            e.HasIndex(r => new { r.Station, r.At }).HasFilter($"\"Quality\" = {(int)Quality.Suspect}");
        });
        model.Entity<StationDay>(e =>
        {
            e.HasKey(d => new { d.Station, d.Measure, d.Day });
            e.Ignore(d => d.IsWhole);
        });
        model.Entity<StationForecast>().HasKey(f => new { f.Station, f.Day, f.Origin });
        model.Entity<StationSkill>().HasKey(s => new { s.Station, s.Horizon });
        model.Entity<ReadingBatch>(e =>
        {
            e.HasKey(b => b.Number);
            e.Property(b => b.Number).ValueGeneratedNever();
            e.HasIndex(b => new { b.StationId, b.Way, b.Day }).IsUnique().HasFilter("\"Day\" IS NOT NULL");
            e.HasIndex(b => new { b.StationId, b.Number });
            e.HasIndex(b => new { b.StationId, b.Key }).HasFilter("\"Key\" IS NOT NULL");
            e.HasIndex(b => b.PhotoId).HasFilter("\"PhotoId\" IS NOT NULL");
        });
        model.Entity<Threshold>().HasIndex(t => t.SeedKey).IsUnique();
        model.Entity<HazardRule>(e =>
        {
            e.HasIndex(r => new { r.Measure, r.Side }).IsUnique();
            e.Property(r => r.Edition).IsConcurrencyToken();
        });
        model.Entity<WaterEvent>(e =>
        {
            e.HasIndex(w => new { w.StationId, w.OpenedAt });
            e.HasIndex(w => w.ClosedAt).HasFilter("\"ClosedAt\" IS NULL");
        });
        model.Entity<WaterStep>(e =>
        {
            e.HasKey(s => new { s.EventId, s.Number });
            e.HasIndex(s => s.Notice).HasFilter($"\"Notice\" = {(int)NoticeState.Planned}");
        });
        model.Entity<IssuedRisk>().HasIndex(r => r.To);
        model.Entity<MqttLine>().Property(l => l.Id).ValueGeneratedNever();
        model.Entity<PolledSource>(e =>
        {
            e.HasIndex(s => s.StationId).IsUnique();
            e.HasIndex(s => s.DueAt).HasFilter("\"Active\"");
            e.Property(s => s.Mapping).HasConversion<AppDb.JsonConverter<PollMapping>, AppDb.JsonComparer<PollMapping>>();
            e.Property(s => s.Edition).IsConcurrencyToken();
        });
    }
}
