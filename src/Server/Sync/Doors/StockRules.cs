using Microsoft.EntityFrameworkCore;
using TungNgo.Stock;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Sync.Doors;

/// <summary>Material as phones speak of it: each team is one that the member sat in then, each household one that they could reach.</summary>
internal static class StockRules
{
    public static async Task HandOutAsync(DoorContext door, PushStock push, CancellationToken ct)
    {
        var (team, lent) = (TeamOf(door, push.TeamId), door.Mutation.Kind == "stock.lend");
        if (push.KindId is not { } kind || await door.Write.Db.StockBalances.FindAsync([team.Id, kind], ct) is null)
        {
            throw new Refusal(Problems.StockKindUnknown);
        }

        var work = push.HouseholdId is { } id ? await door.ReachAsync(id, ct) : null;
        if (lent && (work is null || push.Due is null))
        {
            throw work is null ? new Refusal(Problems.StockHousehold) : new Refusal(Problems.StockDay);
        }

        await KeepStock.KeepAsync(door.Write, team, new StockMove
        {
            Id = door.Mutation.Id, TeamId = team.Id, KindId = kind, Deed = lent ? StockDeed.Lent : StockDeed.HandedOut, Count = push.Count ?? 1, At = door.At, MemberId = door.MemberId,
            By = door.Actor.Name, HouseholdId = work?.Living.Household.Id, DueOn = lent ? push.Due : null,
        }, ct);
        if (work is not null)
        {
            // Whoever was given something is known to be there: undoing a list does not take them away.
            work.Living.Household.ByHand = door.Write.LastNumber;
            work.Living.Visited = true;
        }
    }

    /// <summary>It comes back to the team that lent it, or to the one that has the household's door now.</summary>
    public static async Task ReturnAsync(DoorContext door, PushStock push, CancellationToken ct)
    {
        var loan = push.MoveId is { } id ? await door.Write.Db.StockMoves.FindAsync([id], ct) : null;
        if (loan is not { Deed: StockDeed.Lent })
        {
            throw new Refusal(Problems.StockMoveUnknown);
        }

        var team = door.Seats.FirstOrDefault(s => s.Team.Id == loan.TeamId)?.Team
            ?? (loan.HouseholdId is { } household && await door.Write.Db.Households.Where(h => h.Id == household).Select(h => (Guid?)h.HamletId).SingleOrDefaultAsync(ct) is { } home
                && door.Hamlets.Contains(home) ? TeamOf(door, door.TeamFor(home)) : throw new Refusal(Problems.StockMoveUnknown));
        await KeepStock.ReturnAsync(door.Write, loan, team, door.Mutation.Id, door.At, door.MemberId, ct);
    }

    public static async Task UndoAsync(DoorContext door, PushStock push, CancellationToken ct)
    {
        var move = push.MoveId is { } id ? await door.Write.Db.StockMoves.FindAsync([id], ct) : null;
        if (move is not { Deed: StockDeed.HandedOut or StockDeed.Lent or StockDeed.Returned } || door.Seats.FirstOrDefault(s => s.Team.Id == move.TeamId)?.Team is not { } team)
        {
            throw new Refusal(Problems.StockMoveUnknown);
        }

        await KeepStock.TakeBackAsync(door.Write, team, move, ct);
    }

    private static Team TeamOf(DoorContext door, Guid? teamId) => door.Seats.FirstOrDefault(s => s.Team.Id == teamId)?.Team ?? throw new Refusal(Problems.StockKindUnknown);
}
