using System.Globalization;
using System.Linq.Expressions;

namespace TungNgo.Web;

/// <summary>
/// The instant as of which a list that grows at its top is read from page to page: what comes in meanwhile moves no row to the next page, where it would be
/// read twice. The first page shows everything. So does a row of later than now on every page: another server's clock may be ahead, and the demo's clock is
/// put back by whoever looks at it.
/// </summary>
/// <param name="AsOf">When the first page was read.</param>
/// <param name="Now">When this page is.</param>
internal readonly record struct PageAnchor(DateTime AsOf, DateTime Now)
{
    public const string Key = "asof";

    public static PageAnchor Of(HttpRequest request, int page, TimeProvider clock)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return new(page > 1 && long.TryParse(request.Query[Key], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks > 0 && ticks <= now.Ticks
            ? new DateTime(ticks, DateTimeKind.Utc) : now, now);
    }

    /// <summary>The rows without those that have come in since the first page was read.</summary>
    /// <param name="came">When a row came into the list.</param>
    public IQueryable<T> Narrow<T>(IQueryable<T> rows, Expression<Func<T, DateTime>> came)
    {
        if (AsOf >= Now)
        {
            return rows;
        }

        // Members of an object, and not constants: the database's plan is the same for every instant.
        var at = Expression.Constant(new Instants(AsOf, Now));
        return rows.Where(Expression.Lambda<Func<T, bool>>(Expression.OrElse(
            Expression.LessThanOrEqual(came.Body, Expression.Property(at, nameof(Instants.AsOf))),
            Expression.GreaterThan(came.Body, Expression.Property(at, nameof(Instants.Now)))), came.Parameters));
    }

    public override string ToString() => AsOf.Ticks.ToString(CultureInfo.InvariantCulture);

    private sealed record Instants(DateTime AsOf, DateTime Now);
}
