using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace TungNgo.Reports;

/// <summary>What programs ask of figures beside the unit.</summary>
internal sealed class FigureQuery
{
    [FromQuery(Name = "period")]
    [Description("2024-M9, 2024-MA9, 2024-Q3, 2024-10-01..2024-10-10, C2024-10 (days with a name), last-MA …; this month when left out")]
    public string? Period { get; init; }

    [FromQuery(Name = "periods")]
    [Description("several of them, separated by commas")]
    public string? Periods { get; init; }

    [FromQuery(Name = "boundaries")]
    [Description("then (each period on its own units; the default), today, or a day")]
    public string? Boundaries { get; init; }

    [FromQuery(Name = "children")]
    [Description("true: the units one step down as well")]
    public bool? Children { get; init; }

    [FromQuery(Name = "level")]
    [Description("province, district, commune or hamlet: all units of this tier in the unit, instead of the unit itself")]
    public string? Level { get; init; }

    [FromQuery(Name = "codes")]
    [Description("codes of indicators, separated by commas; all when left out")]
    public string? Codes { get; init; }

    [FromQuery(Name = "status")]
    [Description("live (now; the default) or approved (as the newest approved report of each unit says)")]
    public string? Status { get; init; }

    [FromQuery(Name = "form")]
    [Description("with approved: code of the report's form; the first of the period's when left out")]
    public string? Form { get; init; }

    [FromQuery(Name = "revision")]
    [Description("with approved: this revision; 0 is the first report, corrections are numbered from 1")]
    public int? Revision { get; init; }

    [FromQuery(Name = "asOf")]
    [Description("with approved: what was approved by the end of this day (yyyy-MM-dd)")]
    public DateOnly? AsOf { get; init; }

    [FromQuery(Name = "format")]
    [Description("json or csv; else by what is accepted")]
    public string? Format { get; init; }

    public const string Live = "live", Approved = "approved";

    public bool IsApproved => Status == Approved;

    /// <summary>Codes of the periods, each once; one that is null means this month.</summary>
    public IReadOnlyList<string?> PeriodCodes => List(Periods) is { Count: > 0 } several ? [.. several] : [Period];

    public IReadOnlyList<string> IndicatorCodes => List(Codes);

    private static List<string> List(string? text) => [.. (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal)];
}
