using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Pages;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Reports;

/// <summary>Figures of units and periods as programs ask for them, in the caller's scope: one reading for JSON, tables and what other systems fetch.</summary>
internal sealed class FigureAnswers(AppDb db, IndicatorView view, IndicatorCatalogue catalogue, Targets.TargetBook targets)
{
    /// <summary>Units times periods times indicators of one answer.</summary>
    public const int MostFigures = 50_000, MostPeriods = 60;

    public async Task<IndicatorValues> ReadAsync(Guid areaId, FigureQuery asked, CancellationToken ct)
    {
        Check(asked);
        var questions = asked.PeriodCodes.Select(p => view.Ask(areaId, p, asked.Boundaries)).ToList();
        var table = view.Read(questions[0]);
        var parts = questions.Select(q => PartOf(q, asked, table)).ToList();
        if (questions.Count == 1 && parts[0].Units.Count == 0 && parts[0].Tree.Find(areaId) is null)
        {
            throw new Refusal(Problems.NotFound);
        }

        if (parts.Sum(p => p.Units.Count * p.Indicators.Count) is > MostFigures and var many)
        {
            throw new Refusal(Problems.FiguresTooMany, many, MostFigures);
        }

        var answers = new List<IndicatorValues>();
        foreach (var part in parts)
        {
            var approved = asked.IsApproved ? await ApprovedAsync(asked, part, ct) : [];
            answers.Add(new(
                part.Period.Code, part.Period.From, part.Period.To, part.Tree.Day, table.Image.Number,
                asked.IsApproved ? [.. part.Units.Select(u => ApprovedUnit(u, part, approved.GetValueOrDefault(u.AreaId)))] : LiveUnits(part, table),
                asked.IsApproved ? FigureQuery.Approved : FigureQuery.Live));
        }

        return answers.Count == 1 ? answers[0] : answers[0] with { Others = [.. answers.Skip(1)] };
    }

    private static void Check(FigureQuery asked)
    {
        if (asked.PeriodCodes.Count > MostPeriods)
        {
            throw new Refusal(Problems.FiguresTooMany, asked.PeriodCodes.Count, MostPeriods);
        }

        // What was approved stands on the units of its own time and on no others.
        var wrong = asked.Status is not (null or "" or FigureQuery.Live or FigureQuery.Approved) ? "status"
            : asked.IsApproved && asked.Boundaries is not (null or "" or "then") ? "boundaries"
            : !asked.IsApproved && (asked.Revision ?? (object?)asked.AsOf ?? asked.Form) is not null ? "status"
            : asked.Level is not null && (asked.Children == true || TierOf(asked.Level) is null) ? "level" : null;
        if (wrong is not null)
        {
            throw new Refusal(Problems.Invalid, wrong);
        }
    }

    private static AreaTier? TierOf(string level) => Enum.GetValues<AreaTier>().Cast<AreaTier?>().FirstOrDefault(t => t!.Value.Word() == level);

    private Part PartOf(IndicatorQuestion question, FigureQuery asked, IndicatorTable table)
    {
        var tree = table.TreeOf(question.Period);
        var unit = tree.Find(question.AreaId);
        var wished = asked.IndicatorCodes;
        var tier = asked.Level is { } level ? TierOf(level) : null;
        IEnumerable<AreaVersion> units = unit is null ? []
            : tier is not null ? tree.Below(unit.AreaId).Where(u => u.Tier == tier)
            : asked.Children == true ? tree.ChildrenOf(unit.AreaId).Prepend(unit) : [unit];
        // On boundaries of another day a unit may hold parts that are somebody else's today.
        return new(question.Period, tree, [.. units.Where(view.Sees)], [.. catalogue.Of(question.Period.Year).Where(i => wished.Count == 0 || wished.Contains(i.Code))]);
    }

