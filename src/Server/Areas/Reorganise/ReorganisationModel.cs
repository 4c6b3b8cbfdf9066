using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace TungNgo.Areas.Reorganise;

internal static class ReorganisationModel
{
    public static void Build(ModelBuilder model) => model.Entity<Reorganisation>(e =>
    {
        e.HasIndex(r => new { r.State, r.Day });
        e.Property(r => r.Edition).IsConcurrencyToken();
        // Steps are read and written as a whole: a set is one thing.
        e.Property(r => r.Steps).HasConversion(
            steps => JsonSerializer.Serialize(steps, JsonShape.Stored), text => JsonSerializer.Deserialize<List<ReorganisationStep>>(text, JsonShape.Stored)!,
            new ValueComparer<List<ReorganisationStep>>((a, b) => ReferenceEquals(a, b), steps => steps.Count, steps => steps.ToList()));
    });
}
