namespace TungNgo.Campaigns.Bring;

public enum MaterialKind
{
    /// <summary>A sentence of the campaign's own, for the door.</summary>
    Point = 0,

    /// <summary>The guide of a service or skill.</summary>
    Guide = 1,
    Bulletin = 2,
}

/// <summary>What teams take along: words for the door, guides, notices, in the order in which they are shown.</summary>
internal sealed class CampaignMaterial
{
    public Guid Id { get; init; }
    public Guid CampaignId { get; init; }
    public int Order { get; set; }
    public MaterialKind Kind { get; init; }

    /// <summary>The service of a guide, or the bulletin; null for a point.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>A point's words by language.</summary>
    public Dictionary<string, string> Text { get; set; } = [];
}
