using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Water.Pages;

/// <summary>Stations that have gone silent, told to whoever looks after them: nobody knows how the water is there.</summary>
internal sealed class SilentStations(WaterReader reader, Stations.StationScope scope, CurrentUser user) : IWork
{
    public int Rank => 26;

    public string Menu => "/water";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        if (!user.Can(Permission.ManageWater))
        {
            return null;
        }

        var silent = (await reader.NowAsync(ct)).Count(s => s.IsSilent && scope.MayChange(s.Station));
        return silent > 0 ? new("clock-off", t["water.todo.stale", Formats.Number(silent)], "/water?silent=mine", silent) : null;
    }
}
