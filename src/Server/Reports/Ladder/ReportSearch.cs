using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;
using TungNgo.Web;

namespace TungNgo.Reports.Ladder;

/// <summary>Reports by their form, period and unit: "báo cáo tháng 9 Trường Khánh".</summary>
internal sealed class ReportSearch(AppDb db, CurrentUser user, AreaTree areas, IndicatorCatalogue catalogue, IHttpContextAccessor http) : ISearch
{
    /// <summary>Those of a province in two years; what lies further back is found by its period on the page of reports.</summary>
    private const int Newest = 5_000;

    public int Rank => 100;

    public string Title => "search.reports";

    public async Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct)
    {
        if (!user.Can(Permission.ViewFigures))
        {
            return [];
        }

        var t = http.HttpContext!.Texts();
        var units = (await db.Reports.Select(r => r.AreaId).Distinct().ToListAsync(ct)).Where(a => user.Can(Permission.ViewFigures, a)).ToList();
        var forms = await db.ReportForms.AsNoTracking().ToDictionaryAsync(f => f.Id, ct);
        var reports = await db.Reports.AsNoTracking().Where(r => units.Contains(r.AreaId)).OrderByDescending(r => r.To).ThenByDescending(r => r.Revision).ThenBy(r => r.Id)
            .Take(Newest).Select(r => new { r.Id, r.FormId, r.AreaId, r.Period, r.To, r.State, r.Revision }).ToListAsync(ct);
        var known = reports.Select(r => (Report: r, Form: t.Of(forms[r.FormId].Name), Period: Period.Parse(r.Period, catalogue.PeriodKinds, r.To)?.FullName(t) ?? r.Period,
            Unit: areas.On(r.To).Find(r.AreaId) is { } unit ? AreaNames.WithKind(unit) : ""));
        return [.. asked.Best(known, k => SearchKey.Fold($"{k.Form} {k.Period} {k.Unit}"), most)
            .Select(k => new Hit($"{k.Form} · {k.Period}", $"/reports/{k.Report.Id}", k.Unit, t[$"reports.state.{k.Report.State.Word()}"]))];
    }
}
