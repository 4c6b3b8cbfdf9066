using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;

namespace TungNgo.Households.Pages;

/// <summary>Households of the register by what their search line holds.</summary>
internal sealed class HouseholdSearch(Register register, AreaTree areas, CurrentUser user) : ISearch
{
    public int Rank => 30;

    public string Title => "search.households";

    public async Task<IReadOnlyList<Hit>> FindAsync(string asked, int most, CancellationToken ct)
    {
        if (!user.Can(Permission.ViewHouseholds))
        {
            return [];
        }

        var found = await register.Where(RegisterFilter.OfWords(asked)).AsNoTracking().Take(most)
            .Select(h => new { h.Id, h.Head, h.HamletId }).ToListAsync(ct);
        return [.. found.Select(h => new Hit(h.Head, $"/households/{h.Id}", areas.Today.NameWithParent(h.HamletId)))];
    }
}
