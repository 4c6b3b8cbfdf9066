using TungNgo.Accounts;
using TungNgo.Accounts.Frame;
using TungNgo.Campaigns.Bring;
using TungNgo.Campaigns.Guests;
using TungNgo.Campaigns.Ideas;
using TungNgo.Campaigns.Targets;
using TungNgo.Feed;
using TungNgo.Teams;

namespace TungNgo.Campaigns;

internal static class CampaignsSetup
{
    public static IServiceCollection AddCampaigns(this IServiceCollection services) => services
        .AddFeedReader<CampaignBook>().AddSingleton<CampaignFigures>().AddScoped<CampaignDesk>().AddSearch<CampaignSearch>().AddScoped<CampaignLanes>().AddScoped<ChangeCampaign>().AddWork<CampaignsWaiting>()
        .AddScoped<MaterialReader>().AddScoped<ChangeMaterial>().AddScoped<TargetImport>().AddScoped<ChangeIdeas>()
        .AddScoped<GuestDesk>().AddScoped<ITeamGuests>(s => s.GetRequiredService<GuestDesk>()).AddScoped<ChangeGuests>().AddScoped<ForgetGuests>()
        .AddHostedService<ForgetGuestsLoop>()
        .AddMenuItem(new(18, "/campaigns", "nav.campaigns", "flag", Permission.ViewFigures));
}
