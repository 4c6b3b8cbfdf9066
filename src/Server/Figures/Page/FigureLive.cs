using TungNgo.Live;

namespace TungNgo.Figures.Page;

/// <summary>What an open page of a unit's figures watches: the newest change to its hamlets' cells, or to any team.</summary>
internal static class FigureLive
{
    public static LiveSource Of(Guid areaId, FigureStore store, ITeamCounts teams) => new(store.Changed, (services, _) =>
    {
        var view = services.GetRequiredService<FigureReader>().Ask(areaId, null, null, null, null);
        return Task.FromResult<long?>(Math.Max(view.Image.LastChangeOf(view.Image.LeavesOf(view.Tree, areaId)), teams.Number));
    });
}
