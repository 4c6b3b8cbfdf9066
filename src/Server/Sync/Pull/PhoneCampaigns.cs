using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Campaigns;
using TungNgo.Campaigns.Bring;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams.Phones;

namespace TungNgo.Sync.Pull;

/// <summary>Reads what a phone's teams take along. It is sent ahead, since on its days there may be no line.</summary>
internal sealed class PhoneCampaigns(CampaignBook book, AreaTree areas, MaterialReader material, ServerOptions server, TimeProvider clock)
{
    /// <summary>By which any of it may have changed: what is attached is put right, called off or renamed without the campaign.</summary>
    public static readonly ChangeKind[] Kinds = [ChangeKind.Campaign, ChangeKind.Bulletin, ChangeKind.Service];

    public async Task<WireCampaign[]> ReadAsync(Phone phone, CancellationToken ct)
    {
        var today = clock.Today();
        var taken = book.All.Where(f => f.Campaign.State == CampaignState.Approved && f.Campaign.To >= today)
            .Select(f => (File: f, Teams: phone.Teams.Where(t => f.Campaign.TakesPart(areas, t.AreaId, today)).Select(t => t.Id).ToArray())).Where(f => f.Teams.Length > 0).ToList();
        var shown = await material.ReadAsync(taken.ConvertAll(f => f.File), ct);
        return [.. taken.OrderBy(f => f.File.Campaign.From).ThenBy(f => f.File.Campaign.Id).Select(f => Wire(f.File.Campaign, f.Teams, shown[f.File.Campaign.Id].Where(m => !m.IsOver).ToList()))];
    }

    private WireCampaign Wire(Campaign c, Guid[] teams, List<ShownMaterial> shown) => new(
        c.Id, c.Name, c.From, c.To, teams, c.Talk, [.. shown.Where(m => m.Item.Kind == MaterialKind.Point).Select(m => m.Title)],
        [.. shown.Where(m => m.Item.Kind != MaterialKind.Point).Select(m => m.Item.Kind == MaterialKind.Guide
            ? new WireMaterial("guide", m.Item.SubjectId!.Value, m.Title) : new WireMaterial("bulletin", m.VersionId!.Value, m.Title, $"{server.PublicUrl}/t/{m.Code}"))]);
}
