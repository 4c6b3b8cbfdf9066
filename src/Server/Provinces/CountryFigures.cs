using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Provinces.Packages;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Provinces;

/// <summary>Reads what provinces have sent for a period.</summary>
internal sealed class CountryFigures(AppDb db, IndicatorCatalogue catalogue, IndicatorReader reader, CurrentUser user, AreaTree areas, TimeProvider clock)
{
    /// <param name="period">The last month when left out.</param>
    /// <exception cref="Refusal">The caller sees no figures of the whole, or it is no period.</exception>
    public async Task<CountryTable> ReadAsync(string? period, CancellationToken ct)
    {
        Require();
        var asked = string.IsNullOrEmpty(period) ? catalogue.PeriodKinds.First(k => k.Code == "M").LastBefore(clock.Today()) : reader.PeriodOf(period) ?? throw new Refusal(Problems.ReportPeriod);
        var packages = await PackagesAsync(asked.Code, ct);
        var provinces = (await db.Provinces.AsNoTracking().ToListAsync(ct)).Where(p => p.IsValidOn(asked.To)).OrderBy(p => p.Code, StringComparer.Ordinal).ToList();
        var ids = packages.Values.Select(p => p.Id).ToList();
        var roots = packages.Values.Select(p => p.RootId).ToList();
        var figures = await db.PackageFigures.AsNoTracking().Where(f => ids.Contains(f.PackageId) && roots.Contains(f.AreaId)).ToListAsync(ct);
        return new(asked, catalogue, provinces, packages, figures);
    }

    /// <summary>A unit of a province with those one step down.</summary>
    /// <param name="unit">The province itself when left out.</param>
    public async Task<SentUnits> ReadUnitsAsync(CountryTable table, Province province, Guid? unit, CancellationToken ct)
    {
        Require();
        var package = table.PackageOf(province) ?? throw new Refusal(Problems.NotFound);
        var units = await db.PackageUnits.AsNoTracking().Where(u => u.PackageId == package.Id).ToListAsync(ct);
        var at = units.Find(u => u.AreaId == (unit ?? package.RootId)) ?? throw new Refusal(Problems.NotFound);
        var below = units.Where(u => u.ParentId == at.AreaId).OrderBy(u => u.Name, AreaNames.Order).ToList();
        var shown = below.Select(u => u.AreaId).Append(at.AreaId).ToList();
        var figures = await db.PackageFigures.AsNoTracking().Where(f => f.PackageId == package.Id && shown.Contains(f.AreaId)).ToListAsync(ct);
        var line = new List<PackageUnit>();
        for (var up = at; up is not null; up = units.Find(u => u.AreaId == up.ParentId))
        {
            line.Insert(0, up);
        }

        return new(package, at, line, below, figures.ToDictionary(f => (f.AreaId, f.Indicator)));
    }

    /// <summary>Without what was signed: no page shows it, and it is most of the bytes.</summary>
    private Task<Dictionary<Guid, FigurePackage>> PackagesAsync(string period, CancellationToken ct) =>
        db.FigurePackages.AsNoTracking().Where(p => p.Period == period && p.IsCurrent).Select(p => new FigurePackage
        {
            Id = p.Id, ProvinceId = p.ProvinceId, Period = p.Period, From = p.From, To = p.To, Made = p.Made, ReceivedAt = p.ReceivedAt, Change = p.Change, Hash = p.Hash, KeyPrint = p.KeyPrint,
            IsCurrent = p.IsCurrent, RootId = p.RootId, Definitions = p.Definitions,
        }).ToDictionaryAsync(p => p.ProvinceId, ct);

    private void Require() => user.Require(Permission.ViewProvinces, areas.Today.Roots.First().AreaId);
}

/// <summary>A unit of a package, its place, its parts and their figures.</summary>
internal sealed record SentUnits(
    FigurePackage Package, PackageUnit Unit, IReadOnlyList<PackageUnit> Line, IReadOnlyList<PackageUnit> Below, IReadOnlyDictionary<(Guid, string), PackageFigure> Figures)
{
    public IndicatorValue? Value(Guid unit, Indicator indicator) => CountryTable.ValueOf(indicator, Figures.GetValueOrDefault((unit, indicator.Code)));
}
