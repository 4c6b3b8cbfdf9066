using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Stock;

/// <summary>Teams that have too little, or less than nothing, and loans that are late.</summary>
internal sealed class StockWaiting(StockDesk desk, CurrentUser user) : IWork
{
    public int Rank => 62;

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (tree.Find(area) is not { Tier: AreaTier.Commune or AreaTier.Hamlet } || !user.Can(Permission.ManageStock, area))
        {
            return null;
        }

        var lines = (await desk.TableAsync(area, ct)).Lines;
        var (low, late) = (lines.Count(l => l.Low > 0), lines.Sum(l => l.Late));
        return low + late == 0 ? null : new("packages", t["stock.todo", low, late], $"/stock?area={area}");
    }
}
