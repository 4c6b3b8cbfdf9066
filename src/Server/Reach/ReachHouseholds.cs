using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Sendings;

namespace TungNgo.Reach;

/// <param name="Last">The last way that was tried; null when there was none.</param>
internal sealed record UnreachedRow(Guid Id, string Head, Guid HamletId, Guid? LaneId, string Language, RecipientState State, Delivery? Last);

/// <summary>Households that a bulletin has not reached, by name: only for those who look after the register there.</summary>
internal sealed class ReachHouseholds(AppDb db, ReachReader reader, CurrentUser user, AreaTree areas)
{
    public async Task<(IReadOnlyList<UnreachedRow> Rows, long Total, string Code)> ReadAsync(Guid bulletinId, int? version, Guid? area, int skip, int most, CancellationToken ct)
    {
        var (bulletin, _, chosen, counts) = await reader.FindAsync(bulletinId, version, ct);
        var below = areas.Today.HamletsOf(reader.AreaOf(bulletin, area)).ToHashSet();
        var hamlets = user.Hamlets(Permission.ViewHouseholds).Where(below.Contains).ToList();
        var total = counts.Recipients.Where(r => !r.IsMember && r.State != RecipientState.Reached && hamlets.Contains(r.HamletId)).Sum(r => (long)r.Count);
        var sendings = counts.Sendings.Select(s => s.Id).ToList();
        var rows = await (
            from r in db.Recipients.Where(r => sendings.Contains(r.SendingId) && !r.IsMember && r.State != RecipientState.Reached && hamlets.Contains(r.HamletId))
            join h in db.Households on r.RecipientId equals h.Id
            orderby h.HamletId, h.Order, h.Id
            select new UnreachedRow(h.Id, h.Head, h.HamletId, h.LaneId, r.Language, r.State, null)).Skip(skip).Take(most).ToListAsync(ct);
        var versionId = chosen?.Id ?? Guid.Empty;
        var last = new Dictionary<Guid, Delivery>();
        foreach (var some in rows.Select(r => r.Id).Chunk(500))
        {
            foreach (var way in await db.Deliveries.AsNoTracking().Where(d => d.VersionId == versionId && some.Contains(d.RecipientId) && d.State != DeliveryState.Waiting).OrderBy(d => d.Step).ToListAsync(ct))
            {
                last[way.RecipientId] = way;
            }
        }

        return ([.. rows.Select(r => r with { Last = last.GetValueOrDefault(r.Id) })], total, bulletin.Code);
    }
}
