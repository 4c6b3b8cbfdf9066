using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Bulletins;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Campaigns.Bring;

/// <summary>
/// What offices give their teams to take along. Words of the campaign's own are signed with it, so they are a draft's; guides and notices were
/// signed elsewhere and may still be added while it runs.
/// </summary>
internal sealed class ChangeMaterial(AppDb db, CurrentUser user, ServiceCatalogue catalogue, BulletinScope scope, MaterialReader reader, ChangeCampaign campaigns)
{
    public const int MostMaterial = 20, LongestPoint = 200;

    /// <param name="itemId">Null for a new one.</param>
    /// <param name="text">By language; Vietnamese is needed.</param>
    public Task PointAsync(Guid id, Guid? itemId, Dictionary<string, string> text, int edition, CancellationToken ct) =>
        campaigns.ChangeAsync(id, Permission.ManageCampaigns, CampaignMove.Write, "point", edition, async (campaign, write) =>
        {
            var words = Texts.Languages.Select(l => (l, Text: FreeText.Lines(text.GetValueOrDefault(l), LongestPoint, "campaigns.point")))
                .Where(w => w.Text is not null).ToDictionary(w => w.l, w => w.Text!);
            if (!words.ContainsKey("vi"))
            {
                throw new Refusal(Problems.CampaignPoint);
            }

            if (itemId is { } known)
            {
                (await FindAsync(id, known, MaterialKind.Point, ct)).Text = words;
            }
            else
            {
                await AddAsync(id, MaterialKind.Point, null, words, write, ct);
            }

            Touch(campaign, write);
            return new { words };
        }, ct);

    /// <param name="code">Of the service or skill.</param>
    public Task GuideAsync(Guid id, string? code, int edition, CancellationToken ct) =>
        campaigns.ChangeAsync(id, Permission.ManageCampaigns, CampaignMove.Bring, "guide", edition, async (_, write) =>
        {
            var service = catalogue.InOrder.FirstOrDefault(s => s.Code == code && s.Active) ?? throw new Refusal(Problems.NotFound);
            await AddAsync(id, MaterialKind.Guide, service.Id, [], write, ct);
            return new { service = service.Code };
        }, ct);

    public Task BulletinAsync(Guid id, Guid bulletinId, int edition, CancellationToken ct) =>
        campaigns.ChangeAsync(id, Permission.ManageCampaigns, CampaignMove.Bring, "bulletin", edition, async (campaign, write) =>
        {
            var seen = (await scope.VisibleAsync(ct)).Where(b => b.Id == bulletinId);
            if (await reader.OfferedAsync(campaign, seen, ct) is not [var offered])
            {
                throw new Refusal(Problems.NotFound);
            }

            await AddAsync(id, MaterialKind.Bulletin, offered.Id, [], write, ct);
            return new { bulletin = offered.Id };
        }, ct);

    public Task RemoveAsync(Guid id, Guid itemId, int edition, CancellationToken ct) =>
        campaigns.ChangeAsync(id, Permission.ManageCampaigns, CampaignMove.Bring, "leave", edition, async (campaign, write) =>
        {
            var item = await FindAsync(id, itemId, null, ct);
            if (item.Kind == MaterialKind.Point)
            {
                Touch(campaign, write);
            }

            db.CampaignMaterial.Remove(item);
            return new { item.Kind, item.SubjectId, item.Text };
        }, ct);

    /// <summary>One place towards the beginning.</summary>
    public Task RaiseAsync(Guid id, Guid itemId, int edition, CancellationToken ct) =>
        campaigns.ChangeAsync(id, Permission.ManageCampaigns, CampaignMove.Bring, "order", edition, async (campaign, write) =>
        {
            var items = await db.CampaignMaterial.Where(m => m.CampaignId == id).OrderBy(m => m.Order).ThenBy(m => m.Id).ToListAsync(ct);
            var at = items.FindIndex(m => m.Id == itemId);
            if (at < 0)
            {
                throw new Refusal(Problems.NotFound);
            }

            if (at > 0)
            {
                // Words stand in the order in which they were signed.
                if (items[at - 1].Kind == MaterialKind.Point && items[at].Kind == MaterialKind.Point)
                {
                    Touch(campaign, write);
                }

                (items[at - 1], items[at]) = (items[at], items[at - 1]);
            }

            for (var i = 0; i < items.Count; i++)
            {
                items[i].Order = i;
            }

            return new { order = items.ConvertAll(m => m.Id) };
        }, ct);

    /// <summary>Words are signed with the campaign, by somebody else than who wrote them last.</summary>
    private void Touch(Campaign campaign, Write write)
    {
        if (campaign.State != CampaignState.Draft)
        {
            throw new Refusal(Problems.CampaignState);
        }

        (campaign.EditedBy, campaign.EditedById, campaign.EditedAt) = (user.Name, user.UserId, write.Now);
    }

    private async Task AddAsync(Guid id, MaterialKind kind, Guid? subjectId, Dictionary<string, string> text, Write write, CancellationToken ct)
    {
        var there = await db.CampaignMaterial.Where(m => m.CampaignId == id).Select(m => new { m.Order, m.SubjectId }).ToListAsync(ct);
        if (there.Count >= MostMaterial || (subjectId is not null && there.Exists(m => m.SubjectId == subjectId)))
        {
            throw new Refusal(Problems.CampaignMaterial, MostMaterial);
        }

        db.CampaignMaterial.Add(new CampaignMaterial
        {
            Id = write.NewId(), CampaignId = id, Kind = kind, SubjectId = subjectId, Text = text, Order = there.Count == 0 ? 0 : there.Max(m => m.Order) + 1,
        });
    }

    private async Task<CampaignMaterial> FindAsync(Guid id, Guid itemId, MaterialKind? kind, CancellationToken ct) =>
        await db.CampaignMaterial.SingleOrDefaultAsync(m => m.Id == itemId && m.CampaignId == id && (kind == null || m.Kind == kind), ct) ?? throw new Refusal(Problems.NotFound);
}
