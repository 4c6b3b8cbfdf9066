using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Lists;
using TungNgo.Web;

namespace TungNgo.Tables;

internal static class TableEndpoints
{
    public static void MapTables(this IEndpointRouteBuilder routes)
    {
        var look = routes.MapGroup("").WithMetadata(new NeedsAttribute(Permission.ViewFigures)).ExcludeFromDescription();
        look.MapGet("/tables/sheet", AskedAsync);
        look.MapGet("/tables/{id:guid}/sheet", KeptAsync);
    }

    private static Task<FileStreamHttpResult> AskedAsync(string? format, HttpContext http, TableBuilder builder, CurrentArea place, CancellationToken ct) =>
        SendAsync(format, null, TableQuestion.Of(http.Request.Query.ToDictionary(), place.Unit?.AreaId ?? Guid.Empty), http, builder, ct);

    private static async Task<FileStreamHttpResult> KeptAsync(Guid id, string? format, HttpContext http, TableDesk desk, TableBuilder builder, CancellationToken ct)
    {
        var kept = await desk.FindAsync(id, ct);
        return await SendAsync(format, kept.Name, TableQuestion.Parse(kept.Query), http, builder, ct);
    }

    private static Task<FileStreamHttpResult> SendAsync(string? format, string? name, TableQuestion question, HttpContext http, TableBuilder builder, CancellationToken ct)
    {
        var t = http.Texts();
        var table = builder.Build(question, t);
        var paper = http.Paper(name ?? t["tables.sheet"], null, table.Last.FullName(t), t);
        return SheetDownload.SendAsync(format, TableSheet.FileName, target => TableSheet.WriteAsync(format, target, table, paper, t, ct));
    }
}
