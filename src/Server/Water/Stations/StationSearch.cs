using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;

namespace TungNgo.Water.Stations;

/// <summary>Stations by name or river.</summary>
internal sealed class StationSearch(StationScope scope, CurrentUser user) : ISearch
{
    public int Rank => 110;

    public string Title => "search.stations";

    public async Task<IReadOnlyList<Hit>> FindAsync(SearchWords asked, int most, CancellationToken ct) => !user.Can(Permission.ViewWater) ? [] :
    [
        .. asked.Best(await scope.VisibleAsync(ct), s => SearchKey.Fold($"{s.Name} {s.OtherNames} {s.River}"), most)
            .Select(s => new Hit(s.Name, $"/water/stations/{s.Id}", s.River)),
    ];
}
