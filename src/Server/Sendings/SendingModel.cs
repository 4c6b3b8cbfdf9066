using Microsoft.EntityFrameworkCore;

namespace TungNgo.Sendings;

/// <summary>Keys and indexes of the ledger. Indexes over open rows only stay small however much has been sent.</summary>
internal static class SendingModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Sending>(e =>
        {
            e.HasIndex(s => s.VersionId);
            e.HasIndex(s => s.BulletinId);
            e.HasIndex(s => s.State);
        });
        model.Entity<PlannedHamlet>().HasKey(p => new { p.SendingId, p.HamletId });
        model.Entity<Recipient>(e =>
        {
            e.HasKey(r => new { r.VersionId, r.RecipientId });
            e.HasIndex(r => new { r.SendingId, r.HamletId });
            e.HasIndex(r => r.NextStepAt).HasFilter($"\"State\" = {(int)RecipientState.Open}");
        });
        model.Entity<Delivery>(e =>
        {
            e.HasIndex(d => new { d.VersionId, d.RecipientId, d.Kind }).IsUnique();
            e.HasIndex(d => new { d.ChannelId, d.Emergency, d.DueAt }).HasFilter($"\"State\" = {(int)DeliveryState.Queued}");
            // Asked for by its time alone: SQLite uses a filtered index only where the question holds the filter word for word, or compares what is not null.
            e.HasIndex(d => d.LeaseUntil).HasFilter("\"LeaseUntil\" IS NOT NULL");
            // A refusal ends what is not out yet to an address, while everybody else's write waits.
            e.HasIndex(d => d.To).HasFilter($"\"State\" <= {(int)DeliveryState.Leased}");
            e.HasIndex(d => d.ReceiptDueAt).HasFilter($"\"State\" = {(int)DeliveryState.Sent}");
            e.HasIndex(d => new { d.ChannelId, d.ProviderId }).HasFilter("\"ProviderId\" IS NOT NULL");
            e.HasIndex(d => new { d.SendingId, d.HamletId });
            e.HasIndex(d => d.SendingId).HasFilter($"\"State\" = {(int)DeliveryState.Queued} AND \"ContactId\" = \"RecipientId\"");
            e.HasIndex(d => d.RelayId).HasFilter("\"RelayId\" IS NOT NULL");
        });
    }
}
