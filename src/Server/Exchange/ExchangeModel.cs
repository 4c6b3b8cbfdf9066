using Microsoft.EntityFrameworkCore;
using TungNgo.Exchange.Keys;
using TungNgo.Exchange.Push;
using TungNgo.Exchange.Systems;

namespace TungNgo.Exchange;

/// <summary>Keys and indexes of programs' keys, receiving systems and what is sent to them.</summary>
internal static class ExchangeModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<ApiKey>(e =>
        {
            e.HasIndex(k => k.SecretHash).IsUnique();
            e.HasIndex(k => k.AreaId);
        });
        model.Entity<ApiKeyUse>(e =>
        {
            e.HasKey(u => new { u.KeyId, u.Day, u.Route });
            e.HasIndex(u => u.Day);
        });
        model.Entity<ReceivingSystem>(e =>
        {
            e.HasIndex(s => new { s.AreaId, s.Code }).IsUnique();
            e.Property(s => s.Edition).IsConcurrencyToken();
        });
        model.Entity<CodeMapping>().HasIndex(m => new { m.SystemId, m.Thing, m.Ours }).IsUnique();
        model.Entity<PushMessage>(e =>
        {
            e.HasIndex(m => new { m.SystemId, m.ReportId }).IsUnique();
            e.HasIndex(m => m.NextAt).HasFilter("\"NextAt\" IS NOT NULL");
        });
    }
}
