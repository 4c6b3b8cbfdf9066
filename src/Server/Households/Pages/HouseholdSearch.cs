using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Households.Pages;

/// <summary>Households of the register by what their search line holds, each with what of it was found.</summary>
internal sealed class HouseholdSearch(Register register, AppDb db, AreaTree areas, CurrentUser user, IHttpContextAccessor http) : ISearch
{
    public int Rank => 30;

    public string Title => "search.households";

    public string? WholeOf(string asked) => user.Can(Permission.ViewHouseholds) ? $"/households?q={Uri.EscapeDataString(asked)}" : null;

    public async Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct)
    {
        if (!user.Can(Permission.ViewHouseholds))
        {
            return [];
        }

        var found = await register.SearchAsync(asked.Text, asked.IsForgiving, most, ct);
        var ids = found.ConvertAll(h => h.Id);
        var people = (await db.People.AsNoTracking().Where(p => ids.Contains(p.HouseholdId) && p.GoneDay == null).ToListAsync(ct)).ToLookup(p => p.HouseholdId);
        var t = http.HttpContext!.Texts();
        return [.. found.Select(h => new Hit(h.Head, $"/households/{h.Id}", areas.Today.NameWithParent(h.HamletId), By(h, [.. people[h.Id]], asked, t)))];
    }

    /// <summary>By whom or what it was found; null when it was the name it is called by.</summary>
    private string? By(Household household, IReadOnlyList<Person> people, SearchWords words, Texts t)
    {
        if (words.IsIn(household.Phone))
        {
            return t["search.by.phone", household.Phone];
        }

        if (people.FirstOrDefault(p => words.IsIn(p.Phone)) is { } called)
        {
            return t["search.by.phone-of", called.Name, called.Phone];
        }

        var lane = household.LaneId is { } id ? areas.LaneName(id) : null;
        return Fits(household.Head) ? null
            : people.FirstOrDefault(p => Fits(p.Name)) is { } member ? t["search.by.member", member.Name]
            : household.Code is { } code && Fits(code) ? t["search.by.code", code]
            : Place(household) is { Length: > 0 } place && Fits(place) ? t["search.by.place", place]
            : lane is not null && Fits(lane) ? t["search.by.lane", lane]
            : words.Near(SearchKey.Fold(household.Head)) ? null
            : people.FirstOrDefault(p => words.Near(SearchKey.Fold(p.Name))) is { } near ? t["search.by.member", near.Name]
            // One word is this one's, another one that one's.
            : string.Join(", ", people.Where(p => p.Name != household.Head && words.Touch(SearchKey.Fold(p.Name))).Select(p => p.Name)) is { Length: > 0 } several
                ? t["search.by.member", several] : null;

        bool Fits(string text) => words.Fit(SearchKey.Fold(text));
    }

    private static string Place(Household household) => string.Join(" ", new[] { household.Door, household.Landmark }.Where(p => !string.IsNullOrEmpty(p)));
}
