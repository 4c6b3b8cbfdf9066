using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Stock;
using TungNgo.Teams.Phones;
using TungNgo.Web;

namespace TungNgo.Sync.Pull;

/// <summary>Reads what a phone's teams have to hand out, and what they have lent.</summary>
internal sealed class PhoneStock(AppDb db, StockKinds kinds, TimeProvider clock)
{
    /// <summary>How long, and how much of it, a phone can take back.</summary>
    private const int Days = 7, MostMoves = 30;

    public Task<bool> ChangedAsync(Phone phone, IReadOnlySet<Guid> slice, long after, CancellationToken ct)
    {
        var near = slice.Concat(phone.Teams.Select(t => t.AreaId)).ToHashSet();
        return db.Changes.AnyAsync(c => c.Number > after && c.Kind == ChangeKind.Stock && c.HamletId != null && near.Contains(c.HamletId.Value), ct);
    }

    public async Task<WireStock> ReadAsync(Phone phone, IReadOnlySet<Guid> slice, CancellationToken ct)
    {
        var (teams, since) = (phone.Teams.Select(t => t.Id).ToList(), clock.GetUtcNow().UtcDateTime.AddDays(-Days));
        var balances = await db.StockBalances.AsNoTracking().Where(b => teams.Contains(b.TeamId)).OrderBy(b => b.TeamId).ThenBy(b => b.KindId).ToListAsync(ct);
        var known = (await kinds.FindAsync([.. balances.Select(b => b.KindId).Distinct()], ct)).ToDictionary(k => k.Id);
        var loans = await db.StockMoves.AsNoTracking().Where(m => m.Deed == StockDeed.Lent && m.ReturnId == null && m.TakenBackAt == null
            && (teams.Contains(m.TeamId) || db.Households.Any(h => h.Id == m.HouseholdId && slice.Contains(h.HamletId)))).OrderBy(m => m.DueOn).ThenBy(m => m.Id).ToListAsync(ct);
        var moves = await db.StockMoves.AsNoTracking().Where(m => teams.Contains(m.TeamId) && m.MemberId != null && m.TakenBackAt == null && m.ReturnId == null && m.At >= since)
            .OrderByDescending(m => m.At).ThenBy(m => m.Id).Take(MostMoves).ToListAsync(ct);
        var households = loans.Concat(moves).Select(m => m.HouseholdId).OfType<Guid>().Distinct().ToList();
        var names = await db.Households.AsNoTracking().Where(h => households.Contains(h.Id)).ToDictionaryAsync(h => h.Id, h => h.Head, ct);
        WireStockMove Wire(StockMove m) => new(
            m.Id, m.TeamId, m.KindId, m.Deed switch { StockDeed.Lent => "lend", StockDeed.Returned => "return", _ => "out" }, m.Count, m.At, m.HouseholdId,
            m.HouseholdId is { } id ? names.GetValueOrDefault(id) : null, m.DueOn);
        return new(
            [.. balances.Where(b => known.ContainsKey(b.KindId)).Select(b => (Row: b, Kind: known[b.KindId])).Select(b => new WireStockHas(
                b.Row.TeamId, b.Row.KindId, b.Kind.TextKey is null ? new() { ["vi"] = b.Kind.Name } : Texts.Languages.ToDictionary(l => l, l => b.Kind.NameIn(Texts.In(l))),
                b.Kind.IsLent, b.Row.Balance, b.Kind.Floor))],
            [.. loans.Select(Wire)], [.. moves.Select(Wire)]);
    }
}
