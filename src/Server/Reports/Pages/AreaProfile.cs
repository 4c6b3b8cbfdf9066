using TungNgo.Areas;
using TungNgo.Areas.Register;
using TungNgo.Data;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Targets;
using TungNgo.Reports.Values;

namespace TungNgo.Reports.Pages;

/// <param name="Place">Rank among the units beside it; null as in <see cref="RankedUnit"/>.</param>
/// <param name="Of">How many of them have a rank.</param>
internal sealed record ProfileFigure(IndicatorValue Now, IndicatorValue? Before, IndicatorValue? YearBefore, Target? Target, Pace? Pace, int? Place, int Of);

/// <param name="Latest">Null when nobody has begun it.</param>
internal sealed record ProfileReport(ReportForm Form, Period Period, Report? Latest, bool IsLate);

/// <summary>A unit at one look: what it is and was, what it counts, how it stands among the units beside it, and its reports.</summary>
/// <param name="Unit">As it stands on the tree of the period.</param>
internal sealed record AreaProfile(
    IndicatorQuestion Question, DayTree Tree, AreaVersion Unit, AreaHistory History, IReadOnlyList<ProfileFigure> Figures, IReadOnlyList<ProfileReport> Reports)
{
    public ProfileFigure? Find(string code) => Figures.FirstOrDefault(f => f.Now.Indicator.Code == code);
}

/// <summary>Reads profiles in the caller's scope. Of the units beside it only the rank is told and no figure.</summary>
internal sealed class AreaProfiles(
    IndicatorView view, IndicatorCatalogue catalogue, AreaTree areas, AreaView register, ReportDesk desk, TargetBook targets, TimeProvider clock)
{
    private const int Periods = 3;

    /// <param name="period">The current month, when it is left out; of a unit that is no more, its last.</param>
    public async Task<AreaProfile> OfAsync(Guid areaId, string? period, string? boundaries, CancellationToken ct)
    {
        var today = clock.Today();
        var last = areas.VersionsOf(areaId) is [.., { ValidTo: { } ended }] && ended < today ? catalogue.PeriodKinds.First(k => k.Code == "M").At(ended) : null;
        var question = view.Ask(areaId, string.IsNullOrEmpty(period) ? last?.Code : period, boundaries);
        var table = view.Read(question);
        var tree = table.TreeOf(question.Period);
        if (tree.Find(areaId) is not { } unit && last is not null)
        {
            // A unit that ended within its last month is not on that month's tree: it is shown on its own last day.
            question = question with { Boundaries = areas.VersionsOf(areaId)[^1].ValidTo };
            table = view.Read(question);
            tree = table.TreeOf(question.Period);
        }

        unit = tree.Find(areaId) ?? throw new Web.Refusal(Web.Problems.NotFound);
        var figures = catalogue.Of(question.Period.Year).Select(i => Figure(i, unit, question, table, today)).ToList();
        return new(question, tree, unit, register.HistoryOf(areaId), figures, unit.Tier <= AreaTier.Commune ? await ReportsAsync(areaId, question.Period.To < today ? question.Period.To : today.AddDays(-1), ct) : []);
    }

    private ProfileFigure Figure(Indicator indicator, AreaVersion unit, IndicatorQuestion question, IndicatorTable table, DateOnly today)
    {
        IndicatorValue? Of(Period period) => table.Value(indicator.Code, unit.AreaId, period);
        var beside = unit.ParentId is { } parent ? IndicatorView.Ranked(indicator, question with { AreaId = parent }, table) : [];
        return new(
            Of(question.Period)!, Of(question.Period.Before), Of(question.Period.YearBefore), targets.Find(indicator.Code, unit.AreaId, question.Period.Code),
            targets.PaceOf(table, indicator.Code, unit.AreaId, question.Period, today),
            beside.FirstOrDefault(r => r.Unit.AreaId == unit.AreaId)?.Place, beside.Count(r => r.Place is not null));
    }

    private async Task<List<ProfileReport>> ReportsAsync(Guid areaId, DateOnly until, CancellationToken ct)
    {
        var found = new List<ProfileReport>();
        foreach (var form in await desk.FormsAsync(ct))
        {
            // The last that were over by the period that is looked at; each has its edition of the form.
            var kind = catalogue.PeriodKinds.First(k => k.Code == form.PeriodKind);
            foreach (var period in kind.LastBefore(until.AddDays(1)).Last(Periods).Where(p => p.To <= until && form.IsOf(p)).Reverse())
            {
                if (areas.On(period.To).Find(areaId) is not null)
                {
                    var own = (await desk.OverviewAsync(form, period, areaId, ct)).Own;
                    found.Add(new(form, period, own.Latest, own.IsLate));
                }
            }
        }

        return found;
    }
}
