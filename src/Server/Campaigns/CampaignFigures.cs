using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Campaigns;

/// <summary>
/// Reckons a campaign from the live cells, on the units of its first day: what has changed in the stock of a service from one day to the next, and how often
/// somebody was met at a door. Late visits and corrections move the day on which they happened, as they do everywhere.
/// </summary>
internal sealed class CampaignFigures(AreaTree areas, FigureStore store, ServiceCatalogue catalogue)
{
    /// <summary>The communes that take part; in a commune's own campaign, its hamlets.</summary>
    public IReadOnlyList<AreaVersion> UnitsOf(Campaign campaign)
    {
        var tree = areas.On(campaign.From);
        return tree.Find(campaign.AreaId) is not { } unit ? []
            : [.. tree.Below(unit.AreaId).Where(u => u.Tier == (unit.Tier >= AreaTier.Commune ? AreaTier.Hamlet : AreaTier.Commune))];
    }

    /// <param name="today">Days after it are not counted: they have not been.</param>
    public CampaignBody Of(CampaignFile file, DateOnly today)
    {
        var (campaign, image) = (file.Campaign, store.Now);
        var until = today < campaign.To ? today : campaign.To;
        var tree = areas.On(campaign.From);
        var units = UnitsOf(campaign).Select(u => new CampaignUnit(u.AreaId, u.Code, NameOf(campaign, tree, u), Lines(file, image, tree, u.AreaId, until))).ToList();
        IReadOnlyList<CampaignLine> whole = units.Count == 0 ? [] : [.. units[0].Lines.Select((_, i) => CampaignLine.Sum([.. units.Select(u => u.Lines[i])]))];
        return new(campaign.Id, campaign.Name, campaign.From, campaign.To, campaign.AreaId, until, image.Number, tree.Day, Meanings(campaign), whole, units);
    }

    /// <summary>A province has several "Phường 1": where it is not said by the campaign itself, the unit above is said with it.</summary>
    public static string NameOf(Campaign campaign, DayTree tree, AreaVersion unit) => unit.ParentId == campaign.AreaId ? AreaNames.WithKind(unit) : tree.NameWithParent(unit.AreaId);

    /// <summary>How many of a service are missing in a unit today, by which a target is spread.</summary>
    public long MissingIn(Campaign campaign, Guid areaId, Guid serviceId, DateOnly day)
    {
        var (image, tree) = (store.Now, areas.On(campaign.From));
        var leaves = new UnitLeaves(image.Index, tree, areaId);
        return Math.Max(0, Missing(campaign, image, leaves, serviceId, day.Number()) ?? 0);
    }

    public long DoorsIn(Campaign campaign, Guid areaId, DateOnly day) =>
        new UnitLeaves(store.Now.Index, areas.On(campaign.From), areaId).UpTo(store.Now.ColumnOf(Indicators.Households), day.Number()) ?? 0;

    private List<CampaignLine> Lines(CampaignFile file, FigureImage image, DayTree tree, Guid areaId, DateOnly until)
    {
        var campaign = file.Campaign;
        var (first, over) = (campaign.From.Number(), Math.Max(0, until.DayNumber - campaign.From.DayNumber + 1));
        var leaves = new UnitLeaves(image.Index, tree, areaId);
        var isKnown = image.ReportingOn(first + over, leaves.At(first + over)) > 0;
        long?[] Told(long?[] days) => isKnown ? days : new long?[days.Length];
        var lines = new List<CampaignLine>
        {
            new(Campaign.Doors, isKnown ? leaves.UpTo(image.ColumnOf(Indicators.Households), first - 1) : null,
                Told(leaves.PerDay(image.ColumnOf(Indicators.VisitsMet), first, first + over - 1)), Targets(file, areaId, Campaign.Doors)),
        };
        foreach (var service in campaign.Services.Where(catalogue.All.ContainsKey))
        {
            lines.Add(new(service, isKnown ? Missing(campaign, image, leaves, service, first - 1) : null,
                Told(PerDay(image, leaves, catalogue.All[service], campaign.Stage, first, over)), Targets(file, areaId, service)));
        }

        return lines;
    }

    private static long[]? Targets(CampaignFile file, Guid areaId, Guid service) => file.Targets.TryGetValue((areaId, service), out var days) ? Array.ConvertAll(days, d => (long)d) : null;

    private long? Missing(Campaign campaign, FigureImage image, UnitLeaves leaves, Guid serviceId, int day)
    {
        var service = catalogue.All[serviceId];
        var there = leaves.UpTo(image.ColumnOf(Indicators.Over(service)), day);
        return there - Stages(service, campaign.Stage).Aggregate((long?)0, (sum, i) => sum + leaves.UpTo(image.ColumnOf(i), day));
    }

    private static long?[] PerDay(FigureImage image, UnitLeaves leaves, Service service, Stage stage, int first, int over)
    {
        int[] days = [.. Enumerable.Range(first - 1, over + 1)];
        var stock = new long?[days.Length];
        foreach (var (indicator, number) in Stages(service, stage).Select((s, i) => (s, i)))
        {
            var one = leaves.On(image.ColumnOf(indicator), days);
            for (var d = 0; d < days.Length; d++)
            {
                stock[d] = number == 0 ? one[d] : stock[d] + one[d];
            }
        }

        return [.. Enumerable.Range(1, over).Select(d => stock[d] - stock[d - 1])];
    }

    private static IEnumerable<int> Stages(Service service, Stage from) => Enum.GetValues<Stage>().Where(s => s >= from && s != Stage.None).Select(s => Indicators.StageOf(service.Number, s));

    private List<CampaignMeaning> Meanings(Campaign campaign) =>
    [
        new(Campaign.Doors, "doors", Texts.Languages.ToDictionary(l => l, l => Texts.In(l)["campaigns.doors"]), nameof(Indicators.VisitsMet)),
        .. campaign.Services.Where(catalogue.All.ContainsKey).Select(s => catalogue.All[s])
            .Select(s => new CampaignMeaning(s.Id, s.Code, s.Name, $"stage >= {(int)campaign.Stage}")),
    ];
}
