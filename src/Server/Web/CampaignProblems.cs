namespace TungNgo.Web;

/// <summary>Of campaigns.</summary>
internal static partial class Problems
{
    public static readonly Problem CampaignName = new("campaign.name", 400);
    public static readonly Problem CampaignDays = new("campaign.days", 400);

    /// <summary>Targets or guests have no place on the new days, and nobody has said that they may go.</summary>
    public static readonly Problem CampaignDrops = new("campaign.drops", 409);
    public static readonly Problem CampaignServices = new("campaign.services", 400);
    public static readonly Problem CampaignTarget = new("campaign.target", 400);
    public static readonly Problem CampaignState = new("campaign.state", 409);
    public static readonly Problem CampaignOwn = new("campaign.own", 403);
    public static readonly Problem CampaignOver = new("campaign.over", 409);
    public static readonly Problem CampaignBegun = new("campaign.begun", 409);
    public static readonly Problem CampaignRuns = new("campaign.runs", 409);
    public static readonly Problem CampaignUnitEnded = new("campaign.unit-ended", 409);
    public static readonly Problem CampaignMaterial = new("campaign.material", 400);
    public static readonly Problem CampaignPoint = new("campaign.point", 400);
    public static readonly Problem CampaignGuestName = new("campaign.guest-name", 400);
    public static readonly Problem CampaignGuestOrganisation = new("campaign.guest-organisation", 400);
    public static readonly Problem CampaignGuestTeam = new("campaign.guest-team", 400);
    public static readonly Problem CampaignGuestDays = new("campaign.guest-days", 400);
    public static readonly Problem CampaignGuestMany = new("campaign.guest-many", 400);
    public static readonly Problem CampaignGuestTwice = new("campaign.guest-twice", 409);
    public static readonly Problem CampaignIdea = new("campaign.idea", 400);
    public static readonly Problem CampaignIdeaName = new("campaign.idea-name", 400);
    public static readonly Problem CampaignIdeaMany = new("campaign.idea-many", 400);
    public static readonly Problem CampaignListHeader = new("campaign.list-header", 400);
    public static readonly Problem CampaignListLarge = new("campaign.list-large", 400);
}
