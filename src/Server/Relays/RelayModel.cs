using Microsoft.EntityFrameworkCore;

namespace TungNgo.Relays;

/// <summary>Keys and indexes of posts in community groups.</summary>
internal static class RelayModel
{
    public static void Build(ModelBuilder model) => model.Entity<Relay>(e =>
    {
        e.HasIndex(r => new { r.VersionId, r.GroupId }).IsUnique();
        e.HasIndex(r => r.TeamId);
        e.HasIndex(r => r.SendingId);
        e.HasIndex(r => r.DueAt).HasFilter($"\"State\" = {(int)RelayState.Open}");
    });
}
