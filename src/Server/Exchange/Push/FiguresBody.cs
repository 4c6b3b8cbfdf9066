using System.Text.Json;
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
            select new { indicator = mapped.Theirs, unit, period = report.Period, value = OutValues.Text(figure.Value!.Value * mapped.Factor), qualifier = figure.Qualifier.Word() }).ToList();
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                format = "tungngo-figures", version = 1, key = of.Key, form = report.FormCode, revision = report.Revision, period = report.Period, from = report.From, to = report.To, unit,
                approvedAt = of.Snapshot.At, seal = of.Snapshot.Seal, hash = of.Snapshot.Hash, values,
            },
            JsonShape.Stored);
        return Task.FromResult(new PushBody(body, "application/json", values.Count, there.Count - values.Count));
    }
}
