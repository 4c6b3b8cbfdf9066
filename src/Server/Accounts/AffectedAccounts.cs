using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Accounts;

/// <summary>
/// The authority of a unit ends with the unit. Whoever holds a role in one that ends is given the same role in what follows it, where that is one unit
/// of a tier in which the role can be held, or goes without: somebody has to say which.
/// </summary>
internal sealed class AffectedAccounts(AppDb db, TimeProvider clock) : IAffectedByAreas, IBlocksUndo
{
    private const string Heirs = "areas.affected.accounts.heir", Alone = "areas.affected.accounts.alone", Give = "areas.affected.accounts.give", End = "areas.affected.accounts.end";
    private const int Named = 8;

    public string Kind => "areas.affected.accounts";

    public int Rank => 40;

    public async Task<IReadOnlyList<Affected>> LookAsync(AreaChange change, CancellationToken ct)
    {
        var grants = await GrantsAsync(change, clock.GetUtcNow().UtcDateTime, ct);
        var ids = grants.Select(g => g.UserId).Distinct().ToList();
        var names = await db.Users.AsNoTracking().Where(u => ids.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.DisplayName, ct);
        var (heirs, alone) = (grants.Where(g => HeirFor(change, g) is not null).ToList(), grants.Where(g => HeirFor(change, g) is null).ToList());
        IReadOnlyList<string> Names(List<Grant> some) => [.. some.Select(g => $"{names.GetValueOrDefault(g.UserId, "?")} ({change.NameOf(g.AreaId)})").Take(Named)];
        return [new(Heirs, heirs.Count, Names(heirs), [Give, End]), new(Alone, alone.Count, Names(alone), [End])];
    }

    public async Task SettleAsync(AreaChange change, IReadOnlyDictionary<string, string> chosen, Write write, CancellationToken ct)
    {
        if (chosen.GetValueOrDefault(Heirs) != Give)
        {
            return;
        }

        var from = change.Day <= write.Today ? write.Now : LegalDay.Start(change.Day);
        foreach (var grant in (await GrantsAsync(change, write.Now, ct)).Where(g => HeirFor(change, g) is not null))
        {
            var heir = HeirFor(change, grant)!.Value;
            db.Grants.Add(new Grant { Id = write.NewId(), UserId = grant.UserId, Role = grant.Role, AreaId = heir, From = from, To = grant.To });
            write.Changed(ChangeKind.Account, grant.UserId);
            write.Audit("user.follow", grant.UserId, heir, new { role = $"{grant.Role}", grant.AreaId }, new { role = $"{grant.Role}", areaId = heir });
        }
    }

    public async Task UnsettleAsync(IReadOnlySet<Guid> born, DateTime settledAt, Write write, CancellationToken ct)
    {
        foreach (var grant in await db.Grants.Where(g => born.Contains(g.AreaId)).ToListAsync(ct))
        {
            db.Grants.Remove(grant);
            write.Changed(ChangeKind.Account, grant.UserId);
            write.Audit("user.unfollow", grant.UserId, grant.AreaId, new { role = $"{grant.Role}", grant.AreaId }, null);
        }
    }

    /// <summary>Roles that somebody gave in the new units; those given with the reorganisation go with it.</summary>
    public async Task<IReadOnlyList<(string Reason, int Count)>> WhyNotAsync(IReadOnlySet<Guid> born, DateOnly day, DateTime appliedAt, CancellationToken ct)
    {
        var start = LegalDay.Start(day);
        return await db.Grants.CountAsync(g => born.Contains(g.AreaId) && g.From != appliedAt && g.From != start, ct) is > 0 and var given ? [("areas.reorganise.built.accounts", given)] : [];
    }

    private async Task<List<Grant>> GrantsAsync(AreaChange change, DateTime now, CancellationToken ct)
    {
        var ended = change.Ended.Keys.ToList();
        return await db.Grants.AsNoTracking().Where(g => ended.Contains(g.AreaId) && (g.To == null || g.To > now)).ToListAsync(ct);
    }

    private static Guid? HeirFor(AreaChange change, Grant grant) =>
        change.HeirOf(grant.AreaId) is { } heir && change.After.Find(heir) is { } unit && grant.Role.Fits(unit.Tier) && unit.Tier == change.Before.Find(grant.AreaId)?.Tier ? heir : null;
}
