using Microsoft.EntityFrameworkCore;

namespace TungNgo.Training;

/// <summary>Keys and indexes of classes and certificates.</summary>
internal static class TrainingModel
{
    public static void Build(ModelBuilder model)
    {
        model.Entity<TrainingClass>(e =>
        {
            e.Ignore(c => c.Begins).Ignore(c => c.Ends);
            e.HasIndex(c => c.AreaId);
            e.Property(c => c.Edition).IsConcurrencyToken();
        });
        model.Entity<ClassSeat>(e =>
        {
            e.HasKey(s => new { s.ClassId, s.MemberId });
            e.HasIndex(s => s.MemberId);
        });
        model.Entity<TestAttempt>(e =>
        {
            e.HasIndex(a => new { a.ClassId, a.MemberId });
            e.HasIndex(a => a.MemberId);
        });
        model.Entity<Certificate>(e =>
        {
            e.Ignore(c => c.Number);
            e.HasIndex(c => c.Code).IsUnique();
            e.HasIndex(c => c.StatusIndex).IsUnique();
            e.HasIndex(c => new { c.AreaId, c.Year, c.Sequence }).IsUnique();
            e.HasIndex(c => new { c.ClassId, c.MemberId }).IsUnique();
            e.HasIndex(c => c.MemberId);
        });
    }
}
