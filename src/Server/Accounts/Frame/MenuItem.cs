namespace TungNgo.Accounts.Frame;

/// <summary>A line of the console's menu, shown to those who may open it. Each feature adds its own.</summary>
/// <param name="Rank">Its place among the lines; the smallest stands first.</param>
/// <param name="Text">Key of its words.</param>
/// <param name="OfArea">It keeps the unit that one is in.</param>
/// <param name="OfCountry">Only on a node above the provinces.</param>
/// <param name="Also">Another path whose pages belong to this line.</param>
internal sealed record MenuItem(int Rank, string Href, string Text, string Icon, Permission Needs, bool OfArea = false, string? Also = null, bool OfCountry = false)
{
    public bool Holds(PathString path) => Within(path, Href) || (Also is { } also && path.StartsWithSegments(also));

    private static bool Within(PathString path, string href) => href == "/" ? path == "/" : path.StartsWithSegments(href);
}
