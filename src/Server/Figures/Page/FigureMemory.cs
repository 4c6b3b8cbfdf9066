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
    private volatile State last = new(null, null, null, null, 0);

    /// <param name="page">Opened before, in the scope of the reader: nothing is kept for somebody who may not see it.</param>
    public async Task<string> GetAsync(FigurePage page, HttpContext http, Func<Task<string>> draw)
    {
        // What the page was reckoned from is taken first: what changes while it is drawn belongs to the next state.
        var state = new State(page.View.Image, areas.Today, catalogue.All, boundaries.Land, teams.Number);
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

    /// <summary>Images of memory, each another one after a change.</summary>
    private sealed record State(object? Figures, object? Tree, object? Services, object? Land, long Teams);

    private sealed record Page(State State, string Address, string Language, FigureQuestion Question);
}
