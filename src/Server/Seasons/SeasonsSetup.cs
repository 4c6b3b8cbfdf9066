using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Households;
using TungNgo.Lists;
using TungNgo.Seasons.Pages;
using TungNgo.Web;

namespace TungNgo.Seasons;

internal static class SeasonsSetup
{
    public static IServiceCollection AddSeasons(this IServiceCollection services) => services
        .AddSingleton<IFollowsHousehold, MergedSeasons>().AddSingleton<IEndsWithConsent, SeasonConsents>().AddScoped<SeasonReader>();

    public static void MapSeasons(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/water/seasons/download", DownloadAsync).WithMetadata(new NeedsAttribute(Permission.ViewWater)).ExcludeFromDescription();

    private static async Task<FileStreamHttpResult> DownloadAsync(string? format, SeasonReader reader, HttpContext http, CancellationToken ct)
    {
        var t = http.Texts();
        var lines = await reader.ReadAsync(ct);
        return await SheetDownload.OfAsync(format, $"so-vu-mua-{reader.Question.Year}", SeasonWords.Columns(t), lines.Select(l => SeasonWords.Row(l, t)), ct,
            paper: http.Paper(t["seasons.title"], null, $"{t["seasons.year"]} {reader.Question.Year}"));
    }
}
