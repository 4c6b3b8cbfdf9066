namespace TungNgo.Water.Forecast;

/// <summary>Whether a horizon of a station's forecast may be shown, and why not.</summary>
internal enum SkillVerdict
{
    /// <summary>It beat both.</summary>
    Shown,

    /// <summary>The last seasons have too few days to tell.</summary>
    TooFew,

    /// <summary>Saying the last reading again would have been as good.</summary>
    NoBetterThanPersistence,

    /// <summary>The mean of that time of the year would have been as good.</summary>
    NoBetterThanClimatology,
}

/// <summary>
/// What the last season says of a horizon: a forecast is shown only where it beat both the last reading and the time of the year by root mean squared error.
/// </summary>
/// <param name="Season">The first season that was judged by: the last one, or as many before it as it takes where that has too few days.</param>
/// <param name="Count">Days of those seasons that could be checked.</param>
/// <param name="Within">Of them within the band.</param>
internal sealed record ForecastSkill(int Horizon, SkillVerdict Verdict, int Season, int Count, int Within, double Rmse, double PersistenceRmse, double ClimatologyRmse)
{
    /// <summary>Fewer days tell nothing.</summary>
    public const int Fewest = 8;

    /// <summary>A distance that the rhythm of the readings makes rare is judged by so many seasons at most.</summary>
    private const int MostSeasons = 3;

    public bool IsShown => Verdict == SkillVerdict.Shown;

    /// <summary>"8 of 10 days within the band"; null when no day could be checked.</summary>
    public int? OfTen => Count == 0 ? null : (int)Math.Round(10.0 * Within / Count, MidpointRounding.AwayFromZero);

    /// <param name="last">The last season that was scored.</param>
    /// <param name="cases">Of this horizon, from all seasons.</param>
    public static ForecastSkill Of(int horizon, int last, IEnumerable<ScoredCase> cases)
    {
        var seasons = cases.ToLookup(c => c.SeasonYear);
        var (judged, since) = (seasons[last].ToList(), last);
        while (judged.Count < Fewest && since > last - MostSeasons + 1)
        {
            judged.AddRange(seasons[--since]);
        }

        if (HorizonScore.Of(horizon, judged) is not { } score)
        {
            return new ForecastSkill(horizon, SkillVerdict.TooFew, since, 0, 0, 0, 0, 0);
        }

        var (own, repeated, usual) = (score.Of(Method.Forecast).Rmse, score.Of(Method.Persistence).Rmse, score.Of(Method.Climatology).Rmse);
        var verdict = judged.Count < Fewest ? SkillVerdict.TooFew
            : own >= repeated ? SkillVerdict.NoBetterThanPersistence
            : own >= usual ? SkillVerdict.NoBetterThanClimatology
            : SkillVerdict.Shown;
        return new ForecastSkill(horizon, verdict, since, judged.Count, judged.Count(c => c.IsWithin), own, repeated, usual);
    }
}
