using Microsoft.EntityFrameworkCore;

namespace TungNgo.Questions;

/// <summary>Keys and indexes of the list of answers.</summary>
internal static class QuestionsModel
{
    public static void Build(ModelBuilder model) => model.Entity<KnownAnswer>(e =>
    {
        e.HasIndex(a => a.AreaId);
        e.HasIndex(a => a.RequestId);
        e.Property(a => a.Version).IsConcurrencyToken();
    });
}
