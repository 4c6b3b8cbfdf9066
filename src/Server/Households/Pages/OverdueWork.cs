using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Households.Pages;

/// <summary>Doors that were promised a visit before today and still wait.</summary>
internal sealed class OverdueWork(FollowUps followUps, CurrentUser user, TimeProvider clock) : IWork
{
    public int Rank => 30;

    public string Menu => "/households";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct) =>
        await followUps.OverdueAsync(tree.HamletsOf(area), clock.Today(), ct) is > 0 and var overdue
            ? new("calendar-due", t["figures.todo.overdue", overdue],
                user.Can(Permission.ViewHouseholds, area) ? $"/households?area={area}&has=late" : $"/households/waiting?what=overdue&area={area}", overdue)
            : null;
}
