using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Campaigns.Bring;
using TungNgo.Campaigns.Guests;
using TungNgo.Campaigns.Ideas;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Campaigns;

/// <summary>A campaign with all that is set and frozen of it.</summary>
/// <param name="Targets">By unit and service, one for each day.</param>
/// <param name="Hash">Of the frozen figures as they were closed.</param>
/// <param name="IsTrue">Whether the frozen figures are still those that were closed.</param>
internal sealed record CampaignFile(Campaign Campaign, IReadOnlyDictionary<(Guid AreaId, Guid ServiceId), int[]> Targets, CampaignBody? Frozen, string? Hash, bool IsTrue)
{
    /// <summary>What the teams take along, in its order.</summary>
    public IReadOnlyList<CampaignMaterial> Material { get; init; } = [];

    /// <summary>Who goes along with them, without names.</summary>
    public IReadOnlyList<GuestSeat> Guests { get; init; } = [];

    /// <summary>What was found out, the newest first; shared or not.</summary>
    public IReadOnlyList<CampaignIdea> Ideas { get; init; } = [];
}

/// <summary>All campaigns in memory, followed by the feed: a wall display asks every few seconds.</summary>
internal sealed class CampaignBook(IDbContextFactory<AppDb> databases) : IFeedReader
{
    private volatile IReadOnlyDictionary<Guid, CampaignFile> files = new Dictionary<Guid, CampaignFile>();

    /// <summary>The newest first.</summary>
    public IEnumerable<CampaignFile> All => files.Values.OrderByDescending(f => f.Campaign.From).ThenBy(f => f.Campaign.Id);

    public CampaignFile? Find(Guid id) => files.GetValueOrDefault(id);

    public async Task LoadAsync(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        files = (await ReadAsync(db, db.Campaigns, ct)).ToDictionary(f => f.Campaign.Id);
    }

    public async Task ApplyAsync(IReadOnlyList<Change> changes, CancellationToken ct)
    {
        var ids = changes.Where(c => c.Kind is ChangeKind.Campaign or ChangeKind.CampaignPart).Select(c => c.EntityId).ToHashSet();
        if (ids.Count > 0)
        {
            await using var db = await databases.CreateDbContextAsync(ct);
            var now = await ReadAsync(db, db.Campaigns.Where(c => ids.Contains(c.Id)), ct);
            files = files.Where(f => !ids.Contains(f.Key)).Select(f => f.Value).Concat(now).ToDictionary(f => f.Campaign.Id);
        }
    }

    private static async Task<List<CampaignFile>> ReadAsync(AppDb db, IQueryable<Campaign> which, CancellationToken ct)
    {
        var campaigns = await which.AsNoTracking().ToListAsync(ct);
        var ids = campaigns.ConvertAll(c => c.Id);
        var targets = (await db.CampaignTargets.AsNoTracking().Where(t => ids.Contains(t.CampaignId)).ToListAsync(ct)).ToLookup(t => t.CampaignId);
        var results = await db.CampaignResults.AsNoTracking().Where(r => ids.Contains(r.CampaignId)).ToDictionaryAsync(r => r.CampaignId, ct);
        var material = (await db.CampaignMaterial.AsNoTracking().Where(m => ids.Contains(m.CampaignId)).ToListAsync(ct)).ToLookup(m => m.CampaignId);
        var guests = (await db.CampaignGuests.Where(g => ids.Contains(g.CampaignId)).OrderBy(g => g.Id)
            .Select(g => new { g.CampaignId, Seat = new GuestSeat(g.AreaId, g.Organisation, g.Unit, g.From, g.SameAsId ?? g.Id) }).ToListAsync(ct)).ToLookup(g => g.CampaignId, g => g.Seat);
        var ideas = (await db.CampaignIdeas.AsNoTracking().Where(i => ids.Contains(i.CampaignId)).ToListAsync(ct)).ToLookup(i => i.CampaignId);
        return campaigns.ConvertAll(c => new CampaignFile(
            c, targets[c.Id].GroupBy(t => (t.AreaId, t.ServiceId)).ToDictionary(g => g.Key, g => Days(c, g)),
            results.GetValueOrDefault(c.Id) is { } result ? JsonSerializer.Deserialize<CampaignBody>(result.Json, JsonShape.Stored) : null,
            results.GetValueOrDefault(c.Id)?.Hash, results.GetValueOrDefault(c.Id) is not { } kept || kept.Hash == HashOf(kept.Json))
        {
            Material = [.. material[c.Id].OrderBy(m => m.Order).ThenBy(m => m.Id)],
            Guests = [.. guests[c.Id]],
            Ideas = [.. ideas[c.Id].OrderByDescending(i => i.At).ThenBy(i => i.Id)],
        });
    }

    /// <summary>SHA-256 in hexadecimal.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    private static int[] Days(Campaign campaign, IEnumerable<CampaignTarget> targets)
    {
        var days = new int[campaign.Days];
        foreach (var target in targets.Where(t => campaign.From <= t.Day && t.Day <= campaign.To))
        {
            days[target.Day.DayNumber - campaign.From.DayNumber] = target.Value;
        }

        return days;
    }
}
