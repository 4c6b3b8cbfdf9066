using TungNgo.Figures;

namespace TungNgo.Visits;

/// <summary>Under which indicator a visit is counted.</summary>
internal static class VisitCounts
{
    public static int Indicator(this Outcome outcome) => outcome switch
    {
        Outcome.Met => Indicators.VisitsMet,
        Outcome.Away => Indicators.VisitsAway,
        Outcome.Refused => Indicators.VisitsRefused,
        _ => Indicators.VisitsOther,
    };
}
