namespace TungNgo.Water.Forecast;

/// <summary>Whether a horizon of a station's forecast may be shown, and why not.</summary>
internal enum SkillVerdict
{
    /// <summary>It beat both.</summary>
    Shown,

    /// <summary>The last season has too few days to tell.</summary>
    TooFew,

    /// <summary>Saying the last reading again would have been as good.</summary>
    NoBetterThanPersistence,

    /// <summary>The mean of that time of the year would have been as good.</summary>
    NoBetterThanClimatology,
}

/// <summary>
/// What the last season says of a horizon: a forecast is shown only where it beat both the last reading and the time of the year by root mean squared error.
/// </summary>
/// <param name="Season">The season that was judged by.</param>
/// <param name="Count">Days of that season that could be checked.</param>
/// <param name="Within">Of them within the band.</param>
internal sealed record ForecastSkill(int Horizon, SkillVerdict Verdict, int Season, int Count, int Within, double Rmse, double PersistenceRmse, double ClimatologyRmse)
{
    /// <summary>Fewer days tell nothing.</summary>
    public const int Fewest = 8;

    public bool IsShown => Verdict == SkillVerdict.Shown;

    /// <summary>"8 of 10 days within the band"; null when no day could be checked.</summary>
    public int? OfTen => Count == 0 ? null : (int)Math.Round(10.0 * Within / Count, MidpointRounding.AwayFromZero);

    public static ForecastSkill Of(int horizon, int season, IReadOnlyList<ScoredCase> cases)
    {
        if (HorizonScore.Of(horizon, cases) is not { } score)
        {
            return new ForecastSkill(horizon, SkillVerdict.TooFew, season, 0, 0, 0, 0, 0);
        }

        var (own, last, usual) = (score.Of(Method.Forecast).Rmse, score.Of(Method.Persistence).Rmse, score.Of(Method.Climatology).Rmse);
        var verdict = cases.Count < Fewest ? SkillVerdict.TooFew
            : own >= last ? SkillVerdict.NoBetterThanPersistence
            : own >= usual ? SkillVerdict.NoBetterThanClimatology
            : SkillVerdict.Shown;
        return new ForecastSkill(horizon, verdict, season, cases.Count, cases.Count(c => c.IsWithin), own, last, usual);
    }
}
