using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Reports.Targets;

/// <summary>A unit sets targets for the units below it; the topmost sets its own as well.</summary>
internal sealed class SetTargets(AppDb db, Writer writer, CurrentUser user, AreaTree areas, ReportPlaces places, IndicatorCatalogue catalogue, IndicatorReader reader)
{
    /// <summary>Whether the caller may set a unit's target.</summary>
    public bool May(Guid areaId, Period period) => user.Can(Permission.EnterReports, places.ParentOf(areaId, period.To) ?? areaId);

    /// <param name="text">As typed; empty takes the target away, with those that were spread from it.</param>
    public async Task SetAsync(string code, string periodCode, Guid areaId, string? text, Spread spread, CancellationToken ct)
    {
        await using var write = await writer.BeginAsync(user.Actor, ct);
        var period = Period.Parse(periodCode, catalogue.PeriodKinds, write.Today) ?? throw new Refusal(Problems.ReportPeriod);
        var indicator = catalogue.Find(code, period.Year) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.EnterReports, places.ParentOf(areaId, period.To) ?? areaId);
        if (areas.On(period.To).Find(areaId) is null || !Enum.IsDefined(spread))
        {
            throw new Refusal(Problems.NotFound);
        }

        if (period.To < write.Today)
        {
            throw new Refusal(Problems.TargetPast);
        }

        var value = string.IsNullOrWhiteSpace(text) ? (decimal?)null : FigureText.Read(text, indicator) is { } read and >= 0 ? read : throw new Refusal(Problems.TargetUnread, FreeText.Shown(text, 40));
        var known = await db.Targets.Where(t => t.Indicator == code && t.Period == period.Code).ToListAsync(ct);
        var wished = new Dictionary<Guid, (decimal Value, Guid? From)>();
        if (value is { } v)
        {
            wished[areaId] = (v, null);
            if (spread != Spread.None)
            {
                SpreadOver(wished, indicator, areaId, period, v, spread);
            }
        }

        var before = known.Where(t => t.AreaId == areaId || t.SpreadFrom == areaId || wished.ContainsKey(t.AreaId)).ToList();
        var old = before.ToDictionary(t => t.AreaId, t => t.Value);
        foreach (var target in before)
        {
            if (wished.Remove(target.AreaId, out var now))
            {
                (target.Value, target.SpreadFrom, target.SetBy, target.SetAt) = (now.Value, now.From, user.Name, write.Now);
            }
            else if (target.AreaId == areaId || spread != Spread.None || value is null)
            {
                db.Targets.Remove(target);
            }
        }

        db.Targets.AddRange(wished.Select(w => new Target
        {
            Id = write.NewId(), Indicator = code, AreaId = w.Key, Period = period.Code, To = period.To, Value = w.Value.Value, SpreadFrom = w.Value.From, SetBy = user.Name, SetAt = write.Now,
        }));
        write.Changed(ChangeKind.Target, areaId);
        write.Audit("target.set", areaId, areaId, old.Count == 0 ? null : old, new { indicator = code, period = period.Code, value, spread });
        await write.CommitAsync(ct);
    }

    /// <summary>Down to the last tier that reports. A share is not divided: it holds for each.</summary>
    private void SpreadOver(Dictionary<Guid, (decimal Value, Guid? From)> wished, Indicator indicator, Guid areaId, Period period, decimal value, Spread spread)
    {
        var below = places.Below(areaId, period.To);
        if (below.Count == 0)
        {
            return;
        }

        var table = reader.Read(period.To);
        decimal Size(Guid unit) => table.Value("HO", unit, period)?.Value ?? 0;
        var weights = below.Select(u => spread switch
        {
            Spread.BySize => Size(u.AreaId),
            Spread.ByMissing => Math.Max(0, Size(u.AreaId) - (table.Value(indicator.Code, u.AreaId, period)?.Value ?? 0)),
            _ => 1,
        }).ToList();
        var parts = indicator.Kind == IndicatorKind.Ratio ? [.. below.Select(_ => value)] : LargestRemainder.Split(value, weights, indicator.Decimals);
        foreach (var (unit, part) in below.Zip(parts))
        {
            wished[unit.AreaId] = (part, areaId);
            SpreadOver(wished, indicator, unit.AreaId, period, part, spread);
        }
    }
}
