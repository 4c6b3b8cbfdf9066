using Microsoft.EntityFrameworkCore;
using TungNgo.Campaigns;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Teams.Phones;
using TungNgo.Walks;

namespace TungNgo.Sync.Pull;

/// <summary>Reads the open walks of a phone's teams.</summary>
internal sealed class WalkReader(AppDb db, Territory territory, CampaignBook campaigns)
{
    public static readonly ChangeKind[] Kinds = [ChangeKind.Walk, ChangeKind.Campaign];

    /// <summary>Whether any of them may have changed; a campaign's words belong to walks anywhere.</summary>
    public Task<bool> ChangedAsync(IReadOnlySet<Guid> slice, long after, CancellationToken ct) =>
        db.Changes.AnyAsync(c => c.Number > after && Kinds.Contains(c.Kind) && (c.HamletId == null || slice.Contains(c.HamletId.Value)), ct);

    public async Task<WireWalk[]> ReadAsync(Phone phone, CancellationToken ct)
    {
        var teams = phone.Teams.Select(t => t.Id).ToList();
        var walks = await db.Walks.AsNoTracking().Where(w => teams.Contains(w.TeamId) && w.State == WalkState.Open).OrderBy(w => w.Day).ThenBy(w => w.Number).ToListAsync(ct);
        if (walks.Count == 0)
        {
            return [];
        }

        var doors = await DoorsOfWalks.ReadAsync(db, walks.ConvertAll(w => w.Id), ct);
        var hamlets = territory.HamletsOf(phone);
        return [.. walks.Select(w =>
        {
            var campaign = w.CampaignId is { } id ? campaigns.Find(id)?.Campaign : null;
            return new WireWalk(w.Id, w.TeamId, w.Number, w.Day, [.. w.Members], w.Minutes, w.NeedsKhmer, [.. w.Services],
                [.. doors[w.Id].Where(d => d.IsVisited || d.IsLeft(hamlets)).Select(d => new WireWalkDoor(d.Household.Id, d.Door.After))], campaign?.Name, campaign?.Talk);
        })];
    }
}
