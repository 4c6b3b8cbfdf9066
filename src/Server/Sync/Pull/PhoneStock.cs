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
        var loans = await LoansAsync(teams, slice, ct);
        var moves = await db.StockMoves.AsNoTracking().Where(m => teams.Contains(m.TeamId) && m.MemberId != null && m.TakenBackAt == null && m.ReturnId == null && m.At >= since)
            .OrderByDescending(m => m.At).ThenBy(m => m.Id).Take(MostMoves).ToListAsync(ct);
        var shown = loans.Concat(moves).ToList();
        var known = (await kinds.FindAsync([.. balances.Select(b => b.KindId).Concat(shown.Select(m => m.KindId)).Distinct()], ct)).ToDictionary(k => k.Id);
        var has = balances.Where(b => known.ContainsKey(b.KindId)).ToList();
        var households = shown.Select(m => m.HouseholdId).OfType<Guid>().Distinct().ToList();
        var names = await db.Households.AsNoTracking().Where(h => households.Contains(h.Id)).ToDictionaryAsync(h => h.Id, h => h.Head, ct);
        WireStockMove Wire(StockMove m) => new(
            m.Id, m.TeamId, m.KindId, m.Deed switch { StockDeed.Lent => "lend", StockDeed.Returned => "return", _ => "out" }, m.Count, m.At, m.HouseholdId,
            m.HouseholdId is { } id ? names.GetValueOrDefault(id) : null, m.DueOn, m.LoanId,
            known.TryGetValue(m.KindId, out var kind) && !has.Exists(b => b.KindId == kind.Id) ? NameOf(kind) : null);
        return new(
            [.. has.Select(b => new WireStockHas(
                b.TeamId, b.KindId, NameOf(known[b.KindId]), known[b.KindId].IsLent, b.Balance, known[b.KindId].IsEnded ? null : known[b.KindId].Floor))],
            [.. loans.Select(Wire)], [.. moves.Select(Wire)]);
    }

    /// <summary>What the teams have lent, and what others have lent to households of theirs: one question each, so that each has its index.</summary>
    private async Task<List<StockMove>> LoansAsync(List<Guid> teams, IReadOnlySet<Guid> slice, CancellationToken ct)
    {
        var lent = db.StockMoves.AsNoTracking().Where(m => m.Deed == StockDeed.Lent && m.ReturnId == null && m.TakenBackAt == null);
        var own = await lent.Where(m => teams.Contains(m.TeamId)).ToListAsync(ct);
        var atDoors = await lent.Where(m => db.Households.Any(h => h.Id == m.HouseholdId && slice.Contains(h.HamletId))).ToListAsync(ct);
        return [.. own.Concat(atDoors).DistinctBy(m => m.Id).OrderBy(m => m.DueOn).ThenBy(m => m.Id)];
    }

    private static Dictionary<string, string> NameOf(StockKind kind) =>
        kind.TextKey is null ? new() { ["vi"] = kind.Name } : Texts.Languages.ToDictionary(l => l, l => kind.NameIn(Texts.In(l)));
}
