using TungNgo.Reports.Ladder;
using TungNgo.Reports.Values;
using TungNgo.Web;
using TungNgo.Web.Components;

namespace TungNgo.Reports.Pages;

/// <summary>States and findings as the pages say them.</summary>
internal static class ReportWords
{
    public static StatusKind Kind(ReportState state) => state switch
    {
        ReportState.Draft => StatusKind.None,
        ReportState.Returned => StatusKind.Bad,
        ReportState.Submitted or ReportState.Accepted => StatusKind.Due,
        _ => StatusKind.Done,
    };

    public static string Of(Finding finding, Texts t) => t[$"reports.finding.{finding.Kind.Word()}",
        FigureText.Number(finding.Value, finding.Indicator), finding.Kind == FindingKind.PartAboveWhole ? Formats.Number((long?)finding.Than) : FigureText.Number(finding.Than, finding.Indicator)];

    /// <summary>From how many units a figure comes, where offices tell it; empty where the system counts.</summary>
    public static string Completeness(IndicatorValue value, Texts t) => value is { Of: { } of, Reporting: { } reporting } && reporting < of ? t["reports.from-units", reporting, of] : "";
}
