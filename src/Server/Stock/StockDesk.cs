using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Stock;

/// <summary>What somebody has: a team, or all teams of a unit.</summary>
/// <param name="Team">Null of a unit's line.</param>
/// <param name="Has">By kind; a kind that was never there is missing.</param>
/// <param name="Out">Loans that are out, and how many of them are late.</param>
/// <param name="Low">Kinds of which there is less than nothing or too little.</param>
internal sealed record StockLine(Guid Id, string Name, Team? Team, IReadOnlyDictionary<Guid, int> Has, int Out, int Late, int Low)
{
    /// <summary>Whether the office has to look after it.</summary>
    public bool Waits => Low > 0 || Late > 0;
}

/// <summary>The table of a unit.</summary>
internal sealed record StockTable(IReadOnlyList<StockKind> Kinds, IReadOnlyList<StockLine> Lines)
{
    /// <summary>Only what the office has to look after.</summary>
    public StockTable Waiting => this with { Lines = [.. Lines.Where(l => l.Waits)] };
}

/// <param name="Who">The household, or null for who may not see households.</param>
internal sealed record StockMoveLine(StockMove Move, string? Who);

/// <summary>A team's material.</summary>
/// <param name="Moves">The newest.</param>
internal sealed record StockSheet(Team Team, IReadOnlyList<StockKind> Kinds, IReadOnlyDictionary<Guid, int> Has, IReadOnlyList<StockMoveLine> Loans, IReadOnlyList<StockMoveLine> Moves);

/// <summary>Reads material in the caller's scope. Numbers are for whoever sees the teams; who got something, for whoever sees households.</summary>
internal sealed class StockDesk(AppDb db, CurrentUser user, AreaTree areas, TeamRegister teams, StockKinds kinds, TimeProvider clock)
{
    private const int MostMoves = 200;

    public DateOnly Today => clock.Today();

    /// <summary>Below the communes team by team, above them unit by unit.</summary>
    public async Task<StockTable> TableAsync(Guid areaId, CancellationToken ct)
    {
        user.Require(Permission.ViewTeams, areaId);
        var of = TeamsOf(areaId);
        var ids = of.ConvertAll(t => t.Id);
        var has = (await db.StockBalances.AsNoTracking().Where(b => ids.Contains(b.TeamId)).ToListAsync(ct)).ToLookup(b => b.TeamId);
        var loans = (await db.StockMoves.AsNoTracking().Where(m => m.Deed == StockDeed.Lent && m.ReturnId == null && m.TakenBackAt == null && ids.Contains(m.TeamId))
            .Select(m => new { m.TeamId, m.DueOn }).ToListAsync(ct)).ToLookup(m => m.TeamId, m => m.DueOn < Today);
        var known = await kinds.FindAsync([.. has.SelectMany(h => h).Select(b => b.KindId).Distinct()], ct);
        var floors = known.ToDictionary(k => k.Id, k => k.Least);
        var unit = areas.Today.Find(areaId);
        // A team that is no more stands there as long as something of it does.
        var lines = of.Where(t => t.DissolvedOn is null || t.DissolvedOn > Today || has[t.Id].Any(b => b.Balance != 0) || loans[t.Id].Any()).Select(t => new StockLine(
            t.Id, t.Name, t, has[t.Id].ToDictionary(b => b.KindId, b => b.Balance), loans[t.Id].Count(), loans[t.Id].Count(late => late), has[t.Id].Count(b => b.Balance < floors[b.KindId]))).ToList();
        return new(known, unit is { Tier: < AreaTier.Commune } ? ByUnit(unit.AreaId, lines) : [.. lines.OrderBy(l => l.Name, AreaNames.Order)]);
    }

