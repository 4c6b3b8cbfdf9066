using TungNgo.Areas;
using TungNgo.Lists;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Campaigns.Targets;

/// <summary>One thing that a campaign sets targets for: doors, or a service in focus.</summary>
internal sealed record TargetLine(Guid ServiceId, string Code, IReadOnlyDictionary<string, string> Name);

/// <summary>The table of targets that offices fill in and send back: with the whole of each line in a column, or with each line in a row and its days beside it.</summary>
internal static class TargetSheet
{
    /// <summary>What doors are called where a service would have its code.</summary>
    public const string Doors = "doors";

    public static IReadOnlyList<TargetLine> Lines(Campaign campaign, ServiceCatalogue catalogue) =>
    [
        new(Campaign.Doors, Doors, Texts.Languages.ToDictionary(l => l, l => Texts.In(l)["campaigns.doors"])),
        .. campaign.Services.Select(s => catalogue.All.GetValueOrDefault(s)).OfType<Service>().Select(s => new TargetLine(s.Id, s.Code, s.Name)),
    ];

    public static IReadOnlyList<string> Columns(CampaignFile file, IReadOnlyList<TargetLine> lines, bool byDay, Texts t) =>
    [
        t["campaigns.code"], t["campaigns.unit"],
        .. byDay ? [t["campaigns.list.what-code"], t["campaigns.what"], .. file.Campaign.EachDay.Select(d => Formats.Day(d))] : lines.Select(l => t.Of(l.Name)),
    ];

    public static IEnumerable<object?[]> Rows(CampaignFile file, IReadOnlyList<AreaVersion> units, DayTree tree, IReadOnlyList<TargetLine> lines, bool byDay, Texts t)
    {
        foreach (var unit in units)
        {
            object?[] head = [unit.Code, CampaignFigures.NameOf(file.Campaign, tree, unit)];
            var set = lines.Select(l => file.Targets.GetValueOrDefault((unit.AreaId, l.ServiceId))).ToList();
            if (!byDay)
            {
                yield return [.. head, .. set.Select(days => (object?)days?.Sum(d => (long)d))];
                continue;
            }

            foreach (var (line, days) in lines.Zip(set))
            {
                yield return [.. head, line.Code, t.Of(line.Name), .. Enumerable.Range(0, file.Campaign.Days).Select(i => (object?)days?[i])];
            }
        }
    }

    /// <summary>How it is filled in, on a sheet of its own behind the table.</summary>
    public static SheetNotes Notes(CampaignFile file, Texts t) => new(t["campaigns.list.notes"], [t["campaigns.list.notes"]],
        [.. Enumerable.Range(1, 4).Select(i => (object?[])[t[$"campaigns.list.note.{i}", Formats.Number(ChangeCampaign.MostTarget), file.Campaign.Days]])]);
}
