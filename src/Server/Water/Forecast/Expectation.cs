namespace TungNgo.Water.Forecast;

/// <summary>
/// What is usual on a day, from all seasons: the course of the year and the tide, whose strength goes with the course of the year. The season that a
/// question is asked
/// in is left out, so that what a season did against the usual is never hidden by itself.
/// </summary>
internal sealed class Expectation
{
    private const int Overtones = 3;
    private const int Course = 1 + 2 * Overtones;
    private const int Size = Course + 3 * TideTerms.Count;
    private static readonly double[] Strengths = [0.003, 0.01, 0.03, 0.1, 0.3];

    private readonly Dictionary<int, double[]> withoutSeason = [];
    private readonly double[] weights;

    private Expectation(double[] weights) => this.weights = weights;

    /// <summary>
    /// Generalised least squares: an anomaly of weeks makes neighbouring days say the same thing, so what counts is what is new in each day, and the filter's
    /// surprises are just that.
    /// </summary>
    /// <param name="values">Days of all seasons, on the scale that the expectation speaks of.</param>
    /// <param name="habits">How anomalies hang together; without it they are taken as new every day.</param>
    public static Expectation Fit(IReadOnlyList<(DateOnly Day, double Value)> values, AnomalyHabits? habits)
    {
        var ridge = new Ridge(Pull());
        var rows = new (int Season, double[] Terms, double Value, double Weight)[values.Count];
        var course = habits is { } known ? new AnomalyCourse(known) : null;
        var parts = new double[(Size + 1) * AnomalyCourse.Size];
        for (var i = 0; i < values.Count; i++)
        {
            var (day, value) = values[i];
            var terms = TermsOf(day);
            var weight = course is null ? 1 : 1 / MakeNew(course, parts, day, terms, ref value);
            rows[i] = (Season.Of(day), terms, value, weight);
            ridge.Add(rows[i].Season, terms, value, weight);
        }

        // Judged by seasons that were left out.
        var seasons = ridge.Seasons.ToList();
        var strength = Strengths.MinBy(s =>
        {
            var solved = seasons.ToDictionary(y => y, y => ridge.Solve(s, y));
            return rows.Sum(r => r.Weight * Math.Pow(r.Value - Terms.Sum(r.Terms, solved[r.Season]), 2));
        });
        var fitted = new Expectation(ridge.Solve(strength));
        foreach (var season in seasons)
        {
            fitted.withoutSeason[season] = ridge.Solve(strength, season);
        }

        return fitted;
    }

    public double Of(DateOnly day) => Terms.Sum(TermsOf(day), withoutSeason.GetValueOrDefault(Season.Of(day), weights));

    /// <summary>Turns the terms and the value of a day into what is new in them after the days before.</summary>
    /// <returns>Variance of what is new.</returns>
    private static double MakeNew(AnomalyCourse course, double[] parts, DateOnly day, double[] terms, ref double value)
    {
        var tide = TideTerms.Of(day);
        for (var i = 0; i <= Size; i++)
        {
            course.Advance(day.DayNumber, parts.AsSpan(i * AnomalyCourse.Size, AnomalyCourse.Size));
        }

        var variance = course.Read(day.DayNumber, tide);
        for (var i = 0; i <= Size; i++)
        {
            var own = parts.AsSpan(i * AnomalyCourse.Size, AnomalyCourse.Size);
            var surprise = (i < Size ? terms[i] : value) - AnomalyCourse.Sum(own, tide);
            for (var j = 0; j < own.Length; j++)
            {
                own[j] += course.Gain[j] * surprise;
            }

            if (i < Size)
            {
                terms[i] = surprise;
            }
            else
            {
                value = surprise;
            }
        }

        return variance;
    }

    private static double[] Pull()
    {
        var pull = new double[Size];
        Array.Fill(pull, 1);
        pull[0] = 0;
        for (var overtone = 1; overtone <= Overtones; overtone++)
        {
            pull[2 * overtone - 1] = pull[2 * overtone] = 0.1 * overtone * overtone;
        }

        return pull;
    }

    private static double[] TermsOf(DateOnly day)
    {
        var terms = new double[Size];
        var angle = Season.Angle(day);
        terms[0] = 1;
        for (var overtone = 1; overtone <= Overtones; overtone++)
        {
            terms[2 * overtone - 1] = Math.Cos(overtone * angle);
            terms[2 * overtone] = Math.Sin(overtone * angle);
        }

        var tide = TideTerms.Of(day);
        for (var i = 0; i < tide.Length; i++)
        {
            terms[Course + 3 * i] = tide[i];
            terms[Course + 3 * i + 1] = tide[i] * Math.Cos(angle);
            terms[Course + 3 * i + 2] = tide[i] * Math.Sin(angle);
        }

        return terms;
    }
}