    public async Task<StockSheet> SheetAsync(Guid teamId, CancellationToken ct)
    {
        var team = teams.Find(teamId)?.Team ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ViewTeams, team.AreaId);
        var has = await db.StockBalances.AsNoTracking().Where(b => b.TeamId == teamId).ToDictionaryAsync(b => b.KindId, b => b.Balance, ct);
        var loans = await db.StockMoves.AsNoTracking().Where(m => m.TeamId == teamId && m.Deed == StockDeed.Lent && m.ReturnId == null && m.TakenBackAt == null).OrderBy(m => m.DueOn).ThenBy(m => m.Id).ToListAsync(ct);
        var moves = await db.StockMoves.AsNoTracking().Where(m => m.TeamId == teamId).OrderByDescending(m => m.At).ThenByDescending(m => m.Id).Take(MostMoves).ToListAsync(ct);
        var names = await NamesAsync([.. loans.Concat(moves).Select(m => m.HouseholdId).OfType<Guid>().Distinct()], ct);
        StockMoveLine Line(StockMove move) => new(move, move.HouseholdId is { } household ? names.GetValueOrDefault(household) : null);
        var offered = (await kinds.OfAsync(team.AreaId, ct)).Where(k => !k.IsEnded).ToList();
        IReadOnlyList<StockKind> all = [.. offered, .. (await kinds.FindAsync(has.Keys, ct)).Where(k => !offered.Exists(o => o.Id == k.Id))];
        return new(team, all, has, loans.ConvertAll(Line), moves.ConvertAll(Line));
    }

    public bool MayManage(Team team) => user.Can(Permission.ManageStock, team.AreaId);

    /// <summary>Teams that the caller may give something to.</summary>
    public IEnumerable<Team> Others(Team team) => teams.All.Select(f => f.Team)
        .Where(t => t.Id != team.Id && (t.DissolvedOn is null || t.DissolvedOn > Today) && user.Can(Permission.ManageStock, t.AreaId)).OrderBy(t => t.Name, AreaNames.Order);

    /// <summary>Kinds of the caller's units, theirs to end.</summary>
    public async Task<IReadOnlyList<StockKind>> OwnKindsAsync(CancellationToken ct) =>
        [.. (await db.StockKinds.AsNoTracking().OrderBy(k => k.Id).ToListAsync(ct)).Where(k => k.AreaId is { } area && user.Can(Permission.ManageStock, area))];

    public IEnumerable<AreaVersion> Units => user.AreasWith(Permission.ManageStock).Select(areas.Today.Find).OfType<AreaVersion>();

    /// <summary>Names only of households that the caller sees today.</summary>
    private async Task<Dictionary<Guid, string>> NamesAsync(List<Guid> households, CancellationToken ct)
    {
        var hamlets = user.Hamlets(Permission.ViewHouseholds);
        return households.Count == 0 || hamlets.Count == 0 ? []
            : await db.Households.AsNoTracking().Where(h => households.Contains(h.Id) && hamlets.Contains(h.HamletId)).ToDictionaryAsync(h => h.Id, h => h.Head, ct);
    }

    private List<StockLine> ByUnit(Guid areaId, List<StockLine> lines) =>
    [
        .. areas.Today.ChildrenOf(areaId).OrderBy(u => u.Name, AreaNames.Order).Select(u => (Unit: u, Of: lines.Where(l => areas.Today.IsWithin(l.Team!.AreaId, u.AreaId)).ToList()))
            .Select(u => new StockLine(
                u.Unit.AreaId, AreaNames.WithKind(u.Unit), null, u.Of.SelectMany(l => l.Has).GroupBy(h => h.Key).ToDictionary(g => g.Key, g => g.Sum(h => h.Value)),
                u.Of.Sum(l => l.Out), u.Of.Sum(l => l.Late), u.Of.Sum(l => l.Low))),
        .. lines.Where(l => !areas.Today.ChildrenOf(areaId).Any(u => areas.Today.IsWithin(l.Team!.AreaId, u.AreaId))),
    ];

    /// <summary>Also teams whose unit has ended, of whoever has its hamlets now.</summary>
    private List<Team> TeamsOf(Guid areaId) => [.. teams.All.Select(f => f.Team).Where(t => areas.Today.IsWithin(t.AreaId, areaId)
        || (areas.Today.Find(t.AreaId) is null && user.Can(Permission.ViewTeams, t.AreaId) && (areas.Today.Find(areaId) is { ParentId: null } || user.AreasWith(Permission.ViewTeams).Contains(areaId))))];
}
