using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Water.Stations;
using TungNgo.Web;

namespace TungNgo.Water.Pages;

/// <summary>Doubtful readings that wait for whoever looks after their stations.</summary>
internal sealed class ChecksWaiting(AppDb db, StationScope scope, CurrentUser user) : IWork
{
    public int Rank => 25;

    public string Menu => "/water";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (!user.Can(Permission.ManageWater))
        {
            return null;
        }

        var own = (await scope.OwnAsync(ct)).ConvertAll(s => s.Id);
        var waiting = await db.StationStates.Where(s => own.Contains(s.StationId)).SumAsync(s => s.Suspects, ct);
        return waiting > 0 ? new("eye-question", t["water.todo.checks", Formats.Number(waiting)], "/water/checks?mine=true", waiting) : null;
    }
}
