using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Reports.Catalogue;
using TungNgo.Reports.Periods;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Provinces.Packages;

/// <summary>Puts a province's figures of a period into a package: each unit down to its communes as it stood then, each indicator with its definition.</summary>
internal sealed class MakePackage(IndicatorReader reader, IndicatorCatalogue catalogue, OwnKey key, TimeProvider clock)
{
    /// <exception cref="Refusal">No such period, one that has not begun, or days that have their name in this province alone.</exception>
    public async Task<byte[]> OfAsync(string period, CancellationToken ct)
    {
        var body = BodyOf(reader.PeriodOf(period) is { Kind: not { IsNamedDays: true } } asked ? asked : throw new Refusal(Problems.ReportPeriod));
        using var own = await key.GetAsync(ct);
        return SignedPackage.Sign(body, own);
    }

    private PackageBody BodyOf(Period period)
    {
        if (period.From > clock.Today())
        {
            throw new Refusal(Problems.ReportTooEarly);
        }

        var table = reader.Read(null);
        var tree = table.TreeOf(period);
        var root = tree.Roots.First();
        var units = tree.Below(root.AreaId).Where(u => u.Tier <= AreaTier.Commune).ToList();
        var indicators = catalogue.Of(period.Year);
        return new(PackageBody.Current, period.Code, period.From, period.To, Instants.AsStored(clock.GetUtcNow().UtcDateTime), table.Image.Number, root.AreaId,
            [.. units.Select(u => new PackagedUnit(u.AreaId, u.AreaId == root.AreaId ? null : u.ParentId, u.Code, u.Name, u.Kind, u.ValidFrom, u.ValidTo, u.LegalAct))],
            [.. indicators.Select(PackagedDefinition.Of)],
            [.. units.SelectMany(u => indicators.Select(i => FigureOf(u.AreaId, table.Value(i.Code, u.AreaId, period)!)))]);
    }

    private static PackagedFigure FigureOf(Guid unit, IndicatorValue v) => new(unit, v.Indicator.Code, v.Value, v.Above, v.Below, v.Reporting, v.Of, v.Gap);
}
