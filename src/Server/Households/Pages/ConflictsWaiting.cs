using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Households.Pages;

/// <summary>Fields that two people changed without knowing of each other. Likely twins are not counted here: telling them takes every household's name.</summary>
internal sealed class ConflictsWaiting(AppDb db, CurrentUser user) : IWork
{
    public int Rank => 35;

    public string Menu => "/households";

    public async Task<WorkLine?> WaitingAsync(Guid area, DayTree tree, Texts t, CancellationToken ct)
    {
        var mine = tree.HamletsOf(area).Where(h => user.Can(Permission.ManageHouseholds, h)).ToHashSet();
        if (mine.Count == 0)
        {
            return null;
        }

        // Few are open at a time, and an index holds just these.
        var open = await db.EditConflicts.Where(c => c.SettledAt == null).GroupBy(c => c.HamletId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return open.Where(o => mine.Contains(o.Key)).Sum(o => o.Count) is > 0 and var waiting
            ? new("git-compare", t["figures.todo.conflicts", waiting], $"/households/conflicts?area={area}", waiting)
            : null;
    }
}
