using System.Globalization;

namespace TungNgo.Web.Components;

/// <summary>
/// The instant as of which a list that grows at its top is read from page to page: what comes in meanwhile moves no row to the next page, where it would be
/// read twice. The first page is always of now.
/// </summary>
internal readonly record struct PageAnchor(DateTime AsOf)
{
    public const string Key = "asof";

    public static PageAnchor Of(HttpRequest request, int page, TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new(page > 1 && long.TryParse(request.Query[Key], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks > 0 && ticks <= now.Ticks
            ? new DateTime(ticks, DateTimeKind.Utc) : now);
    }

    public override string ToString() => AsOf.Ticks.ToString(CultureInfo.InvariantCulture);
}
