using System.Text.Json;
using System.Text.Json.Serialization;
using TungNgo.Exchange.Wire;
using TungNgo.Reports.Periods;
using TungNgo.Web;

namespace TungNgo.Exchange.Push;

/// <summary>As DHIS2 takes it at dataValueSets. It knows the calendar's periods alone, so a report of an administrative month cannot go there.</summary>
internal sealed class DataValuesBody : IPushBody
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string Kind => "data-values";

    public Task<PushBody> BuildAsync(PushOf of, CancellationToken ct)
    {
        var period = OutValues.Known(of.Period).Dhis2()!;
        var (report, unit) = (of.Report, of.Codes.Unit(of.Report.AreaCode) ?? throw new Refusal(Problems.PushUnitCode, of.Report.AreaName));
        var there = report.Figures.Where(f => f.Value is not null).ToList();
        var values = (
            from figure in there
            let mapped = of.Codes.Indicator(figure.Code)
            where mapped is not null
            select new Sent(
                mapped.Theirs, period, unit, OutValues.Text(figure.Value!.Value * mapped.Factor),
                OutValues.CommentOf(of.Snapshot.Seal, report.Revision, figure.Reporting, figure.Of), null)).ToList();

        // DHIS2 takes a value away when it comes once more, empty and marked as deleted.
        var comment = OutValues.CommentOf(of.Snapshot.Seal, report.Revision, null, null);
        var takenBack = of.TakenBack().Select(m => new Sent(m.Theirs, period, unit, "", comment, true));
        var body = JsonSerializer.SerializeToUtf8Bytes(new { dataValues = values.Concat(takenBack).ToArray() }, Json);
        return Task.FromResult(new PushBody(body, "application/json", values.Count, there.Count - values.Count));
    }

    /// <summary>A value as it is told to DHIS2: what programs fetch is never taken back, so this alone knows the mark.</summary>
    private sealed record Sent(string DataElement, string Period, string OrgUnit, string Value, string? Comment, bool? Deleted);
}
