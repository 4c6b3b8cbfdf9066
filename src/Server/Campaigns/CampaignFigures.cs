using System.Collections.Concurrent;
using TungNgo.Areas;
using TungNgo.Campaigns.Guests;
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

    private readonly ConcurrentDictionary<Guid, (CampaignFile File, FigureImage Image, DateOnly Today, DayTree Tree, CampaignBody Body)> reckoned = new();

    /// <param name="today">Days after it are not counted: they have not been.</param>
    /// <remarks>What was reckoned last is told again until a figure, the campaign, the map or the day is another.</remarks>
    public CampaignBody Of(CampaignFile file, DateOnly today)
    {
        var (id, image) = (file.Campaign.Id, store.Now);
        if (reckoned.TryGetValue(id, out var last) && ReferenceEquals(last.File, file) && ReferenceEquals(last.Image, image) && last.Today == today && ReferenceEquals(last.Tree, areas.On(file.Campaign.From)))
        {
            return last.Body;
        }

        return (reckoned[id] = (file, image, today, areas.On(file.Campaign.From), Reckon(file, image, today))).Body;
    }

    private CampaignBody Reckon(CampaignFile file, FigureImage image, DateOnly today)
    {
        var campaign = file.Campaign;
        var until = today < campaign.To ? today : campaign.To;
        var tree = areas.On(campaign.From);
        var units = UnitsOf(campaign);
        // The holder is asked beside its units: where these have come to hold something of each other, it alone can tell.
        var columns = Columns(campaign, image, new LevelLeaves(image.Index, tree, [.. units.Select(u => u.AreaId), campaign.AreaId]), until).ToList();
        CampaignLine Line((Guid ServiceId, long?[] Missing, long?[][] Done) column, int i, IReadOnlyList<long>? target) =>
            new(column.ServiceId, column.Missing[i], Array.ConvertAll(column.Done, d => d[i]), target);
        List<CampaignUnit> told = [.. units.Select((u, i) => new CampaignUnit(u.AreaId, u.Code, NameOf(campaign, tree, u),
            [.. columns.Select(c => Line(c, i, Targets(file, u.AreaId, c.ServiceId)))]))];
        IReadOnlyList<CampaignLine> whole = told.Count == 0 ? [] : [.. columns.Select((c, n) => Line(c, told.Count, CampaignLine.SumOfTargets(told.ConvertAll(u => u.Lines[n]))))];
        return new(campaign.Id, campaign.Name, campaign.From, campaign.To, campaign.AreaId, until, image.Number, tree.Day, Meanings(campaign), whole, told)
        {
            Guests = CampaignGuests.Of(file.Guests.Where(g => g.From <= until), area => UnitOf(campaign, units, area)),
        };
    }

    /// <summary>The unit of the campaign in which something lies; the holder where none does.</summary>
    private Guid UnitOf(Campaign campaign, IReadOnlyList<AreaVersion> units, Guid areaId)
    {
        var line = areas.On(campaign.From).LineOf(areas.HeirOn(areaId, campaign.From) ?? areaId).Select(u => u.AreaId);
        return line.Cast<Guid?>().FirstOrDefault(id => units.Any(u => u.AreaId == id)) ?? campaign.AreaId;
    }

    /// <summary>A province has several "Phường 1": where it is not said by the campaign itself, the unit above is said with it.</summary>
    public static string NameOf(Campaign campaign, DayTree tree, AreaVersion unit) => unit.ParentId == campaign.AreaId ? AreaNames.WithKind(unit) : tree.NameWithParent(unit.AreaId);

    /// <summary>How many had not come so far on a day, by unit; of doors, all of them. Null where nobody knows.</summary>
    public long?[] MissingOn(Campaign campaign, IReadOnlyList<Guid> units, Guid serviceId, DateOnly day)
    {
        var image = store.Now;
        return Missing(campaign, image, new LevelLeaves(image.Index, areas.On(campaign.From), units), serviceId, day.Number());
    }

    /// <summary>Line after line, each reckoned for all units at once: by unit what was missing, by day and unit what was done.</summary>
    private IEnumerable<(Guid ServiceId, long?[] Missing, long?[][] Done)> Columns(Campaign campaign, FigureImage image, LevelLeaves leaves, DateOnly until)
    {
        var (eve, over) = (campaign.From.Number() - 1, Math.Max(0, until.DayNumber - campaign.From.DayNumber + 1));
        var met = image.ColumnOf(Indicators.VisitsMet);
        yield return (Campaign.Doors, Missing(campaign, image, leaves, Campaign.Doors, eve),
            [.. Enumerable.Range(eve + 1, over).Select(day => Told(image, leaves, day, leaves.Between(met, day, day)))]);
        foreach (var service in campaign.Services.Where(catalogue.All.ContainsKey))
        {
            long?[][] stocks = [.. Enumerable.Range(eve, over + 1).Select(day => Reached(campaign, image, leaves, catalogue.All[service], day))];
            yield return (service, Missing(campaign, image, leaves, service, eve),
                [.. Enumerable.Range(1, over).Select(d => Told(image, leaves, eve + d, [.. stocks[d].Zip(stocks[d - 1], (now, before) => now - before)]))]);
        }
    }

    /// <summary>Where no hamlet is heard of by a day, nothing is known, which is not nought.</summary>
    private static long?[] Told(FigureImage image, LevelLeaves leaves, int day, long?[] sums) =>
        [.. sums.Select((sum, i) => image.ReportingOn(day, leaves.At(i, day)) > 0 ? sum : null)];

    private long?[] Missing(Campaign campaign, FigureImage image, LevelLeaves leaves, Guid serviceId, int day)
    {
        if (serviceId == Campaign.Doors)
        {
            return Told(image, leaves, day, leaves.UpTo(image.ColumnOf(Indicators.Households), day));
        }

        var service = catalogue.All[serviceId];
        return Told(image, leaves, day, [.. leaves.UpTo(image.ColumnOf(Indicators.Over(service)), day).Zip(Reached(campaign, image, leaves, service, day), (all, reached) => all - reached)]);
    }

    private static long?[] Reached(Campaign campaign, FigureImage image, LevelLeaves leaves, Service service, int day) => Enum.GetValues<Stage>().Where(s => s >= campaign.Stage && s != Stage.None)
        .Select(s => leaves.UpTo(image.ColumnOf(Indicators.StageOf(service.Number, s)), day)).Aggregate((sum, one) => [.. sum.Zip(one, (a, b) => a + b)]);

    private static long[]? Targets(CampaignFile file, Guid areaId, Guid service) => file.Targets.TryGetValue((areaId, service), out var days) ? Array.ConvertAll(days, d => (long)d) : null;

    private List<CampaignMeaning> Meanings(Campaign campaign) =>
    [
        new(Campaign.Doors, "doors", Texts.Languages.ToDictionary(l => l, l => Texts.In(l)["campaigns.doors"]), nameof(Indicators.VisitsMet)),
        .. campaign.Services.Where(catalogue.All.ContainsKey).Select(s => catalogue.All[s])
            .Select(s => new CampaignMeaning(s.Id, s.Code, s.Name, $"stage >= {(int)campaign.Stage}")),
    ];
}
