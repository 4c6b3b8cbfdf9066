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
        Outcome.Moved or Outcome.Appointment => Indicators.VisitsOther,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "An outcome that is not counted is not known."),
    };
}
