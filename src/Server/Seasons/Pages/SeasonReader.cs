using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Households;

namespace TungNgo.Seasons.Pages;

/// <summary>Which crop and season the address asks for.</summary>
internal sealed record SeasonQuestion(string Crop, int Year, GrowingSeason Season);

/// <summary>Reads the figures that the page and its download show, of the unit that the page speaks of and within what the caller may see.</summary>
internal sealed class SeasonReader(AppDb db, CurrentUser user, CurrentArea area, AreaTree areas, IHttpContextAccessor http, TimeProvider clock)
{
    private const int YearsOffered = 6;

    public AreaVersion Unit => area.Unit!;
    public SeasonQuestion Question { get; private set; } = null!;
    public IEnumerable<int> Years => Enumerable.Range(clock.Today().Year + 2 - YearsOffered, YearsOffered).Reverse();

    /// <returns>What lies right below the unit, and the unit itself as the last.</returns>
    public async Task<IReadOnlyList<SeasonLine>> ReadAsync(CancellationToken ct)
    {
        user.Require(Permission.ViewWater, Unit.AreaId);
        var tree = areas.Today;
        var mine = user.Hamlets(Permission.ViewWater);
        var hamlets = tree.HamletsOf(Unit.AreaId).Where(mine.Contains).ToList();
        // A closed household lives nowhere: nobody is there who could take its consent back. Open again, it counts again.
        var told =
            from account in SeasonConsents.Standing(db).AsNoTracking()
            join household in db.Households.Where(h => h.ClosedDay == null && hamlets.Contains(h.HamletId)) on account.HouseholdId equals household.Id
            select new { household.HamletId, Account = account };
        var query = http.HttpContext!.Request.Query;
        var crop = ChangeCrop.Crops.FirstOrDefault(c => c == query["crop"], ChangeCrop.Crops[0]);
        told = told.Where(t => t.Account.Crop == crop);
        var newest = await told.OrderByDescending(t => t.Account.Year).ThenByDescending(t => t.Account.Season)
            .Select(t => new { t.Account.Year, t.Account.Season }).FirstOrDefaultAsync(ct);
        Question = new(
            crop,
            int.TryParse(query["year"], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year is > 1900 and < 2200
                ? year : newest?.Year ?? clock.Today().Year,
            Enum.TryParse<GrowingSeason>(query["season"], out var season) && Enum.IsDefined(season) ? season : newest?.Season ?? GrowingSeason.WinterSpring);

        var rows = (await told.Where(t => t.Account.Year <= Question.Year).ToListAsync(ct)).GroupBy(t => t.Account.HouseholdId).SelectMany(own =>
        {
            var all = own.Select(o => o.Account).ToList();
            return own.Where(o => o.Account.Year == Question.Year && o.Account.Season == Question.Season)
                .Select(o => new SeasonRow(o.HamletId, o.Account, SeasonChange.Of(o.Account, all)));
        });
        var lines = SeasonSums.Of(tree, Unit.AreaId, rows);
        return [.. tree.ChildrenOf(Unit.AreaId).Select(c => lines[c.AreaId]), lines[Unit.AreaId]];
    }
}
