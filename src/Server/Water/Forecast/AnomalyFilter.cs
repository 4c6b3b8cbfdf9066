namespace TungNgo.Water.Forecast;

/// <summary>What this year does against the usual, followed from reading to reading.</summary>
internal sealed class AnomalyFilter(AnomalyHabits habits)
{
    private readonly AnomalyCourse course = new(habits);
    private readonly double[] parts = new double[AnomalyCourse.Size];
    private double scale = 1;

    public void Observe(int day, double anomaly, double[] tide)
    {
        course.Advance(day, parts);
        var variance = course.Read(day, tide);
        var surprise = anomaly - AnomalyCourse.Sum(parts, tide);
        var most = habits.Believed * Math.Sqrt(scale * variance);
        scale += 0.02 * (Math.Min(surprise * surprise / variance, 9 * scale) - scale);
        surprise = Math.Clamp(surprise, -most, most);
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] += course.Gain[i] * surprise;
        }
    }

    /// <summary>The anomaly expected on a later day, or on the last that was read.</summary>
    public double Expect(int day, double[] tide)
    {
        if (course.Day is not { } last)
        {
            return 0;
        }

        Span<double> later = stackalloc double[AnomalyCourse.Size];
        parts.CopyTo(later);
        course.Fade(day - last, later);
        return AnomalyCourse.Sum(later, tide);
    }
}
