using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Web;

namespace TungNgo.Teams;

/// <summary>Teams that lack somebody or something.</summary>
internal sealed class TeamsLacking(TeamGaps gaps, CurrentUser user) : IWork
{
    public int Rank => 40;

    public string Menu => "/teams";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct) =>
        user.Can(Permission.ViewTeams, area) && await gaps.LackingAsync(area, ct) is > 0 and var lacking
            ? new("users-group", t["figures.todo.teams", lacking], $"/teams?area={area}&gap=any", lacking)
            : null;
}
