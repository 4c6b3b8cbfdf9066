using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Providers;
using TungNgo.Providers.Inbox;
using TungNgo.Relays;

namespace TungNgo.Sendings;

/// <summary>Keys and indexes of the ledger. Indexes over open rows only stay small however much has been sent.</summary>
internal static class ChannelModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<Channel>().HasIndex(c => c.AreaId);
        model.Entity<RateBucket>().HasKey(b => b.Key);
        model.Entity<ZaloToken>().HasKey(t => t.OaId);
        model.Entity<ServerKey>().HasKey(k => k.Name);
        model.Entity<ContactPoint>(e =>
        {
            // A user or a browser is one household's; a community group is read by many.
            e.HasIndex(c => new { c.Kind, c.Address }).IsUnique().HasFilter("\"Kind\" <> 3");
            e.HasIndex(c => c.HouseholdId);
            e.HasIndex(c => c.HamletId);
        });
        model.Entity<OptOut>().HasIndex(o => o.Address);
        model.Entity<InboxEvent>(e =>
        {
            e.HasIndex(i => new { i.ChannelId, i.Key }).IsUnique();
            e.HasIndex(i => i.DueAt).HasFilter("\"FoldedAt\" IS NULL");
        });
        model.Entity<SavedAudience>().HasIndex(a => a.AreaId);
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
            e.HasIndex(r => r.NextStepAt).HasFilter("\"State\" = 0");
        });
        model.Entity<Delivery>(e =>
        {
            e.HasIndex(d => new { d.VersionId, d.RecipientId, d.Kind }).IsUnique();
            e.HasIndex(d => new { d.ChannelId, d.Emergency, d.DueAt }).HasFilter("\"State\" = 1");
            e.HasIndex(d => d.LeaseUntil).HasFilter("\"State\" IN (2, 3, 4)");
            e.HasIndex(d => d.ReceiptDueAt).HasFilter("\"State\" = 5");
            e.HasIndex(d => new { d.ChannelId, d.ProviderId }).HasFilter("\"ProviderId\" IS NOT NULL");
            e.HasIndex(d => new { d.SendingId, d.HamletId });
            e.HasIndex(d => d.RelayId).HasFilter("\"RelayId\" IS NOT NULL");
        });
        model.Entity<Relay>(e =>
        {
            e.HasIndex(r => new { r.VersionId, r.GroupId }).IsUnique();
            e.HasIndex(r => r.TeamId);
            e.HasIndex(r => r.DueAt).HasFilter("\"State\" = 0");
        });
    }
}
