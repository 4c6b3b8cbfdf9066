using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Accounts.Traces;
using TungNgo.Accounts.Frame;
using TungNgo.Areas;
using TungNgo.Data;
using TungNgo.Figures;
using TungNgo.Feed;
using TungNgo.Lists;
using TungNgo.Teams.Phones;
using TungNgo.Teams;
using TungNgo.Web;

namespace TungNgo.Households.Pages;

internal static class HouseholdEndpoints
{
    public static IServiceCollection AddHouseholds(this IServiceCollection services) => services
        .AddFeedReader<FollowUps>().AddScoped<Register>().AddScoped<HouseholdDesk>().AddScoped<MergeHouseholds>().AddScoped<Twins>()
        .AddScoped<FollowHamlet>().AddScoped<IFollowsHamlet>(s => s.GetRequiredService<FollowHamlet>()).AddScoped<IListsDoors>(s => s.GetRequiredService<FollowHamlet>())
        .AddScoped<IAffectedByAreas, AffectedHouseholds>().AddScoped<IBlocksUndo, AffectedHouseholds>()
        .AddSingleton<IFollowsHousehold, MergedConsents>().AddSingleton<IFollowsHousehold, MergedCrops>()
        .AddSingleton<ICountsCells, CountHouseholds>().AddSearch<LaneSearch>().AddSearch<HouseholdSearch>().AddWork<OverdueWork>().AddWork<ConflictsWaiting>()
        .AddMenuItem(new(40, "/households", "nav.households", "building-cottage", Permission.ViewHouseholds, OfArea: true)).AddScoped<ITeamWork, TeamWork>();

    public static void MapHouseholds(this IEndpointRouteBuilder routes) => routes.MapGet("/households/export", ExportAsync)
        .WithMetadata(new NeedsAttribute(Permission.ViewHouseholds), new LeavesTraceAttribute("read.households-export")).ExcludeFromDescription();

    /// <summary>The table of the page with all its rows.</summary>
    private static Task<FileStreamHttpResult> ExportAsync(HttpContext http, Register register, AreaTree areas, ReadTrace trace, CancellationToken ct)
    {
        var texts = http.Texts();
        var rows = register.AllAsync(register.Where(RegisterFilter.From(http.Request.Query))).Select(r => Cells(r, areas, texts));
        return SheetDownload.OfAsync(http.Request.Query["format"], "ho-dan", [.. Titles.Select(t => texts[t])], trace.Counted(rows), ct,
            paper: http.Paper(texts["households.title"], RegisterFilter.From(http.Request.Query).Area));
    }

    private static readonly string[] Titles =
    [
        "households.head", "households.hamlet", "households.lane", "households.place", "households.language", "households.phone", "households.people",
        "households.last-visit", "households.next",
    ];

    private static object?[] Cells(RegisterRow row, AreaTree areas, Texts texts) =>
    [
        row.Head, HouseholdWords.Hamlet(areas.Today, row.HamletId), Blank(HouseholdWords.Lane(areas, row.HamletId, row.LaneId)),
        Blank(HouseholdWords.Place(row.Door, row.Landmark)), Blank(HouseholdWords.Language(row.Language, texts)), row.Phone, Math.Max(row.People, row.Size ?? 0),
        row.LastVisitAt is { } at ? LegalDay.Of(at) : null, row.NextDate,
    ];

    /// <summary>A dash is for readers; in a table that is counted on, nothing is nothing.</summary>
    private static string? Blank(string text) => text == Formats.Missing ? null : text;
}
