using Microsoft.EntityFrameworkCore;
using TungNgo.Training.Lessons;

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
            // Of those that stand: one that was wrong is followed by another.
            e.HasIndex(c => new { c.ClassId, c.MemberId }).IsUnique().HasFilter("\"RevokedAt\" IS NULL");
            e.HasIndex(c => c.GuestId).IsUnique().HasFilter("\"RevokedAt\" IS NULL");
            e.HasIndex(c => c.MemberId);
        });
        // One row for what a list told, however often it is sent.
        model.Entity<Completion>(e => e.HasIndex(c => new { c.MemberId, c.Course, c.Day }).IsUnique());
        model.Entity<ClassRating>(e => e.HasIndex(r => r.ClassId));
        model.Entity<ClassGuest>(e => e.HasIndex(g => g.ClassId));
        model.Entity<LessonRead>(e => e.HasKey(r => new { r.MemberId, r.Lesson }));
    }
}
