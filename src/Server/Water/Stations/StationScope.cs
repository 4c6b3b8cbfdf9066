using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Water.Stations;

/// <summary>Who sees which stations: those of one's own area, and those of the units above, whose water is one's own as well.</summary>
internal sealed class StationScope(AppDb db, CurrentUser user, AreaTree areas)
{
    public async Task<List<Station>> VisibleAsync(CancellationToken ct) =>
        [.. (await db.Stations.AsNoTracking().OrderBy(s => s.River).ThenBy(s => s.KmFromMouth).ThenBy(s => s.Name).ToListAsync(ct)).Where(Sees)];

    /// <summary>Stations that the caller looks after.</summary>
    public async Task<List<Station>> OwnAsync(CancellationToken ct) => [.. (await VisibleAsync(ct)).Where(s => s.Active && user.Can(Permission.ManageWater, UnitOf(s)))];

    /// <summary>Not found when the caller may not see it.</summary>
    public async Task<Station> FindAsync(Guid id, CancellationToken ct) =>
        await db.Stations.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, ct) is { } station && Sees(station) ? station : throw new Refusal(Problems.NotFound);

    /// <summary>Tracked, to be changed. Not found when the caller may not change it.</summary>
    public async Task<Station> OwnAsync(Guid id, CancellationToken ct)
    {
        var station = await db.Stations.SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new Refusal(Problems.NotFound);
        user.Require(Permission.ManageWater, UnitOf(station));
        return station;
    }

    public bool MayChange(Station station) => user.Can(Permission.ManageWater, UnitOf(station));

    /// <summary>The unit that looks after it today; one that has been merged is looked after by what followed it.</summary>
    public Guid UnitOf(Station station) => areas.HeirOn(station.AreaId, areas.Today.Day) ?? station.AreaId;

    private bool Sees(Station station) => UnitOf(station) is var unit
        && (user.Can(Permission.ViewWater, unit) || user.AreasWith(Permission.ViewWater).Any(own => areas.Today.IsWithin(own, unit)));
}
