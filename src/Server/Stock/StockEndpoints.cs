using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Stock;

internal static class StockEndpoints
{
    public static void MapStock(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/stock/sheet", SheetAsync).WithMetadata(new NeedsAttribute(Permission.ViewTeams)).ExcludeFromDescription();

    private static async Task<FileStreamHttpResult> SheetAsync(Guid? area, bool? waiting, string? format, StockDesk desk, CurrentUser user, HttpContext http, CancellationToken ct)
    {
        var (t, unit) = (http.Texts(), user.AreaOf(area, Permission.ViewTeams));
        var table = await desk.TableAsync(unit, ct);
        table = waiting == true ? table.Waiting : table;
        return await SheetDownload.OfAsync(format, "vat-lieu", StockWords.Columns(table, t), StockWords.Rows(table, t), ct, paper: http.Paper(t["stock.title"], unit));
    }
}
