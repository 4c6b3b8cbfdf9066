using System.Text.Json;
using TungNgo.Exchange.Wire;
using TungNgo.Reports.Periods;
using TungNgo.Web;

namespace TungNgo.Exchange.Push;

/// <summary>As DHIS2 takes it at dataValueSets. It knows the calendar's periods alone, so a report of an administrative month cannot go there.</summary>
internal sealed class DataValuesBody : IPushBody
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public string Kind => "data-values";

    public Task<PushBody> BuildAsync(PushOf of, CancellationToken ct)
    {
        var period = OutValues.Known(of.Period).Dhis2()!;
        var (report, unit) = (of.Report, of.Codes.Unit(of.Report.AreaCode) ?? throw new Refusal(Problems.PushUnitCode, of.Report.AreaName));
        var there = report.Figures.Where(f => f.Value is not null).ToList();
        var comment = $"seal {of.Snapshot.Seal}, revision {report.Revision}";
        var values = there.Select(f => (Figure: f, Mapped: of.Codes.Indicator(f.Code))).Where(x => x.Mapped is not null)
            .Select(x => new DataValue(x.Mapped!.Theirs, period, unit, OutValues.Text(x.Figure.Value!.Value * x.Mapped.Factor), comment)).ToArray();
        return Task.FromResult(new PushBody(JsonSerializer.SerializeToUtf8Bytes(new DataValueSet(null, values), Json), "application/json", values.Length, there.Count - values.Length));
    }
}
