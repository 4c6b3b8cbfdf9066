using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;

namespace TungNgo.Teams;

/// <summary>Teams that are not dissolved, by name.</summary>
internal sealed class TeamSearch(AppDb db, AreaTree areas, CurrentUser user) : ISearch
{
    public int Rank => 20;

    public string Title => "search.teams";

    public async Task<IReadOnlyList<Hit>> FindAsync(string asked, int most, CancellationToken ct)
    {
        if (!user.Can(Permission.ViewTeams))
        {
            return [];
        }

        // A team belongs to a unit of any tier, not only to hamlets.
        var (words, today) = (SearchKey.Fold(asked), areas.Today);
        var units = user.AreasWith(Permission.ViewTeams).SelectMany(today.Below).Select(a => a.AreaId).ToHashSet();
        var found = await db.Teams.AsNoTracking().Where(t => t.NameKey.Contains(words) && t.DissolvedOn == null).OrderBy(t => t.NameKey)
            .Select(t => new { t.Id, t.Name, t.AreaId }).ToListAsync(ct);
        return [.. found.Where(t => units.Contains(t.AreaId)).Take(most).Select(t => new Hit(t.Name, $"/teams/{t.Id}", today.NameWithParent(t.AreaId)))];
    }
}
