using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Stock;

/// <summary>Forgets who got what when nobody needs it any more: the numbers stay. What is still out is not forgotten.</summary>
internal sealed class ForgetStock(AppDb db, Writer writer, TimeProvider clock)
{
    public const int Months = 12;
    private const int AtOnce = 500;

    /// <returns>How many moves; less than asked for means that no more are due.</returns>
    public async Task<int> StepAsync(CancellationToken ct)
    {
        var before = clock.GetUtcNow().UtcDateTime.AddMonths(-Months);
        // A loan goes with its return, which is younger.
        var due = db.StockMoves.Where(m => m.HouseholdId != null && m.At < before && (m.Deed != StockDeed.Lent || m.TakenBackAt != null
            || (m.ReturnId != null && !db.StockMoves.Any(r => r.Id == m.ReturnId && r.At >= before))));
        if (!await due.AnyAsync(ct))
        {
            return 0;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        var moves = await due.OrderBy(m => m.At).Take(AtOnce).ToListAsync(ct);
        foreach (var team in moves.GroupBy(m => m.TeamId))
        {
            write.Audit("stock.forget", team.Key, null, null, new { count = team.Count() });
        }

        moves.ForEach(m => m.HouseholdId = null);
        await write.CommitAsync(ct);
        return moves.Count;
    }
}

/// <summary>Looks once an hour.</summary>
internal sealed class StockLoop(IServiceScopeFactory scopes, LoopHealth health, TimeProvider clock, ILogger<StockLoop> log) : IntervalLoop(TimeSpan.FromHours(1), health, clock, log)
{
    protected override async Task TurnAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ForgetStock>().StepAsync(ct);
    }
}
