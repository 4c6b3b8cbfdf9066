using System.Text.Json;
using System.Text.Json.Serialization;
using TungNgo.Exchange.Wire;
using TungNgo.Web;

namespace TungNgo.Exchange.Push;

/// <summary>Our own plain JSON, as report systems of the state ask for it: code of the indicator, code of the unit, period, value.</summary>
internal sealed class FiguresBody : IPushBody
{
    public string Kind => "figures";

    public Task<PushBody> BuildAsync(PushOf of, CancellationToken ct)
    {
        var (report, unit) = (of.Report, of.Codes.Unit(of.Report.AreaCode) ?? throw new Refusal(Problems.PushUnitCode, of.Report.AreaName));
        var there = report.Figures.Where(f => f.Value is not null).ToList();
        var values = (
            from figure in there
            let mapped = of.Codes.Indicator(figure.Code)
            where mapped is not null
            select new Sent(
                mapped.Theirs, unit, report.Period, OutValues.Text(figure.Value!.Value * mapped.Factor), figure.Qualifier.Word(),
                figure.Reporting < figure.Of ? figure.Reporting : null, figure.Reporting < figure.Of ? figure.Of : null)).ToList();
        var takenBack = of.TakenBack().Select(m => new Sent(m.Theirs, unit, report.Period, null, null, null, null));
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                format = "tungngo-figures", version = 1, key = of.Key, form = report.FormCode, revision = report.Revision, period = report.Period,
                from = report.From, to = report.To, unit, approvedAt = of.Snapshot.At, seal = of.Snapshot.Seal, hash = of.Snapshot.Hash,
                values = values.Concat(takenBack).ToArray(),
            },
            JsonShape.Stored);
        return Task.FromResult(new PushBody(body, "application/json", values.Count, there.Count - values.Count));
    }

    /// <param name="Value">Null, and said so, for a figure that this revision takes back.</param>
    /// <param name="Reporting">From how many units the figure comes; only where some told nothing.</param>
    private sealed record Sent(
        string Indicator, string Unit, string Period, string? Value,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Qualifier,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Reporting,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Of);
}
