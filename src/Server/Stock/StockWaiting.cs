using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Stock;

/// <summary>Teams that have too little, or less than nothing, and loans that are late.</summary>
internal sealed class StockWaiting(StockDesk desk, CurrentUser user) : IWork
{
    public int Rank => 62;

    public string Menu => "/stock";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (tree.Find(area) is not { Tier: AreaTier.Commune or AreaTier.Hamlet } || !user.Can(Permission.ManageStock, area))
        {
            return null;
        }

        var lines = (await desk.TableAsync(area, ct)).Lines.Where(l => l.Waits).ToList();
        return lines.Count == 0 ? null
            : new("packages", t["stock.todo", lines.Count, lines.Count(l => l.Low > 0), lines.Sum(l => l.Late)], $"/stock?area={area}&waiting=true", lines.Count);
    }
}
