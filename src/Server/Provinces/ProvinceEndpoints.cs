using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Lists;
using TungNgo.Provinces.Packages;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Provinces;

/// <param name="Made">When the province made its package; null where none has come.</param>
/// <param name="Reporting">Of how many of its units it is, where offices tell it.</param>
/// <param name="Agrees">Whether it counts the figure as this node does; others are not in the total.</param>
public sealed record ProvinceFigure(string Code, string Name, DateTime? Made, decimal? Value, decimal? Above, decimal? Below, int? Reporting, int? Of, bool? Agrees);

/// <param name="Total">Of the provinces that told it; see Reporting.</param>
/// <param name="Reporting">How many provinces are in the total.</param>
public sealed record CountryFigure(string Period, DateOnly From, DateOnly To, string Indicator, decimal? Total, decimal? Above, decimal? Below, int Reporting, int Of, ProvinceFigure[] Provinces);

internal static class ProvinceEndpoints
{
    public static void MapProvinces(this IEndpointRouteBuilder routes)
    {
        // Who signed it is the permission: nothing is taken that no registered key has signed.
        routes.MapPost("/api/provinces/packages", TakeAsync).AllowAnonymous().DisableAntiforgery().RequireRateLimiting("package").WithTags("provinces")
            .WithMetadata(new RequestSizeLimitAttribute(SignedPackage.MostBytes)).Accepts<byte[]>(SignedPackage.MediaType)
            .WithSummary("A province's figures of a period, signed (COSE_Sign1, ES256). Sent again or late it does no harm.");
        routes.MapGet("/api/provinces/figures", FiguresAsync).WithTags("provinces").WithMetadata(new NeedsAttribute(Permission.ViewProvinces))
            .WithSummary("An indicator of all provinces in a period, on a node that takes their figures.");
        routes.MapGet("/provinces/sheet", SheetAsync).WithMetadata(new NeedsAttribute(Permission.ViewProvinces)).ExcludeFromDescription();
        routes.MapGet("/indicators/upward/package", PackageAsync).WithMetadata(new NeedsAttribute(Permission.ManageIndicators)).ExcludeFromDescription();
    }

    private static async Task<Ok<TakenPackage>> TakeAsync(HttpContext http, AppDb db, TakePackage packages, CancellationToken ct)
    {
        // A node that no province is registered with keeps nothing of what anybody sends it in memory.
        if (!await db.ProvinceKeys.AnyAsync(k => k.RevokedAt == null, ct))
        {
            throw new Refusal(Problems.PackageSigner);
        }

        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, ct);
        return TypedResults.Ok(await packages.TakeAsync(body.ToArray(), null, http.Connection.RemoteIpAddress?.ToString(), ct));
    }

    private static async Task<CountryFigure> FiguresAsync(
        [Description("2024-M9, 2024-Q3, …; the last month when left out")] string? period, string indicator, CountryFigures country, CancellationToken ct)
    {
        var table = await country.ReadAsync(period, ct);
        var asked = table.Indicators.FirstOrDefault(i => i.Code == indicator) ?? throw new Refusal(Problems.NotFound);
        var total = table.Total(asked);
        return new(table.Period.Code, table.Period.From, table.Period.To, asked.Code, total.Value, total.Above, total.Below, total.Reporting ?? 0, table.Provinces.Count,
        [
            .. table.Provinces.Select(p => (Province: p, Value: table.Value(p, asked))).Select(p => new ProvinceFigure(
                p.Province.Code, p.Province.Name, table.PackageOf(p.Province)?.Made, p.Value?.Value, p.Value?.Above, p.Value?.Below, p.Value?.Reporting, p.Value?.Of, table.Agrees(p.Province, asked))),
        ]);
    }

    private static async Task<FileStreamHttpResult> SheetAsync(string? period, string? format, HttpContext http, CountryFigures country, CancellationToken ct)
    {
        var t = http.Texts();
        var table = await country.ReadAsync(period, ct);
        string[] columns = [t["provinces.code"], t["provinces.name"], t["provinces.made"], .. table.Indicators.Select(i => t.Of(i.Name))];
        var rows = table.Provinces.Select(p => (object?[])[p.Code, p.Name, table.PackageOf(p)?.Made, .. table.Indicators.Select(i => FigureText.Cell(table.Value(p, i)))])
            .Append(["", t["provinces.all"], null, .. table.Indicators.Select(i => FigureText.Cell(table.Total(i)))]);
        return await SheetDownload.OfAsync(format, $"cac-tinh-{table.Period.Code}", columns, rows, ct, paper: http.Paper(t["provinces.title"], null, table.Period.FullName(t)));
    }

    private static async Task<FileContentHttpResult> PackageAsync(string period, MakePackage packages, CurrentUser user, Areas.AreaTree areas, CancellationToken ct)
    {
        user.Require(Permission.ManageIndicators, areas.Today.Roots.First().AreaId);
        return TypedResults.Bytes(await packages.OfAsync(period, ct), SignedPackage.MediaType, $"so-lieu-{period}.cose");
    }
}
