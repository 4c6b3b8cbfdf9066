using System.Collections.Concurrent;
using TungNgo.Areas;
using TungNgo.Areas.Boundaries;
using TungNgo.Services;
using TungNgo.Web;

namespace TungNgo.Figures.Page;

/// <summary>
/// The figures of a page as they were drawn, until anything in them is another: thousands of numbers, bars and shapes that are the same for every
/// reader of a unit between two visits.
/// </summary>
internal sealed class FigureMemory(ServiceCatalogue catalogue, BoundaryBook boundaries, AreaTree areas, ITeamCounts teams)
{
    /// <summary>About 20 MB; whoever turns through more units pays with drawing.</summary>
    private const int MostPages = 100;

    private readonly ConcurrentDictionary<Page, string> drawn = new();
    private volatile FigureState last = new(null, null, null, 0);

    /// <summary>What units, services, land and teams are now. Taken before a page is reckoned: what changes meanwhile belongs to the next one.</summary>
    public FigureState Now => new(areas.Today, catalogue.All, boundaries.Land, teams.Number);

    /// <param name="page">Opened before, in the scope of the reader: nothing is kept for somebody who may not see it.</param>
    public async Task<string> GetAsync(FigurePage page, HttpContext http, Func<Task<string>> draw)
    {
        var state = page.State with { Figures = page.View.Image };
        var key = new Page(state, $"{http.Request.Path}{http.Request.QueryString}", http.Texts().Language, page.Question);
        if (drawn.TryGetValue(key, out var known))
        {
            return known;
        }

        var html = await draw();
        if (state != last || drawn.Count >= MostPages)
        {
            last = state;
            drawn.Clear();
        }

        drawn[key] = html;
        return html;
    }

    private sealed record Page(FigureState State, string Address, string Language, FigureQuestion Question);
}

/// <summary>Images of memory, each another one after a change.</summary>
internal sealed record FigureState(object? Tree, object? Services, object? Land, long Teams)
{
    public object? Figures { get; init; }
}
