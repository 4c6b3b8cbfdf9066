using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Lists;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Campaigns.Targets;

/// <summary>A list of targets beside what is set now.</summary>
internal sealed record TargetPlan(TargetList List, IReadOnlyList<TargetChange> Changes);

/// <param name="Before">Of all units; null where none is set.</param>
/// <param name="Units">How many units the list has a number for.</param>
internal sealed record TargetChange(TargetLine Line, long? Before, long? After, int Units);

/// <summary>Targets from a list: looked at first, then taken in one write. What the list says nothing of stays as it is.</summary>
internal sealed class TargetImport(
    AppDb db, CurrentUser user, CampaignDesk desk, CampaignFigures figures, ServiceCatalogue catalogue, ChangeCampaign campaigns, ImportFiles files, IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>Many times the largest that a province fills in.</summary>
    public const long MostBytes = 5L << 20;

    /// <summary>So many days of units and services in one write; a province's ten days with twenty services are half of it.</summary>
    private const int MostTargets = 60_000;

    /// <returns>A token under which this caller alone finds the list again, for this campaign.</returns>
    public async Task<string> KeepAsync(Guid campaignId, Stream content, CancellationToken ct)
    {
        Find(campaignId);
        var id = Guid.CreateVersion7(clock.GetUtcNow());
        await files.SaveAsync(id, FileRole.List, content, ct);
        return Protector(campaignId).Protect(id.ToString());
    }

    public async Task<TargetPlan> PreviewAsync(Guid campaignId, string token, CancellationToken ct)
    {
        var file = Find(campaignId);
        return Plan(file, await ReadAsync(file, IdOf(campaignId, token), ct));
    }

    public async Task<TargetPlan> TakeAsync(Guid campaignId, string token, int edition, CancellationToken ct)
    {
        var (file, id) = (Find(campaignId), IdOf(campaignId, token));
        if (file.Campaign.Edition != edition)
        {
            throw new Refusal(Problems.ChangedMeanwhile);
        }

        var plan = Plan(file, await ReadAsync(file, id, ct));
        await campaigns.ChangeAsync(campaignId, Permission.ManageCampaigns, CampaignMove.Write, "targets", edition, async (campaign, write) =>
        {
            // The list was read with the days and services of the edition that was on the screen, which is the one that is changed.
            await PutAsync(campaign, plan.List, ct);
            (campaign.EditedBy, campaign.EditedById, campaign.EditedAt) = (user.Name, user.UserId, write.Now);
            return new { taken = plan.List.Cells.Count, refused = plan.List.Bad.Count, targets = plan.Changes.Select(c => new { service = c.Line.Code, c.Before, c.After, c.Units }) };
        }, ct);
        await files.DeleteAsync(id, FileRole.List, ct);
        return plan;
    }

    private async Task PutAsync(Campaign campaign, TargetList list, CancellationToken ct)
    {
        var known = await db.CampaignTargets.Where(t => t.CampaignId == campaign.Id).ToDictionaryAsync(t => (t.AreaId, t.ServiceId, t.Day), ct);
        foreach (var (cell, number) in list.Cells.Select((c, i) => (c, i)))
        {
            var wished = cell.Days is null ? ShareTarget.OfUnit(campaign, cell.ServiceId, cell.Unit.AreaId, cell.Whole, number)
                : campaign.EachDay.Zip(cell.Days, (day, value) => new CampaignTarget { CampaignId = campaign.Id, AreaId = cell.Unit.AreaId, ServiceId = cell.ServiceId, Day = day, Value = value });
            foreach (var target in wished)
            {
                if (known.TryGetValue((target.AreaId, target.ServiceId, target.Day), out var there))
                {
                    there.Value = target.Value;
                }
                else
                {
                    db.CampaignTargets.Add(target);
                }
            }
        }
    }

    private TargetPlan Plan(CampaignFile file, TargetList list)
    {
        var by = list.Cells.ToLookup(c => c.ServiceId);
        return new(list, [.. TargetSheet.Lines(file.Campaign, catalogue).Where(l => by.Contains(l.ServiceId)).Select(line =>
        {
            var set = file.Targets.Where(t => t.Key.ServiceId == line.ServiceId).ToDictionary(t => t.Key.AreaId, t => t.Value.Sum(d => (long)d));
            long? before = set.Count == 0 ? null : set.Values.Sum();
            foreach (var cell in by[line.ServiceId])
            {
                set[cell.Unit.AreaId] = cell.Whole;
            }

            return new TargetChange(line, before, set.Values.Sum(), by[line.ServiceId].Count());
        })]);
    }

    private async Task<TargetList> ReadAsync(CampaignFile file, Guid id, CancellationToken ct)
    {
        using var copy = await files.FetchAsync(id, FileRole.List, ct) ?? throw new Refusal(Problems.ImportFileGone);
        var list = TargetReader.Read(copy.Path, file, figures.UnitsOf(file.Campaign), TargetSheet.Lines(file.Campaign, catalogue));
        return list.Cells.Count * (long)file.Campaign.Days <= MostTargets ? list : throw new Refusal(Problems.CampaignListLarge, MostTargets / file.Campaign.Days);
    }

    private CampaignFile Find(Guid campaignId) =>
        desk.Find(campaignId) is var file && desk.MayEdit(file.Campaign) ? file : throw new Refusal(Problems.NotFound);

    private IDataProtector Protector(Guid campaignId) => protection.CreateProtector("campaigns.targets", $"{campaignId:n}", user.UserId?.ToString() ?? "");

    private Guid IdOf(Guid campaignId, string token)
    {
        try
        {
            return Guid.Parse(Protector(campaignId).Unprotect(token));
        }
        catch (CryptographicException)
        {
            throw new Refusal(Problems.ImportFileGone);
        }
    }
}
