using System.Text.Json;
using TungNgo.Web;

namespace TungNgo.Reports.Ladder;

/// <summary>An approved report as its snapshot says it. Everything printed comes from here and nothing from today's registers.</summary>
internal sealed record PrintedReport(
    string FormName, string? LegalSource, int Revision, string PeriodCode, string PeriodName, string At, IReadOnlyList<string> Line, IReadOnlyList<PrintedFigure> Figures,
    IReadOnlyList<string> Missing, IReadOnlyList<PrintedStep> Steps)
{
    public static PrintedReport Of(ReportSnapshot snapshot)
    {
        using var json = JsonDocument.Parse(snapshot.Body);
        var root = json.RootElement;
        var names = root.GetProperty("tree").EnumerateArray().ToDictionary(u => u.GetProperty("id").GetGuid(), u => u.GetProperty("name").GetString()!);
        return new(
            root.GetProperty("form").GetProperty("name").GetProperty("vi").GetString()!, root.GetProperty("form").GetProperty("legalSource").GetString(), root.GetProperty("revision").GetInt32(),
            root.GetProperty("period").GetProperty("code").GetString()!, root.GetProperty("period").GetProperty("name").GetString()!, root.GetProperty("cutOff").GetProperty("at").GetString()!,
            [.. root.GetProperty("line").EnumerateArray().Select(u => u.GetProperty("name").GetString()!)],
            [.. root.GetProperty("figures").EnumerateArray().Select(f => new PrintedFigure(
                f.GetProperty("code").GetString()!, f.GetProperty("name").GetProperty("vi").GetString()!, f.GetProperty("definition").GetProperty("vi").GetString()!,
                f.GetProperty("unit").GetProperty("vi").GetString()!, f.GetProperty("shown").GetString()!, f.GetProperty("value").GetString(), f.GetProperty("source").GetString(),
                f.GetProperty("remark").GetString(), Number(f, "reporting"), Number(f, "of")))],
            [.. root.GetProperty("missing").EnumerateArray().Select(m => names.GetValueOrDefault(m.GetGuid(), ""))],
            [.. root.GetProperty("steps").EnumerateArray().Select(s => new PrintedStep(
                s.GetProperty("action").GetString()!, s.GetProperty("at").GetDateTime(), s.GetProperty("by").GetString()!, s.GetProperty("reason").GetString()))]);
    }

    private static int? Number(JsonElement figure, string name) => figure.GetProperty(name) is { ValueKind: JsonValueKind.Number } n ? n.GetInt32() : null;
}

internal sealed record PrintedFigure(
    string Code, string Name, string Definition, string Unit, string Shown, string? Value, string? Source, string? Remark, int? Reporting, int? Of);

internal sealed record PrintedStep(string Action, DateTime At, string By, string? Reason);
