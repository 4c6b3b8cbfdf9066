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
        .AddSingleton<UnlistedHamlets>().AddWork<HamletsWithoutList>()
        .AddMenuItem(new(40, "/households", "nav.households", "building-cottage", Permission.ViewHouseholds, OfArea: true)).AddScoped<ITeamWork, TeamWork>();

    public static void MapHouseholds(this IEndpointRouteBuilder routes) => routes.MapGet("/households/export", ExportAsync)
        .WithMetadata(new NeedsAttribute(Permission.ViewHouseholds), new LeavesTraceAttribute("read.households-export")).ExcludeFromDescription();

    /// <summary>The table of the page with all its rows, in its columns and its order.</summary>
    private static async Task<FileStreamHttpResult> ExportAsync(HttpContext http, Register register, ReadTrace trace, CancellationToken ct)
    {
        var (texts, query) = (http.Texts(), http.Request.Query);
        var (columns, order) = (RegisterColumn.Of(query["col"]), RegisterOrder.From(query));
        var look = await register.LookAsync(columns, order, texts, ct);
        var rows = (await register.AllAsync(RegisterFilter.From(query), order, look, ct)).Select(row => columns.Select(c => c.Cell(row, look)).ToArray());
        return await SheetDownload.OfAsync(query["format"], "ho-dan", [.. columns.Select(c => texts[c.Title])], trace.Counted(rows.ToAsyncEnumerable()), ct,
            paper: http.Paper(texts["households.title"], RegisterFilter.From(query).Area));
    }
}
