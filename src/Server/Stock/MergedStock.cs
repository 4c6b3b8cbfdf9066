using Microsoft.EntityFrameworkCore;
using TungNgo.Feed;
using TungNgo.Households;

namespace TungNgo.Stock;

/// <summary>What a duplicate was given or lent, the household that it is was given or lent.</summary>
internal sealed class MergedStock : IFollowsHousehold
{
    public string What => "stock";

    public async Task<IReadOnlyList<Guid>> FollowAsync(Write write, Guid duplicate, Guid survivor, CancellationToken ct) =>
        await HandOverAsync(write, await write.Db.StockMoves.AsTracking().Where(m => m.HouseholdId == duplicate).ToListAsync(ct), survivor, ct);

    public async Task ReturnAsync(Write write, Guid duplicate, Guid survivor, IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await HandOverAsync(write, await write.Db.StockMoves.AsTracking().Where(m => m.HouseholdId == survivor && ids.Contains(m.Id)).ToListAsync(ct), duplicate, ct);

    private static async Task<IReadOnlyList<Guid>> HandOverAsync(Write write, List<StockMove> moves, Guid to, CancellationToken ct)
    {
        moves.ForEach(m => m.HouseholdId = to);
        var ids = moves.Select(m => m.TeamId).Distinct().ToList();
        foreach (var team in await write.Db.Teams.AsNoTracking().Where(t => ids.Contains(t.Id)).ToListAsync(ct))
        {
            write.Changed(ChangeKind.Stock, team.Id, team.AreaId);
        }

        if (moves.Count > 0 && await write.Db.Households.Where(h => h.Id == to).Select(h => (Guid?)h.HamletId).SingleOrDefaultAsync(ct) is { } hamlet)
        {
            write.Changed(ChangeKind.Stock, to, hamlet);
        }

        return [.. moves.Select(m => m.Id)];
    }
}
