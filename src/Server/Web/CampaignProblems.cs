namespace TungNgo.Web;

/// <summary>Of campaigns.</summary>
internal static partial class Problems
{
    public static readonly Problem CampaignName = new("campaign.name", 400);
    public static readonly Problem CampaignDays = new("campaign.days", 400);
    public static readonly Problem CampaignServices = new("campaign.services", 400);
    public static readonly Problem CampaignTarget = new("campaign.target", 400);
    public static readonly Problem CampaignState = new("campaign.state", 409);
    public static readonly Problem CampaignOwn = new("campaign.own", 403);
    public static readonly Problem CampaignOver = new("campaign.over", 409);
    public static readonly Problem CampaignBegun = new("campaign.begun", 409);
    public static readonly Problem CampaignRuns = new("campaign.runs", 409);
    public static readonly Problem CampaignUnitEnded = new("campaign.unit-ended", 409);
}
