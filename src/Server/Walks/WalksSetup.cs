using Microsoft.AspNetCore.Http.HttpResults;
using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Accounts.Traces;
using TungNgo.Areas;
using TungNgo.Households;
using TungNgo.Households.Pages;

namespace TungNgo.Walks;

internal static class WalksSetup
{
    public static IServiceCollection AddWalks(this IServiceCollection services) => services
        .AddScoped<CutWalks>().AddScoped<WalkDesk>().AddScoped<EnterSheet>().AddScoped<IFollowsHamlet, FollowWalks>().AddSingleton<IFollowsHousehold, MergedWalks>()
        .AddMenuItem(new(42, "/walks", "nav.walks", "walk", Permission.ManageHouseholds, OfArea: true));

    public static void MapWalks(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/walks/count", CountAsync).WithMetadata(new NeedsAttribute(Permission.ManageHouseholds)).ExcludeFromDescription();

    /// <summary>How many doors a search finds, while it is still being written.</summary>
    private static async Task<ContentHttpResult> CountAsync(HttpContext http, Register register, CancellationToken ct) =>
        TypedResults.Text(Web.Formats.Number(await register.CountAsync(RegisterFilter.From(http.Request.Query), ct)));
}