    /// <summary>One indicator of all units after the other.</summary>
    private IndicatorUnit[] LiveUnits(Part part, IndicatorTable table)
    {
        var units = part.Units.Select(u => u.AreaId).ToArray();
        var columns = part.Indicators.Select(i => (Values: table.Values(i.Code, units, part.Period), Targets: targets.Of(i.Code, part.Period.Code))).ToArray();
        return [.. part.Units.Select((u, at) => Unit(u, columns.Select(c => Figure(c.Values[at]!, c.Targets.GetValueOrDefault(u.AreaId)?.Value)), null))];
    }

    private static IndicatorUnit ApprovedUnit(AreaVersion unit, Part part, ReportSnapshot? snapshot)
    {
        if (snapshot is null)
        {
            return Unit(unit, part.Indicators.Select(i => new IndicatorFigure(i.Code, i.Version, null, null, null, i.Qualifier, null, null, "notApproved", null, null)), null);
        }

        var report = ApprovedReport.Of(snapshot);
        var wished = part.Indicators.Select(i => i.Code).ToHashSet();
        return Unit(
            unit, report.Figures.Where(f => wished.Contains(f.Code))
                .Select(f => new IndicatorFigure(f.Code, f.Version, f.Value, f.Above, f.Below, f.Qualifier, f.Reporting, f.Of, f.Value is null ? Gap.Nothing.Word() : null, f.Source, null)),
            new(report.ReportId, report.FormCode, report.Revision, snapshot.Seal, snapshot.Hash, snapshot.At, report.Change));
    }

    /// <summary>By unit, the snapshot that is asked for.</summary>
    private async Task<Dictionary<Guid, ReportSnapshot>> ApprovedAsync(FigureQuery asked, Part part, CancellationToken ct)
    {
        var forms = await db.ReportForms.AsNoTracking().OrderBy(f => f.Code).ToListAsync(ct);
        var form = asked.Form is { Length: > 0 } code ? forms.Find(f => f.Code == code && f.IsOf(part.Period)) : forms.Find(f => f.IsOf(part.Period));
        if (form is null)
        {
            // Another edition of it may hold in other periods; a code that is none of ours is a mistake.
            return asked.Form is not { Length: > 0 } named || forms.Exists(f => f.Code == named) ? [] : throw new Refusal(Problems.Invalid, "form");
        }

        var units = part.Units.Select(u => u.AreaId).ToHashSet();
        var until = asked.AsOf is { } day ? LegalDay.Start(day.AddDays(1)) : DateTime.MaxValue;
        var known = await (
            from report in db.Reports.Where(r => r.FormId == form.Id && r.Period == part.Period.Code)
            join snapshot in db.ReportSnapshots on report.Id equals snapshot.ReportId
            select new { report.Id, report.AreaId, report.Revision, snapshot.At }).ToListAsync(ct);
        var chosen = known.Where(k => units.Contains(k.AreaId) && k.At < until && (asked.Revision is null || k.Revision == asked.Revision))
            .GroupBy(k => k.AreaId).Select(g => g.MaxBy(k => k.Revision)!.Id).ToList();
        return await (
            from report in db.Reports.Where(r => chosen.Contains(r.Id))
            join snapshot in db.ReportSnapshots on report.Id equals snapshot.ReportId
            select new { report.AreaId, Snapshot = snapshot }).AsNoTracking().ToDictionaryAsync(x => x.AreaId, x => x.Snapshot, ct);
    }

    private static IndicatorUnit Unit(AreaVersion u, IEnumerable<IndicatorFigure> figures, IndicatorSnapshot? snapshot) =>
        new(u.AreaId, u.Code, AreaNames.WithKind(u), u.Kind.Word(), u.ParentId, [.. figures], snapshot);

    private static IndicatorFigure Figure(IndicatorValue v, decimal? target) => new(
        v.Indicator.Code, v.Indicator.Version, v.Value, v.Above, v.Below, v.Qualifier, v.Reporting, v.Of, v.Gap == Gap.None ? null : v.Gap.Word(), v.Entered?.Source, target);

    private sealed record Part(Period Period, DayTree Tree, IReadOnlyList<AreaVersion> Units, IReadOnlyList<Indicator> Indicators);
}
