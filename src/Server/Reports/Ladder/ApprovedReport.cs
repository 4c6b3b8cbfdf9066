using System.Globalization;
using System.Text.Json;

namespace TungNgo.Reports.Ladder;

/// <summary>A figure as a snapshot says it.</summary>
internal sealed record ApprovedFigure(
    string Code, int Version, decimal? Value, decimal? Above, decimal? Below, Catalogue.Qualifier Qualifier, int? Reporting, int? Of, string? Source);

/// <summary>An approved report's own figures as numbers, read from its snapshot and from nothing else.</summary>
/// <param name="Change">Number of the last change that was in the figures when they were approved.</param>
internal sealed record ApprovedReport(
    Guid ReportId, string FormCode, int Revision, string Period, DateOnly From, DateOnly To, Guid AreaId, string? AreaCode, string AreaName, long Change, IReadOnlyList<ApprovedFigure> Figures)
{
    public static ApprovedReport Of(ReportSnapshot snapshot)
    {
        using var json = JsonDocument.Parse(snapshot.Body);
        var root = json.RootElement;
        var period = root.GetProperty("period");

        // The line goes from the unit itself up to the top.
        var unit = root.GetProperty("line")[0];
        return new(
            snapshot.ReportId, root.GetProperty("form").GetProperty("code").GetString()!, root.GetProperty("revision").GetInt32(), period.GetProperty("code").GetString()!,
            Day(period, "from"), Day(period, "to"), unit.GetProperty("id").GetGuid(), unit.GetProperty("code").GetString(), unit.GetProperty("name").GetString()!,
            root.GetProperty("cutOff").GetProperty("change").GetInt64(),
            [.. root.GetProperty("figures").EnumerateArray().Select(f => new ApprovedFigure(
                f.GetProperty("code").GetString()!, f.GetProperty("version").GetInt32(), Number(f, "value"), Number(f, "above"), Number(f, "below"),
                Enum.Parse<Catalogue.Qualifier>(f.GetProperty("qualifier").GetString()!, ignoreCase: true), Count(f, "reporting"), Count(f, "of"), f.GetProperty("source").GetString()))]);
    }

    private static decimal? Number(JsonElement figure, string name) =>
        figure.GetProperty(name).GetString() is { } text ? decimal.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture) : null;

    private static int? Count(JsonElement figure, string name) => figure.GetProperty(name) is { ValueKind: JsonValueKind.Number } n ? n.GetInt32() : null;

    private static DateOnly Day(JsonElement period, string name) => DateOnly.ParseExact(period.GetProperty(name).GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
