namespace TungNgo.Web.Components;

/// <summary>An address that asks for a period that is none: the page shows the usual one and says so, instead of throwing itself away.</summary>
internal static class Usual
{
    private static readonly Problem[] OfPeriods = [Problems.FigurePeriod, Problems.ReportPeriod, Problems.Invalid];

    /// <param name="asked">Reads what the address asks.</param>
    /// <param name="usual">Reads what is shown without a word in the address.</param>
    /// <returns>What is shown, and what was wrong with the address; <see cref="PeriodNote"/> tells it.</returns>
    public static async Task<(T Shown, Refusal? Wrong)> OrAsync<T>(Func<Task<T>> asked, Func<Task<T>> usual)
    {
        try
        {
            return (await asked(), null);
        }
        catch (Refusal refusal) when (OfPeriods.Contains(refusal.Problem))
        {
            return (await usual(), refusal);
        }
    }

    public static (T Shown, Refusal? Wrong) Or<T>(Func<T> asked, Func<T> usual)
    {
        try
        {
            return (asked(), null);
        }
        catch (Refusal refusal) when (OfPeriods.Contains(refusal.Problem))
        {
            return (usual(), refusal);
        }
    }
}
