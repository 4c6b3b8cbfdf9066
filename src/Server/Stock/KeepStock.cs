using Microsoft.EntityFrameworkCore;
using TungNgo.Feed;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Stock;

/// <summary>What is done with material, whoever tells of it. The caller has looked up who may, and that team, kind and household are theirs.</summary>
internal static class KeepStock
{
    private static readonly Dictionary<StockDeed, string> Verbs = new()
    {
        [StockDeed.Received] = "receive", [StockDeed.HandedOut] = "out", [StockDeed.Lent] = "lend", [StockDeed.Returned] = "return", [StockDeed.Counted] = "count", [StockDeed.Given] = "give",
    };

    /// <summary>Keeps a move. That a team hands out more than it has is true work, and is kept: the office sees a number below zero.</summary>
    /// <exception cref="Refusal">No number that anybody counts.</exception>
    public static async Task KeepAsync(Write write, Team team, StockMove move, CancellationToken ct)
    {
        if (move.Count is > StockMove.MostAtOnce || move.Count < (move.Deed == StockDeed.Counted ? 0 : 1))
        {
            throw new Refusal(Problems.StockCount, StockMove.MostAtOnce);
        }

        var row = await RowAsync(write, team.Id, move.KindId, ct);
        write.Db.StockMoves.Add(move);
        await ReckonAsync(write, row, move, 1, ct);

        await NoteAsync(write, team, move, $"stock.{Verbs[move.Deed]}", ct);
    }

    /// <summary>It was not so: the move stays, and counts for nothing. Twice is once.</summary>
    /// <exception cref="Refusal">A loan that has come back since.</exception>
    public static async Task TakeBackAsync(Write write, Team team, StockMove move, CancellationToken ct)
    {
        if (move.TakenBackAt is not null)
        {
            return;
        }

        if (move.ReturnId is not null)
        {
            throw new Refusal(Problems.StockReturned);
        }

        var row = await RowAsync(write, team.Id, move.KindId, ct);
        (move.TakenBackAt, move.TakenBackBy) = (write.Now, write.Actor.Name);
        await ReckonAsync(write, row, move, -1, ct);
        if (move.LoanId is { } id && await write.Db.StockMoves.FindAsync([id], ct) is { } loan && loan.ReturnId == move.Id)
        {
            loan.ReturnId = null;
            await TellLenderAsync(write, loan, team, ct);
        }

        await NoteAsync(write, team, move, "stock.undo", ct);
    }

    /// <summary>What was lent is there again. Of two who say so the first brings it back.</summary>
    /// <param name="to">The team that has it now.</param>
    /// <param name="id">Of the move.</param>
    public static async Task ReturnAsync(Write write, StockMove loan, Team to, Guid id, DateTime at, Guid? memberId, CancellationToken ct)
    {
        if (!loan.IsOut)
        {
            return;
        }

        loan.ReturnId = id;
        await TellLenderAsync(write, loan, to, ct);

        // Nothing comes back before it was lent.
        await KeepAsync(write, to, new StockMove
        {
            Id = id, TeamId = to.Id, KindId = loan.KindId, Deed = StockDeed.Returned, Count = loan.Count, At = at < loan.At ? loan.At : at, MemberId = memberId, By = write.Actor.Name,
            HouseholdId = loan.HouseholdId, LoanId = loan.Id,
        }, ct);
    }

    private static async Task<StockBalance> RowAsync(Write write, Guid teamId, Guid kindId, CancellationToken ct) =>
        await write.Db.StockBalances.FindAsync([teamId, kindId], ct) ?? write.Db.StockBalances.Add(new StockBalance { TeamId = teamId, KindId = kindId }).Entity;

    /// <summary>One move more or less shifts the row. Counts are rare: then it is reckoned anew, from the database and from what this write has brought.</summary>
    private static async Task ReckonAsync(Write write, StockBalance row, StockMove move, int sign, CancellationToken ct)
    {
        if (move.Deed != StockDeed.Counted)
        {
            row.Balance += row.CountedAt is { } counted && move.At <= counted ? 0 : sign * move.Change;
            return;
        }

        await write.Db.StockMoves.Where(m => m.TeamId == row.TeamId && m.KindId == row.KindId).LoadAsync(ct);
        var moves = write.Db.StockMoves.Local.Where(m => m.TeamId == row.TeamId && m.KindId == row.KindId).ToList();
        row.Balance = StockBalance.Of(moves);
        row.CountedAt = moves.Where(m => m.Deed == StockDeed.Counted && m.TakenBackAt is null).Max(m => (DateTime?)m.At);
    }

    private static async Task TellLenderAsync(Write write, StockMove loan, Team has, CancellationToken ct)
    {
        if (loan.TeamId != has.Id && await write.Db.Teams.AsNoTracking().SingleOrDefaultAsync(t => t.Id == loan.TeamId, ct) is { } lender)
        {
            write.Changed(ChangeKind.Stock, lender.Id, lender.AreaId);
        }
    }

    /// <summary>The trail names the move and not the household: who got what is forgotten there too when the move forgets it.</summary>
    private static async Task NoteAsync(Write write, Team team, StockMove move, string action, CancellationToken ct)
    {
        write.Changed(ChangeKind.Stock, team.Id, team.AreaId);
        // Whoever has the household's door sees its loans, also those of other teams.
        if (move.HouseholdId is { } household && await write.Db.Households.Where(h => h.Id == household).Select(h => (Guid?)h.HamletId).SingleOrDefaultAsync(ct) is { } hamlet
            && hamlet != team.AreaId)
        {
            write.Changed(ChangeKind.Stock, move.Id, hamlet);
        }

        write.Audit(action, team.Id, team.AreaId, null, new { moveId = move.Id, move.KindId, move.Count, move.DueOn, move.Note });
    }
}
