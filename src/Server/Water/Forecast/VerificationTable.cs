using System.Globalization;
using System.Text;

namespace TungNgo.Water.Forecast;

/// <summary>A verification for people, in plain signs and of one width.</summary>
internal static class VerificationTable
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static string Of(StationFile read, IReadOnlyList<DayValue> days, Verification verified)
    {
        var text = new StringBuilder();
        text.AppendLine(Plain, $"{read.Readings.Count} readings, {read.Missing} missing, {read.Repeated} repeated, {read.Bad.Count} lines left out; {days.Count} days with a daily maximum, {days[0].Day:yyyy-MM-dd} to {days[^1].Day:yyyy-MM-dd}.");
        text.AppendLine(Plain, $"Seasons {verified.FirstSeason} to {verified.LastSeason} are scored, each fitted on what lies before it; {verified.Cases.Count} forecasts of daily maxima, g/l.");
        text.AppendLine("Warnings of the forecast go by its 0.9 quantile, those of the others by their value. hit: share of the days at or over the threshold that were warned of;");
        text.AppendLine("false: share of the warnings that were wrong.").AppendLine();
        text.AppendLine("days  method           n    RMSE     MAE    bias  within band   hit/false 1 g/l   hit/false 2 g/l   hit/false 4 g/l");
        foreach (var score in verified.Scores())
        {
            foreach (var method in score.Methods)
            {
                var own = method.Method == Method.Forecast;
                text.Append(Plain, $"{(own ? score.Horizon : ""),4}  {method.Method.ToString().ToLowerInvariant(),-12}{score.Count,6}{method.Rmse,8:0.00}{method.Mae,8:0.00}{method.Bias,8:0.00}{(own ? Share(score.Coverage) : ""),13}");
                foreach (var alert in method.Alerts)
                {
                    text.Append(Plain, $"{Share(alert.HitRate),10} /{Share(alert.FalseAlarmRatio),6}");
                }

                text.AppendLine();
            }
        }

        text.AppendLine().AppendLine(Plain, $"Shown after season {verified.LastSeason}, by horizon:");
        foreach (var skill in verified.Skill())
        {
            text.AppendLine(Plain, $"{skill.Horizon,4}  {Said(skill)}");
        }

        return text.ToString().TrimEnd();
    }

    private static string Said(ForecastSkill skill)
    {
        var errors = string.Create(Plain, $"RMSE {skill.Rmse:0.00}, persistence {skill.PersistenceRmse:0.00}, climatology {skill.ClimatologyRmse:0.00} over {skill.Count} days since {skill.Season}");
        return skill.Verdict switch
        {
            SkillVerdict.Shown => $"shown: {skill.OfTen} of 10 days within the band; {errors}",
            SkillVerdict.TooFew => $"hidden: only {skill.Count} days could be checked, {ForecastSkill.Fewest} are needed",
            SkillVerdict.NoBetterThanPersistence => $"hidden: no better than the last reading; {errors}",
            _ => $"hidden: no better than the time of the year; {errors}",
        };
    }

    private static string Share(double? share) => share is { } known ? string.Create(Plain, $"{100 * known:0} %") : "-";
}
