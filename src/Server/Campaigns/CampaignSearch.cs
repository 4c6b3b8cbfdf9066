using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Web;

namespace TungNgo.Campaigns;

/// <summary>Campaigns by name.</summary>
internal sealed class CampaignSearch(CampaignDesk desk, CurrentUser user, AreaTree areas) : ISearch
{
    public int Rank => 70;

    public string Title => "search.campaigns";

    public Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct) => Task.FromResult<IReadOnlyList<Hit>>(!user.Can(Permission.ViewFigures) ? [] :
    [
        .. asked.Best(desk.List().Select(f => f.Campaign), c => SearchKey.Fold(c.Name), most).Select(c => new Hit(
            c.Name, $"/campaigns/{c.Id}", (areas.On(c.From).Find(c.AreaId) ?? areas.Today.Find(c.AreaId)) is { } unit ? AreaNames.WithKind(unit) : "",
            $"{Formats.Day(c.From)} – {Formats.Day(c.To)}")),
    ]);
}
