using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Feed;

namespace TungNgo.Campaigns;

internal static class CampaignsSetup
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services) => services
        .AddFeedReader<CampaignBook>().AddSingleton<CampaignFigures>().AddScoped<CampaignDesk>().AddScoped<CampaignLanes>().AddScoped<ChangeCampaign>().AddWork<CampaignsWaiting>()
        .AddMenuItem(new(18, "/campaigns", "nav.campaigns", "flag", Permission.ViewFigures));
}
