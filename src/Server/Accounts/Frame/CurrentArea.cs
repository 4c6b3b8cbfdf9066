using TungNgo.Areas;

namespace TungNgo.Accounts.Frame;

/// <summary>
/// The unit a console page speaks of: named by the address (a unit's own page, or ?area=ID), else the unit of the caller's role.
/// Never remembered: a page sent to a colleague shows the same.
/// </summary>
internal sealed class CurrentArea(IHttpContextAccessor http, CurrentUser user, AreaTree areas)
{
    private static readonly string[] PagesOfAUnit = ["/areas", "/figures"];

    public const string QueryKey = "area";

    private HttpRequest Request => http.HttpContext!.Request;

    private bool IsPageOfAUnit => PagesOfAUnit.Any(p => Request.Path.StartsWithSegments(p, out var rest) && rest.HasValue);

    /// <summary>The unit, which the caller may see; null only when the caller has no role in any unit of today. One that is no more is what it became.</summary>
    public AreaVersion? Unit => (Named is { } id && areas.HeirOn(id, areas.Today.Day) is { } heir && areas.Today.Find(heir) is { } unit && IsInScope(heir) ? unit : null) ?? Home;

    /// <summary>The unit of the caller's first role.</summary>
    public AreaVersion? Home => user.Roles.Select(r => areas.Today.Find(r.AreaId)).FirstOrDefault(u => u is not null);

    /// <summary>From the top of the caller's scope down to <see cref="Unit"/>.</summary>
    public IReadOnlyList<AreaVersion> Line => Unit is null ? [] : [.. areas.Today.LineOf(Unit.AreaId).Where(u => IsInScope(u.AreaId)).Reverse()];

    public IEnumerable<AreaVersion> Below => Unit is null ? [] : areas.Today.ChildrenOf(Unit.AreaId);

    /// <summary>Other units the caller holds a role in.</summary>
    public IEnumerable<AreaVersion> Homes => user.Roles.Select(r => areas.Today.Find(r.AreaId)).OfType<AreaVersion>().DistinctBy(u => u.AreaId);

    /// <summary>The same section for another unit; a unit's own page leads to the other unit's own page.</summary>
    public string LinkTo(Guid areaId) => IsPageOfAUnit && Request.RouteValues.ContainsKey("Id")
        ? $"{PagesOfAUnit.First(p => Request.Path.StartsWithSegments(p))}/{areaId}"
        : $"{Request.Path}?{QueryKey}={areaId}";

    /// <summary>A section of the menu for the unit one is in; one's own unit needs no mention.</summary>
    public string Keep(string section) => Unit is { } unit && unit.AreaId != Home?.AreaId ? $"{section}?{QueryKey}={unit.AreaId}" : section;

    private Guid? Named => Guid.TryParse(IsPageOfAUnit ? Request.RouteValues["Id"]?.ToString() : Request.Query[QueryKey].ToString(), out var id) ? id : null;

    private bool IsInScope(Guid areaId) => user.Roles.Any(r => areas.Today.IsWithin(areaId, r.AreaId));
}
